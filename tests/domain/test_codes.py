"""Code trees: reading, refusing contradictions, finding what a cell means, rolling up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.code_words import is_one_slip
from desktop.domain.codes import CodeList, Kind, parse_code_list
from desktop.errors import DefinitionError

TREE = """
key = "fruit"
title = "Fruit"
starts = 2001-01-01

[[codes]]
code = "citrus"
label = "Citrus"
synonyms = ["Citrus fruit"]

[[codes]]
code = "lemon"
label = "Lemon"
parent = "citrus"
synonyms = ["L1", "Sour & yellow"]

[[codes]]
code = "citrus-other"
label = "Any other citrus"
parent = "citrus"

[[codes]]
code = "citrus-unknown"
label = "Citrus, kind not known"
parent = "citrus"
synonyms = ["Citrus"]

[[codes]]
code = "W1"
label = "Damson"
ends = 2010-12-31

[[codes]]
code = "other"
label = "Other"

[[codes]]
code = "silent"
label = "Prefer not to say"
kind = "prefer_not_to_say"

[[codes]]
code = "not-asked"
label = "Not asked"
kind = "not_asked"

[[crosswalks]]
scheme = "colours"
title = "By colour"
places = [
  { code = "P", label = "Purple", from = ["W1"], ends = 2005-12-31 },
  { code = "B", label = "Blue", from = ["W1"], starts = 2006-01-01 },
  { code = "Y", label = "Yellow", from = ["citrus"] },
  { code = "G", label = "Green", from = ["citrus-other"] },
]
"""


@pytest.fixture(scope="module")
def fruit() -> CodeList:
    return parse_code_list(TREE)


def found(code_list: CodeList, text: str) -> str | None:
    code = code_list.find(text)
    return code.code if code else None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Lemon", "lemon"),
        ("  LEMON. ", "lemon"),
        ("l1", "lemon"),
        ("sour and yellow", "lemon"),
        ("2. Lemon", "lemon"),
        ("Lemon (L1)", "lemon"),
        ("Citrus - Lemon", "lemon"),
        ("Citrus fruit: lemon", "lemon"),
        ("Citrus", "citrus-unknown"),
        ("citrus fruit", "citrus-unknown"),
        ("Citrus - not stated", "citrus-unknown"),
        ("Citrus (other)", "citrus-other"),
        ("Other citrus", "citrus-other"),
        ("W1 - Damson", "W1"),
        ("W1: from the hedge", "W1"),
        ("Damson (W1)", "W1"),
        ("Refused", "silent"),
        ("prefer not to disclose", "silent"),
        ("N/K", "not-asked"),
        ("Fruit not recorded", "not-asked"),
        ("W1 - Lemon", None),
        ("Damson (lemon)", None),
        ("Pear", None),
        ("", None),
        (" - ", None),
    ],
)
def test_a_cell_is_found_however_it_is_spelt_and_never_guessed(
    fruit: CodeList, text: str, code: str | None
) -> None:
    assert found(fruit, text) == code


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("british", "britsh", True),
        ("british", "brittish", True),
        ("british", "brotish", True),
        ("british", "birtish", True),
        ("british", "britishh", True),
        ("british", "british", False),
        ("british", "brtsh", False),
        ("female", "male", False),
    ],
)
def test_a_slip_is_one_letter(one: str, other: str, *, slip: bool) -> None:
    assert is_one_slip(one, other) is slip
    assert is_one_slip(other, one) is slip


def test_one_wrong_letter_is_forgiven_only_when_a_single_code_comes_near() -> None:
    twins = parse_code_list(
        """
        key = "twins"
        title = "Twins"
        codes = [{ code = "a", label = "Plumbing" }, { code = "b", label = "Plumming" },
                 { code = "c", label = "Gardening" }, { code = "d", label = "Ladder" }]
        """
    )
    assert found(twins, "Gardning") == "c"
    assert found(twins, "Plumbin") == "a"
    assert found(twins, "Plumding") is None
    assert found(twins, "Lader") is None
    assert found(twins, "Wardening") is None


def test_a_cell_with_several_values_gives_each_or_none(fruit: CodeList) -> None:
    codes = fruit.find_all("Lemon; damson & lemon")
    assert codes is not None
    assert [code.code for code in codes] == ["lemon", "W1"]
    assert fruit.find_all("Lemon; pear") is None
    assert fruit.find_all(" ; ") is None


def test_suggestions_are_the_nearest_codes_that_can_be_recorded(fruit: CodeList) -> None:
    assert fruit.suggest("Lemmon")[0].code == "lemon"
    assert {code.code for code in fruit.suggest("citrus something")} >= {"citrus-unknown", "citrus-other"}
    assert fruit.suggest("zzzz") == ()


def test_the_tree_is_walked_up_and_down(fruit: CodeList) -> None:
    assert [code.code for code in fruit.children("citrus")] == ["lemon", "citrus-other", "citrus-unknown"]
    assert [code.code for code in fruit.ancestors("lemon")] == ["citrus"]
    assert fruit.children()[0].code == "citrus"
    assert fruit.is_within("lemon", "citrus")
    assert not fruit.is_within("W1", "citrus")
    assert "citrus" not in {code.code for code in fruit.leaves()}
    assert fruit.label("lemon") == "Lemon"


def test_a_retired_code_is_kept_but_not_offered(fruit: CodeList) -> None:
    assert "W1" in fruit
    assert "W1" not in {code.code for code in fruit.leaves(on=date(2011, 1, 1))}
    assert "W1" in {code.code for code in fruit.leaves(on=date(2010, 12, 31))}
    assert fruit.leaves(on=date(2000, 12, 31)) == ()


def test_a_code_rolls_up_by_its_own_place_before_its_groups(fruit: CodeList) -> None:
    assert fruit.roll_up("citrus-other", "colours") == "G"
    assert fruit.roll_up("lemon", "colours") == "Y"
    assert fruit.roll_up("other", "colours") is None
    assert fruit.roll_up("W1", "colours", on=date(2005, 12, 31)) == "P"
    assert fruit.roll_up("W1", "colours", on=date(2006, 1, 1)) == "B"
    assert fruit.crosswalks["colours"].label("B") == "Blue"


def test_only_the_absence_of_an_answer_counts_as_missing(fruit: CodeList) -> None:
    assert fruit.get("not-asked").counts_as_missing
    assert not fruit.get("silent").counts_as_missing
    assert not fruit.get("lemon").counts_as_missing
    blank = fruit.blank()
    assert blank is not None
    assert blank.kind is Kind.NOT_ASKED


def test_an_unknown_code_or_scheme_names_the_nearest_right_one(fruit: CodeList) -> None:
    with pytest.raises(DefinitionError, match="mean \u201clemon\u201d"):
        fruit.get("lemmon")
    with pytest.raises(DefinitionError, match="mean \u201ccolours\u201d"):
        fruit.roll_up("lemon", "colour")
    with pytest.raises(DefinitionError, match="Use one of: P, B, Y, G"):
        fruit.crosswalks["colours"].label("zz")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            'parent = "citrus"',
            'parent = "citruss"',
            "lies below \u201ccitruss\u201d.* mean \u201ccitrus\u201d",
        ),
        ('label = "Citrus"\n', 'label = "Citrus"\nparent = "lemon"\n', "lies below itself"),
        ('code = "other"', 'code = "lemon"', "\u201clemon\u201d 2 times"),
        (
            'label = "Other"',
            'label = "L1"',
            "\u201cL1\u201d means two codes: \u201clemon\u201d and \u201cother\u201d",
        ),
        ('from = ["citrus"]', 'from = ["citris"]', "from \u201ccitris\u201d.* mean \u201ccitrus\u201d"),
        ('from = ["citrus"]', 'from = ["citrus-other"]', "\u201ccitrus-other\u201d in two places at once"),
        ("starts = 2006-01-01 }", "starts = 2005-12-31 }", "\u201cW1\u201d in two places at once"),
        ('kind = "not_asked"', 'kind = "not_askd"', "\u201cnot_askd\u201d.* mean \u201cnot_asked\u201d"),
        ("synonyms", "synonym", "key \u201csynonym\u201d.* mean \u201csynonyms\u201d"),
        ('key = "fruit"', "", "has no \u201ckey\u201d"),
        ('label = "Damson"', 'label = " "', "has no \u201clabel\u201d"),
        ("ends = 2010-12-31", 'ends = "2010"', "Write ends = 2021-03-21"),
        ("ends = 2010-12-31", "ends = 2010-12-31T10:00:00", "Write ends = 2021-03-21"),
        ('["L1", "Sour & yellow"]', '"L1"', "not a list of words"),
        ("[[codes]]\n", "[codes]\n", "cannot be read"),
        ('scheme = "colours"', 'scheme = "colours', "cannot be read"),
    ],
)
def test_a_contradiction_in_a_list_is_explained(old: str, new: str, sentence: str) -> None:
    assert old in TREE
    with pytest.raises(DefinitionError, match=sentence):
        parse_code_list(TREE.replace(old, new, 1))


def test_two_crosswalks_of_one_name_are_refused() -> None:
    again = TREE[TREE.index("[[crosswalks]]") :]
    with pytest.raises(DefinitionError, match="two crosswalks with one scheme"):
        parse_code_list(TREE + again)


@given(st.text(max_size=30))
def test_any_cell_is_either_a_recordable_code_or_nothing(text: str) -> None:
    code_list = parse_code_list(TREE)
    code = code_list.find(text)
    assert code is None or code in code_list.leaves()
