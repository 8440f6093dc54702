"""Consent: given, refused, taken back, run out; whose it is; and what stops once it is taken back."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import ConsentId, OnwardReferralId, OrganisationId
from desktop.errors import BadInputError, NotAllowedError, RefusedError, StaleVersionError
from desktop.models.onward_referral import OnwardReferral
from desktop.queries.consents import ConsentDetails, ConsentStanding, consent_for, consents_of
from desktop.queries.history import record_history
from desktop.services.consents import (
    ConsentWithdrawal,
    NewConsent,
    record_consent,
    withdraw_consent,
)
from desktop.store.records import Records
from tests.services.made_case import TODAY, MadeCase, made_case

YES = NewConsent(
    kind_code="sharing", given=True, answered_on=date(2026, 3, 10), how_code="said", what="Name and phone"
)
NO = replace(YES, given=False, what="")


@pytest.fixture
def made(records: Records, actor: Actor) -> MadeCase:
    return made_case(records, actor)


def agreed(made: MadeCase, words: NewConsent = YES) -> ConsentId:
    return made.do(record_consent, person_id=made.person, case_id=made.case, words=words)


def listed(made: MadeCase) -> tuple[ConsentDetails, ...]:
    return made.ask(consents_of, person_id=made.person, code_lists=made.lists)


def holds(made: MadeCase, organisation: OrganisationId | None = None) -> tuple[bool, str]:
    answer = made.ask(consent_for, person_id=made.person, kind_code="sharing", organisation_id=organisation)
    return answer.holds, answer.why_not


def prepared(made: MadeCase, consent: ConsentId, *, sent: date | None = None) -> OnwardReferralId:
    referral = OnwardReferral(
        person_id=made.person,
        case_id=made.case,
        kind="referred",
        organisation_id=made.organisation(f"Service {sent}"),
        consent_id=consent,
        made_by=made.actor.user_id,
        made_on=date(2026, 3, 11),
        sent_on=sent,
    )
    made.records.write(made.actor, lambda session: session.add(referral))
    return OnwardReferralId(referral.id)


def test_a_consent_is_listed_with_the_words_of_its_codes(made: MadeCase) -> None:
    consent = agreed(made)
    (line,) = listed(made)
    assert (line.consent_id, line.kind, line.how, line.given_by) == (
        consent,
        "Sharing or referral",
        "Said",
        "The person",
    )
    assert (line.what.text, line.taken_by, line.standing) == (
        "Name and phone",
        "Mo Manager",
        ConsentStanding.HOLDS,
    )
    assert holds(made) == (True, "")


def test_without_any_answer_nothing_may_be_shared(made: MadeCase) -> None:
    held, why = holds(made, made.organisation())
    assert not held
    assert "Nobody has asked" in why


def test_a_later_no_ends_an_earlier_yes(made: MadeCase) -> None:
    agreed(made)
    agreed(made, replace(NO, answered_on=date(2026, 3, 12)))
    held, why = holds(made)
    assert not held
    assert "said no" in why
    assert [line.standing for line in listed(made)] == [ConsentStanding.REFUSED, ConsentStanding.HOLDS]


def test_of_two_answers_on_one_day_the_one_recorded_later_counts(made: MadeCase) -> None:
    for words in (YES, NO, YES):
        agreed(made, words)
    assert holds(made) == (True, "")


def test_a_consent_for_one_organisation_is_for_no_other(made: MadeCase) -> None:
    one, other = made.organisation("One"), made.organisation("Other")
    agreed(made, replace(YES, organisation_id=one))
    assert holds(made, one) == (True, "")
    assert "another organisation" in holds(made, other)[1]
    assert "another organisation" in holds(made)[1]


def test_a_receiver_named_only_in_words_carries_nothing_to_the_directory(made: MadeCase) -> None:
    agreed(made, replace(YES, to_whom="Her sister's school"))
    held, why = holds(made, made.organisation())
    assert not held
    assert "choose the organisation from the directory" in why


def test_a_consent_that_ran_out_does_not_count(made: MadeCase) -> None:
    agreed(made, replace(YES, expires_on=date(2026, 3, 31)))
    held, why = holds(made)
    assert not held
    assert "ran out on 31 March 2026" in why
    assert listed(made)[0].standing is ConsentStanding.RAN_OUT


def test_a_consent_holds_on_its_last_day(made: MadeCase) -> None:
    agreed(made, replace(YES, expires_on=TODAY))
    assert holds(made) == (True, "")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (replace(YES, answered_on=date(2026, 4, 2)), "future"),
        (replace(YES, expires_on=date(2026, 3, 1)), "before it was given"),
        (replace(YES, kind_code="everything"), "What consent is for"),
        (replace(YES, how_code="telepathy"), "How consent was given"),
        (replace(YES, given_by_code="neighbour"), "Who gave consent"),
        (replace(YES, organisation_id=OrganisationId(UUID(int=5))), "directory"),
    ],
)
def test_a_consent_that_cannot_be_is_refused(made: MadeCase, words: NewConsent, problem: str) -> None:
    with pytest.raises(BadInputError, match=problem):
        agreed(made, words)
    assert listed(made) == ()


def test_a_child_who_decides_needs_somebody_who_judged_that_they_can(records: Records, actor: Actor) -> None:
    child = made_case(records, actor, born=date(2012, 5, 1))
    with pytest.raises(BadInputError, match="who judged"):
        agreed(child)
    judged = replace(YES, competence_judged_by="Mo Manager", competence_reason="Explained it back")
    with pytest.raises(BadInputError, match="parents know"):
        agreed(child, judged)
    agreed(child, replace(judged, parents_know=False))
    (line,) = listed(child)
    assert (line.competence_judged_by.text, line.parents_know) == ("Mo Manager", False)


def test_a_childs_no_waits_for_no_form(records: Records, actor: Actor) -> None:
    child = made_case(records, actor, born=date(2012, 5, 1))
    agreed(child, NO)
    assert "said no" in holds(child)[1]


def test_nobody_with_parental_responsibility_decides_for_a_grown_up(made: MadeCase) -> None:
    with pytest.raises(RefusedError, match="18 or over"):
        agreed(made, replace(YES, given_by_code="parental-responsibility", given_by_name="Her mother"))


def test_a_consent_from_childhood_is_asked_again_at_18(records: Records, actor: Actor) -> None:
    made = made_case(records, actor, born=date(2008, 3, 20))
    agreed(made, replace(YES, competence_judged_by="Mo", competence_reason="Clear", parents_know=True))
    agreed(made, replace(YES, kind_code="survey", answered_on=date(2026, 3, 21)))
    assert {line.kind_code: line.ask_again for line in listed(made)} == {"sharing": True, "survey": False}


def test_an_age_as_stated_grows_with_the_years(records: Records, actor: Actor) -> None:
    made = made_case(records, actor, born=None)
    made.say_of_person(age_stated=15, age_stated_on=date(2023, 6, 1))
    with pytest.raises(BadInputError, match="under 18"):
        agreed(made)


def test_taking_consent_back_stops_what_was_not_sent_and_names_who_has_it(made: MadeCase) -> None:
    consent = agreed(made)
    waiting = prepared(made, consent)
    sent = prepared(made, consent, sent=date(2026, 3, 15))
    withdrawal = ConsentWithdrawal(on=date(2026, 3, 30), words="Not any more")
    result = made.do(withdraw_consent, consent_id=consent, version=1, withdrawal=withdrawal)
    assert result.stopped == (waiting,)
    assert [(one.onward_referral_id, one.organisation) for one in result.to_tell] == [
        (sent, "Service 2026-03-15")
    ]
    (line,) = listed(made)
    assert (line.standing, line.withdrawn_words.text) == (ConsentStanding.WITHDRAWN, "Not any more")
    assert "took their consent back on 30 March 2026" in holds(made)[1]
    latest = made.ask(record_history, record_id=waiting)[0]
    changed = {one.field: one.after for one in latest.fields}
    assert changed["outcome_code"] == "stopped"
    assert "took their consent back on 30 March 2026" in changed["outcome_words"]


def test_a_worker_who_takes_consent_back_stops_what_they_do_not_see_too(made: MadeCase) -> None:
    consent = made.do(record_consent, person_id=made.person, words=YES)
    hidden = prepared(made, consent)
    prepared(made, consent, sent=date(2026, 3, 15))
    made.other_case()  # in clear, so that the worker sees the person at all
    made.say_of_case(sealed_on=TODAY)
    worker = made.colleague(Role.SUPPORT_WORKER, "Wyn Worker")
    withdrawal = ConsentWithdrawal(on=TODAY)
    result = made.do(withdraw_consent, by=worker, consent_id=consent, version=1, withdrawal=withdrawal)
    assert (result.stopped, result.to_tell) == ((hidden,), ())
    fields = made.ask(record_history, record_id=hidden)[0].fields
    assert {"stopped", "sealed"} <= {one.after for one in fields}


def test_consent_is_taken_back_once_and_only_at_the_version_shown(made: MadeCase) -> None:
    consent = agreed(made)
    withdrawal = ConsentWithdrawal(on=TODAY)
    with pytest.raises(BadInputError, match="after it was given"):
        made.do(
            withdraw_consent,
            consent_id=consent,
            version=1,
            withdrawal=ConsentWithdrawal(on=date(2026, 3, 9)),
        )
    made.do(withdraw_consent, consent_id=consent, version=1, withdrawal=withdrawal)
    with pytest.raises(StaleVersionError, match="meanwhile"):
        made.do(withdraw_consent, consent_id=consent, version=1, withdrawal=withdrawal)
    with pytest.raises(RefusedError, match="already"):
        made.do(withdraw_consent, consent_id=consent, version=2, withdrawal=withdrawal)


def test_a_no_cannot_be_taken_back(made: MadeCase) -> None:
    refused = agreed(made, NO)
    with pytest.raises(RefusedError, match="answer was no"):
        made.do(withdraw_consent, consent_id=refused, version=1, withdrawal=ConsentWithdrawal(on=TODAY))


def test_a_colleague_locked_out_and_a_volunteer_see_and_write_nothing(made: MadeCase) -> None:
    consent = agreed(made)
    locked = made.colleague(Role.SUPPORT_WORKER, "Lou Locked")
    made.lock_out(locked)
    volunteer = made.colleague(Role.VOLUNTEER, "Vi Volunteer")
    made.assign(volunteer)
    for attempt in (
        lambda: made.ask(consents_of, by=locked, person_id=made.person, code_lists={}),
        lambda: made.ask(consent_for, by=locked, person_id=made.person, kind_code="sharing"),
        lambda: made.do(record_consent, by=locked, person_id=made.person, words=YES),
        lambda: made.do(
            withdraw_consent,
            by=locked,
            consent_id=consent,
            version=1,
            withdrawal=ConsentWithdrawal(on=TODAY),
        ),
        lambda: made.ask(record_history, by=locked, record_id=consent),
    ):
        with pytest.raises(BadInputError, match="not in these records"):
            attempt()
    with pytest.raises(NotAllowedError):
        made.ask(consents_of, by=volunteer, person_id=made.person, code_lists={})
    with pytest.raises(NotAllowedError):
        made.do(record_consent, by=volunteer, person_id=made.person, words=YES)


def test_the_words_of_a_sealed_case_are_sealed_and_its_no_still_counts(made: MadeCase) -> None:
    made.say_of_case(sealed_on=TODAY)
    consent = agreed(made, replace(NO, limits="Never the landlord"))
    (line,) = listed(made)
    assert (line.limits.text, line.limits.sealed) == ("Never the landlord", True)
    fields = made.ask(record_history, record_id=consent)[0].fields
    assert {one.after for one in fields if one.field == "limits"} == {"sealed"}


def test_nobody_agrees_after_they_died(made: MadeCase) -> None:
    made.say_of_person(died_on=date(2026, 3, 12))
    after = NewConsent(kind_code="sharing", given=True, answered_on=date(2026, 3, 13), how_code="said")
    with pytest.raises(RefusedError, match="died on 12 March 2026"):
        made.do(record_consent, person_id=made.person, words=after)
    made.do(record_consent, person_id=made.person, words=replace(after, answered_on=date(2026, 3, 12)))
