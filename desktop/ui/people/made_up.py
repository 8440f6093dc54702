"""A made-up person with made-up cases, for pictures of what stands beside their page."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, cast
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import CaseId, DeviceId, PersonId, UserId
from desktop.returns.rules.reading import bundled_code_lists
from desktop.ui.people.about import AboutPerson, CaseChoice
from desktop.ui.shared.drafts import FoundDraft
from desktop.ui.shared.form import Form
from desktop.ui.shared.side_panel import WithPanel

if TYPE_CHECKING:
    from desktop.background.tasks import Tasks

TODAY = date(2026, 3, 3)
LONG = "Wilhelmina Featherstonehaugh-Cholmondeley"
MANAGER = Actor(UserId(UUID(int=1)), DeviceId(UUID(int=1)), "Bethan Price", frozenset({Role.MANAGER}))


class _NoDrafts:
    """Keeps nothing: nobody writes in a picture."""

    def keep(self, form: str, record_id: UUID, body: str) -> None:
        """Pass it over."""

    def discard(self, form: str, record_id: UUID) -> None:
        """Pass it over."""

    def find(self, owner: QObject, form: str, record_id: UUID, then: Callable[[FoundDraft], None]) -> None:
        """Find nothing."""


def made_up_person(*, name: str = "Katherine Marshall-Greene", actor: Actor = MANAGER) -> AboutPerson:
    """Give somebody with an open and a closed case; nothing can be asked or saved about them."""
    return AboutPerson(
        tasks=cast("Tasks", None),
        actor=actor,
        drafts=_NoDrafts(),
        person_id=PersonId(UUID(int=2)),
        name=name,
        cases=(
            CaseChoice(CaseId(UUID(int=1)), "C-0112 · Burglary at home", is_open=True),
            CaseChoice(CaseId(UUID(int=2)), "C-0212 · Harassment", is_open=False),
        ),
        lists=bundled_code_lists(),
        today=TODAY,
    )


def beside(title: str, inside: QWidget) -> WithPanel:
    """Put what is pictured into the panel beside an empty page."""
    made = WithPanel(QWidget())
    if isinstance(inside, Form):
        made.open_form(inside)
    else:
        made.open(title, inside)
    return made


def filled(form: Form, **typed: str | list[str]) -> Form:
    """Type into the fields of a form."""
    for key, said in typed.items():
        form.fields[key].input.fill(said)
    return form
