"""What the person said of whoever is said to have done it: noted by anybody, read by few."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.permissions import Permission, may
from desktop.queries.alleged_offenders import OffenderLine, alleged_offenders_of
from desktop.services.alleged_offenders import change_alleged_offender, note_alleged_offender
from desktop.ui.involved_people.asked import offender_spec
from desktop.ui.people.about import AboutPerson, Adding, Show
from desktop.ui.people.case_choice import case_of, usual_case
from desktop.ui.people.keeping import changing_form, new_form, one_of
from desktop.ui.shared.buttons import quiet
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.layouts import column, holder, row
from desktop.ui.shared.pages import section
from desktop.ui.shared.saving import Changing, Work
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import named, sentence, small, translate, uk_date


def told_before(
    lines: Sequence[OffenderLine], correct: Callable[[OffenderLine], None] | None
) -> QWidget | None:
    """Show what was said before, to whoever reads sealed text."""
    if not lines:
        return None
    shown = [_told(line, correct) for line in lines]
    return section(translate("Involved", "Said before"), *shown, margin=Space.L)


def _told(line: OffenderLine, correct: Callable[[OffenderLine], None] | None) -> QWidget:
    facts = translate("Involved", "%1, to %2").replace("%1", uk_date(line.told_on))
    words = column(sentence(line.words), small(facts.replace("%2", line.told_to)), space=Space.HAIR)
    if correct is None:
        return holder(words)
    button = quiet(translate("Involved", "Correct…"), partial(correct, line))
    named(button, translate("Involved", "Correct what was said on %1").replace("%1", uk_date(line.told_on)))
    beside = row(words, button, space=Space.M)
    beside.setStretch(0, 1)
    return holder(beside)


def _begin(about: AboutPerson, show: Show) -> None:
    question = partial(alleged_offenders_of, actor=about.actor, person_id=about.person_id)

    def save(answers: FormAnswers) -> Work[UUID]:
        return partial(
            note_alleged_offender,
            actor=about.actor,
            person_id=about.person_id,
            case_id=case_of(answers),
            words=answers.text("words"),
            told_on=answers.day("told"),
        )

    def opened(lines: tuple[OffenderLine, ...]) -> None:
        may_correct = may(about.actor, Permission.READ_SEALED)
        above = told_before(lines, partial(_correct, about, show) if may_correct else None)
        spec, values = offender_spec(about.cases), usual_case(about.cases)
        show(new_form(about, spec, name="alleged-offender", save=save, values=values, above=above))

    about.tasks.read(about.tasks, question, opened)


def _correct(about: AboutPerson, show: Show, line: OffenderLine) -> None:
    def write(held: OffenderLine, answers: FormAnswers) -> Work[None]:
        return partial(
            change_alleged_offender,
            actor=about.actor,
            alleged_offender_id=held.alleged_offender_id,
            version=held.version,
            words=answers.text("words"),
        )

    identity = line.alleged_offender_id
    question = partial(alleged_offenders_of, actor=about.actor, person_id=about.person_id)
    read = one_of(question, lambda one: one.alleged_offender_id == identity)
    changing = Changing(read, lambda one: {"words": one.words}, write)
    spec = offender_spec((), changing=True)
    show(changing_form(about, spec, line, changing, name="change-alleged-offender", record_id=identity))


ADDINGS: tuple[Adding, ...] = (
    Adding(
        "alleged_offender",
        translate("Involved", "Note an alleged offender"),
        "seal",
        Permission.NOTE_AROUND_CASE,
        _begin,
    ),
)
