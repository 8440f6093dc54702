"""What was recorded by mistake is put away, at the version that was seen; what left the service stays."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from desktop.domain.actor import Actor
from desktop.domain.codes import CodeList
from desktop.domain.needs import Answer, AssessmentStage, Said
from desktop.domain.plan_states import ActionOwner
from desktop.errors import BadInputError, RefusedError, StaleVersionError
from desktop.queries.alerts import alerts_of_person
from desktop.queries.assessments import assessments_of, needs_compared, needs_to_offer_goals
from desktop.queries.consents import consent_for, consents_of
from desktop.queries.next_things import next_things
from desktop.queries.onward_referrals import onward_referrals_of, unanswered_referrals
from desktop.queries.plans import my_open_actions, plan_of_case
from desktop.queries.timeline import timeline
from desktop.services.actions import NewAction, add_action, archive_action
from desktop.services.alerts import NewAlert, archive_alert, raise_alert
from desktop.services.assessments import NeedSaid, NewAssessment, archive_assessment, record_assessment
from desktop.services.consents import NewConsent, archive_consent, record_consent
from desktop.services.onward_referrals import (
    NewOnwardReferral,
    NewSignposting,
    archive_onward_referral,
    prepare_referral,
    send_referral,
    signpost,
)
from desktop.services.plans import NewGoal, NewPlan, add_goal, archive_goal, make_plan
from desktop.store.records import Records
from tests.services.made_case import TODAY, MadeCase, made_case

YES = NewConsent(kind_code="sharing", given=True, answered_on=date(2026, 3, 10), how_code="said")
RING = NewAction(words="Ring the court", owner=ActionOwner.WORKER, due_on=TODAY, promised=True)


@pytest.fixture
def made(records: Records, actor: Actor) -> MadeCase:
    return made_case(records, actor)


def _put_away(made: MadeCase, deed: Callable[..., None], name: str, record_id: UUID) -> None:
    """Put something away: not at an older version, and not twice."""
    which: dict[str, Any] = {name: record_id}
    with pytest.raises(StaleVersionError):
        made.do(deed, version=7, **which)
    made.do(deed, version=1, **which)
    with pytest.raises(BadInputError, match="not in these records"):
        made.do(deed, version=2, **which)
    told = made.ask(timeline, person_id=made.person, code_lists=made.lists)
    assert record_id.hex not in repr(told).replace("-", "")


def _listed(made: MadeCase, question: Callable[..., Any], **more: Any) -> Any:
    lists: Mapping[str, CodeList] = made.lists
    return made.ask(question, code_lists=lists, **more)


def test_a_consent_by_mistake_stops_what_rests_on_it(made: MadeCase) -> None:
    consent = made.do(record_consent, person_id=made.person, words=YES)
    place = made.organisation()
    passed = NewOnwardReferral(organisation_id=place, made_on=TODAY, what_was_passed="Ring after six")
    made.do(prepare_referral, person_id=made.person, words=passed)
    _put_away(made, archive_consent, "consent_id", consent)
    assert _listed(made, consents_of, person_id=made.person) == ()
    assert not made.ask(consent_for, person_id=made.person, kind_code="sharing", organisation_id=place).holds
    (stopped,) = _listed(made, onward_referrals_of, person_id=made.person)
    assert stopped.state == "stopped"
    assert "by mistake" in stopped.outcome_words.text


def test_a_consent_by_which_something_left_stays_and_so_does_what_left(made: MadeCase) -> None:
    consent = made.do(record_consent, person_id=made.person, words=YES)
    passed = NewOnwardReferral(
        organisation_id=made.organisation(), made_on=TODAY, what_was_passed="Ring after six"
    )
    sent = made.do(prepare_referral, person_id=made.person, words=passed)
    made.do(send_referral, onward_referral_id=sent, version=1, sent_on=TODAY)
    with pytest.raises(RefusedError, match="passed on"):
        made.do(archive_consent, consent_id=consent, version=1)
    with pytest.raises(RefusedError, match="stays on file"):
        made.do(archive_onward_referral, onward_referral_id=sent, version=2)


def test_a_signposting_is_put_away(made: MadeCase) -> None:
    told = NewSignposting(organisation_id=made.organisation(), made_on=TODAY, follow_up_on=TODAY)
    noted = made.do(signpost, person_id=made.person, words=told)
    _put_away(made, archive_onward_referral, "onward_referral_id", noted)
    assert _listed(made, onward_referrals_of, person_id=made.person) == ()
    assert made.ask(unanswered_referrals, mine=False) == ()


def test_an_alert_is_put_away(made: MadeCase) -> None:
    alert = NewAlert(kind_code="unsafe-to-call", what_to_do="Never ring before six.")
    raised = made.do(raise_alert, person_id=made.person, alert=alert)
    _put_away(made, archive_alert, "alert_id", raised)
    assert made.ask(alerts_of_person, person_id=made.person, also_resolved=True) == ()


def test_an_assessment_is_put_away_with_its_answers(made: MadeCase) -> None:
    said = NeedSaid(need_code=_a_need(made), said=Said(Answer.SCORED, 9))
    words = NewAssessment(stage=AssessmentStage.START, made_on=TODAY, needs=(said,))
    kept = made.do(record_assessment, person_id=made.person, case_id=made.case, words=words)
    _put_away(made, archive_assessment, "assessment_id", kept)
    assert _listed(made, assessments_of, person_id=made.person) == ()
    assert {one.start for one in _listed(made, needs_compared, person_id=made.person)} <= {None}
    assert _listed(made, needs_to_offer_goals, person_id=made.person) == ()


def test_goals_and_actions_are_put_away_one_by_one(made: MadeCase) -> None:
    plan = made.do(make_plan, case_id=made.case, words=NewPlan(made_on=TODAY))
    goal = made.do(add_goal, plan_id=plan, goal=NewGoal(words="Sleep again"))
    action = made.do(add_action, plan_id=plan, action=RING, goal_id=goal)
    with pytest.raises(RefusedError, match="actions towards"):
        made.do(archive_goal, goal_id=goal, version=1)
    _put_away(made, archive_action, "action_id", action)
    _put_away(made, archive_goal, "goal_id", goal)
    shown = _listed(made, plan_of_case, case_id=made.case)
    assert (shown.goals, shown.actions) == ((), ())
    assert made.ask(my_open_actions) == ()
    assert _listed(made, next_things, person_id=made.person) == ()


def _a_need(made: MadeCase) -> str:
    (first, *_) = _listed(made, needs_compared, person_id=made.person)
    return str(first.need_code)
