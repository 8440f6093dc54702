"""What was typed in stands in the return beside what was counted, for its quarter and the year to date."""

from datetime import date, timedelta
from functools import partial

import pytest

from desktop.domain.actor import Actor
from desktop.domain.ids import PersonId
from desktop.domain.periods import Period, parse_period
from desktop.errors import AlongsideError
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.returns.counting import count
from desktop.returns.document import chapters
from desktop.returns.explaining.who import who, why_not
from desktop.returns.result import Return, Span
from desktop.returns.rules.reading import load_definition
from desktop.services.consents import NewConsent, record_consent
from desktop.services.people import PersonWords, register_person
from desktop.services.return_entries import AnyRules, Filled, fill_in
from desktop.services.survey_replies import ReplyWords, record_reply
from desktop.store.records import Records
from tests.store.made import Clock

RULES = load_definition("pcc-quarterly")
Q1, Q2 = parse_period("2025-26:Q1"), parse_period("2025-26:Q2")
STORY_TOLD = date(2026, 4, 1)


class Year:
    """Somebody who fills in a year's returns and counts them."""

    def __init__(self, records: Records, actor: Actor) -> None:
        self.records, self.actor = records, actor

    def fill(self, table_id: str, quarter: Period, filled: Filled) -> None:
        """Fill in one part for the first time."""
        parts: list[AnyRules] = [*RULES.entered, *RULES.texts]
        if RULES.cover is not None:
            parts.append(RULES.cover)
        work = partial(
            fill_in,
            actor=self.actor,
            definition_id=RULES.id,
            quarter=quarter,
            rules=next(one for one in parts if one.id == table_id),
            filled=filled,
            version=0,
        )
        self.records.write(self.actor, work)

    def counted(self, period: Period) -> Return:
        """Count a period."""
        return self.records.read(
            self.actor, partial(count, actor=self.actor, definition=RULES, period=period)
        )

    def teller(self, *, until: date) -> str:
        """Register somebody who agreed that their story is told until a day; give their reference."""
        words = PersonWords(forename="Ada", surname="Wren")
        person_id = self.records.write(
            self.actor, partial(register_person, actor=self.actor, words=words)
        ).value
        said = NewConsent(
            kind_code="case-study", given=True, answered_on=STORY_TOLD, how_code="said", expires_on=until
        )
        work = partial(record_consent, actor=self.actor, person_id=person_id, words=said)
        self.records.write(self.actor, work)
        return self.records.read(self.actor, partial(_reference, person_id=person_id))


def _reference(session: RecordSession, person_id: PersonId) -> str:
    return session.get_one(Person, person_id).reference


@pytest.fixture
def year(records: Records, actor: Actor) -> Year:
    return Year(records, actor)


def test_numbers_stand_in_their_quarter_and_add_up_in_the_year_to_date(year: Year) -> None:
    for quarter, spent in ((Q1, 1_000_000), (Q2, 250_050)):
        year.fill("R26", quarter, Filled(numbers={("staff", "spent"): spent, ("staff", "budget"): 1_100_000}))
    result = year.counted(Q2)
    now, to_date = (
        next(one for one in result.tables if one.title == "Spend against budget" and one.span is span)
        for span in (Span.PERIOD, Span.TO_DATE)
    )
    assert now.cell("staff", "spent").shown == "£2,500.50"
    assert to_date.cell("staff", "spent").shown == "£12,500.50"
    assert to_date.cell("total", "left").shown == "£9,499.50"


def test_a_return_nobody_filled_in_says_so_part_by_part(year: Year) -> None:
    result = year.counted(Q1)
    entered = [table for table in result.tables if table.entered]
    assert {table.id for table in entered} == {rules.id for rules in RULES.entered}
    assert all("Quarter 1 has not been filled in." in table.notes for table in entered)
    assert all(text.notes == ("Quarter 1 has not been filled in.",) for text in result.texts)
    assert result.facts == ()
    assert [chapter.title for chapter in chapters(result)].count("Resources") == 1


def test_words_and_the_cover_stand_in_the_return(year: Year) -> None:
    year.fill("R27", Q1, Filled(words={("words", "words"): "Busy.\r\n\uf0b7\tCourt"}))
    year.fill("R0", Q1, Filled(words={("grant", "words"): "Victims’ Fund"}))
    result = year.counted(Q1)
    assert next(one for one in result.texts if one.id == "R27").paragraphs == ("Busy.", "• Court")
    assert result.facts == (("Grant", "Victims’ Fund"),)


def test_a_story_whose_consent_ran_out_is_no_longer_in_the_return(year: Year, clock: Clock) -> None:
    reference = year.teller(until=date(2026, 4, 30))
    year.fill("R27a", Q1, Filled(words={("words", "words"): "She slept again."}, story_of=reference))
    assert year.counted(Q1).texts[1].paragraphs == ("She slept again.",)
    clock.now += timedelta(days=30)
    after = year.counted(Q1).texts[1]
    assert after.paragraphs == ()
    assert "left out. Their consent to a case study ran out on 30 April 2026." in after.notes[0]


def test_replies_are_counted_in_the_quarter_they_came_back_in(year: Year) -> None:
    for code in ("agree", "agree", "disagree"):
        words = ReplyWords(quarter_start=Q1.start, understood_code=code)
        year.records.write(year.actor, partial(record_reply, actor=year.actor, words=words))
    late = ReplyWords(quarter_start=Q2.start, understood_code="agree")
    year.records.write(year.actor, partial(record_reply, actor=year.actor, words=late))
    table = year.counted(Q1).table("R24a")
    assert (table.cell("agree", "count").value, table.cell("disagree", "count").value) == (2, 1)


def test_nobody_is_behind_a_number_that_was_typed_in(year: Year) -> None:
    year.fill("R26", Q1, Filled(numbers={("staff", "spent"): 100}))
    result = year.counted(Q1)
    cell = partial(who, actor=year.actor, result=result, table_id="R26", row="staff", column="spent")
    assert year.records.read(year.actor, cell) == ()
    why = partial(why_not, actor=year.actor, result=result, table_id="R26", row="staff", column="spent")
    with pytest.raises(AlongsideError):
        year.records.read(year.actor, partial(why, reference="PA-000001-X"))
