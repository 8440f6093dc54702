"""The dry run says of every row what it would become, and loses none."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.dates import PartialDate, Precision
from desktop.domain.ids import PersonId
from desktop.domain.incoming import RowsAre, content_digest
from desktop.domain.safe_contact import Channel, SafeState
from desktop.errors import ImportFileError, RefusedError
from desktop.imports.columns import recognise_columns
from desktop.imports.dates import DateOrder
from desktop.imports.headings import Field
from desktop.imports.plan import DateOrderQuestionError, ImportPlan, plan_import, references_of
from desktop.imports.reading import read_bytes
from desktop.imports.rejects import REASON_HEADING, ROW_HEADING, guarded, unguarded
from desktop.models.base import new_id
from desktop.queries.imports import KnownPerson, KnownRecords
from tests.imports.lists import HEADINGS, ROWS, csv_bytes, in_order, xlsx_bytes
from tests.imports.planning import TODAY, Lists, planned, the_row


def test_the_usual_list_comes_in_whole(shipped_lists: Lists) -> None:
    sheet = read_bytes(csv_bytes(), file_name="list.csv")
    plan = plan_import(sheet, recognise_columns(sheet), shipped_lists, today=TODAY)
    first, second, third = plan.rows
    assert (plan.rejects, plan.duplicates, plan.probable, plan.not_placed, plan.notes) == ((), (), (), (), ())
    assert (plan.rows_are, plan.rows_are_assumed) == (RowsAre.HISTORY, True)
    assert plan.years == (("2016-17", 3),)
    assert (first.person.sex_code, first.person.ethnicity_code) == ("M", "W1")
    assert first.person.born == PartialDate(date(1968, 2, 22))
    assert first.person.contacts[0].digits == "7700900490"
    assert first.incident.hate_strands == frozenset()
    assert second.incident.hate_strands == frozenset({"race"})
    assert third.incident.hate_strands == frozenset({"lgbt-not-separated"})
    assert third.person.contacts == ()
    assert third.person.ethnicity_code is None
    assert second.person.ethnicity_code == "not-stated"


def test_a_workbook_with_real_dates_gives_the_same_plan_as_text(shipped_lists: Lists) -> None:
    plans = []
    for data in (csv_bytes(), xlsx_bytes([HEADINGS, *(in_order(row) for row in ROWS)])):
        sheet = read_bytes(data, file_name="list")
        plans.append(plan_import(sheet, recognise_columns(sheet), shipped_lists, today=TODAY))
    facts = [
        [(row.reference, row.received_on, row.person, row.incident) for row in plan.rows] for plan in plans
    ]
    assert facts[0] == facts[1]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("Yes", SafeState.GIVEN_BY_REFERRER),
        ("y", SafeState.GIVEN_BY_REFERRER),
        ("No", SafeState.UNSAFE),
        ("", SafeState.UNKNOWN),
        ("n/k", SafeState.UNKNOWN),
    ],
)
def test_what_a_list_says_of_safe_contact_is_never_taken_for_safe(
    shipped_lists: Lists, said: str, state: SafeState
) -> None:
    row = the_row(shipped_lists, "Phone,Safe", f"07700 900490,{said}")
    assert [(one.channel, one.state) for one in row.person.contacts] == [(Channel.PHONE, state)]


def test_each_channel_has_its_own_safety(shipped_lists: Lists) -> None:
    headings = "Mobile,E-mail,Address,Town,Safe to call,Safe to text,Safe to email,Safe to write,Voicemail"
    row = the_row(shipped_lists, headings, "7700900490,a@b.org,1 High St,Redcar,Yes,No,,No,No")
    assert [(one.channel, one.value, one.state, one.voicemail_allowed) for one in row.person.contacts] == [
        (Channel.PHONE, "07700900490", SafeState.GIVEN_BY_REFERRER, False),
        (Channel.TEXT, "07700900490", SafeState.UNSAFE, None),
        (Channel.EMAIL, "a@b.org", SafeState.UNKNOWN, None),
        (Channel.LETTER, "1 High St, Redcar", SafeState.UNSAFE, None),
    ]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("07700 900490", ["7700900490"]),
        ("+44 (0)7700 900490", ["7700900490"]),
        ("0044 7700 900490", ["7700900490"]),
        ("01642 000001 / 07700 900490", ["1642000001", "7700900490"]),
    ],
)
def test_a_telephone_number_is_known_by_its_digits(
    shipped_lists: Lists, text: str, digits: list[str]
) -> None:
    row = the_row(shipped_lists, "Phone", text)
    assert [one.digits for one in row.person.contacts] == digits


def test_a_phone_cell_that_is_no_number_is_kept_and_reported(shipped_lists: Lists) -> None:
    plan = planned(
        shipped_lists, "Ref,Date referred,Phone", "1,13/05/2016,ask mum first", "2,14/05/2016,07700 900490"
    )
    assert plan.incoming().apart(plan.rows[0]) == {"Phone": "ask mum first"}
    assert [(one.column, one.text, one.times) for one in plan.not_placed] == [("Phone", "ask mum first", 1)]


@pytest.mark.parametrize(
    ("text", "strands"),
    [
        ("Race; Religion", {"race", "religion"}),
        ("Race/Disability", {"race", "disability"}),
        ("LGBT", {"lgbt-not-separated"}),
        ("No", set()),
        ("None", set()),
        ("Yes", {"hate-not-known"}),
    ],
)
def test_hate_strands_may_be_several(shipped_lists: Lists, text: str, strands: set[str]) -> None:
    assert the_row(shipped_lists, "Hate crime", text).incident.hate_strands == frozenset(strands)


def test_a_hate_crime_and_its_strand_may_have_two_columns_and_each_strand_one(shipped_lists: Lists) -> None:
    two = the_row(shipped_lists, "Hate crime,Hate strand", "Yes,Race")
    assert two.incident.hate_strands == frozenset({"race"})
    ticked = the_row(shipped_lists, "Hate - race,Hate - religion,Hate - disability", "No,Yes,Y")
    assert ticked.incident.hate_strands == frozenset({"religion", "disability"})


def test_a_blank_hate_cell_is_not_asked(shipped_lists: Lists) -> None:
    assert the_row(shipped_lists, "Hate crime,Surname", ",Jones").incident.hate_strands is None


def test_a_value_no_code_fits_is_kept_as_received_and_reported_and_the_row_is_taken(
    shipped_lists: Lists,
) -> None:
    plan = planned(
        shipped_lists,
        "Ref,Date referred,Ethnicity,Crime type",
        "1,13/05/2016,Martian,Violence",
        "2,14/05/2016,Martian,Fraud",
    )
    assert (len(plan.rows), plan.rejects) == (2, ())
    assert plan.rows[0].person.ethnicity_code is None
    assert plan.incoming().apart(plan.rows[0]) == {"Ethnicity": "Martian"}
    (one,) = plan.not_placed
    assert (one.column, one.field, one.text, one.times) == ("Ethnicity", Field.ETHNICITY, "Martian", 2)
    assert any("Is it the right one?" in note for note in plan.notes)


def test_a_gender_in_a_column_of_sexes_is_kept_as_gender(shipped_lists: Lists) -> None:
    plan = planned(
        shipped_lists,
        "Ref,Date referred,Gender",
        "1,13/05/2016,F",
        "2,14/05/2016,Male",
        "3,15/05/2016,Non-binary",
    )
    assert [row.person.sex_code for row in plan.rows[:2]] == ["F", "M"]
    assert plan.rows[2].person.gender_code == "non-binary"
    assert plan.rows[2].person.sex_code not in {"F", "M"}


def test_a_full_name_is_taken_apart(shipped_lists: Lists) -> None:
    for text, forename, surname in (
        ('"Jones, Craig"', "Craig", "Jones"),
        ("Mr Craig Jones", "Craig", "Jones"),
        ("Anna van der Berg", "Anna", "van der Berg"),
        ("Craig", "Craig", None),
    ):
        person = the_row(shipped_lists, "Name", text).person
        assert (person.forename, person.surname) == (forename, surname)


def test_nationality_is_nowhere_and_an_unknown_column_is_kept(shipped_lists: Lists) -> None:
    plan = planned(shipped_lists, "Ref,Date referred,Nationality,Shoe size", "1,13/05/2016,Ruritanian,42")
    incoming = plan.incoming()
    assert "Ruritanian" not in str(incoming.as_received(incoming.rows[0]))
    assert incoming.apart(incoming.rows[0]) == {"Shoe size": "42"}
    assert incoming.as_received(incoming.rows[0])["Shoe size"] == "42"
    assert any("“Nationality” is left out" in note for note in plan.notes)
    assert any("“Shoe size”" in note for note in plan.notes)


REFUSED = [
    ("31/02/2016,,", "Date of the referral: This date does not exist: February 2016 has 29 days, not 31."),
    (",,", "The date of the referral is missing."),
    ("May 2016,,", "The date of the referral does not say the day."),
    ("01/01/2027,,", "The date of the referral lies in the future."),
    ("soon,,", "Date of the referral: This is not a date Alongside can read."),
    ("13/05/2016,14/05/2016,", "The date of birth lies after the referral."),
    ("13/05/2016,14/05/1880,", "The date of birth makes the person older than 120."),
    ("13/05/2016,31/04/1980,", "Date of birth: This date does not exist: April 1980 has 30 days, not 31."),
    ("13/05/2016,,01/12/2026", "The date of the incident lies in the future."),
]


@pytest.mark.parametrize(("row", "reason"), REFUSED)
def test_a_row_that_cannot_be_is_refused_in_words_and_the_good_one_is_taken(
    shipped_lists: Lists, row: str, reason: str
) -> None:
    plan = planned(
        shipped_lists,
        "Ref,Surname,Date referred,DOB,Incident date",
        f"1,Jones,{row}",
        "2,Khan,25/12/2016,22/02/1968,20/12/2016",
    )
    assert [reject.reason for reject in plan.rejects] == [reason]
    assert [one.reference for one in plan.rows] == ["2"]


def test_dates_come_in_many_forms(shipped_lists: Lists) -> None:
    for text, first, precision in (
        ("22/02/68", date(1968, 2, 22), Precision.DAY),
        ("22.2.1968", date(1968, 2, 22), Precision.DAY),
        ("1968-02-22", date(1968, 2, 22), Precision.DAY),
        ("22 Feb 1968", date(1968, 2, 22), Precision.DAY),
        ("24890", date(1968, 2, 22), Precision.DAY),
        ("1968", date(1968, 1, 1), Precision.YEAR),
        ("about 1968", date(1968, 1, 1), Precision.ABOUT),
        ("01/01/20", date(1920, 1, 1), Precision.DAY),
    ):
        assert the_row(shipped_lists, "DOB", text).person.born == PartialDate(first, precision)


def test_american_dates_are_asked_about_and_then_read(shipped_lists: Lists) -> None:
    rows = ("1,05/25/2016", "2,05/03/2016")
    with pytest.raises(DateOrderQuestionError, match="Does the month come first"):
        planned(shipped_lists, "Ref,Date referred", *rows)
    plan = planned(shipped_lists, "Ref,Date referred", *rows, date_order=DateOrder.MONTH_FIRST)
    assert [row.received_on for row in plan.rows] == [date(2016, 5, 25), date(2016, 5, 3)]


def test_one_impossible_month_in_a_british_list_is_refused_and_the_list_is_not(shipped_lists: Lists) -> None:
    plan = planned(shipped_lists, "Ref,Date referred", "1,25/05/2016", "2,26/05/2016", "3,05/27/2016")
    assert [row.reference for row in plan.rows] == ["1", "2"]
    assert "month 27" in plan.rejects[0].reason


def test_dates_that_show_no_order_are_taken_day_first_and_said_so(shipped_lists: Lists) -> None:
    plan = planned(shipped_lists, "Ref,Date referred", "1,03/04/2016")
    assert plan.rows[0].received_on == date(2016, 4, 3)
    assert any("the day was taken first" in note for note in plan.notes)


def test_of_two_rows_with_one_reference_the_second_is_refused_and_an_equal_one_is_double(
    shipped_lists: Lists,
) -> None:
    plan = planned(
        shipped_lists,
        "Ref,Date referred,Surname",
        "1,13/05/2016,Jones",
        "1,14/05/2016,Khan",
        "1,13/05/2016,Jones",
        "1,31/02/2016,White",
    )
    assert len(plan.rows) == 1
    assert plan.rejects[0].reason == "Row 2 of this list has the same reference and says something else."
    assert [double.reason for double in plan.duplicates] == ["The same as row 2 of this list."]
    assert plan.rows_in_list == 4


def test_equal_rows_without_reference_are_double_only_where_they_name_somebody(shipped_lists: Lists) -> None:
    rows = ("13/05/2016,Jones,Fraud", "13/05/2016,Jones,Fraud", "13/05/2016,,Fraud", "13/05/2016,,Fraud")
    plan = planned(shipped_lists, "Date referred,Surname,Crime type", *rows)
    assert (len(plan.rows), len(plan.duplicates)) == (3, 1)


def test_what_is_on_file_is_double_or_refused_by_its_reference(shipped_lists: Lists) -> None:
    known = KnownRecords(received={"a1": content_digest(["A1", "13/05/2016", "Jones"]), "a2": "other"})
    plan = planned(
        shipped_lists,
        "Ref,Surname,Date referred",
        "A1,Jones,13/05/2016",
        "A2,Khan,13/05/2016",
        "A3,White,13/05/2016",
        existing=known,
    )
    assert [row.reference for row in plan.rows] == ["A3"]
    assert [double.reason for double in plan.duplicates] == ["This referral is on file already."]
    assert "on file already and says something else" in plan.rejects[0].reason


def test_the_very_same_file_brings_nothing(shipped_lists: Lists) -> None:
    known = KnownRecords(brought_in=datetime(2026, 5, 3, tzinfo=UTC))
    plan = planned(shipped_lists, "Date referred,Surname", "13/05/2016,Jones", existing=known)
    assert plan.rows == ()
    assert plan.duplicates[0].reason == "This very file was brought in on 03/05/2026."


def test_probable_duplicates_say_why_and_a_shared_phone_alone_is_none(shipped_lists: Lists) -> None:
    plan = planned(
        shipped_lists,
        "Ref,Date referred,Forename,Surname,DOB,Postcode,Phone",
        "1,13/05/2016,Craig,Jones,22/02/1968,TS10 2BE,07700 900490",
        "2,14/05/2016,Craig,Jones,22/02/1968,TS5 9FB,",
        "3,15/05/2016,Kraig,Joans,22/02/1968,,",
        "4,16/05/2016,craig,JONES,,ts102be,",
        "5,17/05/2016,Priya,Shah,01/01/1990,,07700 900490",
        "6,18/05/2016,Anne,Jones,22/02/1968,TS10 2BE,",
    )
    assert [(one.row, one.other_row, one.reasons) for one in plan.probable] == [
        (3, 2, ("Same name and date of birth.",)),
        (4, 2, ("The names sound alike, and the date of birth is the same.",)),
        (5, 2, ("Same name and postcode.",)),
        (7, 2, ("Same date of birth and postcode.",)),
    ]
    assert plan.probable[0].reason == "Perhaps row 2. Same name and date of birth."
    assert len(plan.rows) == 6


def test_somebody_on_file_may_be_the_person_of_a_row(shipped_lists: Lists) -> None:
    person = PersonId(new_id())
    known = KnownPerson(person, "PA-000001-K", "Jones", "Craig", date(1968, 2, 22), None)
    plan = planned(
        shipped_lists,
        "Ref,Date referred,Forename,Surname,DOB",
        "1,13/05/2016,Craig,Jones,22/02/1968",
        existing=KnownRecords(people=(known,)),
    )
    (one,) = plan.probable
    assert (one.row, one.person_id, one.reasons) == (2, person, ("Same name and date of birth.",))
    assert plan.with_same_person(2, person).incoming().same_person == {2: person}


def test_rows_are_open_when_the_newest_is_recent_and_the_answer_can_be_given(shipped_lists: Lists) -> None:
    plan = planned(shipped_lists, "Ref,Date referred", "1,13/05/2016", "2,20/10/2026")
    assert (plan.rows_are, plan.rows_are_assumed) == (RowsAre.OPEN, True)
    assert plan.with_rows_are(RowsAre.HISTORY).incoming().rows_are is RowsAre.HISTORY


def test_what_is_not_part_of_the_list_is_said(shipped_lists: Lists) -> None:
    book = openpyxl.Workbook()
    for title in ("2017", "2018"):
        sheet = book.create_sheet(title)
        for row in (("Our referrals",), ("Ref", "Date referred"), ("1", "13/05/2016")):
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    read = read_bytes(stream.getvalue(), file_name="list.xlsx")
    plan = plan_import(read, recognise_columns(read), shipped_lists, today=TODAY)
    assert plan.notes == (
        "Only the sheet “2017” is brought in. The others, “Sheet”, “2018”, can follow.",
        "What stands above the headings (row 2) is passed over.",
    )


def test_a_list_without_a_date_of_referral_is_refused(shipped_lists: Lists) -> None:
    with pytest.raises(ImportFileError, match="No column of this list holds the date of the referral"):
        planned(shipped_lists, "Ref,Surname", "1,Jones")


def test_a_wrong_column_taken_for_dates_is_refused(shipped_lists: Lists) -> None:
    rows = "Ref,Colour,Date referred\r\n1,red,13/05/2016\r\n2,blue,13/05/2016\r\n3,red,13/05/2016"
    sheet = read_bytes(rows.encode(), file_name="list.csv")
    match = recognise_columns(sheet).corrected("Colour", Field.DATE_REFERRED)
    with pytest.raises(ImportFileError, match="“Colour” was taken as the date of the referral"):
        plan_import(sheet, match, shipped_lists, today=TODAY)


def test_a_plan_can_be_stopped(shipped_lists: Lists) -> None:
    sheet = read_bytes(csv_bytes(), file_name="list.csv")
    heard: list[tuple[int, int]] = []
    with pytest.raises(RefusedError, match=r"stopped.*Nothing was brought in"):
        plan_import(
            sheet,
            recognise_columns(sheet),
            shipped_lists,
            today=TODAY,
            progress=lambda done, total: heard.append((done, total)),
            stopped=lambda: bool(heard),
        )
    assert heard == [(0, 3)]


def test_the_references_of_a_list_are_given_once_each() -> None:
    sheet = read_bytes(csv_bytes([*ROWS, ROWS[0]]), file_name="list.csv")
    assert references_of(sheet, recognise_columns(sheet)) == ("A-1", "A-2", "A-3")


def rejects_of(plan: ImportPlan) -> list[list[str]]:
    return list(csv.reader(io.StringIO(plan.rejects_file().decode("utf-8-sig"), newline="")))


def test_the_rejects_file_holds_each_bad_row_unchanged_with_its_reason(shipped_lists: Lists) -> None:
    bad = ["1", "31/02/2016", " O'Neill ", 'say "no", please', "+44 7700 900490"]
    good = ["2", "13/05/2016", "Khan", "", ""]
    headings = ["Ref", "Date referred", "Surname", "Notes", "Phone"]
    sheet = read_bytes(csv_bytes([bad, good], headings=headings), file_name="list.csv")
    plan = plan_import(sheet, recognise_columns(sheet), shipped_lists, today=TODAY)
    written = rejects_of(plan)
    assert written[0] == [*headings, ROW_HEADING, REASON_HEADING]
    assert written[1] == [*bad, "2", REFUSED[0][1]]
    assert len(written) == 2


def test_a_reject_that_would_run_as_a_formula_is_made_harmless_and_read_back_unchanged(
    shipped_lists: Lists,
) -> None:
    plan = planned(
        shipped_lists, "Ref,Date referred,Surname", "1,31/02/2016,=cmd|' /C calc'!A0", "2,13/05/2016,Khan"
    )
    assert rejects_of(plan)[1][2] == "'=cmd|' /C calc'!A0"
    again = read_bytes(plan.rejects_file(), file_name="rejects.csv")
    assert again.headings == ("Ref", "Date referred", "Surname")
    assert again.rows[0].cells == ("1", "31/02/2016", "=cmd|' /C calc'!A0")


@given(st.text(alphabet="=+-@'\t\r ab1", max_size=12))
def test_a_guarded_cell_comes_back_and_never_runs(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "@", "\t", "\r"))


CELLS = st.sampled_from(
    [
        "",
        "1",
        "A-1",
        "31/02/2016",
        "13/05/2016",
        "5/6/16",
        "Yes",
        "Race; Religion",
        "=1+1",
        "F",
        "W1",
        "x" * 300,
    ]
)


@settings(max_examples=100)
@given(rows=st.lists(st.lists(CELLS, min_size=17, max_size=19), min_size=1, max_size=6))
def test_no_row_is_ever_lost(shipped_lists: Lists, rows: Sequence[Sequence[str]]) -> None:
    filled = [row for row in rows if any(row)]
    if not filled:
        return
    sheet = read_bytes(csv_bytes(filled), file_name="list.csv")
    match = recognise_columns(sheet)
    try:
        plan = plan_import(sheet, match, shipped_lists, today=TODAY, date_order=DateOrder.DAY_FIRST)
    except ImportFileError:
        return
    numbers = [row.number for row in plan.rows]
    numbers += [reject.row.number for reject in plan.rejects]
    numbers += [double.row.number for double in plan.duplicates]
    assert sorted(numbers) == [row.number for row in sheet.rows]
    assert len(rejects_of(plan)) == len(plan.rejects) + 1
