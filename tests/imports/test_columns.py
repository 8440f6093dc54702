"""Columns are recognised by many spellings, shown with a reason, corrected, and remembered."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import ImportFileError
from desktop.imports.columns import (
    Column,
    ColumnMatch,
    Placement,
    heading_signature,
    is_known_heading,
    recognise_columns,
)
from desktop.imports.headings import Field, vocabulary
from desktop.imports.mapping_file import apply_mapping, read_mapping, write_mapping
from desktop.imports.reading import read_bytes
from desktop.imports.sheet import Sheet
from tests.imports.lists import HEADINGS, ROWS, csv_bytes


def a_list(headings: str, *rows: str) -> Sheet:
    return read_bytes("\r\n".join([headings, *rows]).encode(), file_name="list.csv")


def held_by(sheet: Sheet) -> dict[str, Field | None]:
    return {column.label: column.field for column in recognise_columns(sheet).columns}


def the_column(match: ColumnMatch, label: str) -> Column:
    return next(column for column in match.columns if column.label == label)


def test_every_heading_of_the_usual_list_is_recognised_with_full_score() -> None:
    match = recognise_columns(read_bytes(csv_bytes(), file_name="list.csv"))
    assert [column.field for column in match.columns] == [
        Field.REFERENCE, Field.DATE_REFERRED, Field.REFERRED_BY, Field.FORENAME, Field.SURNAME,
        Field.DATE_OF_BIRTH, Field.SEX, Field.ETHNICITY, Field.POSTCODE, Field.LOCAL_AUTHORITY, Field.PHONE,
        Field.SAFE_TO_CALL, Field.CRIME_TYPE, Field.CRIME_NUMBER, Field.INCIDENT_DATE, Field.REPORTED,
        Field.HATE,
    ]  # fmt: skip
    assert {column.score for column in match.columns} == {100}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("DOB", Field.DATE_OF_BIRTH),
        ("D.O.B. (dd/mm/yyyy)", Field.DATE_OF_BIRTH),
        ("Client's date of birth", Field.DATE_OF_BIRTH),
        ("DateOfBirth", Field.DATE_OF_BIRTH),
        ("date_of_birth", Field.DATE_OF_BIRTH),
        ("Date of brith", Field.DATE_OF_BIRTH),
        ("Victim Forename", Field.FORENAME),
        ("First Name(s)", Field.FORENAME),
        ("Sername", None),
        ("E-mail", Field.EMAIL),
        ("Tel. No.", Field.PHONE),
        ("Safe to Text?", Field.SAFE_TO_TEXT),
        ("SAFE", Field.SAFE_TO_CALL),
        ("Offence", Field.CRIME_TYPE),
        ("Ethnicty", Field.ETHNICITY),
        ("Referral Date", Field.DATE_REFERRED),
        ("Offender's date of birth", None),
        ("Suspect ethnicity", None),
        ("Referrer phone", None),
        ("Favourite colour", None),
        ("Date crime occurred", Field.INCIDENT_DATE),
        ("Telephone (mobile)", Field.MOBILE),
        ("Is this a hate crime?", Field.HATE),
        ("Reported to the Police? (Y/N)", Field.REPORTED),
        ("Age group", None),
        ("Police force", None),
        ("Consent to contact", None),
        ("Tel #", Field.PHONE),
        ("Crime #", Field.CRIME_NUMBER),
        ("Contact", Field.PHONE),
        ("What crime?", Field.CRIME_TYPE),
        ("Police URN", Field.CRIME_NUMBER),
        ("Sex/Gender", Field.SEX),
    ],
)
def test_a_heading_means_what_people_mean_by_it(heading: str, field: Field | None) -> None:
    assert held_by(a_list(f"Ref,{heading}", "1,"))[heading] is field


def test_a_column_headed_gender_that_holds_female_and_male_is_the_persons_sex() -> None:
    sheet = a_list("Ref,Gender", "1,F", "2,Male", "3,m", "4,Not stated", "5,Female")
    column = the_column(recognise_columns(sheet), "Gender")
    assert column.field is Field.SEX
    assert "sex" in column.reason


def test_a_column_headed_gender_that_holds_genders_stays_gender() -> None:
    assert held_by(a_list("Ref,Gender", "1,Woman", "2,Non-binary"))["Gender"] is Field.GENDER


def test_a_few_women_and_men_among_females_and_males_do_not_hide_that_a_column_holds_the_sex() -> None:
    sheet = a_list("Ref,Gender", "1,Female (F)", "2,Woman", "3,Male adult", "4,F - Female", "5,Girl", "6,?")
    assert held_by(sheet)["Gender"] is Field.SEX


def test_sex_and_gender_beside_each_other_stay_two_fields() -> None:
    held = held_by(a_list("Ref,Sex,Gender", "1,F,Woman", "2,M,Non-binary"))
    assert (held["Sex"], held["Gender"]) == (Field.SEX, Field.GENDER)


def test_nationality_and_immigration_columns_are_left_out_and_stay_so_when_corrected() -> None:
    headings = [
        "Nationality",
        "Country of birth",
        "Immigration status",
        "Visa type",
        "Asylum seeker?",
        "Leave to remain",
        "NRPF",
    ]
    match = recognise_columns(a_list(",".join(["Ref", *headings]), "1,a,b,c,d,e,f,g"))
    assert [column.label for column in match.placed(Placement.LEAVE_OUT)] == headings
    assert "never keeps nationality" in the_column(match, "Nationality").reason
    assert match.corrected("Nationality", Placement.KEEP) == match


def test_a_heading_nobody_knows_is_kept_with_the_referral() -> None:
    column = the_column(recognise_columns(a_list("Ref,Shoe size", "1,42")), "Shoe size")
    assert column.placement is Placement.KEEP
    assert "Kept with the referral" in column.reason


def test_a_column_of_postcodes_is_recognised_by_its_cells() -> None:
    column = the_column(recognise_columns(a_list("Ref,Where", "1,TS10 2BE", "2,ts5 9fb")), "Where")
    assert (column.field, column.score) == (Field.POSTCODE, 70)


def test_a_date_heading_over_cells_without_any_date_is_kept_instead() -> None:
    assert held_by(a_list("Ref,Closed", "1,Yes", "2,No", "3,Yes"))["Closed"] is None


def test_a_field_is_held_by_the_best_column_and_the_other_is_kept() -> None:
    match = recognise_columns(a_list("Client reference,Ref,Surname", "a,1,Jones"))
    assert [column.field for column in match.columns].count(Field.REFERENCE) == 1
    assert len(match.placed(Placement.KEEP)) == 1


def test_of_two_dates_that_may_be_the_referrals_the_more_usual_heading_is_it() -> None:
    held = held_by(a_list("Ref,Date of first contact,Date referred", "1,14/05/2016,13/05/2016"))
    assert held["Date referred"] is Field.DATE_REFERRED
    assert held["Date of first contact"] is None


def test_two_phone_columns_are_phone_and_mobile() -> None:
    held = held_by(a_list("Ref,Phone,Phone", "1,01642 000000,07700 900490"))
    assert (held["Phone"], held["Phone (2)"]) == (Field.PHONE, Field.MOBILE)


def test_a_name_beside_a_surname_is_the_forename() -> None:
    assert held_by(a_list("Ref,Name,Surname", "1,Craig,Jones"))["Name"] is Field.FORENAME
    assert held_by(a_list("Ref,Name", "1,Craig Jones"))["Name"] is Field.FULL_NAME


def test_a_correction_takes_the_field_from_the_column_that_had_it() -> None:
    match = recognise_columns(a_list("Ref,Client reference,Surname", "1,a,Jones"))
    changed = match.corrected("Client reference", Field.REFERENCE)
    assert the_column(changed, "Client reference").field is Field.REFERENCE
    assert the_column(changed, "Ref").placement is Placement.KEEP
    with pytest.raises(ImportFileError, match=r"no column with the heading “Nowhere”.*Ref, Client reference"):
        match.corrected("Nowhere", Field.AGE)


def test_a_match_is_remembered_for_the_next_list_with_the_same_headings() -> None:
    sheet = a_list("Ref,Shoe size,Colour", "1,42,red")
    match = (
        recognise_columns(sheet).corrected("Shoe size", Field.AGE).corrected("Colour", Placement.LEAVE_OUT)
    )
    again = recognise_columns(sheet, remembered=match.as_mapping())
    assert again.as_mapping() == match.as_mapping()
    assert "last list" in the_column(again, "Shoe size").reason
    assert heading_signature(["ref", "SHOE_SIZE", "colour "]) == heading_signature(sheet.labels)


def test_a_mapping_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    sheet = a_list('Ref,"Odd = ""heading""",Surname', "1,x,Jones")
    match = recognise_columns(sheet).corrected("Surname", Field.KNOWN_AS)
    write_mapping(tmp_path / "map.toml", match)
    mapping = read_mapping(tmp_path / "map.toml")
    assert apply_mapping(recognise_columns(sheet), mapping).as_mapping() == match.as_mapping()


@pytest.mark.parametrize(
    "text", ['"Shoe size" = "age"', '[columns]\nage = "Shoe size"', '"shoe_size" = "Age"']
)
def test_a_mapping_file_may_be_written_either_way_round(tmp_path: Path, text: str) -> None:
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")
    match = apply_mapping(recognise_columns(a_list("Ref,Shoe size", "1,42")), read_mapping(path))
    assert the_column(match, "Shoe size").field is Field.AGE


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Shoe size = age", "not written as TOML"),
        ("a = " + "[" * 5000, "nested too deeply"),
        ("Shoe = 3", "something else than headings"),
        ('"Ref" = "the moon"', "which Alongside does not know"),
        ('"Nowhere" = "age"', "no column with the heading “Nowhere”"),
    ],
)
def test_a_mapping_file_that_makes_no_sense_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")
    match = recognise_columns(a_list("Ref,Shoe size", "1,42"))
    with pytest.raises(ImportFileError, match=sentence):
        apply_mapping(match, read_mapping(path))


def test_every_field_has_headings_that_lead_to_it() -> None:
    words = vocabulary()
    assert set(words.fields) == set(Field)
    assert set(words.exact.values()) == set(Field)


@given(st.text(max_size=40))
def test_any_text_may_be_a_heading(text: str) -> None:
    assert is_known_heading(text) in {True, False}
    assert len(heading_signature([text])) == 64


def test_the_rows_of_the_sheet_stay_as_they_were() -> None:
    sheet = read_bytes(csv_bytes(), file_name="list.csv")
    recognise_columns(sheet)
    assert sheet.headings == HEADINGS
    assert tuple(row.cells for row in sheet.rows) == ROWS
