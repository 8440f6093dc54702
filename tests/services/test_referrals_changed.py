"""What was written down when somebody was referred, put right afterwards."""

from datetime import date

import pytest

from desktop.domain.actor import Actor
from desktop.domain.dates import PartialDate
from desktop.domain.ids import ReferralId
from desktop.domain.incident_words import IncidentWords
from desktop.errors import BadInputError, RefusedError, StaleVersionError
from desktop.queries.cases import case_details
from desktop.queries.incidents import IncidentDetails, incident_of_referral
from desktop.queries.referrals import ReferralReceived, referral_received
from desktop.services.referrals import change_incident, change_referral
from desktop.store.records import Records
from tests.services.made_case import MadeCase, made_case


@pytest.fixture
def ada(records: Records, actor: Actor) -> MadeCase:
    """Give Ada Wren, referred on 2 March 2026, her case opened on 3 March."""
    return made_case(records, actor)


def referral(ada: MadeCase) -> ReferralId:
    found = ada.ask(case_details, case_id=ada.case, code_lists=ada.lists).referral_id
    assert found is not None
    return found


def received(ada: MadeCase) -> ReferralReceived:
    return ada.ask(referral_received, referral_id=referral(ada))


def incident(ada: MadeCase) -> IncidentDetails:
    return ada.ask(incident_of_referral, referral_id=referral(ada))


def receive(ada: MadeCase, on: date, source: str | None = None, *, version: int | None = None) -> None:
    at = received(ada).version if version is None else version
    ada.do(change_referral, referral_id=referral(ada), version=at, received_on=on, source_code=source)


def tell(ada: MadeCase, words: IncidentWords, *, version: int | None = None) -> None:
    at = incident(ada).version if version is None else version
    ada.do(change_incident, referral_id=referral(ada), version=at, words=words)


def test_the_day_and_the_source_of_a_referral_are_put_right(ada: MadeCase) -> None:
    receive(ada, date(2026, 2, 27), "self")
    assert (received(ada).received_on, received(ada).source_code) == (date(2026, 2, 27), "self")


def test_a_referral_cannot_come_in_after_its_case_was_opened_or_in_the_future(ada: MadeCase) -> None:
    with pytest.raises(RefusedError, match="3 March 2026"):
        receive(ada, date(2026, 3, 4))
    with pytest.raises(BadInputError, match="future"):
        receive(ada, date(2026, 5, 1))
    with pytest.raises(BadInputError):
        receive(ada, date(2026, 3, 2), "no-such-source")
    assert received(ada).received_on == date(2026, 3, 2)


def test_what_happened_is_told_for_the_first_time_and_belongs_to_the_case_too(ada: MadeCase) -> None:
    assert incident(ada).version == 0
    tell(ada, IncidentWords(crime_code="theft", hate_strands=frozenset()))
    assert (incident(ada).words.crime_code, incident(ada).words.hate_strands) == ("theft", frozenset())
    assert len(ada.ask(case_details, case_id=ada.case, code_lists=ada.lists).incidents) == 1


def test_what_happened_is_told_anew_at_the_version_that_was_read(ada: MadeCase) -> None:
    tell(ada, IncidentWords(crime_code="theft"))
    tell(ada, IncidentWords(crime_code="theft", reported_code="no", happened=PartialDate(date(2026, 2, 1))))
    assert incident(ada).words.reported_code == "no"
    for old in (0, 1):
        with pytest.raises(StaleVersionError):
            tell(ada, IncidentWords(crime_code="robbery"), version=old)


def test_what_happened_cannot_lie_ahead_nor_be_an_answer_the_list_has_not(ada: MadeCase) -> None:
    tell(ada, IncidentWords(crime_code="theft"))
    with pytest.raises(BadInputError, match="future"):
        tell(ada, IncidentWords(happened=PartialDate(date(2026, 5, 1))))
    with pytest.raises(BadInputError):
        tell(ada, IncidentWords(crime_code="no-such-crime"))
    assert incident(ada).words.crime_code == "theft"
