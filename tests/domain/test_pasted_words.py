"""Words pasted from a word processor lose what nobody typed, and nothing else."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.domain.identifying_words import Pointing, pointing_at_somebody
from desktop.domain.pasted_words import clean_pasted, paragraphs_of

FROM_A_WORD_PROCESSOR = (
    "\ufeffNarrative\u00a0for\u00a0Quarter\u00a02\r\n\r\n\r\n\r\n"
    "\u201cWe didn\u2019t know who to ask,\u201d\u202fsaid one person\u2026\v"
    "Demand grew \u2013 by a fifth \u2014 since July.\r\n"
    "\uf0b7\tCourt visits: twelve\r\n"
    "\uf0a7\u00a0\u00a0Vol\u00adun\u00adteers\u200b trained\r\n"
    "o\tLock fitting\r\n"
    "\u00b7\u0009Awareness\ttalks\r\n"
    "\ufffc\x07\r\n"
    "\u0141ucja \u0174yn-Nguye\u0302\u0303n wrote this.\f\r\n  \r\n"
)


def test_a_narrative_from_a_word_processor_comes_out_as_it_was_meant() -> None:
    assert clean_pasted(FROM_A_WORD_PROCESSOR) == (
        "Narrative for Quarter 2\n\n"
        "\u201cWe didn\u2019t know who to ask,\u201d said one person\u2026\n"
        "Demand grew \u2013 by a fifth \u2014 since July.\n"
        "\u2022 Court visits: twelve\n"
        "\u2022 Volunteers trained\n"
        "\u2022 Lock fitting\n"
        "\u2022 Awareness talks\n\n"
        "\u0141ucja \u0174yn-Nguy\u1ec5n wrote this."
    )


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("Month\tSessions\r\nJuly\t12\r\n", "Month \u00b7 Sessions\nJuly \u00b7 12"),
        ("July\u00a0\t12\t\t3", "July \u00b7 12 \u00b7 3"),
        ("\t12\t3\t", "12 \u00b7 3"),
        ("1.\tCourt\r\nb)\tLocks", "1. Court\nb) Locks"),
        ("Note:\tall is well", "Note: all is well"),
    ],
)
def test_cells_of_a_table_stay_apart_and_lists_and_stops_do_not(pasted: str, meant: str) -> None:
    assert clean_pasted(pasted) == meant


AWKWARD = "\u00b7\u2022\uaaf7\ue000\uf0b7\u200b\u200c\u200d\u0302\u0303\u00a0\r\n\t o*-e\u03c9\x07\x85"


@given(st.text() | st.text(alphabet=AWKWARD))
@example("\uaaf7\u00b7")
@example("e\u200b\u0302")
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    once = clean_pasted(text)
    assert clean_pasted(once) == once
    assert "\n\n\n" not in once
    assert all(sign == "\n" or sign.isprintable() or sign in "\u200c\u200d" for sign in once)


@pytest.mark.parametrize(
    "words",
    ["Not-for-profit", "on 3 - 4 days", "o no", "\u06cc\u200c\u06a9", "caf\u00e9 \u2013 \u2018so\u2019"],
)
def test_what_somebody_typed_stays(words: str) -> None:
    assert clean_pasted(words) == words


def test_each_line_is_a_paragraph() -> None:
    assert paragraphs_of("One.\n\nTwo.\n\u2022 Three") == ("One.", "Two.", "\u2022 Three")


def test_what_points_at_somebody_is_found_in_the_order_it_stands() -> None:
    text = (
        "Ring 01632 960123 or write to j.wren@example.org. On 3 July 2018 (03/07/18) she moved to TS1 2AB. "
        "We spent £1,234,567.89 on 120 people in 2018-19."
    )
    assert [(one.kind, one.words) for one in pointing_at_somebody(text)] == [
        (Pointing.PHONE, "01632 960123"),
        (Pointing.EMAIL, "j.wren@example.org"),
        (Pointing.DAY, "3 July 2018"),
        (Pointing.DAY, "03/07/18"),
        (Pointing.POSTCODE, "TS1 2AB"),
    ]


def test_a_plain_narrative_points_at_nobody() -> None:
    assert pointing_at_somebody("We helped 212 people, 14 more than in Quarter 1; 37.5 hours a week.") == ()
