"""The history of a record in words: what was done, and which fields became what."""

from collections.abc import Mapping
from datetime import date, datetime

from desktop.domain.codes import CodeList
from desktop.queries.history import FieldChange, HistoryRow
from desktop.queries.people import label_of
from desktop.ui.shared.words import translate, uk_date, uk_moment

_LISTS = {
    "orientation_code": "sexual-orientation",
    "gender_same_code": "gender-same-as-registered",
    "day_to_day_code": "day-to-day-activities",
    "impairment_codes": "impairment",
}
_UNTOLD = frozenset({"id", "version", "import_id", "reference", "born_precision", "age_stated_on"})
_MOST_FIELDS = 4


def what_was_done(row: HistoryRow) -> str:
    """Say what kind of change it was."""
    return {
        "insert": translate("History", "Record made"),
        "update": translate("History", "Changed"),
        "erase": translate("History", "Erased"),
    }.get(row.operation, row.operation)


def fields_in_words(row: HistoryRow, code_lists: Mapping[str, CodeList]) -> str:
    """Say which fields became what; only the first few of many."""
    told = [change for change in row.fields if change.field not in _UNTOLD]
    if row.operation != "update":
        return ""
    words = [_field(change, code_lists) for change in told[:_MOST_FIELDS]]
    if len(told) > _MOST_FIELDS:
        words.append("…")
    return "; ".join(words)


def _labels() -> Mapping[str, str]:
    return {
        "archived_at": translate("History", "Put away"),
        "forename": translate("History", "Forename"),
        "surname": translate("History", "Surname"),
        "known_as": translate("History", "What to call them"),
        "born_on": translate("History", "Date of birth"),
        "age_stated": translate("History", "Age"),
        "died_on": translate("History", "Died"),
        "postcode": translate("History", "Postcode"),
        "local_authority_code": translate("History", "Local authority"),
        "no_fixed_abode": translate("History", "No fixed address"),
        "language_code": translate("History", "Language"),
        "sex_code": translate("History", "Sex"),
        "gender_code": translate("History", "Gender"),
        "gender_words": translate("History", "Gender in their words"),
        "gender_same_code": translate("History", "Gender the same as registered at birth"),
        "ethnicity_code": translate("History", "Ethnicity"),
        "orientation_code": translate("History", "Sexual orientation"),
        "religion_code": translate("History", "Religion"),
        "disability_code": translate("History", "Disability"),
        "day_to_day_code": translate("History", "Reduces day-to-day activities"),
        "impairment_codes": translate("History", "Kinds of impairment"),
    }


def _field(change: FieldChange, code_lists: Mapping[str, CodeList]) -> str:
    label = _labels().get(change.field, change.field.replace("_", " ").capitalize())
    nothing = translate("History", "nothing")
    before = _words(change.field, change.before, code_lists) or nothing
    after = _words(change.field, change.after, code_lists) or nothing
    return f"{label}: {before} → {after}"


def _words(field: str, value: str, code_lists: Mapping[str, CodeList]) -> str:
    if not value:
        return value
    if field.endswith(("_code", "_codes")):
        key = _LISTS.get(field, field.removesuffix("_code").replace("_", "-"))
        return ", ".join(label_of(code_lists, key, code) or code for code in value.split(", "))
    if field.endswith("_on"):
        return uk_date(date.fromisoformat(value))
    if field.endswith("_at"):
        return uk_moment(datetime.fromisoformat(value))
    yes_or_no = {"True": translate("History", "Yes"), "False": translate("History", "No")}
    return yes_or_no.get(value, value)
