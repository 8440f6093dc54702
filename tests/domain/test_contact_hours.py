"""Days and hours: what is read, what is left as words, and when somebody may be reached."""

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.contact_hours import ContactHours, Window, parse_hours

MONDAY_NOON = datetime(2018, 7, 2, 12, 0)  # noqa: DTZ001  what the clock on the wall shows


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mon-Fri 09:00-17:00", "Monday to Friday, 09:00 to 17:00"),
        ("Mon-Fri 9.00 to 17.00", "Monday to Friday, 09:00 to 17:00"),
        ("weekdays 9am-5pm", "Monday to Friday, 09:00 to 17:00"),
        ("9am-5pm weekdays only", "Monday to Friday, 09:00 to 17:00"),
        (
            "Tuesday & Thursday between 10am and 2.30pm",
            "Tuesday and Thursday, 10:00 to 14:30",
        ),
        ("Sundays", "Sunday"),
        ("Mon Wed Fri", "Monday, Wednesday and Friday"),
        ("Fri-Mon", "Monday, Friday, Saturday and Sunday"),
        ("after 6pm", "every day, from 18:00"),
        ("before noon", "every day, 00:00 to 12:00"),
        (
            "Mon 09:00-12:00 and 14:00-16:00",
            "Monday, 09:00 to 12:00; Monday, 14:00 to 16:00",
        ),
        (
            "Mon-Fri 09:00-17:00; Sat 10am-12pm; not in the holidays",
            "Monday to Friday, 09:00 to 17:00; Saturday, 10:00 to 12:00 (not in the holidays)",
        ),
        ("any day", "every day"),
    ],
)
def test_days_and_hours_are_read_as_people_write_them(text: str, said: str) -> None:
    hours = parse_hours(text)
    assert str(hours) == said
    assert not hours.only_words


@pytest.mark.parametrize(
    "text",
    [
        "9-5",
        "1:00-3:00",
        "22:00-06:00",
        "25:00-26:00",
        "13pm-14pm",
        "mornings",
        "not Mondays",
        "Mon-Fri; 09:00-17:00",
        "09:00-12:00; Mon after 13:00",
        "Mon 09:00-12:00, Tue",
        "when he is at work",
        "Mon-Fri except school holidays",
    ],
)
def test_what_is_not_sure_stays_words_and_is_never_guessed(text: str) -> None:
    hours = parse_hours(text)
    assert hours.only_words
    assert str(hours) == text
    assert hours.allows(MONDAY_NOON)


def test_nothing_said_is_any_time() -> None:
    assert parse_hours(" ; ") == ContactHours()
    assert ContactHours().allows(MONDAY_NOON)
    assert not str(ContactHours())


@pytest.mark.parametrize(
    ("clock", "allowed"),
    [
        (MONDAY_NOON.replace(hour=8, minute=59), False),
        (MONDAY_NOON.replace(hour=9), True),
        (MONDAY_NOON.replace(hour=16, minute=59), True),
        (MONDAY_NOON.replace(hour=17), False),
        (MONDAY_NOON.replace(day=7), False),
    ],
)
def test_the_first_minute_counts_and_the_last_does_not(clock: datetime, *, allowed: bool) -> None:
    assert parse_hours("Mon-Fri 09:00-17:00").allows(clock) is allowed


WINDOWS = st.builds(
    lambda days, starts, length: Window(days, time(starts), time(starts + length) if length else None),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.integers(0, 20),
    st.integers(0, 3),
)


@given(st.lists(WINDOWS, max_size=3))
def test_what_is_written_is_read_back_and_never_as_more(windows: list[Window]) -> None:
    hours = ContactHours(tuple(windows))
    again = parse_hours(hours.to_text())
    for day in range(2, 9):
        for hour in range(24):
            clock = MONDAY_NOON.replace(day=day, hour=hour)
            assert again.only_words or again.allows(clock) is hours.allows(clock)


@given(st.text(max_size=40))
def test_any_text_is_kept_or_read(text: str) -> None:
    hours = parse_hours(text)
    assert hours.windows or hours.words == "; ".join(
        part for part in (" ".join(part.split()) for part in text.replace("\n", ";").split(";")) if part
    )


@pytest.mark.parametrize(
    ("text", "next_time"),
    [
        ("Mon-Fri 18:00-20:00", datetime(2018, 7, 2, 18, 0)),  # noqa: DTZ001
        ("Mon 09:00-11:00", datetime(2018, 7, 9, 9, 0)),  # noqa: DTZ001
        ("Mon 09:00-11:00; Sat", datetime(2018, 7, 7, 0, 0)),  # noqa: DTZ001
        ("when he is at work", None),
    ],
)
def test_it_says_when_they_may_next_be_reached(text: str, next_time: datetime | None) -> None:
    assert parse_hours(text).opens_next(MONDAY_NOON) == next_time
