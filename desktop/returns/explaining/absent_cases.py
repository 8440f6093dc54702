"""Why a case is not among those a table counts: when it was opened, closed, and opened again."""

from datetime import date

from desktop.domain.dates import date_in_words
from desktop.domain.periods import Period
from desktop.returns.explaining.recorded import RecordedCase

AGAIN = "written down after this return was counted: count again"


def side_of(day: date, period: Period) -> str | None:
    """Say on which side of the period a day is; None within."""
    if day > period.end:
        return "after the period"
    return "before the period" if day < period.start else None


def not_opened(case: RecordedCase, period: Period) -> str | None:
    """Say when a case was opened, unless that was within the period."""
    return _told(("opened", [case.spells[0].opened_on]), period)


def not_reopened(case: RecordedCase, period: Period) -> str | None:
    """Say when a case was opened again, unless that was within the period."""
    days = [spell.opened_on for spell in case.spells[1:]]
    return _told(("opened again", days), period) if days else "it was never opened again"


def not_closed(case: RecordedCase, period: Period) -> str | None:
    """Say when a case was closed, unless that was within the period."""
    days = [spell.closed_on for spell in case.spells if spell.closed_on is not None]
    return _told(("closed", days), period) if days else "still open"


def not_open_at_start(case: RecordedCase, period: Period) -> str | None:
    """Say why a case was not open when the period began."""
    before = [spell for spell in case.spells if spell.opened_on < period.start]
    if not before:
        return f"opened {date_in_words(case.spells[0].opened_on)}: not open before the period began"
    closed_on = before[-1].closed_on
    if closed_on is None or closed_on >= period.start:
        return None
    return f"closed {date_in_words(closed_on)}, before the period"


def not_open_at_end(case: RecordedCase, period: Period) -> str | None:
    """Say why a case was not open when the period ended."""
    by_then = [spell for spell in case.spells if spell.opened_on <= period.end]
    if not by_then:
        return f"opened {date_in_words(case.spells[0].opened_on)}, after the period"
    closed_on = by_then[-1].closed_on
    if closed_on is None or closed_on > period.end:
        return None
    return f"closed {date_in_words(closed_on)}, by the end of the period"


def not_open_within(case: RecordedCase, period: Period) -> str | None:
    """Say why a case was open on no day of the period."""
    by_then = [spell for spell in case.spells if spell.opened_on <= period.end]
    if not by_then:
        return f"opened {date_in_words(case.spells[0].opened_on)}, after the period"
    closed_on = by_then[-1].closed_on
    if closed_on is None or closed_on >= period.start:
        return None
    return f"closed {date_in_words(closed_on)}, before the period"


def _told(what: tuple[str, list[date]], period: Period) -> str | None:
    """Say of several days on which side of the period each is; None where one is within."""
    word, days = what
    sides = [(day, side_of(day, period)) for day in days]
    if any(side is None for _, side in sides):
        return None
    return " and ".join(f"{word} {date_in_words(day)}, {side}" for day, side in sides)
