"""What single cells become: ages, made-up dates of birth, day numbers, genders."""

from datetime import date

import pytest

from desktop.domain.dates import PartialDate, Precision
from desktop.errors import ImportFileError
from tests.imports.planning import Lists, planned, the_row


@pytest.mark.parametrize("text", ["34", "34 yrs", "34y", "34 y/o", "aged 34", "34 years old", "34 (approx)"])
def test_an_age_is_read_as_people_write_it(shipped_lists: Lists, text: str) -> None:
    assert the_row(shipped_lists, "Age", text).person.age_stated == 34


@pytest.mark.parametrize("text", ["01/01/1900", "30/12/1899", "1900-01-01"])
def test_a_date_of_birth_that_programs_fill_in_is_nobodys(shipped_lists: Lists, text: str) -> None:
    plan = planned(shipped_lists, "Ref,Date referred,DOB", f"1,13/05/2016,{text}")
    assert plan.rows[0].person.born is None
    assert [one.text for one in plan.not_placed] == [text]


def test_a_birth_year_of_two_digits_goes_back_a_century_with_a_named_month_too(shipped_lists: Lists) -> None:
    assert the_row(shipped_lists, "DOB", "03-Jul-25").person.born == PartialDate(date(1925, 7, 3))


def test_day_numbers_of_the_very_old_have_four_digits(shipped_lists: Lists) -> None:
    plan = planned(
        shipped_lists,
        "Ref,Date referred,DOB",
        "1,42503,9000",
        "2,42504,25000",
        "3,42505,9999",
        "4,42506,1950",
    )
    born = [row.person.born for row in plan.rows]
    assert born[0] == PartialDate(date(1924, 8, 21))
    assert born[-1] == PartialDate(date(1950, 1, 1), Precision.YEAR)
    assert [reject.row.number for reject in plan.rejects] == [4]


def test_a_list_that_says_the_gender_alone_is_told_what_that_does_to_the_tables(shipped_lists: Lists) -> None:
    plan = planned(shipped_lists, "Ref,Date referred,Gender", "1,13/05/2016,Woman", "2,14/05/2016,Man")
    assert [note for note in plan.notes if "no column says the sex" in note]


def test_dates_that_are_none_under_the_referrals_heading_are_named(shipped_lists: Lists) -> None:
    with pytest.raises(ImportFileError, match="None of the cells under “Date referred” is a date"):
        planned(shipped_lists, "Ref,Date referred", "1,soon", "2,later", "3,never")


@pytest.mark.parametrize("tick", ["X", "✓", "Y", "1", "TRUE", "Yes"])
def test_a_tick_under_a_strands_own_heading_means_that_strand(shipped_lists: Lists, tick: str) -> None:
    row = the_row(shipped_lists, "Hate - race,Hate - disability,Hate - LGBT", f",{tick},")
    assert row.incident.hate_strands == frozenset({"disability"})


def test_yes_beside_the_strand_means_the_strand(shipped_lists: Lists) -> None:
    row = the_row(shipped_lists, 'Hate crime?,"If yes, which strand"', "Yes,Race")
    assert row.incident.hate_strands == frozenset({"race"})
    row = the_row(shipped_lists, 'Hate crime?,"If yes, which strand"', "No,N/A")
    assert row.incident.hate_strands == frozenset()


def test_a_cross_in_a_column_of_strands_says_no_strand_and_is_reported(shipped_lists: Lists) -> None:
    plan = planned(shipped_lists, "Ref,Date referred,Hate strand", "1,13/05/2016,X", "2,13/05/2016,Race")
    assert plan.rows[0].incident.hate_strands is None
    assert [one.text for one in plan.not_placed] == ["X"]
