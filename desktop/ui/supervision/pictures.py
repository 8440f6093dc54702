"""Supervision notes with made-up colleagues."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast
from uuid import UUID

from desktop.domain.actor import Role
from desktop.domain.ids import SupervisionNoteId, UserId
from desktop.errors import BadInputError
from desktop.queries.colleagues import Colleague
from desktop.queries.supervision import SupervisionDetails
from desktop.ui.people.made_up import LONG, MANAGER, TODAY, beside, filled, made_up_person
from desktop.ui.shared.form import Form
from desktop.ui.shared.list_screen import ListScreen
from desktop.ui.shared.opened import Deed
from desktop.ui.shared.screen import Picture
from desktop.ui.supervision.view import note_page, supervision_list
from desktop.ui.supervision.writing import Noting, correcting_form, note_form

if TYPE_CHECKING:
    from desktop.background.tasks import Tasks

_NOTE = SupervisionDetails(
    note_id=SupervisionNoteId(UUID(int=1)),
    version=1,
    worker_id=UserId(UUID(int=2)),
    worker="Amal Haddad",
    supervisor="Bethan Price",
    case_id=None,
    case_reference="",
    held_on=date(2026, 2, 20),
    words="Thirty-eight open cases. Two of them weigh on her: we went through both.",
    agreed="No new referrals for two weeks. One afternoon a week without the phone.",
    next_on=date(2026, 5, 20),
    may_correct=True,
)
_NOTES = (
    _NOTE,
    replace(_NOTE, note_id=SupervisionNoteId(UUID(int=2)), worker=LONG, held_on=date(2026, 2, 3), agreed=""),
    replace(_NOTE, note_id=SupervisionNoteId(UUID(int=3)), worker="Jo Carter", held_on=date(2025, 11, 20),
            next_on=None),
)  # fmt: skip
_WORKERS = (
    Colleague(UserId(UUID(int=2)), "Amal Haddad", frozenset({Role.SUPPORT_WORKER})),
    Colleague(UserId(UUID(int=3)), LONG, frozenset({Role.SUPPORT_WORKER})),
)


def _noting() -> Noting:
    return Noting(cast("Tasks", None), MANAGER, made_up_person().drafts, TODAY)


def _list(
    *, supervises: bool = True, notes: tuple[SupervisionDetails, ...] = _NOTES
) -> ListScreen[SupervisionDetails]:
    view = supervision_list(supervises=supervises)
    view.show_rows(notes)
    return view


def _with_note() -> ListScreen[SupervisionDetails]:
    view = _list()
    view.panel.open("Supervision note", note_page(_NOTE, [Deed("Correct it…", lambda: None)]))
    return view


def _refused() -> Form:
    form = filled(note_form(_noting(), _WORKERS), worker=str(UUID(int=2)))
    form.refuse(BadInputError("Nothing is written down.", "Write what was talked about, or what was agreed."))
    return form


def pictures() -> tuple[Picture, ...]:
    """Every state of supervision."""
    size = partial(Picture, width=972, height=700)
    panel = partial(Picture, width=560, height=760)
    return (
        size("supervision", _list),
        size("supervision-own", lambda: _list(supervises=False, notes=_NOTES[:1])),
        size("supervision-empty", lambda: _list(notes=())),
        size("supervision-own-empty", lambda: _list(supervises=False, notes=())),
        Picture("supervision-with-note", _with_note),
        panel("supervision-new", lambda: beside("", note_form(_noting(), _WORKERS))),
        panel("supervision-refused", lambda: beside("", _refused())),
        panel("supervision-correct", lambda: beside("", correcting_form(_noting(), _NOTE))),
    )
