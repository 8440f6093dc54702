"""The people helped beside recorded victims and the population, from lists to files by one command."""

import csv
import io
import json
import shutil
from pathlib import Path

import openpyxl
import pypdf
import pytest

from desktop.platform.resources import resource_path
from tests.cli.conftest import Said
from tests.cli.test_from_list_to_tables import wild_list
from tests.returns.test_representation import POLICE, POPULATION, helped, in_points, published

YEARS = (2016, 2017, 2018)
MARKING = "contains personal data, do not send"


@pytest.fixture
def records(first_records: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first_records, tmp_path / "records"))


def benchmark(name: str) -> Path:
    return resource_path(f"benchmarks/{name}.csv")


def test_three_years_of_lists_come_out_beside_both_benchmarks_in_every_form(
    records: Path, tmp_path: Path, alongside: Said
) -> None:
    for year in YEARS:
        wild_list(tmp_path / f"{year}.csv", year)
        assert alongside("import", tmp_path / f"{year}.csv", "--store", records)[0] == 0
    out = tmp_path / "out"
    status, said, complained = alongside(
        "represent", "--store", records, "--benchmark", benchmark(POLICE), "--benchmark",
        benchmark(POPULATION), "--period", "2018-19", "--years", "2016-17,2017-18,2018-19", "--out", out,
    )  # fmt: skip
    assert (status, complained) == (0, "")
    assert MARKING in said
    assert "Men are 34.8% of the people helped and 46.5% of recorded victims" in said
    names = {"represent.json", "represent.xlsx", "represent.pdf", "represent.html", "represent.csv"}
    assert {path.name for path in out.iterdir()} == names
    made = json.loads((out / "represent.json").read_text(encoding="utf-8"))
    for section in made["sections"][:2]:
        for comparison in section["comparisons"]:
            expected = in_points(
                helped(section["id"], 2018), published(comparison["benchmark"], section["id"])
            )
            rows = {row["label"]: row for row in comparison["rows"]}
            for label, told in expected.items():
                numbers = [rows[label][name] for name in ("helped_share", "benchmark_share", "difference")]
                assert tuple(round(number, 1) for number in numbers) == told
    assert [one["kind"] for one in made["benchmarks"]] == ["victims", "population"]
    tidy = list(csv.DictReader(io.StringIO((out / "represent.csv").read_text(encoding="utf-8"))))
    assert len(tidy) == sum(len(one["rows"]) for part in made["sections"] for one in part["comparisons"])
    book = openpyxl.load_workbook(out / "represent.xlsx")
    assert all(sheet.cell(1, 1).value == MARKING.capitalize() for sheet in book)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(out / "represent.pdf").pages)
    assert "Men are 34.8% of the people helped" in text.replace("\n", " ")
    assert alongside("verify", "--store", records)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--benchmark", "nosuch.csv", "--period", "2018-19"), ("nosuch.csv cannot be read",)),
        (("--benchmark", "bad.csv", "--period", "2018-19"), ("Line 3", "“many”")),
        (("--benchmark", "odd.csv", "--period", "2018-19"), ("Line 2", "“Fmle”", "Did you mean “Female”?")),
        (("--benchmark", "good.csv", "--period", "2018-19:Q9"), ("quarters Q1 to Q4",)),
        (("--benchmark", "good.csv", "--period", "2099-00"), ("has not begun",)),
        (("--benchmark", "good.csv", "--benchmark", "good.csv", "--period", "2018-19"), ("go by the name",)),
        (
            ("--benchmark", "good.csv", "--kind", "victims", "--kind", "population", "--period", "2018-19"),
            ("2 kinds for 1",),
        ),
    ],
)
def test_what_cannot_be_compared_ends_in_a_sentence_and_leaves_no_file(
    records: Path,
    tmp_path: Path,
    alongside: Said,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    heading = "characteristic,category,count\n"
    Path("good.csv").write_text(f"{heading}sex,Female,10\nsex,Male,20\n", encoding="utf-8")
    Path("bad.csv").write_text(f"{heading}sex,Female,10\nsex,Male,many\n", encoding="utf-8")
    Path("odd.csv").write_text(f"{heading}sex,Fmle,10\nsex,Male,20\n", encoding="utf-8")
    status, _, complained = alongside("represent", "--store", records, "--out", tmp_path / "out", *arguments)
    assert status == 1
    for word in words:
        assert word in complained
    assert not (tmp_path / "out").exists()
