"""Putting right what was written down at the beginning: what happened, the referral, the days of a case."""

from dataclasses import replace
from functools import partial

from desktop.domain.ids import CaseId, ReferralId
from desktop.queries.case_days import CaseDays, case_days
from desktop.queries.incidents import IncidentDetails, incident_of_referral
from desktop.queries.referrals import ReferralReceived, referral_received
from desktop.services.case_days import correct_case_days
from desktop.services.referrals import change_incident, change_referral
from desktop.ui.cases.asked import case_days_spec, incident_spec, received_spec
from desktop.ui.cases.forms import incident_words
from desktop.ui.cases.saving import shown_codes
from desktop.ui.people.about import AboutPerson, Show
from desktop.ui.people.keeping import changing_form
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.saving import Changing, Work


def mend_incident(about: AboutPerson, referral_id: ReferralId, show: Show) -> None:
    """Ask anew what happened that a referral is about."""
    read = partial(incident_of_referral, actor=about.actor, referral_id=referral_id)
    about.tasks.read(about.tasks, read, lambda held: show(incident_form(about, held)))


def incident_form(about: AboutPerson, held: IncidentDetails) -> Form:
    """Make the form that says anew what happened."""

    def write(newest: IncidentDetails, answers: FormAnswers) -> Work[None]:
        said = replace(incident_words(answers), local_authority_code=newest.words.local_authority_code)
        return partial(
            change_incident,
            actor=about.actor,
            referral_id=held.referral_id,
            version=newest.version,
            words=said,
        )

    read = partial(incident_of_referral, actor=about.actor, referral_id=held.referral_id)
    changing = Changing(read, _incident_values, write)
    spec = incident_spec(about, held)
    return changing_form(about, spec, held, changing, name="incident", record_id=held.referral_id)


def _incident_values(held: IncidentDetails) -> dict[str, object]:
    words = held.words
    return {
        "crime": words.crime_code,
        "happened": words.happened,
        "place": words.place,
        "reported": words.reported_code,
        "not_reported": sorted(words.not_reported_codes or ()),
        "crime_number": words.crime_number,
        "hate": shown_codes(words.hate_strands),
    }


def mend_referral(about: AboutPerson, referral_id: ReferralId, show: Show) -> None:
    """Ask anew when a referral came in, and from whom."""
    read = partial(referral_received, actor=about.actor, referral_id=referral_id)
    about.tasks.read(about.tasks, read, lambda held: show(received_form(about, held)))


def received_form(about: AboutPerson, held: ReferralReceived) -> Form:
    """Make the form that says anew when a referral came in, and from whom."""

    def write(newest: ReferralReceived, answers: FormAnswers) -> Work[None]:
        return partial(
            change_referral,
            actor=about.actor,
            referral_id=newest.referral_id,
            version=newest.version,
            received_on=answers.needed_day("received"),
            source_code=answers.code("source"),
        )

    read = partial(referral_received, actor=about.actor, referral_id=held.referral_id)
    changing = Changing(read, lambda one: {"received": one.received_on, "source": one.source_code}, write)
    spec = received_spec(about, held)
    return changing_form(about, spec, held, changing, name="referral-received", record_id=held.referral_id)


def mend_case_days(about: AboutPerson, case_id: CaseId, show: Show) -> None:
    """Ask anew when a case was opened and closed, and why it ended."""
    read = partial(case_days, actor=about.actor, case_id=case_id)
    about.tasks.read(about.tasks, read, lambda held: show(case_days_form(about, held)))


def case_days_form(about: AboutPerson, held: CaseDays) -> Form:
    """Make the form that puts right the days of a case."""
    closed = held.closed_on is not None

    def write(newest: CaseDays, answers: FormAnswers) -> Work[None]:
        return partial(
            correct_case_days,
            actor=about.actor,
            case_id=newest.case_id,
            version=newest.version,
            opened_on=answers.needed_day("opened"),
            closed_on=answers.day("closed") if closed else None,
            ending_code=answers.code("reason") if closed else None,
        )

    read = partial(case_days, actor=about.actor, case_id=held.case_id)
    changing = Changing(read, days_held, write)
    spec = case_days_spec(about, held)
    return changing_form(about, spec, held, changing, name="case-days", record_id=held.case_id)


def days_held(held: CaseDays) -> dict[str, object]:
    """Give the days of a case, to fill the form."""
    return {"opened": held.opened_on, "closed": held.closed_on, "reason": held.ending_code}
