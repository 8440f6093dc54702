"""A safeguarding concern: raised, told, decided, signed off; who reads it, and what is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.domain.actor import Role
from desktop.domain.concerns import ConcernAbout, Told
from desktop.domain.ids import CaseId, ConcernId, PersonId
from desktop.domain.safeguarding import Clock as ConcernClock
from desktop.domain.safeguarding import ClockState
from desktop.errors import BadInputError, NotAllowedError, RefusedError, StaleVersionError
from desktop.queries.alerts import alerts_of_person
from desktop.queries.concerns import (
    concern_details,
    concerns_of_person,
    open_concerns,
    own_untold_concerns,
    people_to_ring,
)
from desktop.queries.history import record_history
from desktop.services.concerns import (
    ConcernRaised,
    NewCall,
    NewConcern,
    NewDecision,
    add_to_concern,
    decide_concern,
    raise_concern,
    record_concern_call,
    record_concern_feedback,
    record_referral_sent,
    set_concern_review,
    sign_off_concern,
)
from tests.services.colleagues import Team

WORRY = NewConcern(
    about=ConcernAbout.ADULT,
    narrative="Her nephew keeps her bank card",
    exact_words="I am frightened of him",
    immediate_danger=False,
    category_codes=frozenset({"financial"}),
)
NO_ACTION = NewDecision(decision_code="no-action", reasons="She has the card back and a new PIN")
LEAD_REACHED = NewCall(told=Told.LEAD, reached=True, whom="Lena", said="Will ring the bank")


def _raised(team: Team, role: Role = Role.SUPPORT_WORKER) -> tuple[PersonId, ConcernRaised]:
    person = team.person()
    team.assign(team[Role.VOLUNTEER], person)
    return person, team.does(team[role], raise_concern, person_id=person, concern=WORRY)


def _version(team: Team, concern_id: ConcernId) -> int:
    return team.asks(team.manager, concern_details, concern_id=concern_id).line.version


def test_keeping_a_concern_tells_nobody_and_says_whom_to_ring(team: Team) -> None:
    person, raised = _raised(team)
    assert raised.sentence == (
        "Nobody has been told yet. Ring the safeguarding lead Lena Lead, the deputy lead Dev Deputy."
    )
    (line,) = team.asks(team[Role.SUPPORT_WORKER], concerns_of_person, person_id=person)
    assert not line.told
    assert line.elapsed_hours == 0


def test_a_volunteer_raises_a_concern_about_somebody_assigned_and_reads_none(team: Team) -> None:
    person, raised = _raised(team, Role.VOLUNTEER)
    volunteer = team[Role.VOLUNTEER]
    (untold,) = team.asks(volunteer, own_untold_concerns)
    assert (untold.concern_id, untold.person_id) == (raised.concern_id, person)
    with pytest.raises(NotAllowedError):
        team.asks(volunteer, concern_details, concern_id=raised.concern_id)
    stranger = team.person(forename="Bo")
    with pytest.raises(BadInputError, match="not in these records"):
        team.does(volunteer, raise_concern, person_id=stranger, concern=WORRY)


def test_only_a_call_that_reached_a_lead_stops_the_clock(team: Team) -> None:
    _person, raised = _raised(team, Role.VOLUNTEER)
    volunteer = team[Role.VOLUNTEER]

    def ring(call: NewCall) -> str:
        return team.does(volunteer, record_concern_call, concern_id=raised.concern_id, call=call)

    assert ring(NewCall(told=Told.LEAD, reached=False)).startswith("Nobody has been told yet.")
    assert ring(NewCall(told=Told.POLICE, reached=True)).startswith("Nobody has been told yet.")
    assert len(team.asks(volunteer, own_untold_concerns)) == 1
    assert ring(LEAD_REACHED).startswith("The safeguarding lead was told at 10:0")
    assert team.asks(volunteer, own_untold_concerns) == ()
    details = team.asks(team[Role.SAFEGUARDING_LEAD], concern_details, concern_id=raised.concern_id)
    assert details.sentence is None
    assert [call.reached for call in details.calls] == [False, True, True]
    assert details.calls[2].said.text == "Will ring the bank"
    (told,) = [face for face in details.line.clocks if face.clock is ConcernClock.LEAD_TOLD]
    assert told.state is ClockState.STOPPED


def test_a_call_does_not_lie_ahead(team: Team) -> None:
    _person, raised = _raised(team)
    ahead = NewCall(told=Told.LEAD, reached=True, told_at=datetime(2027, 1, 1, tzinfo=UTC))
    with pytest.raises(BadInputError, match="lies ahead"):
        team.does(team.manager, record_concern_call, concern_id=raised.concern_id, call=ahead)


def test_clocks_run_through_the_weekend_in_elapsed_hours(team: Team) -> None:
    _person, raised = _raised(team)
    team.clock.now += timedelta(hours=70)
    (line,) = team.asks(team[Role.SAFEGUARDING_LEAD], open_concerns)
    assert line.concern_id == raised.concern_id
    assert line.elapsed_hours == 70
    late = {face.clock for face in line.clocks if face.state is ClockState.LATE}
    assert late == {ConcernClock.LEAD_TOLD, ConcernClock.DECISION}


def test_words_are_for_readers_of_sealed_text_and_headers_for_casework(team: Team) -> None:
    _person, raised = _raised(team)
    worker = team.asks(team[Role.SUPPORT_WORKER], concern_details, concern_id=raised.concern_id)
    assert worker.narrative.withheld
    assert worker.line.category_codes == ("financial",)
    assert "nephew" not in repr(worker)
    lead = team.asks(team[Role.SAFEGUARDING_LEAD], concern_details, concern_id=raised.concern_id)
    assert (lead.narrative.text, lead.exact_words.text) == (WORRY.narrative, WORRY.exact_words)
    history = team.asks(team.manager, record_history, record_id=raised.concern_id)
    assert "nephew" not in repr(history)
    assert ("narrative", "sealed") in {(one.field, one.after) for one in history[0].fields}


def test_a_colleague_locked_out_meets_no_concern(team: Team) -> None:
    person, raised = _raised(team)
    worker = team[Role.SUPPORT_WORKER]
    team.lock_out(worker, person)
    assert team.asks(worker, open_concerns) == ()
    for question, arguments in (
        (concerns_of_person, {"person_id": person}),
        (concern_details, {"concern_id": raised.concern_id}),
    ):
        with pytest.raises(BadInputError, match="not in these records"):
            team.asks(worker, question, **arguments)
    with pytest.raises(BadInputError, match="not in these records"):
        team.does(worker, record_concern_call, concern_id=raised.concern_id, call=LEAD_REACHED)


def test_an_alert_comes_with_a_concern_if_asked(team: Team) -> None:
    person = team.person()
    worry = NewConcern(
        about=ConcernAbout.CHILD, narrative="Left alone", immediate_danger=True, also_alert="Visit in pairs"
    )
    raised = team.does(team[Role.SUPPORT_WORKER], raise_concern, person_id=person, concern=worry)
    assert raised.sentence.startswith("Somebody is in immediate danger: ring 999 first. Nobody has been told")
    (alert,) = team.asks(team[Role.SUPPORT_WORKER], alerts_of_person, person_id=person)
    assert (alert.alert_id, alert.what_to_do, alert.kind_code) == (
        raised.alert_id,
        "Visit in pairs",
        "concern-open",
    )


@pytest.mark.parametrize(
    ("concern", "sentence"),
    [
        (NewConcern(about=ConcernAbout.ADULT, narrative=" ", immediate_danger=False), "worries you"),
        (
            NewConcern(
                about=ConcernAbout.ADULT, narrative="x", immediate_danger=False, said_on=date(2027, 1, 1)
            ),
            "has not come",
        ),
        (
            NewConcern(
                about=ConcernAbout.ADULT, narrative="x", immediate_danger=False, capacity_code="maybe"
            ),
            "to choose on that day",
        ),
    ],
)
def test_a_concern_that_cannot_be_kept_is_explained(team: Team, concern: NewConcern, sentence: str) -> None:
    person = team.person()
    with pytest.raises(BadInputError, match=sentence):
        team.does(team.manager, raise_concern, person_id=person, concern=concern)
    assert team.asks(team.manager, concerns_of_person, person_id=person) == ()


def test_a_decision_has_reasons_and_only_leads_decide(team: Team) -> None:
    _person, raised = _raised(team)
    lead = team[Role.SAFEGUARDING_LEAD]
    version = _version(team, raised.concern_id)
    arguments = {"concern_id": raised.concern_id, "version": version}
    with pytest.raises(NotAllowedError):
        team.does(team[Role.SUPPORT_WORKER], decide_concern, decision=NO_ACTION, **arguments)
    bare = NewDecision(decision_code="no-action", reasons="")
    with pytest.raises(BadInputError, match="reasons"):
        team.does(lead, decide_concern, decision=bare, **arguments)
    with pytest.raises(BadInputError, match="past"):
        team.does(lead, decide_concern, decision=NO_ACTION, review_on=date(2026, 1, 1), **arguments)
    team.does(lead, decide_concern, decision=NO_ACTION, **arguments)
    with pytest.raises(StaleVersionError):
        team.does(lead, decide_concern, decision=NO_ACTION, **arguments)
    details = team.asks(lead, concern_details, concern_id=raised.concern_id)
    assert details.line.owner == "Lena Lead"
    assert details.line.decided
    assert details.decisions[0].reasons.text == NO_ACTION.reasons
    assert details.line.review_on == date(2026, 4, 6)


def test_a_concern_is_signed_off_after_a_decision_and_then_only_added_to(team: Team) -> None:
    _person, raised = _raised(team)
    lead, concern_id = team[Role.SAFEGUARDING_LEAD], raised.concern_id
    with pytest.raises(RefusedError, match="Nothing was decided"):
        team.does(lead, sign_off_concern, concern_id=concern_id, version=_version(team, concern_id))
    team.does(
        lead, decide_concern, concern_id=concern_id, version=_version(team, concern_id), decision=NO_ACTION
    )
    version = _version(team, concern_id)
    team.does(lead, sign_off_concern, concern_id=concern_id, version=version, words="She is content")
    assert team.asks(lead, open_concerns) == ()
    version = _version(team, concern_id)
    for deed, arguments in (
        (sign_off_concern, {}),
        (decide_concern, {"decision": NO_ACTION}),
        (set_concern_review, {"review_on": date(2026, 5, 1)}),
    ):
        with pytest.raises(RefusedError, match="signed off"):
            team.does(lead, deed, concern_id=concern_id, version=version, **arguments)
    team.does(team[Role.SUPPORT_WORKER], add_to_concern, concern_id=concern_id, words="It was his aunt")
    details = team.asks(lead, concern_details, concern_id=concern_id)
    assert [one.words.text for one in details.additions] == ["She is content", "It was his aunt"]
    assert details.narrative.text == WORRY.narrative
    assert details.signed_off_by == "Lena Lead"


def test_an_unanswered_referral_is_chased_until_the_answer_is_written_down(team: Team) -> None:
    _person, raised = _raised(team)
    lead, concern_id = team[Role.SAFEGUARDING_LEAD], raised.concern_id
    decision = NewDecision(decision_code="adult-social-care", reasons="At risk", referred_to="The council")
    decided = team.does(
        lead, decide_concern, concern_id=concern_id, version=_version(team, concern_id), decision=decision
    )
    team.does(lead, record_referral_sent, decision_id=decided, version=1, their_reference="ASC-77")
    with pytest.raises(RefusedError, match="sent already"):
        team.does(lead, record_referral_sent, decision_id=decided, version=2)
    team.clock.now += timedelta(hours=49)

    def chase() -> ClockState:
        (line,) = team.asks(lead, open_concerns)
        return next(face.state for face in line.clocks if face.clock is ConcernClock.CHASE)

    assert chase() is ClockState.LATE
    team.does(lead, record_concern_feedback, decision_id=decided, version=2, feedback="They will visit")
    assert chase() is ClockState.STOPPED_LATE
    with pytest.raises(RefusedError, match="stays"):
        team.does(lead, record_concern_feedback, decision_id=decided, version=3, feedback="Other words")
    details = team.asks(lead, concern_details, concern_id=concern_id)
    assert details.decisions[0].their_reference.text == "ASC-77"
    assert details.decisions[0].feedback.text == "They will visit"


def test_a_concern_is_handed_to_a_colleague_with_a_review_day(team: Team) -> None:
    _person, raised = _raised(team)
    lead, deputy = team[Role.SAFEGUARDING_LEAD], team[Role.DEPUTY_LEAD]
    team.does(
        lead,
        set_concern_review,
        concern_id=raised.concern_id,
        version=1,
        review_on=date(2026, 4, 9),
        owner_id=deputy.user_id,
    )
    (line,) = team.asks(deputy, open_concerns)
    assert (line.owner, line.review_on) == ("Dev Deputy", date(2026, 4, 9))
    assert [one.name for one in team.asks(lead, people_to_ring)] == ["Dev Deputy"]


def test_a_concern_is_handed_to_nobody_who_may_not_see_the_person(team: Team) -> None:
    person, raised = _raised(team)
    lead, deputy = team[Role.SAFEGUARDING_LEAD], team[Role.DEPUTY_LEAD]
    team.lock_out(deputy, person)
    words = {"concern_id": raised.concern_id, "review_on": date(2026, 4, 8)}
    for colleague in (deputy, team[Role.VOLUNTEER]):
        with pytest.raises(RefusedError):
            team.does(lead, set_concern_review, version=1, owner_id=colleague.user_id, **words)


def test_whoever_raised_a_concern_in_a_sealed_case_can_say_that_they_rang(team: Team) -> None:
    person, worker = team.person(), team[Role.SUPPORT_WORKER]
    team.case(person)
    sealed = CaseId(team.case(person, sealed=True).id)
    raised = team.does(worker, raise_concern, person_id=person, case_id=sealed, concern=WORRY)
    (untold,) = team.asks(worker, own_untold_concerns)
    assert untold.concern_id == raised.concern_id
    told = team.does(worker, record_concern_call, concern_id=raised.concern_id, call=LEAD_REACHED)
    assert told.startswith("The safeguarding lead was told")
    team.does(worker, add_to_concern, concern_id=raised.concern_id, words="It was a Tuesday")
    assert team.asks(worker, own_untold_concerns) == ()
    with pytest.raises(BadInputError, match="not in these records"):
        team.asks(worker, concern_details, concern_id=raised.concern_id)
    team.lock_out(worker, person)
    with pytest.raises(BadInputError, match="not in these records"):
        team.does(worker, record_concern_call, concern_id=raised.concern_id, call=LEAD_REACHED)


def test_a_lead_who_is_locked_out_of_the_person_is_not_to_be_rung(team: Team) -> None:
    person, worker = team.person(), team[Role.SUPPORT_WORKER]
    team.lock_out(team[Role.SAFEGUARDING_LEAD], person)
    raised = team.does(worker, raise_concern, person_id=person, concern=WORRY)
    (untold,) = team.asks(worker, own_untold_concerns)
    unanswered = NewCall(told=Told.DEPUTY, reached=False)
    rung = team.does(worker, record_concern_call, concern_id=raised.concern_id, call=unanswered)
    assert {raised.sentence, untold.sentence, rung} == {
        "Nobody has been told yet. Ring the deputy lead Dev Deputy."
    }
