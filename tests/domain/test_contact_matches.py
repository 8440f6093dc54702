"""Numbers and addresses that must not be used, however they are written."""

import pytest

from desktop.domain.contact_matches import (
    KnownValue,
    bar_on,
    same_address,
    same_email,
    same_number,
    same_value,
)
from desktop.domain.safe_contact import Bar, Channel


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("7700900123", "07700 900123", True),
        ("+44 (0)7700 900 123", "7700900123", True),
        ("0044 7700 900123", "07700-900-123", True),
        ("7700900123", "7700900124", False),
        ("01642 900123", "1642900123", True),
        ("", "", False),
        ("none", "none", False),
    ],
)
def test_a_telephone_number_is_known_again(one: str, other: str, *, same: bool) -> None:
    assert same_number(one, other) is same
    assert same_number(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Jo.Marsh@Example.org", "jo.marsh@example.org", True),
        ("jo.marsh+work@example.org", "jomarsh@example.org", True),
        ("jo@googlemail.com", " JO@gmail.com", True),
        ("jo@example.org", "jo@example.net", False),
        ("jo", "jo", False),
        ("@example.org", "@example.org", False),
    ],
)
def test_an_email_address_is_known_again(one: str, other: str, *, same: bool) -> None:
    assert same_email(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("12 High Street, Redcar, TS10 1AA", "12 high st ts101aa", True),
        ("12a High Street TS10 1AA", "12 A High Street, TS10 1AA", True),
        ("12 High Street TS10 1AA", "14 High Street TS10 1AA", False),
        ("12 High Street TS10 1AA", "12 High Street TS10 1AB", False),
        ("Flat 3, 12 High Street TS10 1AA", "12 High Street TS10 1AA", True),
        ("Flat 3, 12 High Street TS10 1AA", "Flat 4, 12 High Street TS10 1AA", False),
        ("Rose Cottage, TS10 1AA", "TS10 1AA", True),
        ("12 High Street, Redcar", "12 High St., TS10 1AA", True),
        ("12 High Street", "12 Station Road", False),
        ("Redcar", "12 High Street, Redcar", False),
        ("Rose Cottage, Elm Lane", "Rose Cottage Elm Ln Redcar TS10 1AA", True),
        ("", "12 High Street", False),
        ("12", "12", False),
    ],
)
def test_an_address_is_known_again(one: str, other: str, *, same: bool) -> None:
    assert same_address(one, other) is same
    assert same_address(other, one) is same


def test_a_value_is_compared_as_what_it_is() -> None:
    assert same_value("07700 900123", "+447700900123")
    assert same_value("JO@example.org", "jo@example.org")
    assert same_value("12 High Street TS10 1AA", "12, High St, TS10 1AA")
    assert not same_value("jo@example.org", "07700 900123")


HIS_PHONE = KnownValue(Channel.PHONE, "07700 900123", Bar.NEVER_SPEAK_TO)
OLD_HOME = KnownValue(Channel.LETTER, "12 High Street TS10 1AA", Bar.KNOWN_UNSAFE)
OLD_PHONE = KnownValue(Channel.PHONE, "07700 900456", Bar.KNOWN_UNSAFE)
KNOWN = (OLD_HOME, OLD_PHONE, HIS_PHONE)


@pytest.mark.parametrize(
    ("channel", "value", "bar"),
    [
        (Channel.PHONE, "7700900123", Bar.NEVER_SPEAK_TO),
        (Channel.TEXT, "7700900123", Bar.NEVER_SPEAK_TO),
        (Channel.LETTER, "12 high st, ts10 1aa", Bar.KNOWN_UNSAFE),
        (Channel.VISIT, "12 high st, ts10 1aa", Bar.KNOWN_UNSAFE),
        (Channel.PHONE, "7700900456", Bar.KNOWN_UNSAFE),
        (Channel.TEXT, "7700900456", None),
        (Channel.PHONE, "7700900789", None),
        (Channel.EMAIL, "jo@example.org", None),
    ],
)
def test_a_value_is_barred_where_it_is_dangerous(channel: Channel, value: str, bar: Bar | None) -> None:
    assert bar_on(channel, value, KNOWN) is bar


def test_somebody_never_to_speak_to_weighs_most() -> None:
    both = (*KNOWN, KnownValue(Channel.PHONE, "07700 900123", Bar.KNOWN_UNSAFE))
    assert bar_on(Channel.PHONE, "7700900123", both) is Bar.NEVER_SPEAK_TO
    assert bar_on(Channel.PHONE, "7700900123", ()) is None
