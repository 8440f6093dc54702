"""Two colleagues do the same at once: one of them is told that it is done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from threading import Barrier

import pytest
from sqlalchemy import func, select

from desktop.domain.actor import Actor
from desktop.domain.case_course import Ending
from desktop.errors import AlongsideError
from desktop.models.case import Case
from desktop.models.ending import Ending as EndingRecord
from desktop.services.cases import CaseWords, close_case, open_case
from desktop.services.people import PersonWords, register_person
from desktop.services.referrals import ReferralWords, record_referral
from desktop.store.records import Records
from tests.services.casework import OPENED, RECEIVED, do, somebody
from tests.store.made import NOBODY

NEEDS_MET = Ending(on=date(2026, 4, 1), reason_code="needs-met", planned=True, asked=True, agreed=True)


def _both(records: Records, actor: Actor, deed: Callable[..., object], **words: object) -> list[str]:
    """Let two do a deed at the same moment, and say what each was told."""
    start = Barrier(2)

    def once(_turn: int) -> str:
        start.wait()
        try:
            records.write(actor, partial(deed, actor=actor, **words))
        except AlongsideError as refusal:
            return type(refusal).__name__
        return "done"

    with ThreadPoolExecutor(2) as both:
        return sorted(both.map(once, range(2)))


@pytest.mark.parametrize("_turn", range(5))
def test_one_referral_becomes_one_case(records: Records, actor: Actor, _turn: int) -> None:
    person = do(records, actor, register_person, words=PersonWords(forename="Jo"))
    received = ReferralWords(received_on=RECEIVED)
    referral = do(records, actor, record_referral, words=received, person_id=person)
    told = _both(records, actor, open_case, referral_id=referral, words=CaseWords(opened_on=OPENED))
    assert told == ["RefusedError", "done"]
    cases = select(func.count(Case.id)).where(Case.referral_id == referral)
    assert records.read(NOBODY, lambda session: session.scalar(cases)) == 1


def test_a_case_is_closed_once(records: Records, actor: Actor) -> None:
    case = somebody(records, actor).case
    told = _both(records, actor, close_case, case_id=case, version=1, ending=NEEDS_MET)
    assert told == ["StaleVersionError", "done"]
    endings = select(func.count(EndingRecord.id)).where(EndingRecord.case_id == case)
    assert records.read(NOBODY, lambda session: session.scalar(endings)) == 1
