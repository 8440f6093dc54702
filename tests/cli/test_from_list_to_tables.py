"""Lists as they are kept today, brought in and counted by commands, come out as the printed tables."""

import csv
import json
import shutil
from datetime import date, timedelta
from pathlib import Path
from random import Random

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from tests.cli.conftest import Said
from tests.returns.test_published_tables import born, drawn, printed

SPELT = {
    "Female": ("F", "female", "Female"),
    "Male": ("M", "Male", "male "),
    "Missing": ("", "Not stated"),
    "W1": ("White British", "W1", "white british"),
    "A9": ("Any other Asian background", "A9"),
    "B2": ("Black African", "B2"),
    "O1": ("Chinese", "O1"),
    "Not a hate crime": ("No", "no"),
}
HEADINGS = ("Ref", "Date referred", "Forename", "Surname", "Date of birth", "Gender", "Ethnicity", "Phone",
            "Safe to call", "Crime type", "Hate crime", "Nationality", "Case colour")  # fmt: skip
TABLES = {"sex": "sex", "age": "age", "ethnicity": "ethnicity", "hate": "hate"}


def wild_list(path: Path, year: int) -> int:
    """Write a list with the printed margins, spelt as lists in the wild are; give its number of rows."""
    random = Random(year)  # noqa: S311 the same list each time, nothing secret
    answers = [drawn(table, year, random) for table in TABLES]
    rows = []
    for number, (sex, band, ethnicity, strand) in enumerate(zip(*answers, strict=True), start=1):
        day = date(year, 4, 1) + timedelta(days=random.randrange(365))
        birth = born(band, day, random)
        said = [random.choice(SPELT.get(word, (word,))) for word in (sex, ethnicity, strand)]
        rows.append(
            (
                f"V{year}-{number}",
                f"{day:%d/%m/%Y}",
                f"Made{number}",
                "Up",
                f"{birth:%d/%m/%Y}" if birth else "",
                said[0],
                said[1],
                f"07700 900{number % 40:03d}",
                random.choice(("Yes", "No", "")),
                "Violence",
                said[2],
                "British",
                "green",
            )
        )
    with path.open("w", encoding="cp1252", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([HEADINGS, *rows])
    return len(rows)


@pytest.fixture
def records(first_records: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first_records, tmp_path / "records"))


def numbers(table: dict[str, list[list[dict[str, int]]]], labels: list[str]) -> dict[str, int]:
    return dict(zip(labels, (row[0]["value"] for row in table["cells"]), strict=True))


def labels_at(line: list[str]) -> int:
    """Say where the only number of a printed line stands: before the return and its marking."""
    return len(line) - 3


def test_three_lists_come_in_whole_and_every_printed_number_comes_out(
    records: Path, tmp_path: Path, alongside: Said
) -> None:
    for year in (2016, 2017, 2018):
        rows = wild_list(tmp_path / f"{year}.csv", year)
        status, said, _ = alongside("import", tmp_path / f"{year}.csv", "--store", records)
        assert status == 0
        assert f"{rows} to bring in, 0 double, 0 left out" in said
        assert "“Nationality” is left out" in said
    for year in (2016, 2017, 2018):
        period = f"{year}-{year % 100 + 1}"
        out = tmp_path / period
        status, said, _ = alongside(
            "return", "--store", records, "--definition", "cleveland-tables", "--period", period,
            "--protect", "exact", "--out", out,
        )  # fmt: skip
        assert (status, "do not send" in said) == (0, True)
        made = json.loads((out / "return.json").read_text(encoding="utf-8"))
        tables = {table["id"]: table for table in made["tables"]}
        for name, table_id in TABLES.items():
            labels = tables[table_id]["rows"]["labels"]
            codes = tables[table_id]["rows"]["codes"]
            mine = numbers(tables[table_id], codes) | numbers(tables[table_id], labels)
            expected = printed(name, year)
            assert {heading: mine.get(heading) for heading in expected} == expected, (name, year)
            with (out / "tables" / f"{table_id}.csv").open(encoding="utf-8", newline="") as stream:
                alone = [line[labels_at(line)] for line in csv.reader(stream)][1:]
            assert alone == [str(row[0]["value"]) for row in tables[table_id]["cells"]]
        read = [CalamineWorkbook.from_path(str(out / "return.xlsx")).sheet_names]
        assert read[0] == openpyxl.load_workbook(out / "return.xlsx").sheetnames
    assert alongside("verify", "--store", records)[0] == 0


def test_a_dry_run_writes_nothing(records: Path, tmp_path: Path, alongside: Said) -> None:
    before = (records / "records.db").read_bytes()
    wild_list(tmp_path / "list.csv", 2016)
    status, said, _ = alongside("import", tmp_path / "list.csv", "--store", records, "--dry-run")
    assert status == 0
    assert "Nothing was written" in said
    assert (records / "records.db").read_bytes() == before


def test_a_list_brought_in_twice_is_double(records: Path, tmp_path: Path, alongside: Said) -> None:
    rows = wild_list(tmp_path / "list.csv", 2016)
    alongside("import", tmp_path / "list.csv", "--store", records)
    _, said, _ = alongside("import", tmp_path / "list.csv", "--store", records)
    assert f"0 to bring in, {rows} double" in said
    assert "Brought in 0 rows" in said


def test_bad_rows_go_to_the_rejects_file_and_good_ones_come_in(
    records: Path, tmp_path: Path, alongside: Said
) -> None:
    lines = ["Ref,Date referred,Surname", "A1,02/04/2016,Wren", "A2,31/02/2016,Finch", "A1,03/04/2016,Heron"]
    (tmp_path / "list.csv").write_text("\n".join(lines), encoding="utf-8")
    status, said, _ = alongside(
        "import", tmp_path / "list.csv", "--store", records, "--rejects", tmp_path / "left-out.csv"
    )
    assert (status, "Brought in 1 rows" in said) == (0, True)
    with (tmp_path / "left-out.csv").open(encoding="utf-8-sig", newline="") as stream:
        left_out = list(csv.reader(stream))[1:]
    assert [row[0] for row in left_out] == ["A2", "A1"]
    assert [row[1] for row in left_out] == ["31/02/2016", "03/04/2016"]
