"""What the records know of somebody decides whether they may be reached."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.contact_matches import KnownValue
from desktop.domain.dates import PartialDate
from desktop.domain.ids import ContactPointId, PersonId
from desktop.domain.incident_words import IncidentWords
from desktop.domain.safe_contact import Bar, Channel, Purpose, Reason, SafeState, Verdict
from desktop.errors import RefusedError
from desktop.models.case import Case
from desktop.models.involved_person import InvolvedPerson
from desktop.models.person import ContactPoint, Person
from desktop.models.session import RecordSession
from desktop.queries.safe_contact import channel_verdicts, known_values, person_safety
from desktop.services.cases import CaseWords, open_case
from desktop.services.contact_points import (
    ContactWords,
    add_contact_point,
    note_what_the_referrer_said,
    say_what_is_safe,
)
from desktop.services.people import PersonWords, register_person
from desktop.services.referrals import ReferralWords, record_incident, record_referral
from desktop.store.records import Records

NUMBER = "07700 900123"


@pytest.fixture
def ada(records: Records, actor: Actor) -> PersonId:
    words = PersonWords(forename="Ada", surname="Wren", known_as="Addie")
    return records.write(actor, partial(register_person, actor=actor, words=words)).value


def _add(
    records: Records,
    actor: Actor,
    person: PersonId,
    value: str = NUMBER,
    *,
    channel: Channel = Channel.PHONE,
    state: SafeState = SafeState.SAFE,
) -> None:
    words = ContactWords(channel=channel, value=value, state=state)
    records.write(actor, partial(add_contact_point, actor=actor, person_id=person, words=words))


def _verdict(records: Records, actor: Actor, person: PersonId, purpose: Purpose | None = None) -> Verdict:
    ask = partial(channel_verdicts, actor=actor, person_id=person, purpose=purpose)
    (verdict,) = records.read(actor, ask).values()
    return verdict


def _change(records: Records, actor: Actor, person: PersonId, **values: object) -> None:
    def change(session: RecordSession) -> None:
        found = session.get_one(Person, person)
        for name, value in values.items():
            setattr(found, name, value)

    records.write(actor, change)


def _never_speak_to(records: Records, actor: Actor, person: PersonId, **values: object) -> None:
    def add(session: RecordSession) -> None:
        session.add(InvolvedPerson(person_id=person, role_code="ex-partner", never_speak_to=True, **values))

    records.write(actor, add)


@pytest.mark.parametrize(
    ("values", "reason", "allowed"),
    [
        ({"died_on": date(2018, 1, 1)}, Reason.DIED, False),
        ({"no_contact_since": date(2018, 1, 1)}, Reason.NO_CONTACT, False),
        ({"asked_to_stay_anonymous": True}, Reason.ANONYMOUS, True),
        ({"born_on": date(2010, 1, 1), "born_precision": "day"}, Reason.UNDER_18, True),
    ],
)
def test_what_the_person_record_says_is_heeded(
    records: Records,
    actor: Actor,
    ada: PersonId,
    values: dict[str, object],
    reason: Reason,
    *,
    allowed: bool,
) -> None:
    _add(records, actor, ada)
    assert _verdict(records, actor, ada).asks_nothing
    _change(records, actor, ada, **values)
    verdict = _verdict(records, actor, ada)
    assert verdict.allowed is allowed
    assert verdict.reasons == (reason,)


def test_a_referral_without_a_name_keeps_the_name_out(records: Records, actor: Actor, ada: PersonId) -> None:
    _add(records, actor, ada)
    referral = ReferralWords(received_on=date(2018, 1, 1), asked_to_stay_anonymous=True)
    records.write(actor, partial(record_referral, actor=actor, person_id=ada, words=referral))
    verdict = _verdict(records, actor, ada, Purpose.EXPORT)
    assert not verdict.may_say_name
    _change(records, actor, ada, asked_to_stay_anonymous=False)
    assert _verdict(records, actor, ada, Purpose.EXPORT).may_say_name


def test_a_case_of_domestic_abuse_asks_the_referrer_first(
    records: Records, actor: Actor, ada: PersonId
) -> None:
    _add(records, actor, ada, state=SafeState.GIVEN_BY_REFERRER)
    assert _verdict(records, actor, ada).allowed
    words = ReferralWords(received_on=date(2018, 1, 1))
    referral = records.write(actor, partial(record_referral, actor=actor, person_id=ada, words=words)).value
    case = CaseWords(opened_on=date(2018, 1, 2), also_involves=frozenset({"domestic-abuse"}))
    records.write(actor, partial(open_case, actor=actor, referral_id=referral, words=case))
    assert "ask the referrer first" in _verdict(records, actor, ada).sentence
    safety = records.read(actor, partial(person_safety, actor=actor, person_id=ada))
    assert (safety.controlling_since, safety.sensitive) == (date(2018, 1, 2), True)

    def mark(session: RecordSession) -> None:
        session.scalars(select(Case)).one().controlling_since = date(2018, 3, 1)

    records.write(actor, mark)
    safety = records.read(actor, partial(person_safety, actor=actor, person_id=ada))
    assert safety.controlling_since == date(2018, 3, 1)


def test_a_channel_in_doubt_holds_again_once_they_say_so(
    records: Records, actor: Actor, ada: PersonId
) -> None:
    _add(records, actor, ada)

    def doubt(session: RecordSession) -> ContactPoint:
        point = session.scalars(select(ContactPoint)).one()
        point.confirm_again_since = point.confirmed_on
        session.flush()
        session.expunge(point)
        return point

    point = records.write(actor, doubt).value
    assert _verdict(records, actor, ada).reasons == (Reason.CONFIRM_AGAIN,)
    records.write(
        actor,
        partial(
            say_what_is_safe,
            actor=actor,
            contact_point_id=ContactPointId(point.id),
            version=point.version,
            state=SafeState.SAFE,
        ),
    )
    assert _verdict(records, actor, ada).asks_nothing


def test_a_number_of_somebody_never_to_speak_to_is_neither_added_nor_used(
    records: Records, actor: Actor, ada: PersonId
) -> None:
    _add(records, actor, ada)
    _never_speak_to(records, actor, ada, name="Darren", digits="7700900123", address="12 High St TS10 1AA")
    verdict = _verdict(records, actor, ada)
    assert verdict.reasons == (Reason.BARRED,)
    assert "Never speak to Darren." in verdict.sentence
    for channel, value in ((Channel.TEXT, "+44 7700 900123"), (Channel.VISIT, "12 high street, ts101aa")):
        with pytest.raises(RefusedError, match="must never speak to"):
            _add(records, actor, ada, value, channel=channel)


def test_an_address_known_to_be_unsafe_is_not_added_as_another(
    records: Records, actor: Actor, ada: PersonId
) -> None:
    _add(records, actor, ada, "12 High Street TS10 1AA", channel=Channel.LETTER, state=SafeState.UNSAFE)
    verdict = _verdict(records, actor, ada)
    assert verdict.reasons == (Reason.UNSAFE,)
    with pytest.raises(RefusedError, match="known to be unsafe"):
        _add(records, actor, ada, "12 high st, TS10 1AA", channel=Channel.LETTER)
    known = records.read(actor, partial(known_values, actor=actor, person_id=ada))
    assert known == (KnownValue(Channel.LETTER, "12 High Street TS10 1AA", Bar.KNOWN_UNSAFE),)


def _referrer_says(records: Records, actor: Actor, *, safe: bool) -> None:
    def say(session: RecordSession) -> None:
        point = session.scalars(select(ContactPoint)).one()
        note_what_the_referrer_said(
            session,
            actor=actor,
            contact_point_id=ContactPointId(point.id),
            version=point.version,
            safe=safe,
        )

    records.write(actor, say)


@pytest.mark.parametrize(
    ("safe", "allowed", "reason"), [(True, True, Reason.FROM_REFERRER), (False, False, Reason.UNSAFE)]
)
def test_what_the_referrer_says_opens_a_careful_call_or_closes_the_channel(
    records: Records, actor: Actor, ada: PersonId, *, safe: bool, allowed: bool, reason: Reason
) -> None:
    _add(records, actor, ada, state=SafeState.GIVEN_BY_REFERRER)
    crime = IncidentWords(crime_code="stalking")
    incident = records.write(actor, partial(record_incident, actor=actor, words=crime)).value
    words = ReferralWords(received_on=date(2018, 1, 1))
    refer = partial(record_referral, actor=actor, person_id=ada, incident_id=incident, words=words)
    records.write(actor, refer)
    assert not _verdict(records, actor, ada).allowed
    _referrer_says(records, actor, safe=safe)
    verdict = _verdict(records, actor, ada)
    assert verdict.allowed is allowed
    assert verdict.reasons == (reason,)
    assert not verdict.asks_nothing


def test_under_18_only_whom_they_trust_may_be_told(records: Records, actor: Actor, ada: PersonId) -> None:
    _add(records, actor, ada)
    _change(records, actor, ada, born_on=date(2012, 5, 1), born_precision="day")
    assert "Under 18: tell nobody else." in _verdict(records, actor, ada).sentence

    def trust(session: RecordSession) -> None:
        session.add(InvolvedPerson(person_id=ada, role_code="relative", trusted_other=True, name="Gran Wren"))

    records.write(actor, trust)
    assert "Under 18: tell nobody but Gran Wren." in _verdict(records, actor, ada).sentence


def test_somebody_a_sealed_case_names_is_warned_of_without_the_name(
    records: Records, actor: Actor, ada: PersonId
) -> None:
    _add(records, actor, ada)
    _never_speak_to(records, actor, ada, digits="7700900999")
    verdict = _verdict(records, actor, ada)
    assert verdict.allowed
    assert "Never speak to somebody a sealed case names." in verdict.sentence
    assert verdict.never_speak_to


def test_a_day_of_birth_of_which_only_the_year_is_known_counts_as_under_18_while_it_may_be(
    records: Records, actor: Actor
) -> None:
    this_year = records.read(actor, lambda session: session.now.year)
    words = PersonWords(known_as="Kit", born=PartialDate(date(this_year - 18, 1, 1)))
    person = records.write(actor, partial(register_person, actor=actor, words=words)).value
    assert not records.read(actor, partial(person_safety, actor=actor, person_id=person)).under_18
    _change(records, actor, person, born_precision="year")
    assert records.read(actor, partial(person_safety, actor=actor, person_id=person)).under_18
