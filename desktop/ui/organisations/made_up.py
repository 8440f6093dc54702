"""Made-up places, for pictures."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from desktop.domain.ids import OrganisationId
from desktop.queries.organisations import OrganisationDetails, OrganisationLine

_LONG = "The Children and Young People's Bereavement and Recovery Partnership of the Tees Valley"


def _line(number: int, name: str, kind: str, what: str, **known: Any) -> OrganisationLine:
    line = OrganisationLine(
        organisation_id=OrganisationId(UUID(int=number)),
        name=name,
        kind=kind,
        what_they_do=what,
        areas=(),
        waiting_time="",
        self_referral=None,
        last_verified_on=date(2026, 2, 2),
        look_again=False,
        closed_on=None,
        closed=False,
    )
    return replace(line, **known)


PLACES = (
    _line(1, "Riverside Housing Advice", "Housing", "Homelessness, repairs, rehousing after a crime.",
          areas=("Hartlepool", "Stockton-on-Tees"), waiting_time="About two weeks", self_referral=True),
    _line(2, "Harbour Debt Line", "Money and benefits advice", "Debt, benefits, budgeting.",
          waiting_time="Same day", self_referral=True),
    _line(3, _LONG, "Children and young people", "Groups and one-to-one support after a death.", areas=None,
          last_verified_on=date(2024, 5, 1), look_again=True),
    _line(4, "Old Mill Counselling", "Counselling or talking therapy", "", areas=("Middlesbrough",),
          closed_on=date(2026, 1, 1), closed=True),
)  # fmt: skip

DETAILS = OrganisationDetails(
    line=PLACES[0],
    version=2,
    kind_code="housing",
    phone="01632 960 812",
    email="hello@riverside.example",
    website="riverside.example",
    address="1 Quay Street\nHartlepool",
    opening_hours="Weekdays 9 to 5",
    area_codes=frozenset(),
    need_codes=frozenset({"shelter", "money"}),
    crime_codes=frozenset(),
    gender_codes=None,
    language_codes=None,
    age_from=16,
    age_to=None,
    funded_until=date(2027, 3, 31),
    verified_by="Amal Haddad",
)
BARE = replace(
    DETAILS,
    line=PLACES[2],
    kind_code=None,
    phone="",
    email="",
    website="",
    address="",
    opening_hours="",
    area_codes=None,
    need_codes=None,
    crime_codes=None,
    age_from=None,
    funded_until=None,
    verified_by="",
)
