"""The list of invented people that ships with the program."""

import csv
import io
import re

from desktop.platform.resources import resource_bytes
from tests.workspace.made_up_list import HEADINGS, made_up_list

ROWS = list(csv.DictReader(io.StringIO(resource_bytes("demo/referrals.csv").decode("utf-8-sig"))))


def test_the_list_that_ships_is_the_one_that_was_invented() -> None:
    assert resource_bytes("demo/referrals.csv") == made_up_list().encode("utf-8-sig")


def test_it_has_about_three_hundred_rows_over_three_financial_years() -> None:
    assert tuple(ROWS[0]) == HEADINGS
    assert 300 <= len(ROWS) <= 330
    months = {row["Date referred"][3:] for row in ROWS}
    assert len(months) == 36


def test_every_telephone_number_is_kept_for_drama() -> None:
    phones = {row["Phone"] for row in ROWS} - {""}
    assert all(re.fullmatch(r"07700 900\d{3}", phone) for phone in phones)


def test_some_people_come_back_and_some_share_a_telephone() -> None:
    people = [(row["Forename"], row["Surname"], row["Date of birth"]) for row in ROWS]
    assert len(set(people)) < len(people) - 30
    assert len({(row["Phone"], row["Forename"]) for row in ROWS}) > len({row["Phone"] for row in ROWS})
