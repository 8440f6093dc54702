"""Lists of benchmarks come in as they are kept; what cannot be used is named with its line."""

import pytest

from desktop.domain.benchmarks import Figure
from desktop.errors import ImportFileError
from desktop.imports.benchmarks import LARGEST_FILE, MOST_FIGURES, read_benchmark
from desktop.platform.resources import resource_bytes, resource_names

HEADINGS = "characteristic,category,count\n"


@pytest.mark.parametrize("name", resource_names("benchmarks", ".csv"))
def test_every_benchmark_that_ships_with_the_program_comes_in(name: str) -> None:
    assert len(read_benchmark(resource_bytes(name))) >= 15


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfcharacteristic,category,count\r\nsex,Female,87515\r\n",
        "characteristic,category,count\nsex,Female,87515".encode("utf-16"),
        b'characteristic,category,count\nsex,Female,"87,515"\n',
        b"characteristic;category;count\nsex;Female;87 515\n",
        "Characteristic , CATEGORY,Count\n\n,,\n sex ,Female ,87\u00a0515\n\n".encode("cp1252"),
        b"count,category,characteristic,note\n87515,Female,sex,as printed\n",
    ],
)
def test_a_list_comes_in_however_it_was_saved(data: bytes) -> None:
    (figure,) = read_benchmark(data)
    assert (figure.characteristic, figure.category, figure.count) == ("sex", "Female", 87515)


def test_words_of_windows_1252_are_kept_and_lines_are_counted_with_blank_ones() -> None:
    data = (HEADINGS + "\nreligion,Café\u2019s,3\n").encode("cp1252")
    assert read_benchmark(data) == (Figure("religion", "Café\u2019s", 3, line=3),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ("empty",)),
        (HEADINGS, ("headings and no figures",)),
        ("characteristic,category\nsex,Female\n", ("no heading “count”", "sex,Female,87515")),
        (
            "characteristic,kategory,count\nsex,Female,1\n",
            ("“category”", "“kategory” stands there: write “category”"),
        ),
        ("count,count,category,characteristic\n1,1,F,sex\n", ("Two columns",)),
        (HEADINGS + "sex,Female,many\nsex,,3\nsex,Male,\n", ("Line 2", "“many”", "Line 3", "Line 4")),
        (HEADINGS + "sex,Female,-4\n", ("Line 2", "whole number")),
        (HEADINGS + "sex,Female,4.5\n", ("Line 2", "whole number")),
        (HEADINGS + "sex,Female,87,515\n", ("Line 2", "“87,515” in quotation marks")),
        (HEADINGS + "sex,Female\n", ("Line 2 has 2 of the 3 cells",)),
        (HEADINGS + "sex,Female,1\n\nSex,female,2\n", ("Line 4 is line 2 again",)),
        (HEADINGS + "sex,Female,99999999999\n", ("Line 2", "more than any figure")),
        (HEADINGS + "sex," + "F" * 200 + ",9\n", ("Line 2", "letters")),
        (HEADINGS + 'sex,"Female,9\nsex,Male,3\n', ("Line 2", "never closed")),
        (HEADINGS + "sex,x,y\n" * 40, ("And 28 more lines",)),
    ],
)
def test_every_mistake_is_named_with_its_line(text: str, words: tuple[str, ...]) -> None:
    with pytest.raises(ImportFileError) as refused:
        read_benchmark(text.encode())
    for word in words:
        assert word in str(refused.value)


def test_what_is_no_list_of_figures_is_refused() -> None:
    long = HEADINGS + "".join(f"age,{number},1\n" for number in range(MOST_FIGURES + 1))
    for data in (b"PK\x03\x04 a workbook", b"\x00\x01\x02" * 50, b"x" * (LARGEST_FILE + 1), long.encode()):
        with pytest.raises(ImportFileError):
            read_benchmark(data)
