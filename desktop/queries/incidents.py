"""What happened, as it was told with a referral: read to be changed."""

from dataclasses import dataclass, field

from desktop.domain.actor import Actor
from desktop.domain.dates import PartialDate, Precision
from desktop.domain.ids import ReferralId
from desktop.domain.incident_words import IncidentWords
from desktop.domain.permissions import Permission, needs
from desktop.models.incident import Incident
from desktop.models.session import RecordSession
from desktop.queries.visible import require_referral


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentDetails:
    """What is written down of the incident that a referral is about; version 0 while nothing is."""

    referral_id: ReferralId
    reference: str
    version: int = 0
    words: IncidentWords = field(default_factory=IncidentWords)


@needs(Permission.RECORD_REFERRAL)
def incident_of_referral(session: RecordSession, *, actor: Actor, referral_id: ReferralId) -> IncidentDetails:
    """Give what happened, as it was told with a referral.

    Raises:
        BadInputError: there is no such referral, or it is out of sight.
    """
    del actor
    referral = require_referral(session, referral_id)
    incident = session.get(Incident, referral.incident_id) if referral.incident_id else None
    if incident is None:
        return IncidentDetails(referral_id=referral_id, reference=referral.reference)
    day, precision = incident.happened_on, incident.happened_precision
    return IncidentDetails(
        referral_id=referral_id,
        reference=referral.reference,
        version=incident.version,
        words=IncidentWords(
            happened=PartialDate(day, Precision(precision or Precision.DAY)) if day else None,
            place=incident.place,
            local_authority_code=incident.local_authority_code,
            crime_number=incident.crime_number,
            crime_code=incident.crime_code,
            reported_code=incident.reported_code,
            not_reported_codes=incident.not_reported_codes,
            hate_strands=incident.hate_strands,
        ),
    )
