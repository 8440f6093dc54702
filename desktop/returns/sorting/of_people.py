"""By what people can be sorted: what they said about themselves, and their age."""

from datetime import date

from desktop.domain.dates import PartialDate, Precision, age_range
from desktop.returns.sorting.classification import (
    EVENT_ON,
    Classification,
    Columns,
    Sort,
    Values,
    by_code,
    by_codes,
    whole_years,
)

_AGE_FIELDS = ("person.born_on", "person.born_precision", "person.age_stated", "person.age_stated_on")


def _of_person(
    name: str, field: str, code_list: str, words: str, *, sentence: str | None = None
) -> Classification:
    return by_code(
        name,
        f"person.{field}",
        sentence=sentence or f"{words} as the person gave it.",
        absent=f"no {words.lower()} recorded",
        code_list=code_list,
    )


def _ages(columns: Columns) -> Values:
    """Age at the event: years, or the youngest and oldest it may have been, or None."""
    rows = zip(columns[EVENT_ON], *(columns[name] for name in _AGE_FIELDS), strict=True)
    ages: list[int | tuple[int, int] | None] = []
    for day, born, precision, stated, stated_on in rows:
        if day is None:
            ages.append(None)
        elif born is None:
            ages.append(_stated_age(day, stated, stated_on))
        elif precision == Precision.DAY or precision is None:
            age = whole_years(born, day)
            ages.append(age if age >= 0 else None)
        else:
            ages.append(age_range(PartialDate(born, Precision(precision)), day))
    return ages


def _stated_age(day: date, stated: int | None, stated_on: date | None) -> int | None:
    if stated is None or stated_on is None:
        return stated
    passed = whole_years(stated_on, day) if stated_on <= day else -whole_years(day, stated_on)
    return max(0, stated + passed)


OF_PEOPLE = (
    _of_person("sex", "sex_code", "sex", "Sex"),
    _of_person("gender", "gender_code", "gender", "Gender"),
    _of_person(
        "gender-same",
        "gender_same_code",
        "gender-same-as-registered",
        "Answer about gender registered at birth",
        sentence="Whether the gender is the same as registered at birth, as the person gave it.",
    ),
    _of_person("ethnicity", "ethnicity_code", "ethnicity", "Ethnicity"),
    _of_person("orientation", "orientation_code", "sexual-orientation", "Sexual orientation"),
    _of_person("religion", "religion_code", "religion", "Religion"),
    _of_person("disability", "disability_code", "disability", "Disability"),
    _of_person("language", "language_code", "language", "Language"),
    _of_person(
        "local-authority",
        "local_authority_code",
        "local-authority",
        "Local authority",
        sentence="The local authority in which the person lives, as recorded today.",
    ),
    by_codes(
        "impairment",
        "person.impairment_codes",
        sentence="Impairments as the person gave them. Two mean two rows, and once in the total.",
        absent="no impairments asked about",
    ),
    Classification(
        id="age",
        sentence="Age in completed years on the day of the referral: of several in the period, of the first; "
        "of somebody supported, of the latest case. It comes from the date of birth, or from the age stated "
        "and the full years since. Where only the month or year of birth is known, somebody is in a band "
        "when every age they may have had is, and otherwise missing.",
        absent="no date of birth",
        fields=_AGE_FIELDS,
        code_list=None,
        sort=Sort.AGE,
        read=_ages,
    ),
)
