"""What colleagues wrote in a sealed case, for a worker before and after the glass is broken."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.plan_states import ActionOwner
from desktop.errors import BadInputError, RefusedError
from desktop.models.broken_glass import BrokenGlass
from desktop.queries.consents import consents_of
from desktop.queries.onward_referrals import onward_referrals_of
from desktop.queries.plans import plans_of_person
from desktop.services.actions import NewAction, add_action
from desktop.services.consents import NewConsent, record_consent
from desktop.services.onward_referrals import NewOnwardReferral, prepare_referral, send_referral
from desktop.services.plans import NewGoal, NewPlan, make_plan
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from tests.services.casework import opened_without_keys
from tests.services.made_case import TODAY, MadeCase, made_case
from tests.store.made import START, Clock

YES = NewConsent(
    kind_code="sharing", given=True, answered_on=date(2026, 3, 10), how_code="said", limits="Not her brother"
)


@pytest.fixture
def sealed(records: Records, actor: Actor) -> MadeCase:
    """Make a sealed case with a consent, a plan and a prepared referral."""
    made = made_case(records, actor)
    made.say_of_case(sealed_on=TODAY)
    place = made.organisation()
    made.do(record_consent, person_id=made.person, case_id=made.case, words=YES)
    made.do(
        make_plan,
        case_id=made.case,
        words=NewPlan(made_on=TODAY, goals=(NewGoal(words="Feel safe at home"),)),
    )
    passed = NewOnwardReferral(organisation_id=place, made_on=TODAY, what_was_passed="Ring after six")
    made.do(prepare_referral, person_id=made.person, case_id=made.case, words=passed)
    return made


@pytest.fixture
def worker(sealed: MadeCase) -> Actor:
    return sealed.colleague(Role.SUPPORT_WORKER, "Wyn Worker")


@pytest.fixture
def behind_glass(
    sealed: MadeCase, worker: Actor, folder: Path, keys: StoreKeys, clock: Clock
) -> Iterator[MadeCase]:
    """Open the same records with a worker's keys."""
    del worker  # added before the records are closed
    sealed.records.close()
    opened = opened_without_keys(folder, keys, clock, glass=True)
    yield replace(sealed, records=opened)
    opened.close()


def broken(made: MadeCase, worker: Actor) -> None:
    glass = BrokenGlass(
        person_id=made.person,
        user_id=worker.user_id,
        broken_at=START,
        until=START + timedelta(hours=1),
        reason="Threat tonight, lead not reached",
    )
    made.records.write(worker, lambda session: session.add(glass))


def test_a_worker_meets_nobody_behind_glass(behind_glass: MadeCase, worker: Actor) -> None:
    for question in (consents_of, plans_of_person, onward_referrals_of):
        with pytest.raises(BadInputError, match="not in these records"):
            behind_glass.ask(question, by=worker, person_id=behind_glass.person, code_lists={})


def test_over_broken_glass_a_worker_reads_until_the_time_is_up(
    behind_glass: MadeCase, worker: Actor, clock: Clock
) -> None:
    made = behind_glass
    broken(made, worker)
    (consent,) = made.ask(consents_of, by=worker, person_id=made.person, code_lists={})
    (plan,) = made.ask(plans_of_person, by=worker, person_id=made.person, code_lists={})
    (referral,) = made.ask(onward_referrals_of, by=worker, person_id=made.person, code_lists={})
    read = (consent.limits, plan.goals[0].words, referral.what_was_passed)
    assert [one.text for one in read] == ["Not her brother", "Feel safe at home", "Ring after six"]
    action = NewAction(words="Ask for a panic alarm", owner=ActionOwner.WORKER)
    made.do(add_action, by=worker, plan_id=plan.plan_id, action=action)
    clock.now += timedelta(hours=1)
    with pytest.raises(BadInputError, match="not in these records"):
        made.ask(consents_of, by=worker, person_id=made.person, code_lists={})


def test_a_role_without_its_key_is_shown_that_words_are_withheld_and_sends_nothing(
    sealed: MadeCase, folder: Path, keys: StoreKeys, clock: Clock
) -> None:
    sealed.records.close()
    opened = opened_without_keys(folder, keys, clock)
    made = replace(sealed, records=opened)
    (consent,) = made.ask(consents_of, person_id=made.person, code_lists={})
    assert (consent.limits.text, consent.limits.withheld) == ("", True)
    (referral,) = made.ask(onward_referrals_of, person_id=made.person, code_lists={})
    with pytest.raises(RefusedError, match="may not read what would be passed on"):
        made.do(
            send_referral,
            onward_referral_id=referral.onward_referral_id,
            version=referral.version,
            sent_on=TODAY,
        )
    opened.close()
