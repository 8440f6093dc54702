"""Reading the rules of what is typed in: each mistake is told with its place and the nearest right word."""

import pytest

from desktop.errors import DefinitionError
from desktop.returns.rules.definitions import Definition
from desktop.returns.rules.entered_rules import EnteredUnit
from desktop.returns.rules.reading import bundled_code_lists, parse_definition
from tests.returns.made_grant import COVER, HEAD, MONEY, STORY

LISTS = bundled_code_lists()


def read(text: str) -> Definition:
    return parse_definition(HEAD + text, LISTS)


def test_a_table_that_is_typed_in_is_read_with_its_sums_and_differences() -> None:
    (rules,) = read(MONEY).entered
    assert [row.adds for row in rules.rows] == [(), (), ("staff", "travel")]
    assert [column.minus for column in rules.columns] == [None, None, ("budget", "spent")]
    assert rules.typed == (("staff", "budget"), ("staff", "spent"), ("travel", "budget"), ("travel", "spent"))
    assert rules.unit_of("left") is EnteredUnit.POUNDS
    assert (rules.section, rules.note) == ("Resources", "In pounds.")


def test_words_and_the_cover_are_read_beside_the_tables() -> None:
    definition = read(MONEY + STORY + COVER)
    (text,) = definition.texts
    assert (text.case_study, text.most) == (True, 900)
    assert definition.cover is not None
    assert [line.label for line in definition.cover.lines] == ["Grant", "Prepared by"]
    assert definition.tables == ()


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("level = 1", "levle = 1", "“levle” is not known here. Did you mean “level”?"),
        ('unit = "£", minus', 'unit = "hour", minus', "cannot be “hour”. Did you mean “hours”?"),
        ('"budget", "spent"]', '"budgett", "spent"]', "does not exist. Did you mean “budget”?"),
        ('["budget", "spent"]', '["budget"]', "must name two columns"),
        ('code = "travel"', 'code = "staff"', "two rows have the code “staff”"),
        ("sum = true", 'sum = ["staf"]', "names “staf”, which does not exist. Did you mean “staff”?"),
        ("sum = true", "sum = []", "must be true, or a list"),
        ("sum = true", "sum = 1", "must be a list of words"),
        ("entered = true", "entered = true\ntext = true", "cannot be said beside “entered”"),
        ('label = "Spent", unit = "£"', 'label = "Spent", unit = "hours"', "it is in £, “spent” in hours"),
        ('code = "staff"', 'code = "staff costs"', "must be a short word"),
    ],
)
def test_a_mistake_is_named_with_its_nearest_right_word(right: str, wrong: str, told: str) -> None:
    assert right in MONEY
    with pytest.raises(DefinitionError) as problem:
        read(MONEY.replace(right, wrong, 1))
    assert told in str(problem.value)


def test_a_misspelt_kind_of_table_is_named_with_the_right_one() -> None:
    with pytest.raises(DefinitionError, match=r"“txt” is not known here. Did you mean “text”"):
        read(STORY.replace("text = true", "txt = true"))


def test_a_table_in_which_nothing_would_be_typed_is_refused() -> None:
    only_sums = MONEY.replace('label = "Staff" }', 'label = "Staff", sum = true }').replace(
        "level = 1 }", "sum = true }"
    )
    with pytest.raises(DefinitionError, match="every row is a sum"):
        read(only_sums)


def test_a_return_has_one_cover() -> None:
    with pytest.raises(DefinitionError, match="two covers"):
        read(COVER + COVER.replace("R0", "R00"))
