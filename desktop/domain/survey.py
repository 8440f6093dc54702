"""The satisfaction survey: its questions, the lists they are answered from, and the quarter a reply is of."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from desktop.domain.dates import date_in_words
from desktop.errors import BadInputError

AGREEMENT = "survey-agreement"
SATISFACTION = "survey-satisfaction"
YES_NO = "survey-yes-no"
RECOVERED = "survey-recovered"
QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "understood_code": AGREEMENT,
        "dignity_code": AGREEMENT,
        "supported_code": AGREEMENT,
        "tailored_code": AGREEMENT,
        "unmet_code": YES_NO,
        "put_in_touch_code": YES_NO,
        "overall_code": SATISFACTION,
        "recovered_code": RECOVERED,
    }
)
"""Each question, in the order of the form, and the code list it is answered from."""
LONGEST_REPLY = 2_000
"""Letters of what somebody wrote on a form."""
_MONTHS_OF_A_QUARTER = 3


def quarter_start(day: date) -> date:
    """Give the first day of the calendar quarter a day is in; years of contracts begin with one of them."""
    return date(day.year, day.month - (day.month - 1) % _MONTHS_OF_A_QUARTER, 1)


def check_quarter(start: date, *, today: date) -> None:
    """Stop unless a day is the first of a quarter that has begun.

    Raises:
        BadInputError: it is another day, or the quarter lies in the future.
    """
    if start != quarter_start(start):
        what = f"No quarter begins on {date_in_words(start)}."
        raise BadInputError(what, "Quarters begin in January, April, July and October.")
    if start > today:
        what = f"The quarter from {date_in_words(start)} has not begun."
        raise BadInputError(what, "Choose this quarter or an earlier one.")
