"""What stands around the cases of a person: a referral that is added, and whoever helps."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.ids import CaseId, UserId
from desktop.domain.incident_words import IncidentWords
from desktop.domain.permissions import Permission, may
from desktop.queries.assignments import AssignmentRow, who_helps
from desktop.queries.colleagues import Colleague, colleagues
from desktop.services.assignments import NewAssignment, assign_person, end_assignment
from desktop.services.referrals import ReferralWords, record_referral
from desktop.ui.cases.asked import end_help_spec, helper_spec, referral_spec
from desktop.ui.cases.saving import save_with
from desktop.ui.people.about import AboutPerson, Adding, Opening, Show, ShowPage
from desktop.ui.people.keeping import changing_form, one_of
from desktop.ui.shared.badges import badge
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.drafts import keep_drafts
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.layouts import column, holder
from desktop.ui.shared.opened import Deed, Opened, told
from desktop.ui.shared.saving import Changing, Work
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import heading, translate, uk_date


def referral_words(answers: FormAnswers, about: AboutPerson) -> ReferralWords:
    """Read what came in, from whom."""
    return ReferralWords(
        received_on=answers.day("received") or about.today,
        source_code=answers.code("source"),
        external_source=answers.text("their_source") or None,
        external_reference=answers.text("their_reference") or None,
        asked_to_stay_anonymous=answers.yes_no("anonymous"),
    )


def incident_words(answers: FormAnswers) -> IncidentWords:
    """Read what happened."""
    return IncidentWords(
        happened=answers.partial("happened"),
        place=answers.text("place") or None,
        crime_number=answers.text("crime_number") or None,
        crime_code=answers.code("crime"),
        reported_code=answers.code("reported"),
        not_reported_codes=frozenset(answers.codes("not_reported")) or None,
        hate_strands=frozenset(answers.codes("hate")) or None,
    )


def _begin_referral(about: AboutPerson, show: Show) -> None:
    form = Form(referral_spec(about), {"received": about.today}, today=about.today, with_title=False)
    keep_drafts(form, about.drafts, form_name="referral", record_id=about.person_id)
    save_with(
        form,
        about,
        lambda answers: partial(
            record_referral,
            actor=about.actor,
            words=referral_words(answers, about),
            person_id=about.person_id,
            incident=incident_words(answers),
        ),
    )
    show(form)


def _begin_helping(about: AboutPerson, show: Show) -> None:
    work = partial(colleagues, actor=about.actor, who_may=Permission.SEE_PERSON)
    about.tasks.read(about.tasks, work, partial(_show_helping, about, show))


def _show_helping(about: AboutPerson, show: Show, found: tuple[Colleague, ...]) -> None:
    others = [one for one in found if one.user_id != about.actor.user_id]
    form = Form(helper_spec(others, about), today=about.today, with_title=False)
    keep_drafts(form, about.drafts, form_name="helper", record_id=about.person_id)

    def given(answers: FormAnswers) -> NewAssignment:
        case = answers.code("case") if "case" in form.fields else None
        return NewAssignment(
            person_id=about.person_id,
            user_id=UserId(UUID(answers.code("who") or "")),
            case_id=CaseId(UUID(case)) if case else None,
            until_on=answers.day("until"),
            note=answers.text("note") or None,
        )

    save_with(form, about, lambda answers: partial(assign_person, actor=about.actor, new=given(answers)))
    show(form)


def assignment_items(line: AssignmentRow) -> list[QWidget]:
    """Lay out who helps, since when and until when."""
    state = translate("Cases", "Helps now") if line.in_force else translate("Cases", "Does not help now")
    details = [
        Detail(translate("Cases", "From"), uk_date(line.from_on)),
        Detail(translate("Cases", "Until"), uk_date(line.until_on) or translate("Cases", "not said")),
    ]
    mark = badge(state, "people", Tone.GOOD) if line.in_force else badge(state, "plain")
    return [
        holder(column(mark, heading(line.colleague), space=Space.S)),
        DetailList(details),
        *told(translate("Cases", "What they are to do"), line.note),
    ]


def _open_assignment(about: AboutPerson, record_id: UUID, show: Show, show_page: ShowPage) -> None:
    question = partial(who_helps, actor=about.actor, person_id=about.person_id)
    asking = one_of(question, lambda line: line.assignment_id == record_id)

    def opened(line: AssignmentRow) -> None:
        deeds = []
        goes_on = line.until_on is None or line.until_on >= about.today
        if goes_on and may(about.actor, Permission.ASSIGN):
            ending = partial(_end_help, about, line, asking, show)
            deeds.append(Deed(translate("Cases", "End their help…"), ending, "primary"))
        title = translate("Cases", "Somebody who helps")
        show_page(title, Opened(title, assignment_items(line), deeds=deeds))

    about.tasks.read(about.tasks, asking, opened)


def _end_help(about: AboutPerson, line: AssignmentRow, asking: Work[AssignmentRow], show: Show) -> None:
    def write(held: AssignmentRow, answers: FormAnswers) -> Work[None]:
        return partial(
            end_assignment,
            actor=about.actor,
            assignment_id=held.assignment_id,
            version=held.version,
            until_on=answers.needed_day("until"),
        )

    changing = Changing(asking, lambda held: {"until": held.until_on or about.today}, write)
    form = changing_form(
        about,
        end_help_spec(line.colleague),
        line,
        changing,
        name="end-help",
        record_id=line.assignment_id,
    )
    show(form)


OPENINGS = (Opening("assignment", _open_assignment),)
ADDINGS = (
    Adding(
        "referral",
        translate("Cases", "Record a referral"),
        "referral",
        Permission.RECORD_REFERRAL,
        _begin_referral,
    ),
    Adding(
        "assignment", translate("Cases", "Let somebody help"), "people", Permission.ASSIGN, _begin_helping
    ),
)
