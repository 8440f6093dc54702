"""Made-up people, cases and lists for the pictures of everything that stands around a case."""

from datetime import UTC, date, datetime
from functools import cache
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.codes import CodeList, parse_code_list
from desktop.domain.ids import CaseId
from desktop.platform.resources import resource_names, resource_text
from desktop.ui.people.about import CaseChoice
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_fields import FormSpec
from desktop.ui.shared.layouts import Item
from desktop.ui.shared.opened import Deed, Opened

TODAY = date(2026, 3, 3)
NOW = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)
LONG = "Wilhelmina Featherstonehaugh-Cholmondeley"
CASES = (
    CaseChoice(CaseId(UUID(int=1)), "C-0112 · Burglary at home", is_open=True),
    CaseChoice(CaseId(UUID(int=2)), "C-0212 · Harassment", is_open=False),
)
PANEL = 500
"""How wide a panel is, pixels at 100 %."""


@cache
def made_lists() -> dict[str, CodeList]:
    """Give every list as it comes with the program."""
    lists = [parse_code_list(resource_text(name)) for name in resource_names("codes", ".toml")]
    return {one.key: one for one in lists}


def made_form(
    spec: FormSpec, typed: dict[str, str | list[str]] | None = None, *, above: QWidget | None = None
) -> Form:
    """Fill a form as somebody would have."""
    form = Form(spec, today=TODAY, above=above)
    for key, said in (typed or {}).items():
        form.fields[key].input.fill(said)
    return form


def made_page(name: str, items: list[QWidget], *deeds: str) -> Opened:
    """Show a record with what can be done about it; nothing is done in a picture."""
    shown: list[Item] = list(items)
    return Opened(name, shown, deeds=[Deed(words, lambda: None) for words in deeds])
