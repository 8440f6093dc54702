"""What a marking, or a move to another address, does to safe contact."""

from datetime import UTC, date, datetime

import pytest

from desktop.domain.codes import parse_code_list
from desktop.domain.safe_contact import (
    Channel,
    ContactSafety,
    PersonSafety,
    Purpose,
    Reason,
    SafeState,
    may_use,
)
from desktop.domain.safe_markings import (
    CONTROLLING,
    SENSITIVE,
    Marking,
    channels_to_confirm_again,
    controlling_since,
    is_sensitive,
    state_after_address_change,
    what_a_marking_changes,
)
from desktop.platform.resources import resource_text

MARKED = date(2018, 7, 2)
BEFORE = date(2018, 6, 1)
NOW = datetime(2018, 7, 2, 10, 0, tzinfo=UTC)
CONFIRMED = ContactSafety(SafeState.SAFE, confirmed_on=BEFORE, expires_on=date(2018, 12, 1))


@pytest.mark.parametrize("code", ["domestic-abuse", "stalking", "honour-based-abuse"])
def test_a_controlling_marking_stops_what_waits_and_asks_who_sees_it(code: str) -> None:
    changes = what_a_marking_changes(code)
    assert changes.confirm_again
    assert {Purpose.WRITE, Purpose.PRINT, Purpose.SURVEY, Purpose.FOLLOW_UP} <= changes.stop
    assert [question.words for question in changes.questions] == ["Who lives there?", "Who sees the phone?"]


@pytest.mark.parametrize("code", ["hate", "fraud-cyber", "repeat-victim", "sexual-violence", "burglary"])
def test_another_marking_leaves_safe_contact_alone(code: str) -> None:
    changes = what_a_marking_changes(code)
    assert not changes.confirm_again
    assert not changes.stop
    assert not changes.questions


def test_the_last_controlling_marking_counts_and_a_sexual_one_only_asks_the_referrer() -> None:
    first, second = Marking("stalking", BEFORE), Marking("domestic-abuse", MARKED)
    assert controlling_since([second, first, Marking("hate", date(2018, 8, 1))]) == MARKED
    assert controlling_since([Marking("sexual-violence", MARKED)]) is None
    assert is_sensitive([Marking("rape", MARKED)])
    assert is_sensitive([first])
    assert not is_sensitive([Marking("burglary", MARKED)])


def test_every_code_of_a_controlling_or_sexual_matter_is_in_a_shipped_list() -> None:
    known = {
        code.code
        for key in ("crime-type", "also-involves")
        for code in parse_code_list(resource_text(f"codes/{key}.toml"))
    }
    assert known >= SENSITIVE > CONTROLLING


def test_every_confirmed_channel_is_confirmed_again_and_one_confirmed_the_same_day_holds() -> None:
    channels = {
        "phone": CONFIRMED,
        "text": ContactSafety(SafeState.UNSAFE),
        "email": ContactSafety(SafeState.GIVEN_BY_REFERRER),
        "letter": ContactSafety(SafeState.SAFE, confirmed_on=MARKED),
    }
    changed = channels_to_confirm_again(channels, marked_on=MARKED)
    assert set(changed) == {"phone", "letter"}
    person = PersonSafety(controlling_since=MARKED, sensitive=True)
    for said in changed.values():
        verdict = may_use(Channel.LETTER, said, now=NOW, purpose=Purpose.WRITE, person=person, barred=None)
        assert not verdict.allowed
        assert verdict.reasons == (Reason.CONFIRM_AGAIN,)
    anew = ContactSafety(SafeState.SAFE, confirmed_on=MARKED, expires_on=date(2018, 12, 1))
    assert may_use(Channel.LETTER, anew, now=NOW, purpose=Purpose.WRITE, person=person, barred=None).allowed


def test_the_old_address_is_kept_as_unsafe() -> None:
    old = state_after_address_change(CONFIRMED)
    assert old.state is SafeState.UNSAFE
    assert old.confirmed_on is None
    verdict = may_use(Channel.LETTER, old, now=NOW, purpose=Purpose.PRINT, person=PersonSafety(), barred=None)
    assert not verdict.allowed
