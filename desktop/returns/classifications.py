"""By what people and cases can be sorted into rows and columns: a register, each with its sentence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from desktop.domain.code_tree import nearest
from desktop.domain.dates import PartialDate, Precision, age_range
from desktop.errors import DefinitionError

Columns = Mapping[str, Sequence[Any]]
"""What was read of a population: field name (``person.sex_code``) to values, all of one length and order."""
Values = Sequence[Any]
"""One value a member: a code, an age in whole years, a set of codes, or None for no answer."""

EVENT_ON = "event_on"
"""The column that holds the day by which each member is counted."""
_AGE_FIELDS = ("person.born_on", "person.born_precision", "person.age_stated", "person.age_stated_on")


class Sort(StrEnum):
    """What the values of a classification are."""

    CODE = "one code"
    CODES = "several codes"
    AGE = "age in years"


@dataclass(frozen=True, slots=True)
class Classification:
    """One way to sort: which fields it reads, how a value comes from them, and how to say so."""

    id: str
    sentence: str
    absent: str
    fields: tuple[str, ...]
    code_list: str | None
    sort: Sort
    read: Callable[[Columns], Values]


def whole_years(born: date, day: date) -> int:
    """Give the completed years from one day to the other; negative when born later."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _field(name: str) -> Callable[[Columns], Values]:
    return lambda columns: columns[name]


def _ages(columns: Columns) -> Values:
    """Age at the event: years, or the youngest and oldest it may have been, or None."""
    rows = zip(columns[EVENT_ON], *(columns[name] for name in _AGE_FIELDS), strict=True)
    ages: list[int | tuple[int, int] | None] = []
    for day, born, precision, stated, stated_on in rows:
        if born is None:
            ages.append(_stated_age(day, stated, stated_on))
        elif precision == Precision.DAY or precision is None:
            age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
            ages.append(age if age >= 0 else None)
        else:
            ages.append(age_range(PartialDate(born, Precision(precision)), day))
    return ages


def _stated_age(day: date, stated: int | None, stated_on: date | None) -> int | None:
    if stated is None or stated_on is None:
        return stated
    return max(0, stated + whole_years(stated_on, day))


def _crimes(columns: Columns) -> Values:
    """Take the main crime type of the case, else what the incident is recorded as."""
    pairs = zip(columns["case.main_crime_code"], columns["incident.crime_code"], strict=True)
    return [main or other for main, other in pairs]


def _of_person(name: str, field: str, code_list: str, words: str) -> Classification:
    source = f"person.{field}"
    return Classification(
        id=name,
        sentence=f"{words} as the person gave it.",
        absent=f"no {words.lower()} recorded",
        fields=(source,),
        code_list=code_list,
        sort=Sort.CODE,
        read=_field(source),
    )


_ALL = (
    _of_person("sex", "sex_code", "sex", "Sex"),
    _of_person("gender", "gender_code", "gender", "Gender"),
    _of_person("ethnicity", "ethnicity_code", "ethnicity", "Ethnicity"),
    _of_person("orientation", "orientation_code", "sexual-orientation", "Sexual orientation"),
    _of_person("religion", "religion_code", "religion", "Religion"),
    _of_person("disability", "disability_code", "disability", "Disability"),
    _of_person("local-authority", "local_authority_code", "local-authority", "Local authority"),
    Classification(
        id="age",
        sentence="Age in completed years on the day of the (first) referral in the period, from the date of "
        "birth, or from the age stated and the day it was stated. Where only the month or year of birth is "
        "known, somebody is in a band when every age they may have had is.",
        absent="no date of birth",
        fields=_AGE_FIELDS,
        code_list=None,
        sort=Sort.AGE,
        read=_ages,
    ),
    Classification(
        id="hate",
        sentence="The hate strands of the incidents referred in the period, as perceived by the person or "
        "anybody else. Somebody with two strands is in two rows and once in the total.",
        absent="nobody asked whether it was a hate crime",
        fields=("incident.hate_strands",),
        code_list="hate-strand",
        sort=Sort.CODES,
        read=_field("incident.hate_strands"),
    ),
    Classification(
        id="offence",
        sentence="The main crime type of the case opened from the (first) referral in the period.",
        absent="no crime type recorded",
        fields=("case.main_crime_code", "incident.crime_code"),
        code_list="crime-type",
        sort=Sort.CODE,
        read=_crimes,
    ),
    Classification(
        id="source",
        sentence="Who made the (first) referral in the period.",
        absent="no referral source recorded",
        fields=("referral.source_code",),
        code_list="referral-source",
        sort=Sort.CODE,
        read=_field("referral.source_code"),
    ),
    Classification(
        id="reported",
        sentence="Whether the incident was reported to the police.",
        absent="not recorded whether it was reported",
        fields=("incident.reported_code",),
        code_list="reported-to-police",
        sort=Sort.CODE,
        read=_field("incident.reported_code"),
    ),
)
CLASSIFICATIONS: Mapping[str, Classification] = MappingProxyType({one.id: one for one in _ALL})


def classification(name: str, where: str) -> Classification:
    """Find a classification by name; ``where`` says which part of the rules asked for it.

    Raises:
        DefinitionError: there is none of that name; the message names the nearest.
    """
    if name not in CLASSIFICATIONS:
        what = f"{where}: nothing can be sorted by “{name}”."
        raise DefinitionError(what, nearest(name, CLASSIFICATIONS))
    return CLASSIFICATIONS[name]
