"""Which backups to keep: the newest of 7 days, of 5 weeks, of 12 months, and of every year."""

from collections.abc import Callable, Iterable
from datetime import datetime

DAYS = 7
WEEKS = 5
MONTHS = 12


def backups_to_keep(made_at: Iterable[datetime]) -> frozenset[datetime]:
    """Choose from the moments at which backups were made those that are kept; the newest always is.

    The days, weeks and months counted are those that have a backup, so that a computer left in a drawer
    for a year loses none when it comes back. Source: security.md, "Damage, crashes, backups".
    """
    newest_first = sorted(made_at, reverse=True)
    return frozenset(
        (
            *_newest_of_each(newest_first, lambda at: at.date(), DAYS),
            *_newest_of_each(newest_first, lambda at: at.isocalendar()[:2], WEEKS),
            *_newest_of_each(newest_first, lambda at: (at.year, at.month), MONTHS),
            *_newest_of_each(newest_first, lambda at: at.year, None),
        )
    )


def _newest_of_each(
    newest_first: list[datetime], span: Callable[[datetime], object], most: int | None
) -> list[datetime]:
    newest: dict[object, datetime] = {}
    for at in newest_first:
        newest.setdefault(span(at), at)
    return list(newest.values())[:most]
