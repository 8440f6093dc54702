"""Recording a needs assessment on a person's page, reading it beside the others, correcting it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from desktop.domain.ids import AssessmentId, CaseId
from desktop.domain.needs import AssessmentStage
from desktop.domain.permissions import Permission, may
from desktop.queries.assessments import (
    AssessmentDetails,
    NeedCompared,
    OutcomeCompared,
    assessments_of,
    needs_compared,
    outcomes_compared,
)
from desktop.services.assessments import correct_assessment, record_assessment
from desktop.ui.assessments.asked import (
    assessment_of,
    assessment_spec,
    is_anything_said,
    need_options,
    outcomes_to_ask,
    values_of,
)
from desktop.ui.assessments.reading import assessment_page
from desktop.ui.people.about import AboutPerson, Adding, Opening, Show, ShowPage
from desktop.ui.people.case_choice import CASE, case_of, usual_case
from desktop.ui.shared.drafts import keep_drafts
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.opened import Deed, any_withheld, the_one
from desktop.ui.shared.saving import Changing, ChangingForm, SavingForm, Work
from desktop.ui.shared.words import translate

if TYPE_CHECKING:
    from desktop.models.session import RecordSession


@dataclass(frozen=True, slots=True)
class _Read:
    """One sitting, and each need and outcome over all of them."""

    made: AssessmentDetails
    compared: tuple[NeedCompared, ...]
    outcomes: tuple[OutcomeCompared, ...]


def assessment_form(
    about: AboutPerson, *, stage: AssessmentStage, case_id: CaseId | None = None
) -> SavingForm:
    """Make the form for one sitting; for a case that is named, whoever writes says on which day."""
    needs, outcomes = need_options(about), outcomes_to_ask(about)

    def save(answers: FormAnswers) -> Work[AssessmentId]:
        words = assessment_of(answers, needs, outcomes)
        is_anything_said(words)
        return partial(
            record_assessment,
            actor=about.actor,
            person_id=about.person_id,
            case_id=case_of(answers),
            words=words,
        )

    values: dict[str, object] = {"stage": stage.value}
    if case_id is None:
        values |= {"on": about.today, "tool-on": about.today} | usual_case(about.cases)
    else:
        values |= {CASE: str(case_id)}
    form = SavingForm(
        assessment_spec(about),
        save,
        tasks=about.tasks,
        today=about.today,
        values=values,
    )
    keep_drafts(form, about.drafts, form_name="assessment", record_id=about.person_id)
    return form


def _all_of(about: AboutPerson) -> Work[tuple[AssessmentDetails, ...]]:
    return partial(assessments_of, actor=about.actor, person_id=about.person_id, code_lists=about.lists)


def _begin(about: AboutPerson, show: Show) -> None:
    def begin(earlier: Sequence[AssessmentDetails]) -> None:
        stage = AssessmentStage.REVIEW if earlier else AssessmentStage.START
        show(assessment_form(about, stage=stage))

    about.tasks.read(about.tasks, _all_of(about), begin)


def _ask(about: AboutPerson, assessment_id: AssessmentId) -> Work[_Read]:
    def ask(session: "RecordSession") -> _Read:
        made = the_one([one for one in _all_of(about)(session) if one.assessment_id == assessment_id])
        who, whom, lists = about.actor, about.person_id, about.lists
        needs = needs_compared(session, actor=who, person_id=whom, code_lists=lists)
        outcomes = outcomes_compared(session, actor=who, person_id=whom, code_lists=lists)
        return _Read(made, needs, outcomes)

    return ask


def is_readable(made: AssessmentDetails) -> bool:
    """Say whether every word of a sitting is in sight, so that correcting it loses none."""
    written = (made.support_around, made.words, made.risk_reason, *(one.words for one in made.needs))
    return not any_withheld(*written)


def _open(about: AboutPerson, record_id: UUID, show: Show, show_page: ShowPage) -> None:
    def opened(read: _Read) -> None:
        deeds = []
        if may(about.actor, Permission.ASSESS) and is_readable(read.made):
            begin = partial(_begin_correcting, about, read.made, show)
            deeds.append(Deed(translate("Assessments", "Correct it…"), begin))
        title = translate("Assessments", "Needs assessment")
        show_page(title, assessment_page(read.made, read.compared, read.outcomes, deeds))

    about.tasks.read(about.tasks, _ask(about, AssessmentId(record_id)), opened)


def _begin_correcting(about: AboutPerson, made: AssessmentDetails, show: Show) -> None:
    show(correcting_form(about, made))


def correcting_form(about: AboutPerson, made: AssessmentDetails) -> ChangingForm[AssessmentDetails]:
    """Make the form that corrects one sitting, whole."""
    needs, outcomes = need_options(about, made), outcomes_to_ask(about, made)

    def read(session: "RecordSession") -> AssessmentDetails:
        return the_one([one for one in _all_of(about)(session) if one.assessment_id == made.assessment_id])

    def write(held: AssessmentDetails, answers: FormAnswers) -> Work[None]:
        return partial(
            correct_assessment,
            actor=about.actor,
            assessment_id=held.assessment_id,
            version=held.version,
            words=assessment_of(answers, needs, outcomes),
        )

    changing = Changing(read, values_of, write, is_readable)
    form = ChangingForm(assessment_spec(about, made), made, changing, tasks=about.tasks, today=about.today)
    keep_drafts(form, about.drafts, form_name="assessment-corrected", record_id=made.assessment_id)
    return form


ADDINGS = (
    Adding(
        "assessment", translate("Assessments", "Needs assessment"), "assessment", Permission.ASSESS, _begin
    ),
)
OPENINGS = (Opening("assessment", _open),)
