"""A refusal tells nobody that somebody is known here: not by its words, and not by coming at all."""

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import IncidentId, PersonId
from desktop.domain.incident_words import IncidentWords
from desktop.errors import BadInputError, RefusedError
from desktop.models.base import new_id
from desktop.services.cases import add_incident_to_case
from desktop.services.households import HouseholdWords, link_household
from desktop.services.lock_outs import lock_out
from desktop.services.referrals import ReferralWords, record_incident, record_referral
from desktop.store.records import Records
from tests.services.casework import RECEIVED, colleague, do, somebody

FAMILY = HouseholdWords(relation_code="partner")
FROM_POLICE = ReferralWords(
    received_on=RECEIVED, external_source="Police list", external_reference="V-1", source_code="self"
)


@pytest.fixture
def worker(records: Records, actor: Actor) -> Actor:
    return colleague(records, actor, Role.SUPPORT_WORKER)


def _refused(records: Records, actor: Actor, deed: object, **words: object) -> str:
    with pytest.raises(BadInputError) as refusal:
        do(records, actor, deed, **words)  # type: ignore[arg-type]
    return str(refusal.value)


def test_linking_is_refused_alike_whether_there_is_a_link_or_nobody(
    records: Records, actor: Actor, worker: Actor
) -> None:
    seen, hidden = somebody(records, actor), somebody(records, actor)
    do(records, actor, link_household, person_id=seen.person, other_id=hidden.person, words=FAMILY)
    do(records, actor, lock_out, person_id=hidden.person, user_id=worker.user_id, reason="Cousins.")
    nobody = PersonId(new_id())
    for known, unknown in (
        (
            {"person_id": seen.person, "other_id": hidden.person},
            {"person_id": seen.person, "other_id": nobody},
        ),
        (
            {"person_id": hidden.person, "other_id": seen.person},
            {"person_id": nobody, "other_id": seen.person},
        ),
    ):
        told = _refused(records, worker, link_household, **known, words=FAMILY)
        assert told == _refused(records, worker, link_household, **unknown, words=FAMILY)


def test_an_incident_of_somebody_out_of_sight_cannot_be_taken_into_another_case(
    records: Records, actor: Actor, worker: Actor
) -> None:
    seen, hidden = somebody(records, actor), somebody(records, actor)
    do(records, actor, lock_out, person_id=hidden.person, user_id=worker.user_id, reason="Cousins.")
    nothing = IncidentId(new_id())
    told = _refused(records, worker, add_incident_to_case, case_id=seen.case, incident_id=hidden.incident)
    assert told == _refused(records, worker, add_incident_to_case, case_id=seen.case, incident_id=nothing)
    fresh = ReferralWords(received_on=RECEIVED)
    for incident in (hidden.incident, nothing):
        refused = _refused(records, worker, record_referral, words=fresh, incident_id=incident)
        assert refused == "This incident is not in these records. Find it again."


def test_an_incident_is_shared_as_long_as_one_case_about_it_is_in_sight(
    records: Records, actor: Actor, worker: Actor
) -> None:
    seen = somebody(records, actor)
    hidden = somebody(records, actor, incident=seen.incident)
    do(records, actor, lock_out, person_id=hidden.person, user_id=worker.user_id, reason="Cousins.")
    third = somebody(records, actor)
    do(records, worker, add_incident_to_case, case_id=third.case, incident_id=seen.incident)
    nobodys = do(records, worker, record_incident, words=IncidentWords(crime_number="CVP-1"))
    do(records, worker, add_incident_to_case, case_id=third.case, incident_id=nobodys)


def test_a_referrers_reference_of_somebody_out_of_sight_is_refused_without_ours(
    records: Records, actor: Actor, worker: Actor
) -> None:
    hidden = somebody(records, actor)
    do(records, actor, record_referral, words=FROM_POLICE, person_id=hidden.person)
    with pytest.raises(RefusedError, match="as RA-"):
        do(records, worker, record_referral, words=FROM_POLICE)
    do(records, actor, lock_out, person_id=hidden.person, user_id=worker.user_id, reason="Cousins.")
    with pytest.raises(RefusedError, match="used before") as refusal:
        do(records, worker, record_referral, words=FROM_POLICE)
    assert "RA-" not in str(refusal.value)
