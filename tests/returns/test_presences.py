"""Whoever is counted is told what made them count, with its day, and nothing that is out of sight."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.dates import civil_date, date_in_words
from desktop.domain.periods import parse_period
from desktop.errors import BadInputError
from desktop.models.base import new_id
from desktop.models.case import Case
from desktop.models.contact import Contact
from desktop.models.person import Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.returns.explaining.presences import AS_IT_WAS, why_counted
from desktop.returns.explaining.recorded import Asking, person_with
from desktop.returns.explaining.who import who, why_not
from desktop.returns.populations.populations import POPULATIONS
from desktop.store.records import Records
from tests.returns import histories
from tests.returns.by_hand import gave_support
from tests.returns.chance import STREAMS, a_history
from tests.returns.conftest import Told
from tests.returns.every_population import counted, every_population

Q2 = parse_period("2024-25:Q2")
DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")
REACHED = {"spoke-with-person", "refused"}


def _days(person: histories.Person) -> dict[str, set[date]]:
    """Name every day that can make somebody count, by what it is the day of."""
    cases = [case for case, _, _ in person.all_cases()]
    contacts = [one for _, _, of_case in person.all_cases() for one in of_case]
    contacts += [one for referral in person.referrals for one in referral.contacts]
    return {
        "referral": {one.received_on for one in person.referrals},
        "opening": {case.opened_on for case in cases}
        | {one.reopened_on for case in cases for one in case.endings if one.reopened_on},
        "closing": {case.closed_on for case in cases if case.closed_on}
        | {one.closed_on for case in cases for one in case.endings},
        "contact": {one.on for one in contacts},
        "attempt": {one.on for one in contacts if one.direction == "out"},
        "reached": {one.on for one in contacts if one.result in REACHED},
        "support": {one.on for one in contacts if gave_support(one)},
        "assessment": {one.on for case in cases for one in case.assessments},
        "onward": {one.on for case in cases for one in case.onwards},
        "concern": {civil_date(one.at) for case in cases for one in case.concerns},
    }


MADE_BY = {
    "requests-received": "referral",
    "referrals": "referral",
    "valid-referrals": "referral",
    "referrals-without-case": "referral",
    "people-newly-referred": "referral",
    "people-supported": "support",
    "cases-opened": "opening",
    "cases-reopened": "opening",
    "closings": "closing",
    "cases-closed": "closing",
    "needs-of-cases-closed": "closing",
    "outcomes-of-cases-closed": "closing",
    "contacts": "contact",
    "first-attempts": "attempt",
    "first-reached": "reached",
    "first-assessed": "assessment",
    "first-supported": "support",
    "onward-referrals": "onward",
    "concerns": "concern",
}
"""What happened within the period to whoever is counted; the day that is named first is its day."""
SINCE = {
    "people-waiting": "referral",
    "cases-open-at-start": "opening",
    "cases-open-at-end": "opening",
    "needs": "opening",
}
"""What happened by the end of the period to whoever is counted."""


def _told(sentence: str) -> list[str]:
    return DAY.findall(sentence)


def _reasons(session: RecordSession, **asked: object) -> Iterator[tuple[str, str, str]]:
    for population in POPULATIONS:
        for member in who(session, row=population, **asked):  # type: ignore[arg-type]
            reason = why_not(session, row=population, reference=member.reference, **asked)  # type: ignore[arg-type]
            assert reason.counted
            yield population, member.reference, reason.sentence


@pytest.mark.parametrize(("seed", "stream"), [(7, None), (21, None), (4, STREAMS[0])])
def test_what_made_somebody_count_is_told_with_its_day(
    told: Told, actor: Actor, seed: int, stream: str | None
) -> None:
    history = a_history(seed, people=160 if stream else 60, replies=3)
    records = told(history)
    days_of = {f"P-{one.serial}": _days(one) for one in history.people if not one.nameless}
    result = counted(records, actor, every_population(), Q2, stream)
    asked = {"actor": actor, "result": result, "table_id": "all", "column": "number"}
    reasons = records.read(actor, lambda session: list(_reasons(session, **asked)))
    seldom = {"cases-reopened"} | ({"referrals-without-case"} if stream else set())
    assert {population for population, _, _ in reasons} >= set(MADE_BY) - seldom
    for population, reference, sentence in reasons:
        named, made_by = _told(sentence), MADE_BY.get(population)
        assert AS_IT_WAS not in sentence, (population, sentence)
        true = days_of[reference][made_by or SINCE[population]]
        limits = {date_in_words(day) for day in true if day <= Q2.end and (day >= Q2.start or not made_by)}
        assert named[0] in limits, (population, sentence, limits)


def test_whoever_was_supported_is_told_the_days_of_the_support_and_not_of_the_referral(
    told: Told, actor: Actor
) -> None:
    history = a_history(7, people=60, replies=3)
    records = told(history)
    result = counted(records, actor, every_population(), Q2, None)
    asked = {"actor": actor, "result": result, "table_id": "all", "column": "number"}
    reasons = records.read(actor, lambda session: list(_reasons(session, **asked)))
    supported = [sentence for population, _, sentence in reasons if population == "people-supported"]
    assert supported
    assert all("support contact" in one and "referred" not in one for one in supported)


# ── out of sight ────────────────────────────────────────────────────────────────────────────────────────────

TOLD_OF = tuple(name for name in POPULATIONS if name != "replies")


class Sealed:
    """Somebody with one case in clear and one that is then sealed; a worker who reads no sealed text."""

    def __init__(self, records: Records, actor: Actor) -> None:
        self.records, self.actor = records, actor
        self.worker = replace(actor, roles=frozenset({Role.SUPPORT_WORKER}))
        self.person_id, self.sealed_id, self.referral_id, self.contact_id = (new_id() for _ in range(4))
        records.write(actor, self._write)

    def _write(self, session: RecordSession) -> None:
        of_person = {"person_id": self.person_id}
        session.write_many(Person, [{"id": self.person_id, "reference": "P-1"}])
        referral = {"id": self.referral_id, "reference": "R-1", "received_on": date(2024, 7, 9), **of_person}
        session.write_many(Referral, [referral])
        clear = {"id": new_id(), "reference": "C-1", "opened_on": date(2020, 1, 2), **of_person}
        hidden = {"id": self.sealed_id, "reference": "C-2", "opened_on": date(2024, 7, 10), **of_person}
        session.write_many(Case, [clear | {"closed_on": date(2020, 2, 2)}])
        session.write_many(Case, [hidden | {"referral_id": self.referral_id, "closed_on": date(2024, 8, 20)}])
        contact = {
            "id": self.contact_id,
            "case_id": self.sealed_id,
            "worker_id": self.actor.user_id,
            "happened_on": date(2024, 7, 11),
            "channel_code": "phone",
            "direction": "out",
            "result_code": "spoke-with-person",
            "support_codes": frozenset({"emotional"}),
            **of_person,
        }
        session.write_many(Contact, [contact])

    def seal(self) -> None:
        """Seal the second case."""

        def work(session: RecordSession) -> None:
            session.get_one(Case, self.sealed_id).sealed_on = date(2024, 9, 1)

        self.records.write(self.actor, work)

    def said(self, population: str) -> str:
        """Ask as the worker what made the person count."""
        keys = (self.person_id, self.referral_id, self.sealed_id, self.contact_id)

        def ask(session: RecordSession) -> str:
            asking = Asking(session, self.person_id, Q2, "")
            return why_counted(asking, population=population, keys=keys)

        return self.records.read(self.worker, ask)

    def found(self, reference: str) -> object:
        """Ask as the worker whom a reference leads to."""
        return self.records.read(self.worker, partial(person_with, reference=reference))


MADE = {
    "requests-received": "referred 9 July 2024",
    "referrals": "referred 9 July 2024",
    "valid-referrals": "referred 9 July 2024",
    "people-newly-referred": "referred 9 July 2024",
    "people-supported": "support contact on 11 July 2024",
    "cases-opened": "case C-2, opened 10 July 2024",
    "closings": "case C-2, closed 20 August 2024",
    "cases-closed": "case C-2, closed 20 August 2024",
    "needs": "1 need of case C-2, opened 10 July 2024, closed 20 August 2024",
    "needs-of-cases-closed": "1 need of case C-2, closed 20 August 2024",
    "outcomes-of-cases-closed": "1 outcome of case C-2, closed 20 August 2024",
    "contacts": "contact on 11 July 2024",
    "first-attempts": "the first attempt was on 11 July 2024, referred 9 July 2024",
    "first-reached": "the first contact that reached them was on 11 July 2024, referred 9 July 2024",
    "first-supported": "the first support contact was on 11 July 2024, referred 9 July 2024",
}


def test_of_a_sealed_case_nothing_is_told_to_whoever_does_not_see_it(records: Records, actor: Actor) -> None:
    somebody = Sealed(records, actor)
    assert {name: somebody.said(name) for name in MADE} == MADE
    somebody.seal()
    assert {name: somebody.said(name) for name in TOLD_OF} == dict.fromkeys(TOLD_OF, AS_IT_WAS)


@pytest.mark.parametrize("reference", ["C-2", "R-1"])
def test_the_reference_of_what_is_sealed_leads_to_nobody(
    records: Records, actor: Actor, reference: str
) -> None:
    somebody = Sealed(records, actor)
    assert somebody.found(reference) == somebody.person_id
    somebody.seal()
    with pytest.raises(BadInputError, match=f"Nobody has the reference “{reference}”"):
        somebody.found(reference)
    assert somebody.found("C-1") == somebody.found("P-1") == somebody.person_id
