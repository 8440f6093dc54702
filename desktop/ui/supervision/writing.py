"""The forms of supervision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.queries.colleagues import Colleague
from desktop.queries.supervision import SupervisionDetails, supervision_notes
from desktop.services.supervision import correct_supervision_note, write_supervision_note
from desktop.ui.shared.drafts import DraftKeeper, keep_drafts
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.opened import the_one
from desktop.ui.shared.saving import Changing, ChangingForm, SavingForm, Work
from desktop.ui.supervision.asked import note_of, note_spec, note_values, worker_of

if TYPE_CHECKING:
    from desktop.models.session import RecordSession


@dataclass(frozen=True, slots=True)
class Noting:
    """Everything by which a form of supervision asks and saves."""

    tasks: Tasks
    actor: Actor
    drafts: DraftKeeper
    today: date


def note_form(by: Noting, workers: Sequence[Colleague]) -> SavingForm:
    """Make the form for a new note."""

    def save(answers: FormAnswers) -> Work[object]:
        worker, words = worker_of(answers), note_of(answers)
        return partial(write_supervision_note, actor=by.actor, worker_id=worker, words=words)

    form = SavingForm(note_spec(workers), save, tasks=by.tasks, today=by.today, values={"on": by.today})
    keep_drafts(form, by.drafts, form_name="supervision", record_id=by.actor.user_id)
    return form


def correcting_form(by: Noting, note: SupervisionDetails) -> Form:
    """Make the form that corrects a note."""

    def again(session: "RecordSession") -> SupervisionDetails:
        found = supervision_notes(session, actor=by.actor, worker_id=note.worker_id)
        return the_one([one for one in found if one.note_id == note.note_id])

    def write(held: SupervisionDetails, answers: FormAnswers) -> Work[None]:
        return partial(
            correct_supervision_note,
            actor=by.actor,
            note_id=held.note_id,
            version=held.version,
            words=note_of(answers, case_id=held.case_id),
        )

    changing = Changing(again, note_values, write)
    form = ChangingForm(note_spec((), note), note, changing, tasks=by.tasks, today=by.today)
    keep_drafts(form, by.drafts, form_name="supervision-corrected", record_id=note.note_id)
    return form
