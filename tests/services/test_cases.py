"""From a referral to a case, and what is refused on the way."""

from datetime import date
from functools import partial

import pytest

from desktop.domain.actor import Actor
from desktop.domain.code_tree import CodeList
from desktop.domain.ids import IncidentId, PersonId, ReferralId
from desktop.domain.incident_words import IncidentWords
from desktop.errors import BadInputError, RefusedError
from desktop.queries.cases import case_details
from desktop.queries.people import person_details
from desktop.services.cases import (
    CaseWords,
    add_incident_to_case,
    open_case,
)
from desktop.services.people import PersonWords, register_person
from desktop.services.referrals import ReferralWords, record_incident, record_referral, say_why_no_case
from desktop.store.records import Records

RECEIVED = ReferralWords(
    received_on=date(2026, 3, 2), external_source="Police list", external_reference="V-1"
)


def _person(records: Records, actor: Actor) -> PersonId:
    words = PersonWords(known_as="Auntie")
    return records.write(actor, partial(register_person, actor=actor, words=words)).value


def _incident(records: Records, actor: Actor) -> IncidentId:
    words = IncidentWords(crime_number="CVP-1", hate_strands=frozenset())
    return records.write(actor, partial(record_incident, actor=actor, words=words)).value


def _referral(records: Records, actor: Actor, person: PersonId | None) -> ReferralId:
    record = partial(record_referral, actor=actor, words=RECEIVED, person_id=person)
    return records.write(actor, record).value


def test_a_referral_becomes_one_case_and_no_second(records: Records, actor: Actor) -> None:
    person = _person(records, actor)
    incident = _incident(records, actor)
    record = partial(record_referral, actor=actor, words=RECEIVED, person_id=person, incident_id=incident)
    referral = records.write(actor, record).value
    opened = partial(
        open_case, actor=actor, referral_id=referral, words=CaseWords(opened_on=date(2026, 3, 3))
    )
    case = records.write(actor, opened).value
    with pytest.raises(RefusedError, match="already"):
        records.write(actor, opened)
    with pytest.raises(RefusedError, match="already"):
        records.write(actor, partial(add_incident_to_case, actor=actor, case_id=case, incident_id=incident))
    details = records.read(actor, partial(person_details, actor=actor, person_id=person, code_lists={}))
    assert [line.case_id for line in details.cases] == [case]
    with pytest.raises(RefusedError, match="became a case"):
        records.write(
            actor,
            partial(say_why_no_case, actor=actor, referral_id=referral, reason_code="duplicate"),
        )


def test_a_referral_without_a_person_opens_no_case(records: Records, actor: Actor) -> None:
    referral = _referral(records, actor, None)
    words = CaseWords(opened_on=date(2026, 3, 3))
    with pytest.raises(RefusedError, match="no person"):
        records.write(actor, partial(open_case, actor=actor, referral_id=referral, words=words))
    why = partial(say_why_no_case, actor=actor, referral_id=referral, reason_code="no-response")
    assert records.write(actor, why).changed.touches("referral")


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2031, 1, 1)])
def test_a_case_opens_neither_before_its_referral_nor_in_the_future(
    records: Records, actor: Actor, day: date
) -> None:
    referral = _referral(records, actor, _person(records, actor))
    words = CaseWords(opened_on=day)
    with pytest.raises(BadInputError, match="day"):
        records.write(actor, partial(open_case, actor=actor, referral_id=referral, words=words))


def test_one_source_gives_a_reference_once(records: Records, actor: Actor) -> None:
    _referral(records, actor, None)
    with pytest.raises(RefusedError, match="V-1"):
        _referral(records, actor, None)


def test_why_it_was_not_reported_stands_with_what_happened(
    records: Records, actor: Actor, code_lists: dict[str, CodeList]
) -> None:
    person = _person(records, actor)
    reasons = frozenset({"too-trivial", "reprisal"})
    words = IncidentWords(reported_code="no", not_reported_codes=reasons)
    record = partial(record_referral, actor=actor, words=RECEIVED, person_id=person, incident=words)
    referral = records.write(actor, record).value
    opening = CaseWords(opened_on=date(2026, 3, 3))
    opened = partial(open_case, actor=actor, referral_id=referral, words=opening)
    case = records.write(actor, opened).value
    work = partial(case_details, actor=actor, case_id=case, code_lists=code_lists)
    (incident,) = records.read(actor, work).incidents
    assert incident.reported == "No"
    assert set(incident.not_reported) == {"Too trivial", "Fear of reprisal"}


@pytest.mark.parametrize(
    ("reported", "reasons", "said"),
    [
        ("yes-before", {"too-trivial"}, "it is not said that it was not reported"),
        (None, {"too-trivial"}, "it is not said that it was not reported"),
        ("no", {"too-frightening"}, "Reason for not reporting"),
    ],
)
def test_reasons_for_not_reporting_that_cannot_be_are_refused(
    records: Records, actor: Actor, code_lists: object, reported: str | None, reasons: set[str], said: str
) -> None:
    del code_lists
    words = IncidentWords(reported_code=reported, not_reported_codes=frozenset(reasons))
    with pytest.raises(BadInputError, match=said):
        records.write(actor, partial(record_incident, actor=actor, words=words))
