"""What a form about a person is given, and how it is offered on the person's page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.codes import CodeList
from desktop.domain.ids import CaseId, PersonId
from desktop.domain.permissions import Permission
from desktop.queries.people import PersonDetails
from desktop.ui.shared.drafts import DraftKeeper
from desktop.ui.shared.form import Form


@dataclass(frozen=True, slots=True)
class CaseChoice:
    """A case that something about the person may belong to."""

    case_id: CaseId
    label: str
    """Reference and main crime, as a list of choices shows it."""
    is_open: bool


@dataclass(frozen=True, slots=True)
class AboutPerson:
    """The person whose page it is, and everything by which a form asks and saves."""

    tasks: Tasks
    actor: Actor
    drafts: DraftKeeper
    person_id: PersonId
    name: str
    cases: tuple[CaseChoice, ...]
    """Cases the signed-in person sees, open ones first."""
    lists: Mapping[str, CodeList]
    today: date


def about_person(
    person: PersonDetails,
    *,
    tasks: Tasks,
    actor: Actor,
    drafts: DraftKeeper,
    lists: Mapping[str, CodeList],
    today: date,
) -> AboutPerson:
    """Gather what the forms about somebody are given."""
    cases = (
        CaseChoice(
            case.case_id,
            " · ".join(part for part in (case.reference, case.main_crime) if part),
            case.closed_on is None and not case.from_history,
        )
        for case in person.cases
    )
    return AboutPerson(
        tasks=tasks,
        actor=actor,
        drafts=drafts,
        person_id=person.person_id,
        name=person.name,
        cases=tuple(sorted(cases, key=lambda one: not one.is_open)),
        lists=lists,
        today=today,
    )


Show = Callable[[Form], None]
"""Opens a form in the panel beside the page."""
ShowPage = Callable[[str, QWidget], None]
"""Opens anything else in the panel, under a title."""


@dataclass(frozen=True, slots=True)
class Adding:
    """One thing that can be added on a person's page; ``begin`` may have to ask the records first."""

    kind: str
    """The kind of record, as the timeline names it."""
    label: str
    icon: str
    permission: Permission
    begin: Callable[[AboutPerson, Show], None]


@dataclass(frozen=True, slots=True)
class Opening:
    """How an entry of the timeline is opened again: to be read, changed, settled."""

    kind: str
    open: Callable[[AboutPerson, UUID, Show, ShowPage], None]
