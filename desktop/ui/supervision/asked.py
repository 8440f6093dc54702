"""What a supervision note asks, and the answers as one talk."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from desktop.domain.ids import CaseId, UserId
from desktop.queries.colleagues import Colleague
from desktop.queries.supervision import SupervisionDetails
from desktop.services.supervision import SupervisionWords
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import Choice, Day, FormSpec, Whenabouts, Words, options
from desktop.ui.shared.words import translate


def note_spec(workers: Sequence[Colleague], held: SupervisionDetails | None = None) -> FormSpec:
    """Describe a note; ``held`` is the one to be corrected."""
    whose = Choice(
        "worker",
        translate("Supervision", "With whom"),
        required=True,
        options=options((str(one.user_id), one.name) for one in workers),
    )
    seen = translate("Supervision", "They read it too, and so do managers; nobody else does.")
    return FormSpec(
        translate("Supervision", "Correct a note") if held else translate("Supervision", "Write a note"),
        (
            *(() if held else (whose,)),
            Day("on", translate("Supervision", "Day"), required=True, lies=Whenabouts.PAST),
            Day("next", translate("Supervision", "Next time"), lies=Whenabouts.AHEAD, beside=True),
            Words(
                "words",
                translate("Supervision", "What you talked about"),
                hint=translate(
                    "Supervision", "About the work. What belongs to a person goes into their record."
                ),
                lines=6,
            ),
            Words("agreed", translate("Supervision", "What you agreed"), lines=3),
        ),
        save_label=translate("Supervision", "Save the note"),
        intro=held.worker if held else seen,
    )


def note_of(answers: FormAnswers, *, case_id: CaseId | None = None) -> SupervisionWords:
    """Make one talk of the answers; ``case_id`` is kept from before."""
    return SupervisionWords(
        held_on=answers.needed_day("on"),
        words=answers.text("words"),
        agreed=answers.text("agreed"),
        next_on=answers.day("next"),
        case_id=case_id,
    )


def worker_of(answers: FormAnswers) -> UserId:
    """Give whom the talk was with."""
    return UserId(UUID(answers.needed_code("worker")))


def note_values(held: SupervisionDetails) -> Mapping[str, object]:
    """Give what a note says, to fill the form."""
    return {"on": held.held_on, "next": held.next_on, "words": held.words, "agreed": held.agreed}
