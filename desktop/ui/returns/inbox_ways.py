"""Which form settles which finding: the very one by which the product changes that record anyway."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.actor import Actor
from desktop.domain.ids import CaseId, ContactId, ReferralId
from desktop.domain.needs import AssessmentStage
from desktop.domain.permissions import Permission, may
from desktop.errors import AlongsideError
from desktop.queries.assessments import AssessmentDetails, assessments_of
from desktop.queries.contacts import ContactDetails, contact_details
from desktop.queries.onward_referrals import OnwardReferralDetails, onward_referrals_of
from desktop.queries.organisations import OrganisationDetails, organisation_details
from desktop.queries.people import PersonDetails, PersonToChange
from desktop.returns.inbox.findings import Finding, FindingKind, RecordKind
from desktop.ui.assessments.forms import assessment_form, correcting_form, is_readable
from desktop.ui.cases.doing import Doing, begin_on_case
from desktop.ui.cases.mending import mend_case_days, mend_incident, mend_referral
from desktop.ui.contacts.forms import CorrectingForm
from desktop.ui.onward.forms import outcome_form
from desktop.ui.organisations.writing import Writing, changing_form
from desktop.ui.people.about import AboutPerson, Show
from desktop.ui.people.shown import CaseWish, ReferralWish
from desktop.ui.returns.inbox_fixing import answer_of, answers_form, reading
from desktop.ui.shared.form import Form
from desktop.ui.shared.messages import Message
from desktop.ui.shared.opened import the_one
from desktop.ui.shared.words import translate

if TYPE_CHECKING:
    from desktop.models.session import RecordSession

_K = FindingKind
_CRIME = "offence"


@dataclass(frozen=True, slots=True)
class Mending:
    """A finding, and everything by which it is settled; ``besides`` are others about the same person."""

    about: AboutPerson
    person: PersonDetails
    finding: Finding
    besides: tuple[Finding, ...]
    show: Show
    tell: Callable[[Message], None]
    refuse: Callable[[str], None]
    """Say in place of a form why there is none."""
    explain: Callable[[AlongsideError], None]
    over: QWidget


@dataclass(frozen=True, slots=True)
class Way:
    """One way to settle a finding: what it is called, who may, and the form it opens at which field."""

    label: str
    permission: Permission
    begin: Callable[[Mending], None]
    field: str = ""


def way_of(finding: Finding) -> Way | None:
    """Give the way to settle a finding; None where it is settled on the person's page alone."""
    if finding.kind is not _K.MISSING:
        return _CONTRADICTIONS[finding.kind]
    if finding.missing in _MISSING:
        # by what the record is found: one that is written nowhere yet is begun on the person's page
        return None if finding.record_kind is RecordKind.PERSON else _MISSING[finding.missing]
    if finding.missing == _CRIME:
        return _OFFENCE.get(finding.record_kind)
    return _ANSWERS if answer_of(finding) else None


def other_way_of(finding: Finding) -> Way | None:
    """Give the other way to settle it, where the mistake may lie in another record."""
    other = _OTHERS.get(finding.kind)
    return None if other is _RECEIVED and finding.referral_id is None else other


def why_not(finding: Finding, way: Way, actor: Actor) -> str:
    """Say why whoever is signed in cannot settle a finding this way, and whom to ask; empty if they can."""
    if may(actor, way.permission):
        return ""
    what = translate("Inbox", "Your role does not let you %1.").replace("%1", way.permission.value)
    return f"{what} {_whom_to_ask(finding)}"


def _whom_to_ask(finding: Finding) -> str:
    if finding.worker:
        return translate("Inbox", "Ask %1, whose case it is.").replace("%1", finding.worker)
    return translate("Inbox", "Ask a manager.")


# ── the person ──────────────────────────────────────────────────────────────────────────────────────────────


def _ask_the_person(mending: Mending) -> None:
    about = mending.about
    findings = (mending.finding, *mending.besides)

    def opened(held: PersonToChange) -> None:
        mending.show(answers_form(about, findings, held))

    about.tasks.read(about.tasks, reading(about), opened, otherwise=mending.explain)


# ── cases and referrals ─────────────────────────────────────────────────────────────────────────────────────


def _doing(mending: Mending) -> Doing:
    return Doing(mending.about, mending.show, mending.tell, mending.over)


def _do_to_case(form: str, mending: Mending) -> None:
    for line in mending.person.cases:
        if line.case_id == mending.finding.case_id:
            begin_on_case(_doing(mending), CaseWish(form, line))
            return
    mending.refuse(_gone())


def _do_to_referral(form: str, mending: Mending) -> None:
    for line in mending.person.referrals:
        if line.referral_id == mending.finding.referral_id:
            begin_on_case(_doing(mending), ReferralWish(form, line))
            return
    mending.refuse(_gone())


def _gone() -> str:
    return translate("Inbox", "This record is not there any more. Count the return again.")


def _tell_what_happened(mending: Mending) -> None:
    mend_incident(mending.about, ReferralId(mending.finding.record_id), mending.show)


def _receive_anew(mending: Mending) -> None:
    if mending.finding.referral_id is not None:
        mend_referral(mending.about, mending.finding.referral_id, mending.show)


def _put_days_right(mending: Mending) -> None:
    if mending.finding.case_id is not None:
        mend_case_days(mending.about, mending.finding.case_id, mending.show)


def _judge_risk(mending: Mending) -> None:
    """Complete the first sitting of the case, or record one that was never written down."""
    about, case_id = mending.about, mending.finding.case_id
    work = partial(assessments_of, actor=about.actor, person_id=about.person_id, code_lists=about.lists)

    def opened(found: tuple[AssessmentDetails, ...]) -> None:
        of_case = [one for one in found if one.case_id == case_id and one.risk_level is None]
        first = min(filter(is_readable, of_case), key=lambda one: one.made_on, default=None)
        mending.show(_sitting(about, case_id) if first is None else correcting_form(about, first))

    about.tasks.read(about.tasks, work, opened, otherwise=mending.explain)


def _sitting(about: AboutPerson, case_id: CaseId | None) -> Form:
    return assessment_form(about, stage=AssessmentStage.START, case_id=case_id)


def _record_sitting(mending: Mending) -> None:
    mending.show(_sitting(mending.about, mending.finding.case_id))


# ── contacts and onward referrals ───────────────────────────────────────────────────────────────────────────


def _correct_contact(mending: Mending) -> None:
    about = mending.about
    work = partial(
        contact_details,
        actor=about.actor,
        contact_id=ContactId(mending.finding.record_id),
        code_lists=about.lists,
    )

    def opened(contact: ContactDetails) -> None:
        if contact.may_correct:
            mending.show(CorrectingForm(about, contact))
            return
        what = translate("Inbox", "Only %1, who wrote this contact, or their supervisor may correct it.")
        mending.refuse(what.replace("%1", contact.who))

    about.tasks.read(about.tasks, work, opened, otherwise=mending.explain)


def _read_onward(mending: Mending, then: Callable[[OnwardReferralDetails], None]) -> None:
    about, wanted = mending.about, mending.finding.record_id

    def work(session: "RecordSession") -> OnwardReferralDetails:
        found = onward_referrals_of(
            session, actor=about.actor, person_id=about.person_id, code_lists=about.lists
        )
        return the_one([one for one in found if one.onward_referral_id == wanted])

    about.tasks.read(about.tasks, work, then, otherwise=mending.explain)


def _say_what_became(mending: Mending) -> None:
    _read_onward(mending, lambda one: mending.show(outcome_form(mending.about, one)))


def _complete_organisation(mending: Mending) -> None:
    _read_onward(mending, partial(_read_organisation, mending))


def _read_organisation(mending: Mending, one: OnwardReferralDetails) -> None:
    about = mending.about
    writing = Writing(about.tasks, about.actor, about.drafts, about.lists, about.today)
    work = partial(
        organisation_details,
        actor=about.actor,
        organisation_id=one.organisation_id,
        code_lists=about.lists,
    )

    def opened(held: OrganisationDetails) -> None:
        mending.show(changing_form(writing, held))

    about.tasks.read(about.tasks, work, opened, otherwise=mending.explain)


# ── which way for which finding ─────────────────────────────────────────────────────────────────────────────

_P = Permission
_answer = partial(_do_to_referral, "answer")
_open_case = partial(_do_to_referral, "open-case")
_say_no_case = partial(_do_to_referral, "no-case")
_change_case = partial(_do_to_case, "change-case")

_ANSWERS = Way(translate("Inbox", "What they said"), _P.CHANGE_PERSON, _ask_the_person)
_DAYS = Way(translate("Inbox", "The days of the case"), _P.CLOSE_CASE, _put_days_right, "opened")
_CLOSING = Way(translate("Inbox", "The days of the case"), _P.CLOSE_CASE, _put_days_right, "reason")
_RECEIVED = Way(translate("Inbox", "The referral"), _P.RECORD_REFERRAL, _receive_anew, "received")
_CONTACT_DAY = Way(translate("Inbox", "The contact"), _P.CHANGE_CONTACT, _correct_contact, "day")
_HAPPENED = Way(translate("Inbox", "What happened"), _P.RECORD_REFERRAL, _tell_what_happened, "happened")
_REPLIED = Way(translate("Inbox", "Their answer"), _P.RECORD_REFERRAL, _answer, "answered")
_OPEN = Way(translate("Inbox", "Open a case"), _P.OPEN_CASE, _open_case)
_NO_CASE = Way(translate("Inbox", "Say why there is no case"), _P.RECORD_REFERRAL, _say_no_case)
_OUTCOME = Way(translate("Inbox", "What became of it"), _P.REFER_ONWARD, _say_what_became, "outcome")
_SITTING = Way(translate("Inbox", "An earlier assessment"), _P.ASSESS, _record_sitting, "on")
_RISK = Way(translate("Inbox", "The assessment"), _P.ASSESS, _judge_risk, "judgement")
_ORGANISATION = Way(
    translate("Inbox", "The organisation"), _P.CHANGE_DIRECTORY, _complete_organisation, "kind"
)


def _contact(field: str) -> Way:
    return replace(_CONTACT_DAY, field=field)


def _about_case(field: str) -> Way:
    return Way(translate("Inbox", "What the case is about"), _P.OPEN_CASE, _change_case, field)


_CONTRADICTIONS: Mapping[FindingKind, Way] = {
    _K.CLOSED_BEFORE_OPENED: replace(_DAYS, field="closed"),
    _K.OPENED_BEFORE_REFERRAL: _DAYS,
    _K.CONTACT_BEFORE_REFERRAL: _CONTACT_DAY,
    _K.CONTACT_AFTER_ENDING: _CONTACT_DAY,
    _K.CONTACT_AFTER_DEATH: _CONTACT_DAY,
    _K.INCIDENT_AFTER_REFERRAL: _HAPPENED,
    _K.BORN_AFTER_REFERRAL: _ANSWERS,
    _K.VERY_OLD: _ANSWERS,
    _K.ANSWERED_BEFORE_REFERRAL: _REPLIED,
    _K.CLOSED_WITHOUT_REASON: _CLOSING,
    _K.SCORE_ONLY_AT_ENDING: _SITTING,
    _K.NO_SUPPORT_RECORDED: _contact("support"),
    _K.OUTCOME_UNKNOWN: _OUTCOME,
    _K.ACCEPTED_WITHOUT_CASE: _OPEN,
}
_OTHERS: Mapping[FindingKind, Way] = {
    _K.OPENED_BEFORE_REFERRAL: _RECEIVED,
    _K.CONTACT_BEFORE_REFERRAL: _RECEIVED,
    _K.CONTACT_AFTER_ENDING: replace(_DAYS, field="closed"),
    _K.INCIDENT_AFTER_REFERRAL: _RECEIVED,
    _K.ANSWERED_BEFORE_REFERRAL: _RECEIVED,
    _K.ACCEPTED_WITHOUT_CASE: _NO_CASE,
}
"""Where the mistake may lie just as well."""
_MISSING: Mapping[str, Way] = {
    "ending-reason": _CLOSING,
    "risk-start": _RISK,
    "source": replace(_RECEIVED, field="source"),
    "reason-not-a-case": _NO_CASE,
    "hate": replace(_HAPPENED, field="hate"),
    "reported": replace(_HAPPENED, field="reported"),
    "reason-not-reported": replace(_HAPPENED, field="not_reported"),
    "channel": _contact("channel"),
    "result": _contact("result"),
    "support": _contact("support"),
    "victim-kind": _about_case("victim"),
    "enhanced": _about_case("enhanced"),
    "repeat-victim": _about_case("repeat"),
    "also-involves": _about_case("also"),
    "organisation-kind": _ORGANISATION,
}
"""By the classification that has no answer."""
_OFFENCE: Mapping[RecordKind, Way] = {
    RecordKind.CASE: _about_case("crime"),
    RecordKind.REFERRAL: replace(_HAPPENED, field="crime"),
}
"""The crime type is the case's, where there is one, else that of what happened."""
