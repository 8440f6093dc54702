"""The plain files of a return: what JSON and CSV say beside the numbers, and how files are named."""

import csv
import io
import json
from typing import Any

import pytest

from desktop.exports.file_names import file_names
from desktop.exports.returns.as_csv import return_csv, table_csvs
from desktop.exports.returns.as_json import return_json
from desktop.exports.safe_text import safe_number
from tests.exports.made_full_return import NAME, made_full_return
from tests.exports.made_return import made_return
from tests.exports.reading_back import tidy_lines


@pytest.fixture(scope="module")
def content() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(return_json(made_full_return()))
    return found


def table(content: dict[str, Any], table_id: str) -> dict[str, Any]:
    (found,) = [one for one in content["tables"] if one["id"] == table_id]
    return dict(found)


def test_json_names_the_period_of_a_table_only_where_it_is_another(content: dict[str, Any]) -> None:
    assert "period" not in table(content, "R1")
    assert "span" not in table(content, "R1")
    later = table(content, "R1-to-date")
    assert later["period"] == {"id": "2018-19:Q1-Q3", "from": "2018-04-01", "to": "2018-12-31"}
    assert later["span"] == "to-date"


def test_json_says_which_rows_are_sums_of_which(content: dict[str, Any]) -> None:
    rows = table(content, "R5")["rows"]
    assert rows["kinds"][:2] == ["group", "category"]
    assert rows["kinds"][-3:] == ["valid", "missing", "total"]
    assert rows["parts"] == {"violence": ["assault", "threat"], "theft": ["person", "shop"]}
    assert rows["levels"] == [0, 1, 1, 0, 1, 1, 0, 0, 0, 0]
    assert "parts" not in table(content, "R8")["rows"]


def test_json_says_who_is_counted_in_a_row_of_others(content: dict[str, Any]) -> None:
    rows = table(content, "R2")["rows"]
    assert rows["populations"] == {"received": "referrals", "supported": "people-supported"}
    assert rows["units"] == {"received": "referrals"}


def test_json_gives_units_rules_words_facts_and_the_stream(content: dict[str, Any]) -> None:
    result = made_full_return()
    times = table(content, "R18")
    assert times["cells"][0][1] == {
        "value": 1.5, "shown": "1.5 working days", "status": "exact", "unit": "working days",
    }  # fmt: skip
    assert times["cells"][2][1] == {"value": None, "shown": "–", "status": "exact", "unit": "%"}
    assert table(content, "con")["cells"][0][0] == {"value": None, "shown": "[c]", "status": "hidden"}
    assert table(content, "R26")["entered"] is True
    assert [one["sentence"] for one in content["rules"]] == [rule.sentence for rule in result.rules]
    assert [tuple(one["paragraphs"]) for one in content["texts"]] == [
        text.paragraphs for text in result.texts
    ]
    assert content["facts"][1] == {"name": "Prepared by", "words": NAME}
    assert content["stream"] == "=Core grant"
    assert json.loads(return_json(made_return()))["stream"] is None


def test_the_tidy_file_says_of_every_number_who_when_and_in_what() -> None:
    lines = {
        (one["table"], one["row_code"], one["column_code"]): one
        for one in tidy_lines(return_csv(made_full_return()))
    }
    received, reached = lines["R2", "received", "count"], lines["R2", "reached", "count"]
    assert (received["population"], received["unit"]) == ("referrals", "referrals")
    assert (reached["population"], reached["unit"]) == ("people-newly-referred", "people")
    later = lines["R2-to-date", "reached", "count"]
    assert (later["span"], later["counted_period"], later["counted_from"]) == (
        "to-date",
        "2018-19:Q1-Q3",
        "2018-04-01",
    )
    assert {one["period"] for one in lines.values()} == {"2018-19:Q3"}
    assert lines["R5", "violence", "share"]["unit"] == "%"
    assert lines["R5", "violence", "share"]["row_kind"] == "group"
    assert (lines["R26", "spend", "actual"]["entered"], lines["R26", "spend", "actual"]["section"]) == (
        "yes",
        "Entered",
    )
    assert {one["stream"] for one in lines.values()} == {"'=Core grant"}
    hidden, nothing = lines["con", "race", "count"], lines["R5", "_valid", "share"]
    assert (hidden["value"], hidden["shown"], hidden["status"]) == ("", "[c]", "hidden")
    assert (nothing["value"], nothing["shown"], nothing["status"]) == ("", "–", "exact")


def test_every_line_of_a_table_file_names_the_return_and_carries_the_marking() -> None:
    for data in table_csvs(made_full_return()).values():
        lines = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
        assert len({len(line) for line in lines}) == 1
        headed = next(at for at, line in enumerate(lines) if line[-1] == "marking")
        for line in lines[headed + 1 :]:
            assert line[-2:] == ["Made return, 2018-19:Q3", "contains personal data, do not send"]


def test_a_table_file_has_its_headings_as_printed() -> None:
    lines = list(
        csv.reader(io.StringIO(table_csvs(made_full_return())["R5.csv"].decode("utf-8"), newline=""))
    )
    assert lines[0][1:5] == ["This period", "This period", "Year to date", "Year to date"]
    assert lines[1][:5] == ["R5 Main crime type", "Cases", "% of valid", "Cases", "% of valid"]
    assert lines[2][:5] == ["Violence", "140", "70.0", "380", "68.7"]
    assert lines[9][:3] == ["Valid total", "200", "–"]


def test_table_files_have_names_that_every_system_takes() -> None:
    assert list(table_csvs(made_full_return())) == [
        "R1.csv", "R2.csv", "R5.csv", "R8.csv", "R8-to-date.csv", "R9-wide-odd.csv", "R11.csv", "con-2.csv",
        "R18.csv", "R26.csv",
    ]  # fmt: skip


def test_names_of_files_are_told_apart_whatever_the_case() -> None:
    names = file_names(["sex", "Sex", "a/b", "a:b", "é", "Łucja Ŵyn", "…", "nul", "x" * 99, "../up"], "csv")
    assert names == [
        "sex.csv", "Sex-2.csv", "a-b.csv", "a-b-2.csv", "e.csv", "ucja-Wyn.csv", "table.csv", "nul-2.csv",
        f"{'x' * 60}.csv", "up.csv",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("shown", "written"),
    [
        ("-3.2", "-3.2"),
        ("+12%", "+12%"),
        ("-£1,157.59", "-£1,157.59"),
        ("-£1+1", "'-£1+1"),
        ("–", "–"),
        ("=1", "'=1"),
        ("-1+1", "'-1+1"),
        ("+3 points", "'+3 points"),
    ],
)
def test_a_number_keeps_its_sign_and_nothing_else_may_start_like_a_formula(shown: str, written: str) -> None:
    assert safe_number(shown) == written
