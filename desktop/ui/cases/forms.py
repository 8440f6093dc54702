"""What is added to a person's record around cases: a referral, and somebody who helps."""

from functools import partial
from uuid import UUID

from desktop.domain.ids import CaseId, UserId
from desktop.domain.permissions import Permission
from desktop.queries.colleagues import Colleague, colleagues
from desktop.services.assignments import NewAssignment, assign_person
from desktop.services.referrals import IncidentWords, ReferralWords, record_referral
from desktop.ui.cases.asked import helper_spec, referral_spec
from desktop.ui.cases.saving import save_with
from desktop.ui.people.about import AboutPerson, Adding, Show
from desktop.ui.shared.drafts import keep_drafts
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.words import translate


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
