"""Counting rules: what ships can be read, and every mistake is told with its place."""

import tomllib
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import DefinitionError
from desktop.platform.resources import resource_text
from desktop.returns.rules.reading import (
    bundled_code_lists,
    definition_ids,
    load_definition,
    parse_definition,
)

LISTS = bundled_code_lists()
HEAD = 'id = "own"\ntitle = "Our own"\nversion = "1"\n'
SEX = '[[tables]]\nid = "sex"\ntitle = "Sex"\ncounts = "people-newly-referred"\n'
SEX_ROWS = '[tables.rows]\nby = "sex"\n'
GROUPS = """
[roll_ups.mine]
list = "ethnicity"
[[roll_ups.mine.groups]]
code = "whites"
label = "White"
of = ["white"]
[[roll_ups.mine.groups]]
code = "others"
label = "All others"
of = ["asia", "mixed", "black", "other-group"]
[[roll_ups.mine.groups]]
code = "asia"
label = "Asian"
of = ["asian"]
"""
BY_GROUPS = """[[tables]]
id = "e"
title = "E"
counts = "people-newly-referred"
[tables.rows]
by = "ethnicity"
roll_up = "mine"
missing = ["prefer-not-to-say"]
"""


@pytest.mark.parametrize("definition_id", definition_ids())
def test_whatever_rules_ship_can_be_read(definition_id: str) -> None:
    definition = load_definition(definition_id)
    assert definition.id == definition_id
    assert definition.tables


def test_the_cleveland_tables_have_the_rows_of_the_printed_ones() -> None:
    rows = {table.id: table.rows.labels for table in load_definition("cleveland-tables").tables}
    assert rows["sex"].labels == ("Female", "Male", "Missing", "Total")
    assert rows["age"].labels == (
        *("Under 20", "20-29", "30-39", "40-49", "50-59", "60-69", "70-79", "80+"),
        *("Missing", "Total"),
    )
    assert rows["hate"].labels == ("Disability", "LGBT", "Race", "Religion", "Not a hate crime", "Total")
    printed = "W1,W2,W9,A1,A2,A3,A9,B1,B2,B9,M1,M2,M3,M9,O1,O9,_missing,_total"
    assert ",".join(rows["ethnicity"].codes) == printed


def test_unknown_rules_are_answered_with_those_that_exist() -> None:
    with pytest.raises(
        DefinitionError, match=r"no counting rules called “cleveland”.*There are: .*cleveland-tables"
    ):
        load_definition("cleveland")


def test_rules_cannot_be_fetched_from_another_folder() -> None:
    with pytest.raises(DefinitionError, match="There are no counting rules"):
        load_definition("../codes/sex")


MISTAKES = [
    ("id = ", "cannot be read"),
    ('titel = "x"', "“titel” is not known here. Did you mean “title”?"),
    ('id = "x"\ntitle = "x"\nversion = 3\ntables = [{id = "t"}]', "“title” is missing"),
    (HEAD, "“tables” must list"),
    (HEAD + "tables = 4", "“tables” must be a list of tables"),
    (HEAD + SEX, "table “sex”: “rows” is missing"),
    (HEAD + SEX + '[tables.rows]\nby = "sexx"', "nothing can be sorted by “sexx”. Did you mean “sex”?"),
    (HEAD + SEX + SEX_ROWS + 'layout = "plane"', "“layout” cannot be “plane”. Did you mean “plain”?"),
    (HEAD + SEX + SEX_ROWS + 'codes = ["F"]', "leaves out “M” (Male)"),
    (HEAD + SEX + SEX_ROWS + 'codes = ["F", "M", "F"]', "names “F” twice"),
    (HEAD + SEX + SEX_ROWS + 'codes = ["F", "N"]', "“codes” names “N”, which does not exist"),
    (HEAD + SEX + SEX_ROWS + 'missing = ["F"]', "“missing” names “F”, which has a place already"),
    (HEAD + SEX + SEX_ROWS + 'roll_up = "female-mail"', "Did you mean “female-male”?"),
    (HEAD + SEX + SEX_ROWS + 'none = "F"', "which has one answer each"),
    (HEAD + SEX + SEX_ROWS + 'age_bands = "A"', "“age_bands” has no meaning for “sex”"),
    (HEAD + SEX + SEX_ROWS + 'unanswered = "U"', "“unanswered” names “U”"),
    (HEAD + SEX + "show_codes = 1\n" + SEX_ROWS, "“show_codes” must be true or false"),
    (HEAD + SEX + 'sensitivity = "high"\n' + SEX_ROWS, "“sensitivity” cannot be “high”"),
    (HEAD + (SEX + SEX_ROWS) * 2, "Two tables are called “sex”"),
    (HEAD + SEX.replace("newly", "newley") + SEX_ROWS, "Did you mean “people-newly-referred”?"),
    (HEAD + SEX + SEX_ROWS + '[tables.filter]\nage = ["20"]', "it is not a code list"),
    (HEAD + SEX + SEX_ROWS + '[tables.filter]\nreported = ["yess"]', "Did you mean “yes”?"),
    (
        HEAD + "year_start_month = 13\n" + BY_GROUPS + GROUPS,
        "must be a whole number from 1 to 12",
    ),
    (
        HEAD + SEX + '[tables.rows]\nby = "age"\nage_bands = "A"',
        "“age_bands” names “A”, which does not exist",
    ),
    (HEAD + SEX + '[tables.rows]\nby = "hate"\nroll_up = "published"', "“none” is missing"),
    (HEAD + "[age_bands]\nA = []", "must have between 1 and"),
    (
        HEAD + '[age_bands]\nA = [{label = "x", to = 19}, {label = "y", from = 19}]',
        "overlap: “y” begins at 19, but “x” goes to 19",
    ),
    (HEAD + '[age_bands]\nA = [{label = "x", to = 17}, {label = "y", from = 20}]', "leave out age 18 to 19"),
    (HEAD + '[age_bands]\nA = [{label = "x", from = 16}]', "leave out age 0 to 15"),
    (HEAD + '[age_bands]\nA = [{label = "x", to = 17}]', "leave out everybody older than 17"),
    (HEAD + '[age_bands]\nA = [{label = "x"}, {label = "y", from = 20}]', "already holds everybody older"),
    (HEAD + '[age_bands]\nA = [{label = "x", from = 9, to = 8}]', "“to” is younger than “from”"),
    (HEAD + GROUPS.replace('["asian"]', '["others"]'), "goes round in a circle: others → asia → others"),
    (HEAD + GROUPS.replace('["white"]', '["whites"]'), "goes round in a circle: whites → whites"),
    (HEAD + GROUPS.replace('["white"]', '["asia"]'), "is inside “whites” and “others”"),
    (HEAD + BY_GROUPS + GROUPS.replace('["white"]', '["asian"]'), "is in “White” and again in another group"),
    (HEAD + BY_GROUPS + GROUPS.replace('["white"]', '["W88"]'), "names “W88”, which does not exist"),
    (HEAD + BY_GROUPS.replace("mine", "mime") + GROUPS, "which does not exist. Did you mean “mine”?"),
    (HEAD + GROUPS.replace("ethnicity", "ethnicty"), "no code list “ethnicty”. Did you mean “ethnicity”?"),
    (HEAD + SEX + SEX_ROWS.replace('"sex"', '"shoe-size"'), "sorted by “shoe-size”. Use one of: sex, gender"),
    (HEAD + BY_GROUPS.replace('"ethnicity"', '"sex"') + GROUPS, "is a roll-up of “ethnicity”, not of “sex”"),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES)
def test_a_mistake_is_told_with_its_place(text: str, said: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        parse_definition(text, LISTS)
    assert said in str(caught.value)


def test_rules_may_bring_groups_of_their_own() -> None:
    rows = parse_definition(HEAD + BY_GROUPS + GROUPS, LISTS).tables[0].axis
    assert rows.labels.labels == ("White", "All others", "Valid total", "Missing", "Total")
    assert (rows.row_of["W3"], rows.row_of["A4"], rows.row_of["B2"]) == ("whites", "others", "others")


def test_a_group_of_their_own_that_leaves_somebody_out_is_refused() -> None:
    with pytest.raises(DefinitionError, match="leaves out “B1”"):
        parse_definition(HEAD + BY_GROUPS + GROUPS.replace('"black", ', ""), LISTS)


def test_rules_that_are_too_long_are_not_even_read() -> None:
    with pytest.raises(DefinitionError, match="too long"):
        parse_definition("#" * 300_000, LISTS)


def told_about(text: str) -> str:
    """Read rules; give what is said about their mistake, or how many tables they have."""
    try:
        return f"{len(parse_definition(text, LISTS).tables)} tables."
    except DefinitionError as problem:
        return str(problem)


@given(cut=st.integers(0, 2_500), junk=st.text(max_size=6))
def test_damaged_rules_are_refused_in_words(cut: int, junk: str) -> None:
    text = resource_text("returns/cleveland-tables.toml")
    assert told_about(text[:cut] + junk + text[cut + len(junk) :]).endswith((".", "?"))


ODD = st.one_of(
    st.integers(),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text("AF M-19_=+", max_size=5),
    st.lists(st.integers() | st.just("F"), max_size=3),
    st.dictionaries(st.sampled_from(["by", "label", "x"]), st.integers() | st.just("sex"), max_size=2),
    st.just([{"label": "x"}]),
)


@given(data=st.data(), odd=ODD)
def test_a_value_of_the_wrong_kind_anywhere_is_refused_in_words(data: st.DataObject, odd: object) -> None:
    rules: Any = tomllib.loads(resource_text("returns/cleveland-tables.toml") + GROUPS)
    part: Any = rules
    while True:
        keys = list(part) if isinstance(part, dict) else list(range(len(part)))
        key = data.draw(st.sampled_from(keys))
        deeper = isinstance(part[key], dict | list) and part[key] and data.draw(st.booleans())
        if not deeper:
            part[key] = odd
            break
        part = part[key]
    assert told_about(tomlkit.dumps(rules)).endswith((".", "?"))


def test_a_number_too_long_to_read_is_refused_in_words() -> None:
    assert "cannot be read" in told_about(f"id = {'9' * 5000}")
