"""The course of a case: opened, closed, come back; which step may follow which, and why not another."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.dates import date_in_words, months_later
from desktop.errors import BadInputError, RefusedError

DIED = "died"
"""The code of *why a case ended* for somebody who has died."""
OTHER = "other"


class CaseStage(StrEnum):
    """Where a case stands; a reopened case is open, and says that the person came back."""

    OPEN = "open"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCourse:
    """The days on which one case was opened, last closed and last reopened."""

    reference: str
    opened_on: date
    closed_on: date | None = None
    reopened_on: date | None = None

    @property
    def stage(self) -> CaseStage:
        """Say where the case stands: a closing day is taken away when it is reopened."""
        if self.closed_on is not None:
            return CaseStage.CLOSED
        return CaseStage.REOPENED if self.reopened_on is not None else CaseStage.OPEN

    @property
    def is_open(self) -> bool:
        """Say whether work on it may go on."""
        return self.stage is not CaseStage.CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a case ended: why, whether planned, whether the person was asked and agreed, and their own words.

    ``asked`` is None until somebody says whether the ending was talked about with the person.
    """

    on: date
    reason_code: str
    planned: bool | None = None
    asked: bool | None = None
    agreed: bool | None = None
    person_said: str = ""
    reason_words: str = ""
    open_concern_reason: str = ""


def check_opening(*, person_known: bool, case_of_referral: str | None) -> None:
    """Let a case open from a referral that has a person and has no case yet.

    ``case_of_referral`` is the reference of the case that the referral became, if it did.

    Raises:
        RefusedError: the referral has no person, or became a case already.
    """
    if not person_known:
        what = "This referral has no person yet."
        raise RefusedError(what, "Add the person first, under whatever they want to be called.")
    if case_of_referral is not None:
        what = f"This referral became case {case_of_referral} already."
        raise RefusedError(what, "Open that case, or record a new referral.")


def check_open(course: CaseCourse) -> None:
    """Let work go on only in an open case.

    Raises:
        RefusedError: the case is closed.
    """
    if not course.is_open:
        what = f"Case {course.reference} is closed."
        raise RefusedError(what, "Reopen it first if the person came back.")


def check_closing(course: CaseCourse, ending: Ending, *, today: date, open_concerns: int, died: bool) -> None:
    """Let a case end once, discussed with the person, with no worry left open or a reason for it.

    Source: rules.md §4: people complain of being left out, so the ending says whether they were asked.

    Raises:
        RefusedError: it is closed already, or a safeguarding concern is open and no reason is given.
        BadInputError: the day cannot be, or something the ending has to say is missing.
    """
    if not course.is_open and course.closed_on is not None:
        what = f"Case {course.reference} was closed on {date_in_words(course.closed_on)} already."
        raise RefusedError(what, "Reopen it first if the person came back.")
    _check_day(course.reopened_on or course.opened_on, ending.on, today, "closed", "opened")
    _check_reason(ending, died=died)
    _check_agreement(ending, died=died)
    if open_concerns and not ending.open_concern_reason.strip():
        worries = "A safeguarding concern is" if open_concerns == 1 else f"{open_concerns} concerns are"
        what = f"{worries} still open for this person."
        raise RefusedError(what, "Sign it off first, or write down why the case ends all the same.")


def check_reopening(course: CaseCourse, *, on: date, today: date, died: bool) -> None:
    """Let a closed case be opened again when the person came back.

    Raises:
        RefusedError: the case is open, or the person has died.
        BadInputError: the day lies before the ending or in the future.
    """
    if course.closed_on is None:
        what = f"Case {course.reference} is open."
        raise RefusedError(what, "There is nothing to reopen.")
    if died:
        what = "This person has died, so their case stays closed."
        raise RefusedError(what, "Open a case for the relative you are supporting.")
    _check_day(course.closed_on, on, today, "reopened", "closed")


def may_prompt(*, died: bool, no_contact: bool) -> bool:
    """Say whether anything may still ask a worker to reach this person.

    Source: rules.md §4: *died* stops every prompt, letter and survey; nobody is prompted who asked not
    to be contacted.
    """
    return not (died or no_contact)


def follow_up_due(
    *, first_contact_on: date, reached: bool, declined: bool, died: bool, no_contact: bool
) -> date | None:
    """Give the day of the one-month follow-up: for everybody who was reached and declined, else None.

    Source: rules.md §4: people reached the day after often say "I'm fine"; about a month later many are not.
    """
    if not (reached and declined and may_prompt(died=died, no_contact=no_contact)):
        return None
    return months_later(first_contact_on, 1)


def _check_day(after: date, on: date, today: date, step: str, before: str) -> None:
    if on < after:
        what = f"A case cannot be {step} before it was {before}, on {date_in_words(after)}."
        raise BadInputError(what, "Check the day.")
    if on > today:
        what = f"A case cannot be {step} in the future."
        raise BadInputError(what, "Check the day.")


def _check_reason(ending: Ending, *, died: bool) -> None:
    if not ending.reason_code:
        what = "It is not said why the case ended."
        raise BadInputError(what, "Choose a reason.")
    if ending.reason_code == OTHER and not ending.reason_words.strip():
        what = "“Other” alone says nothing to a colleague."
        raise BadInputError(what, "Write down in a few words why the case ended.")
    if ending.reason_code == DIED and not died:
        what = "The person's record does not say that they died."
        raise BadInputError(what, "Record it there first: it stops every letter, call and survey.")


def _check_agreement(ending: Ending, *, died: bool) -> None:
    if died:
        return
    if ending.asked is None:
        what = "It is not said whether the ending was talked about with the person."
        raise BadInputError(what, "Say whether they were asked.")
    if not ending.asked and ending.agreed is not None:
        what = "The person was not asked, so nobody knows whether they agree."
        raise BadInputError(what, "Leave out whether they agreed, or say that they were asked.")
    if ending.asked and ending.agreed is None:
        what = "The person was asked, but it is not said whether they agreed."
        raise BadInputError(what, "Say whether they agreed to the ending.")
