"""A case from the police's referral to an agreed ending, as the colleagues of a service go through it."""

from dataclasses import dataclass
from datetime import date

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.case_course import Ending
from desktop.domain.concerns import ConcernAbout, Told
from desktop.domain.ids import AlertId, CaseId, ConcernId, ConsentId, PersonId, ReferralId
from desktop.domain.needs import Answer, AssessmentStage, Said
from desktop.domain.plan_states import ActionOwner, ActionState, GoalState
from desktop.domain.safe_contact import Channel, SafeState
from desktop.errors import RefusedError
from desktop.queries.assessments import needs_compared
from desktop.queries.cases import case_details
from desktop.queries.onward_referrals import onward_referrals_of
from desktop.queries.plans import GoalShown, plan_of_case
from desktop.queries.timeline import timeline
from desktop.services.actions import NewAction, settle_action
from desktop.services.alerts import NewAlert, raise_alert, resolve_alert
from desktop.services.assessments import NeedSaid, NewAssessment, record_assessment
from desktop.services.assignments import NewAssignment, assign_person
from desktop.services.cases import CaseWords, assign_case, close_case, open_case, reopen_case
from desktop.services.concerns import (
    NewCall,
    NewConcern,
    NewDecision,
    decide_concern,
    raise_concern,
    record_concern_call,
    sign_off_concern,
)
from desktop.services.consents import ConsentWithdrawal, NewConsent, record_consent, withdraw_consent
from desktop.services.contact_points import ContactWords, add_contact_point, reveal_contact, say_what_is_safe
from desktop.services.contacts import ContactFacts, NewContact, record_contact
from desktop.services.onward_referrals import NewOnwardReferral, prepare_referral
from desktop.services.organisations import OrganisationWords, add_organisation
from desktop.services.people import PersonWords, register_person
from desktop.services.plans import NewGoal, NewPlan, make_plan, settle_goal
from desktop.services.referrals import ReferralWords, answer_offer, explain_support, record_referral
from desktop.store.records import Records
from tests.services.made_case import TODAY, MadeCase, made_case

REFERRED, FIRST_CALL = date(2026, 3, 9), date(2026, 3, 10)
ENDING = Ending(
    on=TODAY,
    reason_code="needs-met",
    planned=True,
    asked=True,
    agreed=True,
    person_said="I can manage now.",
)


@dataclass
class Course:
    """The case, and the colleagues who go through it."""

    desk: MadeCase
    worker: Actor
    volunteer: Actor
    lead: Actor
    person: PersonId
    case: CaseId

    @property
    def version(self) -> int:
        """The case as it stands."""
        return self.desk.ask(case_details, case_id=self.case, code_lists=self.desk.lists).version

    def begin_plan(self) -> GoalShown:
        """Ask what she needs, and agree a goal with a promise."""
        assessment = assessed(AssessmentStage.START, date(2026, 3, 13), outlook=8, shelter=7)
        place = {"person_id": self.person, "case_id": self.case}
        self.desk.do(record_assessment, by=self.worker, words=assessment, **place)
        promise = NewAction(
            words="Ring the locksmith", owner=ActionOwner.WORKER, due_on=date(2026, 3, 20), promised=True
        )
        goal = NewGoal(words="Sleep at home again", need_code="shelter", actions=(promise,))
        plan = NewPlan(made_on=date(2026, 3, 13), agreed_with_person=True, goals=(goal,))
        self.desk.do(make_plan, by=self.worker, case_id=self.case, words=plan)
        kept = self.desk.ask(plan_of_case, by=self.worker, case_id=self.case, code_lists=self.desk.lists)
        assert kept is not None
        return kept.goals[0]

    def agree_to_share(self) -> ConsentId:
        """Prepare a referral onward with her consent."""
        directory = OrganisationWords(name="Harbour Counselling")
        counselling = self.desk.do(add_organisation, by=self.worker, words=directory)
        agreed = NewConsent(kind_code="sharing", given=True, answered_on=date(2026, 3, 16), how_code="said")
        place = {"person_id": self.person, "case_id": self.case}
        consent = self.desk.do(record_consent, by=self.worker, words=agreed, **place)
        onward = NewOnwardReferral(
            organisation_id=counselling, made_on=date(2026, 3, 16), what_was_passed="Would like to talk."
        )
        self.desk.do(prepare_referral, by=self.worker, words=onward, **place)
        return consent

    def worry(self) -> tuple[ConcernId, AlertId]:
        """Let the volunteer raise a concern and an alert, and ring the lead."""
        concern = NewConcern(
            about=ConcernAbout.ADULT, narrative="She is afraid of somebody.", immediate_danger=False
        )
        place = {"person_id": self.person, "case_id": self.case}
        raised = self.desk.do(raise_concern, by=self.volunteer, concern=concern, **place)
        assert "Nobody has been told yet" in raised.sentence
        warning = NewAlert(
            kind_code="unsafe-to-call", what_to_do="Ring on Fridays only.", why="He reads her phone."
        )
        alert = self.desk.do(raise_alert, by=self.volunteer, alert=warning, **place)
        rung = NewCall(told=Told.LEAD, reached=True)
        self.desk.do(record_concern_call, by=self.volunteer, concern_id=raised.concern_id, call=rung)
        return raised.concern_id, alert

    def settle_worry(self, concern: ConcernId, alert: AlertId) -> None:
        """Let the lead decide with reasons, sign off, and resolve the alert."""
        decision = NewDecision(decision_code="monitor", reasons="Her sister is there every night.")
        self.desk.do(decide_concern, by=self.lead, concern_id=concern, version=1, decision=decision)
        self.desk.do(sign_off_concern, by=self.lead, concern_id=concern, version=2)
        self.desk.do(resolve_alert, by=self.lead, alert_id=alert, version=1, reason="He has moved out.")

    def close(self) -> None:
        """Close the case, as agreed."""
        self.desk.do(close_case, by=self.worker, case_id=self.case, version=self.version, ending=ENDING)


def assessed(stage: AssessmentStage, on: date, **scores: int) -> NewAssessment:
    """Write down how much some needs affect her."""
    needs = tuple(NeedSaid(need_code=need, said=Said(Answer.SCORED, score)) for need, score in scores.items())
    return NewAssessment(stage=stage, made_on=on, needs=needs)


def referred(desk: MadeCase, worker: Actor) -> tuple[PersonId, ReferralId]:
    """Record the police's referral, ring the number they gave, and hear what is safe."""
    words = PersonWords(forename="Nia", surname="Quill", known_as="Nia")
    person = desk.do(register_person, by=worker, words=words)
    number = ContactWords(channel=Channel.PHONE, value="07700 900321", state=SafeState.GIVEN_BY_REFERRER)
    phone = desk.do(add_contact_point, by=worker, person_id=person, words=number)
    received = ReferralWords(received_on=REFERRED, source_code="police-officer")
    referral = desk.do(record_referral, by=worker, person_id=person, words=received)
    assert desk.do(reveal_contact, by=worker, contact_point_id=phone) == "07700 900321"
    call = ContactFacts(
        happened_on=FIRST_CALL,
        channel_code="phone",
        result_code="spoke-with-person",
        minutes=14,
        note="Wants to be rung on Fridays.",
        contact_point_id=phone,
    )
    desk.do(record_contact, by=worker, new=NewContact(person_id=person, facts=call))
    desk.do(say_what_is_safe, by=worker, contact_point_id=phone, version=1, state=SafeState.SAFE)
    desk.do(explain_support, by=worker, referral_id=referral, version=1, on=FIRST_CALL)
    desk.do(answer_offer, by=worker, referral_id=referral, version=2, accepted=True, on=FIRST_CALL)
    return person, referral


@pytest.fixture
def course(records: Records, actor: Actor) -> Course:
    """Take a referral up as a case, give it to the worker, and let a volunteer help."""
    desk = made_case(records, actor)
    worker = desk.colleague(Role.SUPPORT_WORKER, "Sam Worker")
    volunteer = desk.colleague(Role.VOLUNTEER, "Vi Volunteer")
    lead = desk.colleague(Role.SAFEGUARDING_LEAD, "Lena Lead")
    person, referral = referred(desk, worker)
    opened = CaseWords(opened_on=FIRST_CALL, main_crime_code="burglary-home")
    case = desk.do(open_case, by=worker, referral_id=referral, words=opened)
    with pytest.raises(RefusedError, match="became case"):
        desk.do(open_case, by=worker, referral_id=referral, words=opened)
    course = Course(desk, worker, volunteer, lead, person, case)
    desk.do(assign_case, case_id=case, version=course.version, worker_id=worker.user_id)
    helps = NewAssignment(person_id=person, case_id=case, user_id=volunteer.user_id, from_on=FIRST_CALL)
    desk.do(assign_person, new=helps)
    return course


def test_what_was_to_be_shared_never_leaves_once_the_consent_is_taken_back(course: Course) -> None:
    consent = course.agree_to_share()
    back = ConsentWithdrawal(on=date(2026, 3, 17), words="Not now.")
    done = course.desk.do(withdraw_consent, by=course.worker, consent_id=consent, version=1, withdrawal=back)
    assert len(done.stopped) == 1
    (stopped,) = course.desk.ask(
        onward_referrals_of, by=course.worker, person_id=course.person, code_lists=course.desk.lists
    )
    assert (stopped.state.value, stopped.sent_on) == ("stopped", None)


def test_a_case_ends_as_agreed_once_its_worry_is_settled_and_may_come_back(course: Course) -> None:
    goal = course.begin_plan()
    concern, alert = course.worry()
    with pytest.raises(RefusedError, match="concern"):
        course.close()
    course.settle_worry(concern, alert)
    do, ask, worker = course.desk.do, course.desk.ask, course.worker
    kept = {"version": 1, "state": ActionState.DONE, "on": date(2026, 3, 19)}
    do(settle_action, by=worker, action_id=goal.actions[0].action_id, **kept)
    met = {"version": 1, "state": GoalState.MET, "on": date(2026, 3, 30)}
    do(settle_goal, by=worker, goal_id=goal.goal_id, **met)
    last = assessed(AssessmentStage.ENDING, TODAY, outlook=4, shelter=2)
    do(record_assessment, by=worker, person_id=course.person, case_id=course.case, words=last)
    compared = ask(needs_compared, by=worker, person_id=course.person, code_lists=course.desk.lists)
    change = {one.need_code: one.change for one in compared}
    assert (change["outlook"], change["shelter"], change["health"]) == (-4, -5, None)
    course.close()
    with pytest.raises(RefusedError, match="closed"):
        course.close()
    again = {"version": course.version, "on": TODAY, "reason": "It happened again."}
    do(reopen_case, by=worker, case_id=course.case, **again)
    told = ask(timeline, by=worker, person_id=course.person, code_lists=course.desk.lists)
    kinds = {entry.kind for entry in told.entries}
    assert {"contact", "assessment", "plan", "concern", "alert", "ending"} <= kinds
    assert "I can manage now." in repr(told)
    assert "afraid" not in repr(told)
    assert "reads her phone" not in repr(told)
