"""Who the made-up people are comes out as in the published tables."""

import re
from collections import Counter
from datetime import date
from typing import Any

from desktop.demo.words import shares
from desktop.domain.code_tree import CodeList
from tests.demo.conftest import PEOPLE, Told

POINTS = 3.0
"""How far the share of a crime group or hate strand may lie from the published one, in percentage points."""
BANDS = ("0-19", "20-29", "30-39", "40-49", "50-59", "60-69", "70-79", "80-96")


def _expected(characteristic: str) -> dict[str, float]:
    counts = shares()[characteristic]
    return {name: PEOPLE * count / sum(counts.values()) for name, count in counts.items()}


def _within_one(found: Counter[str], characteristic: str) -> None:
    expected = _expected(characteristic)
    assert set(found) <= set(expected)
    assert all(abs(found[name] - number) <= 1 for name, number in expected.items()), (found, expected)


def _age(told: Told) -> Counter[str]:
    first: dict[Any, date] = {}
    for referral in sorted(told.all("referral"), key=lambda row: row["received_on"]):
        first.setdefault(referral["person_id"], referral["received_on"])
    return Counter(_band(dict(person), first[person["id"]]) for person in told.all("person"))


def _band(person: dict[str, object], on: date) -> str:
    stated, born = person["age_stated"], person["born_on"]
    if isinstance(stated, int):
        age = stated
    elif isinstance(born, date):
        age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    else:
        return "missing"
    return next(band for band in BANDS if age <= int(band.split("-")[1]))


def test_sexes_come_out_to_within_one_person(told: Told) -> None:
    _within_one(Counter(person["sex_code"] or "missing" for person in told.all("person")), "sex")


def test_ages_at_the_first_referral_come_out_to_within_one_person(told: Told) -> None:
    _within_one(_age(told), "age")


def test_ethnic_groups_come_out_to_within_one_person(told: Told) -> None:
    missing = {None, "not-stated", "prefer-not-to-say"}
    codes = (person["ethnicity_code"] for person in told.all("person"))
    _within_one(Counter("missing" if code in missing else code for code in codes), "ethnicity")


def test_areas_come_out_but_for_the_few_from_elsewhere(told: Told) -> None:
    found = Counter(person["local_authority_code"] for person in told.all("person"))
    elsewhere = sum(found[code] for code in found.keys() - shares()["area"].keys())
    assert 0 < elsewhere < 0.05 * PEOPLE
    assert all(number - elsewhere <= found[code] <= number + 1 for code, number in _expected("area").items())


def _near(found: Counter[Any], characteristic: str) -> None:
    counts = shares()[characteristic]
    total, wanted = sum(found.values()), sum(counts.values())
    for name in {*found, *counts}:
        assert abs(100 * found[name] / total - 100 * counts.get(name, 0) / wanted) <= POINTS, name


def test_crime_groups_of_incidents_come_out_within_three_points(
    told: Told, code_lists: dict[str, CodeList]
) -> None:
    tree = {code.code: code.parent for code in code_lists["crime-type"].codes}
    groups = Counter(tree[row["crime_code"]] for row in told.all("incident"))
    specialist = sum(groups.pop(name, 0) for name in ("specialist", "sexual"))
    assert 0 < specialist < 0.05 * sum(groups.values())
    _near(groups, "crime")


def test_hate_strands_of_incidents_come_out_within_three_points(told: Told) -> None:
    rolled_up = {"sexual-orientation": "lgbt", "transgender": "lgbt", "lgbt-not-separated": "lgbt"}
    found: Counter[str] = Counter()
    for row in told.all("incident"):
        strands = row["hate_strands"] or {"none"}
        found.update(rolled_up.get(strand, strand) for strand in strands)
    _near(found, "hate")


def test_a_fifth_to_a_quarter_and_more_come_back(told: Told) -> None:
    times = Counter(
        row["person_id"] for row in told.all("referral") if row["reason_not_case_code"] != "duplicate"
    )
    times.pop(None)
    assert 0.21 <= sum(number > 1 for number in times.values()) / len(times) <= 0.28


def test_a_worker_has_thirty_to_forty_open_cases(told: Told) -> None:
    open_cases = Counter(row["worker_id"] for row in told.all("support_case") if row["closed_on"] is None)
    workers = [
        row for row in told.all("user_account") if row["roles"] == {"support-worker"} and row["active"]
    ]
    assert set(open_cases) == {row["id"] for row in workers}
    assert all(30 <= number <= 40 for number in open_cases.values()), open_cases


def test_every_number_is_kept_for_drama_and_every_address_leads_nowhere(told: Told) -> None:
    drama = re.compile(r"7700900\d{3}|1914980\d{3}|1632960\d{3}")
    points = told.all("contact_point")
    digits = [row["digits"] for row in (*points, *told.all("involved_person")) if row["digits"]]
    assert len(digits) > PEOPLE // 2
    assert all(drama.fullmatch(number) for number in digits)
    assert all(row["value"].endswith("@example.org") for row in points if row["channel"] == "email")
    assert all(row["email"].endswith("@example.org") for row in told.all("organisation"))


def test_every_state_of_safe_contact_is_there(told: Told) -> None:
    states = {row["state"] for row in told.all("contact_point")}
    assert states == {"safe", "unsafe", "given_by_referrer", "unknown"}
    assert any(row["confirm_again_since"] for row in told.all("contact_point"))
