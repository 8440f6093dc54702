"""What may be written about a person, and which list each coded answer comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from desktop.domain.dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWords:
    """What may be written about a person; None means "not known" or "not asked".

    ``no_contact_since`` is the day they asked not to be contacted; ``interpreter`` and ``communication`` say
    in words what they need to be understood.
    """

    forename: str | None = None
    surname: str | None = None
    known_as: str | None = None
    pronouns: str | None = None
    born: PartialDate | None = None
    postcode: str | None = None
    local_authority_code: str | None = None
    no_fixed_abode: bool | None = None
    sex_code: str | None = None
    gender_code: str | None = None
    gender_words: str | None = None
    gender_same_code: str | None = None
    ethnicity_code: str | None = None
    orientation_code: str | None = None
    religion_code: str | None = None
    disability_code: str | None = None
    day_to_day_code: str | None = None
    impairment_codes: frozenset[str] | None = None
    language_code: str | None = None
    interpreter: str | None = None
    communication: str | None = None
    preferred_channel_code: str | None = None
    preferred_time: str | None = None
    preferred_worker_gender_code: str | None = None
    asked_to_stay_anonymous: bool | None = None
    no_contact_since: date | None = None


LISTS_OF_ANSWERS: Mapping[str, str] = MappingProxyType(
    {
        "local_authority_code": "local-authority",
        "sex_code": "sex",
        "gender_code": "gender",
        "gender_same_code": "gender-same-as-registered",
        "ethnicity_code": "ethnicity",
        "orientation_code": "sexual-orientation",
        "religion_code": "religion",
        "disability_code": "disability",
        "day_to_day_code": "day-to-day-activities",
        "impairment_codes": "impairment",
        "language_code": "language",
        "preferred_channel_code": "contact-channel",
        "preferred_worker_gender_code": "gender",
    }
)
"""The list of each coded answer, by its field."""
