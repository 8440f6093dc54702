"""The history of a record in the words people use."""

from datetime import UTC, datetime

from desktop.domain.codes import parse_code_list
from desktop.platform.resources import resource_text
from desktop.queries.history import FieldChange, HistoryRow
from desktop.ui.people.history import fields_in_words

LISTS = {key: parse_code_list(resource_text(f"codes/{key}.toml")) for key in ("sex", "impairment")}
AT = datetime(2026, 1, 12, 16, 20, tzinfo=UTC)


def _told(*changes: FieldChange) -> str:
    return fields_in_words(HistoryRow(AT, "Bethan Price", "update", changes), LISTS)


def test_fields_and_codes_are_told_in_words() -> None:
    assert _told(FieldChange("sex_code", "", "F")) == "Sex: nothing → Female"
    assert _told(FieldChange("known_as", "Kit", "")) == "What to call them: Kit → nothing"


def test_dates_and_yes_or_no_are_told_as_people_write_them() -> None:
    assert _told(FieldChange("born_on", "", "1984-03-07")) == "Date of birth: nothing → 7 March 1984"
    assert _told(FieldChange("no_fixed_abode", "", "True")) == "No fixed address: nothing → Yes"


def test_several_codes_are_told_one_by_one() -> None:
    assert _told(FieldChange("impairment_codes", "", "hearing, vision")).endswith("nothing → Hearing, Vision")
