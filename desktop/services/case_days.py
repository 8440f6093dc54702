"""The days of a case put right: when it was opened and closed, and why it ended."""

from datetime import date

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.case_course import DIED
from desktop.domain.dates import civil_date, date_in_words
from desktop.domain.ids import CaseId
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError, RefusedError
from desktop.models.case import Case
from desktop.models.ending import Ending
from desktop.models.person import Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.services.case_records import case_to_change, check_choices


@needs(Permission.CLOSE_CASE)
def correct_case_days(
    session: RecordSession,
    *,
    actor: Actor,
    case_id: CaseId,
    version: int,
    opened_on: date,
    closed_on: date | None = None,
    ending_code: str | None = None,
) -> None:
    """Put right when a case was opened and closed, and why it ended; its ending says the same.

    This neither closes a case nor opens one again: a case has a day of closing before and after, or neither.

    Raises:
        BadInputError: there is no such case, a day cannot be, or the reason is none of the list.
        RefusedError: it would close or open the case.
        StaleVersionError: somebody changed it since.
    """
    del actor
    case = case_to_change(session, case_id=case_id, version=version)
    if (case.closed_on is None) is not (closed_on is None):
        what = f"Case {case.reference} is {'open' if case.closed_on is None else 'closed'}."
        raise RefusedError(what, "End it or reopen it on the person's page.")
    _check_opening(session, case, opened_on)
    case.opened_on = opened_on
    if closed_on is None:
        return
    ending = _last_ending(session, case)
    _check_closing(session, closed_on, not_before=_open_since(session, case, ending, opened_on))
    _check_reason(session, case, ending_code, on=closed_on)
    case.closed_on, case.ending_code = closed_on, ending_code
    if ending is not None and ending_code is not None:
        ending.closed_on, ending.reason_code = closed_on, ending_code


def _check_opening(session: RecordSession, case: Case, opened_on: date) -> None:
    received = session.scalar(select(Referral.received_on).where(Referral.id == case.referral_id))
    if opened_on > civil_date(session.now) or (received is not None and opened_on < received):
        since = f", on {date_in_words(received)}" if received else ""
        what = f"A case opens on or after the day of its referral{since}, and not in the future."
        raise BadInputError(what, "Check the day it was opened.")


def _check_closing(session: RecordSession, closed_on: date, *, not_before: date) -> None:
    if closed_on < not_before:
        what = f"A case cannot be closed before it was opened, on {date_in_words(not_before)}."
        raise BadInputError(what, "Check both days.")
    if closed_on > civil_date(session.now):
        what = "A case cannot be closed in the future."
        raise BadInputError(what, "Check the day it ended.")


def _check_reason(session: RecordSession, case: Case, code: str | None, *, on: date) -> None:
    if code is None:
        what = "It is not said why the case ended."
        raise BadInputError(what, "Choose a reason.")
    if code == case.ending_code:
        return
    check_choices(session, wanted={"ending-reason": {code}}, on=on)
    if code == DIED and session.get_one(Person, case.person_id).died_on is None:
        what = "The person's record does not say that they died."
        raise BadInputError(what, "Record it there first: it stops every letter, call and survey.")


def _last_ending(session: RecordSession, case: Case) -> Ending | None:
    endings = select(Ending).where(
        Ending.case_id == case.id, Ending.archived_at.is_(None), Ending.reopened_on.is_(None)
    )
    return session.scalar(endings.order_by(Ending.closed_on.desc(), Ending.id.desc()).limit(1))


def _open_since(session: RecordSession, case: Case, last: Ending | None, opened_on: date) -> date:
    """Give the day since which the case was open when it was closed last: reopened, or opened."""
    again = select(Ending.reopened_on).where(
        Ending.case_id == case.id, Ending.archived_at.is_(None), Ending.reopened_on.is_not(None)
    )
    if last is not None:
        again = again.where(Ending.id != last.id)
    return max([opened_on, *(day for day in session.scalars(again) if day is not None)])
