"""The bank holidays that ship."""

from datetime import date

from desktop.queries.bank_holidays import england_and_wales


def test_the_shipped_bank_holidays_are_read() -> None:
    assert date(2026, 4, 3) in england_and_wales()
    assert date(2026, 4, 2) not in england_and_wales()
