"""What stands behind a number: how many people, in sight or not, or what was typed in."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from desktop.domain.actor import Actor
from desktop.domain.periods import parse_period
from desktop.returns.counting import count
from desktop.returns.explaining.behind import Behind, behind_cell
from desktop.returns.rules.definitions import Definition
from desktop.store.records import Records
from tests.returns.made_people import MadePerson, MadeReferral

TWICE = (MadeReferral(date(2018, 7, 3)), MadeReferral(date(2018, 8, 3)))
PEOPLE = (MadePerson(TWICE, sex="F"), MadePerson(TWICE[:1], sex="F"), MadePerson(TWICE, sex="M"))


def test_a_number_says_its_words_and_how_many_different_people_are_behind_it(
    filled: Callable[[Sequence[MadePerson]], Records], actor: Actor, cleveland: Definition
) -> None:
    asked = partial(count, actor=actor, definition=cleveland, period=parse_period("2018-19"))
    table = filled(PEOPLE).read_long(actor, asked).table("sex")
    behind = behind_cell(table, row="F", column="count")
    assert (behind.words, behind.kind, behind.people) == ("Female · Number: 2", Behind.PEOPLE, 2)
    assert behind_cell(table, row="_missing", column="count").people == 0
    typed_in = behind_cell(replace(table, entered=True), row="F", column="count")
    assert (typed_in.kind, typed_in.people) == (Behind.TYPED_IN, 0)
