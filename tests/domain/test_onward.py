"""The name of somebody who asked to stay anonymous stays out of what is passed on."""

from datetime import date

import pytest

from desktop.domain.onward import OnwardKind, OnwardState, check_name_not_passed, state_of
from desktop.errors import RefusedError


@pytest.mark.parametrize(
    "text",
    [
        "Ada would like a call",
        "ADA's landlord",
        "Ada’s landlord",
        "Write to ada.x@example.org",
        "adawren@example.org",
        "wren_ada",
        "Ms Wren",
        "the Wrens",
        "Please ring (Áda)",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    with pytest.raises(RefusedError, match="asked to stay anonymous") as refusal:
        check_name_not_passed(text, forename="Ada", surname="Wren")
    assert "wren" not in str(refusal.value).casefold()


@pytest.mark.parametrize(
    ("forename", "surname"), [("Mary Jane", "Smith-Jones"), ("Mary", "O'Jane"), (None, "Jane")]
)
def test_a_part_of_a_name_of_several_is_a_name(forename: str | None, surname: str) -> None:
    with pytest.raises(RefusedError):
        check_name_not_passed("For Mary Jane, or OJane", forename=forename, surname=surname)


@pytest.mark.parametrize("text", ["PA-000001: needs a new lock", "Adamant; near the wrenching yard", ""])
def test_a_text_without_the_name_may_go(text: str) -> None:
    check_name_not_passed(text, forename="Ada", surname="Wren")
    check_name_not_passed(text, forename=None, surname=None)


@pytest.mark.parametrize(
    ("kind", "sent_on", "stopped_on", "state"),
    [
        (OnwardKind.TOLD, None, None, OnwardState.TOLD),
        (OnwardKind.REFERRED, None, None, OnwardState.PREPARED),
        (OnwardKind.REFERRED, date(2026, 3, 1), None, OnwardState.SENT),
        (OnwardKind.REFERRED, None, date(2026, 3, 1), OnwardState.STOPPED),
        (OnwardKind.REFERRED, date(2026, 3, 1), date(2026, 3, 2), OnwardState.SENT),
    ],
)
def test_what_was_sent_stays_sent(
    kind: OnwardKind, sent_on: date | None, stopped_on: date | None, state: OnwardState
) -> None:
    assert state_of(kind, sent_on=sent_on, stopped_on=stopped_on) is state
