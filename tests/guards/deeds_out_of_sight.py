"""What every deed is handed when it is tried on somebody whom whoever tries may not see."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from desktop.domain.case_course import Ending
from desktop.domain.concerns import ConcernAbout, Told
from desktop.domain.ids import UserId
from desktop.domain.incident_words import IncidentWords
from desktop.domain.needs import AssessmentStage
from desktop.domain.plan_states import ActionOwner, ActionState, GoalState
from desktop.domain.safe_contact import Channel, SafeState
from desktop.models.base import new_id
from desktop.services.actions import NewAction
from desktop.services.alerts import NewAlert
from desktop.services.assessments import NewAssessment
from desktop.services.assignments import NewAssignment
from desktop.services.attachments import NewAttachment
from desktop.services.cases import CaseEdits, CaseWords
from desktop.services.concerns import NewCall, NewConcern, NewDecision
from desktop.services.consents import ConsentWithdrawal, NewConsent
from desktop.services.contact_points import ContactWords
from desktop.services.contacts import ContactFacts, NewContact
from desktop.services.households import HouseholdWords
from desktop.services.involved_people import InvolvedWords
from desktop.services.key_dates import KeyDateWords
from desktop.services.onward_referrals import (
    NewOnwardReferral,
    NewSignposting,
    OnwardOutcome,
    PreparedEdits,
)
from desktop.services.people import PersonWords
from desktop.services.plans import GoalEdits, NewGoal, NewPlan, PlanEdits, PlanReview
from desktop.services.referrals import ReferralWords
from desktop.services.reminders import NewReminder
from desktop.services.supervision import SupervisionWords

TODAY = date(2026, 4, 1)
_SOON = date(2026, 6, 1)
_ACTION = NewAction(words="Ring the court", owner=ActionOwner.PERSON)
_ALERT = NewAlert(kind_code="unsafe-to-call", what_to_do="Ask before you ring.")
_CALL = ContactFacts(happened_on=TODAY, channel_code="phone", result_code="no-answer")
_ASSESSED = NewAssessment(stage=AssessmentStage.START, made_on=TODAY)
_WAY = ContactWords(channel=Channel.PHONE, value="07700 900123")
_INVOLVED = InvolvedWords(role_code="social-worker", name="Kit")
_HEARING = KeyDateWords(kind_code="hearing", happens_on=_SOON)
_FAMILY = HouseholdWords(relation_code="partner")
_FILE = NewAttachment(name="letter.pdf", content=b"%PDF-1.7 hello")

NOT_ABOUT_A_PERSON: Mapping[str, str] = {
    "add_funding_stream": "money",
    "add_organisation": "the directory",
    "archive_benchmark": "published figures",
    "begin_service": "the service",
    "break_glass_by_reference": "answers everybody alike; see tests/services/test_glass.py",
    "archive_reply": "a reply of nobody's",
    "bring_in_benchmark": "published figures",
    "bring_in": "lists; see tests/services/test_imports.py",
    "change_funding_stream": "money",
    "change_organisation": "the directory",
    "close_organisation": "the directory",
    "correct_reply": "a reply of nobody's",
    "fill_in": "a return; whose story it tells is tested in tests/services/test_return_entries.py",
    "install_code_lists": "the words of the lists",
    "mirror_sign_ins": "sign-ins",
    "note_access": "writes down what whoever acts did themselves",
    "name_commissioner": "the service",
    "open_organisation_again": "the directory",
    "record_incident": "an incident that is nobody's yet",
    "record_release": "returns",
    "record_representation": "returns",
    "record_reply": "a reply of nobody's",
    "register_person": "somebody new",
    "rename_service": "the service",
    "replace_benchmark": "published figures",
    "undo_import": "lists; see tests/services/test_imports.py",
    "verify_organisation": "the directory",
}
"""Deeds that are handed nobody, and what they are about."""

_KINDS = {
    "case": "support_case",
    "decision": "concern_decision",
    "glass": "broken_glass",
    "note": "supervision_note",
}
"""Kinds of record whose identity goes by another name in a deed."""


@dataclass(frozen=True, slots=True)
class Handed:
    """Whom a deed is tried on: the identity of their record of each kind, and those of others."""

    records: Mapping[str, UUID]
    somebody: UserId
    """A colleague who can be given anything."""
    visible: Mapping[str, Any] = field(default_factory=dict)
    """Somebody else, in sight."""

    def __getitem__(self, kind: str) -> Any:
        """Give the identity of their record of a kind; one that nobody has for a kind they have not."""
        return self.records.get(_KINDS.get(kind, kind)) or new_id()

    def nobody(self) -> "Handed":
        """Give the same for nobody: identities that no record has; colleagues and the directory stay."""
        stay = {"user_account", "organisation"}
        ids = {kind: one if kind in stay else new_id() for kind, one in self.records.items()}
        return Handed(ids, self.somebody, self.visible)


Words = Callable[[Handed], dict[str, Any]]


def _consent(_: Handed) -> dict[str, Any]:
    return {"words": NewConsent(kind_code="sharing", given=False, answered_on=TODAY, how_code="said")}


def _onward(who: Handed) -> dict[str, Any]:
    return {
        "words": NewOnwardReferral(
            organisation_id=who["organisation"], made_on=TODAY, what_was_passed="She needs a bed."
        )
    }


WORDS: Mapping[str, Words] = {
    "add_action": lambda _: {"action": _ACTION, "goal_id": None},
    "change_action": lambda _: {"words": _ACTION},
    "settle_action": lambda _: {"state": ActionState.DONE, "on": TODAY},
    "raise_alert": lambda _: {"alert": _ALERT},
    "change_alert": lambda _: {"alert": _ALERT},
    "review_alert": lambda _: {"review_on": _SOON},
    "resolve_alert": lambda _: {"reason": "They moved."},
    "note_alleged_offender": lambda _: {"words": "A neighbour."},
    "change_alleged_offender": lambda _: {"words": "A neighbour."},
    "record_assessment": lambda _: {"words": _ASSESSED},
    "correct_assessment": lambda _: {"words": _ASSESSED},
    "assign_person": lambda who: {"new": NewAssignment(person_id=who["person"], user_id=who.somebody)},
    "end_assignment": lambda _: {"until_on": TODAY},
    "add_attachment": lambda _: {"attachment": _FILE},
    "change_attachment": lambda _: {"name": "other.pdf", "note": "From court"},
    "assign_case": lambda who: {"worker_id": who.somebody},
    "change_case": lambda _: {"edits": CaseEdits()},
    "correct_case_days": lambda _: {"opened_on": TODAY},
    "close_case": lambda _: {
        "ending": Ending(
            on=TODAY, reason_code="needs-met", planned=True, asked=True, open_concern_reason="Watched on."
        )
    },
    "open_case": lambda _: {"words": CaseWords(opened_on=TODAY)},
    "reopen_case": lambda _: {"on": TODAY, "reason": "They came back."},
    "add_to_concern": lambda _: {"words": "It was a Tuesday."},
    "decide_concern": lambda _: {"decision": NewDecision(decision_code="marac", reasons="High risk.")},
    "raise_concern": lambda _: {
        "concern": NewConcern(about=ConcernAbout.ADULT, narrative="Bruises.", immediate_danger=False)
    },
    "record_concern_call": lambda _: {"call": NewCall(told=Told.LEAD, reached=True)},
    "record_concern_feedback": lambda _: {"feedback": "They will visit."},
    "set_concern_review": lambda _: {"review_on": _SOON, "owner_id": None},
    "record_consent": _consent,
    "withdraw_consent": lambda _: {"withdrawal": ConsentWithdrawal(on=TODAY)},
    "add_contact_point": lambda _: {"words": _WAY},
    "change_contact_point": lambda _: {"words": _WAY},
    "note_what_the_referrer_said": lambda _: {"safe": True},
    "say_what_is_safe": lambda _: {"state": SafeState.SAFE},
    "correct_contact": lambda _: {"facts": _CALL},
    "record_contact": lambda who: {
        "new": NewContact(person_id=who["person"], case_id=who["case"], facts=_CALL)
    },
    "break_glass": lambda _: {"reason": "She rang at night and is afraid."},
    "link_household": lambda who: {"other_id": who.visible["person"], "words": _FAMILY},
    "change_household_link": lambda _: {"words": _FAMILY},
    "add_involved_person": lambda _: {"words": _INVOLVED},
    "change_involved_person": lambda _: {"words": _INVOLVED},
    "add_key_date": lambda _: {"words": _HEARING},
    "change_key_date": lambda _: {"words": _HEARING},
    "lock_out": lambda who: {"user_id": who.somebody, "reason": "They are cousins."},
    "signpost": lambda who: {"words": NewSignposting(organisation_id=who["organisation"], made_on=TODAY)},
    "prepare_referral": _onward,
    "change_prepared_referral": lambda _: {"words": PreparedEdits(what_was_passed="A bed.")},
    "send_referral": lambda _: {"sent_on": TODAY},
    "stop_referral": lambda _: {"reason": "She changed her mind."},
    "record_outcome": lambda _: {"outcome": OnwardOutcome(outcome_code="accepted", on=TODAY)},
    "change_person": lambda _: {"words": PersonWords(forename="Ada")},
    "note_death": lambda _: {"died_on": TODAY},
    "make_plan": lambda _: {"words": NewPlan(made_on=TODAY)},
    "change_plan": lambda _: {"words": PlanEdits()},
    "review_plan": lambda _: {"review": PlanReview(on=TODAY)},
    "add_goal": lambda _: {"goal": NewGoal(words="Sleep again")},
    "change_goal": lambda _: {"words": GoalEdits(words="Sleep again")},
    "settle_goal": lambda _: {"state": GoalState.MET, "on": TODAY},
    "record_referral": lambda who: {
        "words": ReferralWords(received_on=TODAY),
        "person_id": who["person"],
        "incident_id": None,
        "incident": None,
    },
    "change_referral": lambda _: {"received_on": TODAY, "source_code": "self"},
    "change_incident": lambda _: {"words": IncidentWords(place="The park")},
    "say_why_no_case": lambda _: {"reason_code": "duplicate"},
    "explain_support": lambda _: {"on": TODAY},
    "answer_offer": lambda _: {"accepted": True, "on": TODAY},
    "write_reminder": lambda who: {
        "reminder": NewReminder(due_on=_SOON, words="Ring.", person_id=who["person"])
    },
    "put_off_reminder": lambda _: {"due_on": _SOON, "words": "They were out."},
    "write_supervision_note": lambda who: {
        "worker_id": who.somebody,
        "words": SupervisionWords(held_on=TODAY, words="A hard case.", case_id=who["case"]),
    },
    "correct_supervision_note": lambda who: {
        "words": SupervisionWords(held_on=TODAY, words="A hard case.", case_id=who["case"])
    },
}
"""What a deed is handed besides identities and a version."""

MORE: Mapping[str, tuple[Words, ...]] = {
    "link_household": (
        lambda who: {"person_id": who.visible["person"], "other_id": who["person"], "words": _FAMILY},
    ),
    "add_incident_to_case": (
        lambda who: {"case_id": who.visible["support_case"], "incident_id": who["incident"]},
    ),
    "record_referral": (
        lambda who: {
            "words": ReferralWords(received_on=TODAY),
            "person_id": who.visible["person"],
            "incident_id": who["incident"],
        },
        lambda who: {"words": ReferralWords(received_on=TODAY), "incident_id": who["incident"]},
    ),
    "record_contact": (
        lambda who: {"new": NewContact(person_id=who["person"], facts=_CALL)},
        lambda who: {
            "new": NewContact(person_id=who.visible["person"], referral_id=who["referral"], facts=_CALL)
        },
        lambda who: {
            "new": NewContact(
                person_id=who.visible["person"],
                case_id=who.visible["support_case"],
                facts=_CALL,
                share_with=frozenset({who["case"]}),
            )
        },
    ),
    "raise_concern": (lambda who: {**WORDS["raise_concern"](who), "person_id": who.visible["person"]},),
    "write_reminder": (
        lambda who: {
            "reminder": NewReminder(
                due_on=_SOON, words="Ring.", person_id=who.visible["person"], case_id=who["case"]
            )
        },
    ),
    "add_action": (lambda who: {"plan_id": who.visible["plan"], "action": _ACTION, "goal_id": who["goal"]},),
}
"""Other ways to hand the hidden person in, e.g. beside somebody who is in sight."""


def ways(deed: Callable[..., Any], who: Handed) -> list[dict[str, Any]]:
    """Give every way in which a deed is tried on somebody; identities and versions come by themselves.

    Raises:
        KeyError: the tables above do not say what the deed is handed.
    """
    name = deed.__name__
    names = inspect.signature(deed).parameters.keys() - {"session", "actor"}
    given: dict[str, Any] = {}
    for one in names:
        if one == "version":
            given[one] = 1
        elif one.endswith("_id"):
            given[one] = who[one.removesuffix("_id")]
    first = _said({**given, **(WORDS[name](who) if name in WORDS else {})})
    missing = [
        one
        for one, parameter in inspect.signature(deed).parameters.items()
        if parameter.default is inspect.Parameter.empty and one not in {"session", "actor", *first}
    ]
    if missing:
        raise KeyError(name, missing)
    return [first, *(_said({**given, **words(who)}) for words in MORE.get(name, ()))]


def _said(given: dict[str, Any]) -> dict[str, Any]:
    return {one: value for one, value in given.items() if value is not None}
