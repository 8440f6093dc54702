"""Signposting and onward referral: nothing leaves without a consent that holds at that moment."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import ConsentId, OnwardReferralId, OrganisationId
from desktop.domain.onward import OnwardState
from desktop.errors import BadInputError, NotAllowedError, RefusedError, StaleVersionError
from desktop.queries.history import record_history
from desktop.queries.onward_referrals import (
    OnwardReferralDetails,
    onward_referrals_of,
    unanswered_referrals,
)
from desktop.services.consents import (
    ConsentWithdrawal,
    NewConsent,
    record_consent,
    withdraw_consent,
)
from desktop.services.onward_referrals import (
    NewOnwardReferral,
    NewSignposting,
    OnwardOutcome,
    PreparedEdits,
    change_prepared_referral,
    prepare_referral,
    record_outcome,
    send_referral,
    signpost,
    stop_referral,
)
from desktop.services.organisations import close_organisation
from desktop.services.referrals import ReferralWords, record_referral
from desktop.store.records import Records
from tests.services.made_case import TODAY, MadeCase, made_case

YES = NewConsent(kind_code="sharing", given=True, answered_on=date(2026, 3, 10), how_code="said")
PREPARED_ON = date(2026, 3, 20)


@pytest.fixture
def made(records: Records, actor: Actor) -> MadeCase:
    return made_case(records, actor)


@pytest.fixture
def place(made: MadeCase) -> OrganisationId:
    return made.organisation()


def agreed(made: MadeCase, words: NewConsent = YES) -> ConsentId:
    return made.do(record_consent, person_id=made.person, case_id=made.case, words=words)


def new(place: OrganisationId, **words: Any) -> NewOnwardReferral:
    passed: dict[str, Any] = {"what_was_passed": "Needs talking therapy; ring on weekdays"} | words
    return NewOnwardReferral(organisation_id=place, made_on=PREPARED_ON, **passed)


def prepared(made: MadeCase, place: OrganisationId, **words: Any) -> OnwardReferralId:
    return made.do(prepare_referral, person_id=made.person, case_id=made.case, words=new(place, **words))


def told(made: MadeCase, place: OrganisationId, **words: Any) -> OnwardReferralId:
    told_of = NewSignposting(organisation_id=place, made_on=PREPARED_ON, **words)
    return made.do(signpost, person_id=made.person, case_id=made.case, words=told_of)


def sent(made: MadeCase, referral: OnwardReferralId, *, version: int = 1, on: date = TODAY) -> None:
    made.do(send_referral, onward_referral_id=referral, version=version, sent_on=on)


def shown(made: MadeCase) -> OnwardReferralDetails:
    (one,) = made.ask(onward_referrals_of, person_id=made.person, code_lists=made.lists)
    return one


def test_telling_somebody_of_a_place_needs_no_consent(made: MadeCase, place: OrganisationId) -> None:
    told(made, place, need_code="health")
    one = shown(made)
    assert (one.state, one.organisation, one.need) == (
        OnwardState.TOLD,
        "Harbour Counselling",
        "Mental and physical health",
    )
    assert (one.consent_id, one.waiting, one.outcome) == (None, True, "Waiting for an answer")


def test_a_referral_rests_on_the_consent_that_counts(made: MadeCase, place: OrganisationId) -> None:
    consent = agreed(made, replace(YES, organisation_id=place))
    agreed(made, replace(YES, organisation_id=made.organisation("Other")))
    referral = prepared(made, place)
    assert (shown(made).consent_id, shown(made).state) == (consent, OnwardState.PREPARED)
    sent(made, referral)
    assert (shown(made).state, shown(made).sent_on) == (OnwardState.SENT, TODAY)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (None, "Nobody has asked"),
        (replace(YES, given=False), "said no"),
        (replace(YES, expires_on=date(2026, 3, 31)), "ran out on 31 March 2026"),
        (replace(YES, kind_code="survey"), "Nobody has asked"),
        (replace(YES, to_whom="The school"), "only in words"),
    ],
)
def test_without_a_consent_that_holds_nothing_is_prepared(
    made: MadeCase, place: OrganisationId, words: NewConsent | None, problem: str
) -> None:
    if words is not None:
        agreed(made, words)
    with pytest.raises(RefusedError, match=problem):
        prepared(made, place)
    assert made.ask(onward_referrals_of, person_id=made.person, code_lists={}) == ()


def test_consent_taken_back_stops_a_referral_not_yet_sent(made: MadeCase, place: OrganisationId) -> None:
    consent = agreed(made)
    referral = prepared(made, place)
    result = made.do(withdraw_consent, consent_id=consent, version=1, withdrawal=ConsentWithdrawal(on=TODAY))
    assert result.stopped == (referral,)
    with pytest.raises(RefusedError, match="took their consent back on 1 April 2026"):
        sent(made, referral)
    one = shown(made)
    assert (one.state, one.outcome, one.sent_on, one.waiting) == (OnwardState.STOPPED, "Stopped", None, False)


def test_a_no_said_after_preparing_is_heard_at_sending(made: MadeCase, place: OrganisationId) -> None:
    agreed(made)
    referral = prepared(made, place)
    agreed(made, replace(YES, given=False, answered_on=date(2026, 3, 30)))
    with pytest.raises(RefusedError, match="said no"):
        sent(made, referral)
    with pytest.raises(RefusedError, match="said no"):
        sent(made, referral, on=date(2026, 3, 25))  # it held then, but nobody sends in the past


def test_a_no_in_a_sealed_case_is_heard_too(made: MadeCase, place: OrganisationId) -> None:
    made.do(record_consent, person_id=made.person, words=YES)
    agreed(made, replace(YES, given=False, answered_on=date(2026, 3, 30)))
    worker = made.colleague(Role.SUPPORT_WORKER, "Wyn Worker")
    made.other_case()  # in clear, so that the worker sees the person at all
    made.say_of_case(sealed_on=TODAY)
    with pytest.raises(RefusedError, match="said no"):
        made.do(prepare_referral, by=worker, person_id=made.person, words=new(place))


def test_a_name_stays_out_of_what_is_passed_on_for_somebody_anonymous(
    made: MadeCase, place: OrganisationId
) -> None:
    agreed(made)
    named = prepared(made, place, what_was_passed="Ada Wren would like a call")
    made.say_of_person(asked_to_stay_anonymous=True)
    with pytest.raises(RefusedError, match="asked to stay anonymous"):
        prepared(made, place, what_was_passed="Ring ADA please")
    with pytest.raises(RefusedError, match="asked to stay anonymous"):
        sent(made, named)
    edits = PreparedEdits(what_was_passed="Somebody would like a call; ask for PA-000001")
    with pytest.raises(RefusedError, match="asked to stay anonymous"):
        made.do(
            change_prepared_referral,
            onward_referral_id=named,
            version=1,
            words=replace(edits, what_was_passed="Mrs Wren"),
        )
    made.do(change_prepared_referral, onward_referral_id=named, version=1, words=edits)
    sent(made, named, version=2)
    assert shown(made).what_was_passed.text == edits.what_was_passed


def test_who_came_anonymously_stays_so_until_they_say_otherwise(
    made: MadeCase, place: OrganisationId
) -> None:
    agreed(made)
    anonymous = ReferralWords(received_on=TODAY, asked_to_stay_anonymous=True)
    made.do(record_referral, words=anonymous, person_id=made.person)
    with pytest.raises(RefusedError, match="asked to stay anonymous"):
        prepared(made, place, what_was_passed="Ring Ada please")
    made.say_of_person(asked_to_stay_anonymous=False)
    prepared(made, place, what_was_passed="Ring Ada please")


def test_nothing_about_somebody_who_died_is_passed_on(made: MadeCase, place: OrganisationId) -> None:
    agreed(made)
    referral = prepared(made, place)
    made.say_of_person(died_on=date(2026, 3, 28))
    for attempt in (
        lambda: sent(made, referral),
        lambda: prepared(made, place),
        lambda: told(made, place),
    ):
        with pytest.raises(RefusedError, match="died"):
            attempt()


def test_nobody_is_sent_to_a_place_that_closed(made: MadeCase, place: OrganisationId) -> None:
    agreed(made)
    referral = prepared(made, place)
    made.do(close_organisation, organisation_id=place, version=1, on=date(2026, 3, 20))
    with pytest.raises(RefusedError, match="closed on 20 March 2026"):
        sent(made, referral)
    with pytest.raises(RefusedError, match="closed on 20 March 2026"):
        told(made, place)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ({"what_was_passed": " "}, "what is passed on"),
        ({"need_code": "sleep"}, "Need"),
        ({"follow_up_on": date(2026, 3, 1)}, "before it happened"),
    ],
)
def test_a_referral_that_cannot_be_is_refused(
    made: MadeCase, place: OrganisationId, words: dict[str, Any], problem: str
) -> None:
    agreed(made)
    with pytest.raises(BadInputError, match=problem):
        prepared(made, place, **words)


def test_a_place_that_is_not_in_the_directory_is_refused(made: MadeCase) -> None:
    with pytest.raises(BadInputError, match="not in the directory"):
        told(made, OrganisationId(UUID(int=7)))


def test_it_is_sent_once_on_a_possible_day_and_at_the_version_shown(
    made: MadeCase, place: OrganisationId
) -> None:
    agreed(made)
    referral = prepared(made, place)
    for day in (date(2026, 3, 19), date(2026, 4, 2)):
        with pytest.raises(BadInputError, match="Check the day"):
            sent(made, referral, on=day)
    with pytest.raises(StaleVersionError):
        sent(made, referral, version=2)
    sent(made, referral)
    with pytest.raises(RefusedError, match="was sent on 1 April 2026"):
        sent(made, referral, version=2)
    with pytest.raises(RefusedError, match="was sent"):
        made.do(stop_referral, onward_referral_id=referral, version=2, reason="Changed her mind")


def test_a_stopped_referral_says_why_and_is_not_sent(made: MadeCase, place: OrganisationId) -> None:
    agreed(made)
    referral = prepared(made, place)
    with pytest.raises(BadInputError, match="why the referral is stopped"):
        made.do(stop_referral, onward_referral_id=referral, version=1, reason=" ")
    made.do(stop_referral, onward_referral_id=referral, version=1, reason="She found her own counsellor")
    with pytest.raises(RefusedError, match="her own counsellor"):
        sent(made, referral, version=2)
    outcome = OnwardOutcome(outcome_code="accepted", on=TODAY)
    with pytest.raises(RefusedError, match="stopped and never sent"):
        made.do(record_outcome, onward_referral_id=referral, version=2, outcome=outcome)


def test_what_became_of_it_is_written_down_and_remembered(made: MadeCase, place: OrganisationId) -> None:
    agreed(made)
    referral = prepared(made, place)
    answer: dict[str, Any] = {
        "onward_referral_id": referral,
        "outcome": OnwardOutcome(outcome_code="waiting-list", on=TODAY, words="Six weeks"),
    }
    with pytest.raises(RefusedError, match="not sent yet"):
        made.do(record_outcome, version=1, **answer)
    sent(made, referral)
    made.do(record_outcome, version=2, **answer)
    one = shown(made)
    assert (one.outcome, one.outcome_words.text, one.waiting) == (
        "Accepted, on a waiting list",
        "Six weeks",
        False,
    )
    with pytest.raises(StaleVersionError):
        made.do(record_outcome, version=2, **answer)
    wrong = OnwardOutcome(outcome_code="lost", on=TODAY)
    with pytest.raises(BadInputError, match="What became of it"):
        made.do(record_outcome, onward_referral_id=referral, version=3, outcome=wrong)
    early = OnwardOutcome(outcome_code="accepted", on=date(2026, 3, 1))
    with pytest.raises(BadInputError, match="comes after"):
        made.do(record_outcome, onward_referral_id=referral, version=3, outcome=early)
    fields = made.ask(record_history, record_id=referral)[0].fields
    assert ("outcome_code", "waiting", "waiting-list") in {
        (line.field, line.before, line.after) for line in fields
    }


def test_what_nobody_answered_is_listed_with_the_first_due_at_the_top(
    made: MadeCase, place: OrganisationId
) -> None:
    agreed(made)
    sent(made, prepared(made, place, follow_up_on=date(2026, 4, 20)))
    prepared(made, place)  # nothing was sent: nobody can answer
    asked = told(made, place, follow_up_on=date(2026, 3, 30))
    told(made, place)  # nobody wants to ask
    found = made.ask(unanswered_referrals)
    assert [(one.follow_up_on, one.due) for one in found] == [
        (date(2026, 3, 30), True),
        (date(2026, 4, 20), False),
    ]
    assert {one.person_initials for one in found} == {"A.W."}
    made.say_of_person(no_contact_since=TODAY)
    assert asked not in {one.onward_referral_id for one in made.ask(unanswered_referrals)}
    made.say_of_person(died_on=TODAY)
    assert made.ask(unanswered_referrals) == ()


def test_mine_are_those_i_made_and_those_of_my_cases(made: MadeCase, place: OrganisationId) -> None:
    told(made, place, follow_up_on=TODAY)
    worker = made.colleague(Role.SUPPORT_WORKER, "Wyn Worker")
    assert made.ask(unanswered_referrals, by=worker) == ()
    assert len(made.ask(unanswered_referrals, by=worker, mine=False)) == 1
    made.say_of_case(worker_id=worker.user_id)
    assert len(made.ask(unanswered_referrals, by=worker)) == 1


def test_a_colleague_locked_out_and_a_volunteer_see_and_write_nothing(
    made: MadeCase, place: OrganisationId
) -> None:
    agreed(made)
    referral = prepared(made, place)
    told(made, place, follow_up_on=TODAY)
    locked = made.colleague(Role.SUPPORT_WORKER, "Lou Locked")
    made.lock_out(locked)
    volunteer = made.colleague(Role.VOLUNTEER, "Vi Volunteer")
    made.assign(volunteer)
    assert made.ask(unanswered_referrals, by=locked, mine=False) == ()
    deeds: tuple[tuple[Any, dict[str, Any]], ...] = (
        (send_referral, {"onward_referral_id": referral, "version": 1, "sent_on": TODAY}),
        (stop_referral, {"onward_referral_id": referral, "version": 1, "reason": "No"}),
        (prepare_referral, {"person_id": made.person, "words": new(place)}),
    )
    for deed, words in deeds:
        with pytest.raises(BadInputError, match="not in these records"):
            made.do(deed, by=locked, **words)
        with pytest.raises(NotAllowedError):
            made.do(deed, by=volunteer, **words)
    with pytest.raises(BadInputError, match="not in these records"):
        made.ask(onward_referrals_of, by=locked, person_id=made.person, code_lists={})
    for question, words in (
        (onward_referrals_of, {"person_id": made.person, "code_lists": {}}),
        (unanswered_referrals, {}),
    ):
        with pytest.raises(NotAllowedError):
            made.ask(question, by=volunteer, **words)


def test_what_is_passed_on_from_a_sealed_case_is_sealed(made: MadeCase, place: OrganisationId) -> None:
    agreed(made)
    made.say_of_case(sealed_on=TODAY)
    referral = prepared(made, place)
    assert shown(made).what_was_passed.sealed
    fields = made.ask(record_history, record_id=referral)[0].fields
    assert [one.after for one in fields if one.field == "what_was_passed"] == ["sealed"]
    sent(made, referral)
    assert shown(made).state is OnwardState.SENT
