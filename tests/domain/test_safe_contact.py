"""Safe contact: a table of cases, then the cells of old lists."""

from datetime import date

import pytest

from desktop.domain.safe_contact import Channel, ContactSafety, SafeState, may_use, state_from_list

TODAY = date(2018, 7, 1)
YESTERDAY = date(2018, 6, 30)
TOMORROW = date(2018, 7, 2)
SAFE = SafeState.SAFE


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("state", [SafeState.UNSAFE, SafeState.UNKNOWN])
@pytest.mark.parametrize("asked", [True, False])
def test_unsafe_and_unknown_are_never_used_whatever_else_was_said(
    channel: Channel, state: SafeState, *, asked: bool
) -> None:
    said = ContactSafety(state, confirmed_on=YESTERDAY, expires_on=TOMORROW, voicemail_agreed=True)
    verdict = may_use(channel, said, today=TODAY, referrer_asked=asked)
    assert not verdict.allowed
    assert not verdict.leave_voicemail


@pytest.mark.parametrize(
    ("channel", "allowed"),
    [(Channel.PHONE, True)] + [(channel, False) for channel in Channel if channel is not Channel.PHONE],
)
@pytest.mark.parametrize(
    "said",
    [
        ContactSafety(SafeState.GIVEN_BY_REFERRER, voicemail_agreed=True),
        ContactSafety(SAFE, voicemail_agreed=True),
        ContactSafety(SAFE, confirmed_on=TOMORROW, voicemail_agreed=True),
        ContactSafety(SAFE, confirmed_on=date(2018, 1, 1), expires_on=YESTERDAY, voicemail_agreed=True),
    ],
)
def test_what_the_person_has_not_confirmed_allows_a_careful_call_only(
    said: ContactSafety, channel: Channel, *, allowed: bool
) -> None:
    verdict = may_use(channel, said, today=TODAY)
    assert verdict.allowed is allowed
    assert verdict.withhold_number
    assert verdict.confirm_again
    assert not verdict.say_who_we_are
    assert not verdict.leave_voicemail


def test_in_a_controlling_matter_the_referrer_is_asked_before_the_first_call() -> None:
    said = ContactSafety(SafeState.GIVEN_BY_REFERRER)
    first = may_use(Channel.PHONE, said, today=TODAY, controlling_matter=True)
    assert not first.allowed
    assert "ask the referrer first" in first.sentence
    assert may_use(Channel.PHONE, said, today=TODAY, controlling_matter=True, referrer_asked=True).allowed


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("expires_on", [None, TODAY, TOMORROW])
def test_a_confirmed_channel_is_used_without_further_questions(
    channel: Channel, expires_on: date | None
) -> None:
    said = ContactSafety(SAFE, confirmed_on=TODAY, expires_on=expires_on)
    verdict = may_use(channel, said, today=TODAY, controlling_matter=True)
    assert verdict.allowed
    assert verdict.say_who_we_are
    assert not verdict.confirm_again
    assert not verdict.leave_voicemail


def test_a_confirmed_phone_keeps_what_was_agreed_of_voicemail_and_number() -> None:
    said = ContactSafety(SAFE, confirmed_on=TODAY, voicemail_agreed=True, withhold_number=True)
    verdict = may_use(Channel.PHONE, said, today=TODAY)
    assert (verdict.leave_voicemail, verdict.withhold_number) == (True, True)
    assert not may_use(Channel.LETTER, said, today=TODAY).leave_voicemail


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("Yes", SafeState.GIVEN_BY_REFERRER),
        (" y ", SafeState.GIVEN_BY_REFERRER),
        ("SAFE", SafeState.GIVEN_BY_REFERRER),
        ("TRUE", SafeState.GIVEN_BY_REFERRER),
        ("1", SafeState.GIVEN_BY_REFERRER),
        ("No", SafeState.UNSAFE),
        ("n", SafeState.UNSAFE),
        ("0", SafeState.UNSAFE),
        ("Not safe", SafeState.UNSAFE),
        ("DON'T ring, he answers", SafeState.UNSAFE),
        ("Don\u2019t call", SafeState.UNSAFE),
        ("yes but not after six", SafeState.UNSAFE),
        ("", SafeState.UNKNOWN),
        ("  ", SafeState.UNKNOWN),
        ("?", SafeState.UNKNOWN),
        ("-", SafeState.UNKNOWN),
        ("Not known", SafeState.UNKNOWN),
        ("N/K", SafeState.UNKNOWN),
        ("Yes before six only", SafeState.UNKNOWN),
        ("ask sister", SafeState.UNKNOWN),
    ],
)
def test_an_undated_cell_of_an_old_list_never_becomes_safe(cell: str, state: SafeState) -> None:
    assert state_from_list(cell) is state
