"""Filling in a return: whole tables of a quarter, words cleaned, a case study only with consent."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from desktop.domain.actor import Actor, Role
from desktop.domain.dates import civil_date
from desktop.domain.ids import ConsentId, PersonId
from desktop.domain.periods import Period, parse_period
from desktop.domain.return_entries import Entries
from desktop.errors import BadInputError, NotAllowedError, RefusedError, StaleVersionError
from desktop.models.person import Person
from desktop.models.return_entry import ReturnEntry
from desktop.models.session import RecordSession
from desktop.queries.return_entries import entries_of
from desktop.returns.rules.entered_rules import CoverRules, EnteredRules, Place, TextRules
from desktop.returns.rules.reading import parse_definition
from desktop.services.consents import ConsentWithdrawal, NewConsent, record_consent, withdraw_consent
from desktop.services.people import PersonWords, erase_person, register_person
from desktop.services.return_entries import Filled, fill_in
from desktop.store.records import RECORDS_FILE, Records
from desktop.store.verify import verify_open
from tests.returns.made_grant import GRANT
from tests.store.made import START, Clock
from tests.store.raw_pages import decrypted_pages

RULES = parse_definition(GRANT, {})
MONEY, NARRATIVE, STORY = RULES.entered[0], RULES.texts[0], RULES.texts[1]
TODAY = civil_date(START)
Q4 = parse_period("2025-26:Q4")
THIS_QUARTER = parse_period("2026-27:Q1")
BUDGET, SPENT = ("staff", "budget"), ("staff", "spent")


BEFORE, YESTERDAY = TODAY - timedelta(60), TODAY - timedelta(1)


def _reference(session: RecordSession, person_id: PersonId) -> str:
    return session.get_one(Person, person_id).reference


class Filling:
    """Somebody who fills in a return."""

    def __init__(self, records: Records, actor: Actor) -> None:
        self.records, self.actor = records, actor

    def entries(self, *quarters: Period) -> Entries:
        """Ask what was typed in."""
        asked = partial(entries_of, actor=self.actor, definition_id="grant", quarters=quarters or (Q4,))
        return self.records.read(self.actor, asked)

    def fill(
        self,
        rules: EnteredRules | TextRules | CoverRules,
        filled: Filled,
        *,
        quarter: Period = Q4,
        version: int | None = None,
    ) -> None:
        """Fill in a table, a text or the cover."""
        now = self.entries(quarter).version(rules.id, quarter)
        work = partial(
            fill_in,
            actor=self.actor,
            definition_id="grant",
            quarter=quarter,
            rules=rules,
            filled=filled,
            version=now if version is None else version,
        )
        self.records.write(self.actor, work)

    def numbers(self, numbers: Mapping[Place, int | None], version: int | None = None) -> None:
        """Type in numbers."""
        self.fill(MONEY, Filled(numbers=numbers), version=version)

    def words(self, rules: TextRules, text: str, story_of: str = "") -> None:
        """Write words, perhaps somebody's story."""
        self.fill(rules, Filled(words={rules.place: text}, story_of=story_of))

    def said(self, rules: TextRules) -> str | None:
        """Give the words as they are kept."""
        entry = self.entries().of(rules.id, Q4).get(rules.place)
        return None if entry is None else entry.words

    def person(self) -> tuple[PersonId, str]:
        """Register somebody; give their reference too."""
        words = PersonWords(forename="Ada", surname="Wren")
        work = partial(register_person, actor=self.actor, words=words)
        person_id = self.records.write(self.actor, work).value
        return person_id, self.records.read(self.actor, partial(_reference, person_id=person_id))

    def consent(self, person_id: PersonId, **said: object) -> ConsentId:
        """Record what somebody said about a case study."""
        usual = NewConsent(kind_code="case-study", given=True, answered_on=TODAY, how_code="said")
        work = partial(
            record_consent,
            actor=self.actor,
            person_id=person_id,
            words=replace(usual, **said),  # type: ignore[arg-type]
        )
        return self.records.write(self.actor, work).value


@pytest.fixture
def filling(records: Records, actor: Actor) -> Filling:
    return Filling(records, actor)


def test_a_whole_table_is_kept_for_its_quarter_alone(filling: Filling) -> None:
    filling.numbers({BUDGET: 1_000_000, SPENT: 0})
    held = filling.entries(Q4, THIS_QUARTER)
    assert {place: one.hundredths for place, one in held.of("R26", Q4).items()} == {
        BUDGET: 1_000_000,
        SPENT: 0,
    }
    assert not held.is_filled_in("R26", THIS_QUARTER)
    assert held.is_filled_in("R26", Q4)


def test_two_who_fill_in_the_same_table_do_not_overwrite_each_other(filling: Filling) -> None:
    filling.numbers({BUDGET: 100})
    before = filling.entries().version("R26", Q4)
    filling.numbers({SPENT: 50})
    with pytest.raises(StaleVersionError):
        filling.numbers({SPENT: 60}, version=before)
    filling.numbers({SPENT: None})
    assert filling.entries().of("R26", Q4)[SPENT].hundredths is None


def test_what_did_not_change_is_not_written_again(filling: Filling) -> None:
    filling.numbers({BUDGET: 100, SPENT: 50})
    before = filling.entries().version("R26", Q4)
    filling.numbers({BUDGET: 100, SPENT: 50})
    assert filling.entries().version("R26", Q4) == before


def test_what_was_put_away_holds_nothing_and_can_be_filled_in_anew(filling: Filling) -> None:
    filling.numbers({BUDGET: 100, SPENT: 50})

    def put_away(session: RecordSession) -> None:
        for one in session.scalars(select(ReturnEntry).where(ReturnEntry.column_code == "budget")):
            one.archived_at = session.now

    filling.records.write(filling.actor, put_away)
    held = filling.entries().of("R26", Q4)
    assert (held[BUDGET].hundredths, held[SPENT].hundredths) == (None, 50)
    filling.numbers({BUDGET: 100, SPENT: 70})
    held = filling.entries().of("R26", Q4)
    assert (held[BUDGET].hundredths, held[SPENT].hundredths) == (100, 70)


@pytest.mark.parametrize("place", [("total", "budget"), ("staff", "left"), ("stff", "budget")])
def test_nothing_is_typed_in_where_the_rules_have_no_place_for_it(filling: Filling, place: Place) -> None:
    with pytest.raises(BadInputError, match="Nothing is typed in at"):
        filling.numbers({place: 100})


def test_words_do_not_stand_in_a_table_of_numbers(filling: Filling) -> None:
    with pytest.raises(BadInputError, match="Nothing is typed in at"):
        filling.fill(MONEY, Filled(words={BUDGET: "much"}))


def test_a_number_that_no_service_spends_is_refused(filling: Filling) -> None:
    with pytest.raises(BadInputError, match="too large"):
        filling.numbers({BUDGET: 10**12})


def test_a_quarter_to_come_and_a_half_year_are_refused(filling: Filling) -> None:
    with pytest.raises(BadInputError, match="has not begun"):
        filling.fill(MONEY, Filled(numbers={BUDGET: 1}), quarter=parse_period("2026-27:Q2"))
    with pytest.raises(BadInputError, match="is not a quarter"):
        filling.fill(MONEY, Filled(numbers={BUDGET: 1}), quarter=parse_period("2025-26:H2"))


def test_a_pasted_narrative_is_cleaned_and_kept_within_its_length(filling: Filling) -> None:
    filling.words(NARRATIVE, "Busy\u00a0months.\r\n\uf0b7\tCourt\u200b\r\n\r\n\r\n\u201cFine\u201d\x07")
    assert filling.said(NARRATIVE) == "Busy months.\n• Court\n\n“Fine”"
    with pytest.raises(BadInputError, match="has 301 letters; the return takes 300"):
        filling.words(NARRATIVE, "x" * 301)


def test_the_lines_of_the_cover_are_kept(filling: Filling) -> None:
    assert RULES.cover is not None
    filling.fill(RULES.cover, Filled(words={("grant", "words"): "MOJ-17"}))
    assert filling.entries().of("R0", Q4)["grant", "words"].words == "MOJ-17"


def test_a_case_study_names_whose_consent_it_rests_on(filling: Filling) -> None:
    person_id, reference = filling.person()
    filling.consent(person_id)
    filling.words(STORY, "She slept again.", story_of=reference.lower().replace("-", ""))
    entry = filling.entries().of("R28", Q4)[STORY.place]
    assert (entry.story_of, entry.not_to_be_told) == (reference, "")
    filling.words(STORY, "")
    assert filling.entries().of("R28", Q4)[STORY.place].story_of == ""


def test_a_case_study_of_nobody_is_refused(filling: Filling) -> None:
    with pytest.raises(BadInputError, match="whose story"):
        filling.words(STORY, "She slept again.")
    with pytest.raises(BadInputError, match="Nobody here has the reference"):
        filling.words(STORY, "She slept again.", story_of="PA-999999-K")


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ([], "Nobody has asked this person"),
        ([{"kind_code": "sharing"}], "Nobody has asked this person"),
        ([{"given": False}], "said no to a case study"),
        (
            [{"answered_on": BEFORE, "expires_on": YESTERDAY}],
            "ran out on 31 March 2026",
        ),
        (
            [{"answered_on": BEFORE}, {"given": False}],
            "said no to a case study on 1 April 2026",
        ),
    ],
)
def test_a_case_study_without_consent_that_holds_is_refused(
    filling: Filling, answers: list[dict[str, object]], told: str
) -> None:
    person_id, reference = filling.person()
    for said in answers:
        filling.consent(person_id, **said)
    with pytest.raises(RefusedError, match=told):
        filling.words(STORY, "She slept again.", story_of=reference)
    assert filling.said(STORY) is None


def test_a_consent_for_somebody_named_in_words_carries_the_story(filling: Filling) -> None:
    person_id, reference = filling.person()
    filling.consent(person_id, to_whom="the commissioner")
    filling.words(STORY, "She slept again.", story_of=reference)
    assert filling.said(STORY) == "She slept again."


def test_a_consent_taken_back_later_is_said_when_the_story_is_read(filling: Filling, clock: Clock) -> None:
    person_id, reference = filling.person()
    consent_id = filling.consent(person_id)
    filling.words(STORY, "She slept again.", story_of=reference)
    clock.now += timedelta(days=32)
    taken_back = ConsentWithdrawal(on=date(2026, 5, 3))
    work = partial(
        withdraw_consent, actor=filling.actor, consent_id=consent_id, version=1, withdrawal=taken_back
    )
    filling.records.write(filling.actor, work)
    entry = filling.entries().of("R28", Q4)[STORY.place]
    assert entry.not_to_be_told == "They took their consent to a case study back on 3 May 2026."


def test_erasing_a_person_takes_their_story_out_of_the_return_and_its_history(
    filling: Filling,
) -> None:
    first, reference = filling.person()
    filling.consent(first)
    filling.words(STORY, "Zyxwv slept again.", story_of=reference)
    second, other = filling.person()
    filling.consent(second)
    filling.words(STORY, "He found work.", story_of=other)
    filling.records.write(filling.actor, partial(erase_person, actor=filling.actor, person_id=first))
    assert filling.said(STORY) == "He found work."
    filling.records.write(filling.actor, partial(erase_person, actor=filling.actor, person_id=second))
    assert not filling.said(STORY)
    assert verify_open(filling.records).faults == ()
    filling.records.close()
    data = (filling.records.folder / RECORDS_FILE).read_bytes()
    pages = b"".join(decrypted_pages(data, filling.records.keys.file_key))
    assert b"Wren" not in pages
    assert b"Zyxwv" not in pages
    assert b"found work" not in pages


def test_a_support_worker_neither_fills_in_a_return_nor_reads_what_was(
    records: Records, actor: Actor
) -> None:
    worker = replace(actor, roles=frozenset({Role.SUPPORT_WORKER}))
    with pytest.raises(NotAllowedError):
        Filling(records, worker).entries()
