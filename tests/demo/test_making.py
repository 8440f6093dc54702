"""Making people up: the same for the same seed, some at a time, with history, and never among real ones."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from desktop.demo.histories import PEOPLE_AT_ONCE, histories
from desktop.demo.making import MOST_PEOPLE, MadeUp, check_wanted, make_people
from desktop.demo.world import Wanted, begin_world
from desktop.domain.actor import Actor, Role
from desktop.domain.sealed_text import Sealed
from desktop.errors import AlongsideError, NotAllowedError
from desktop.models.change import Change
from desktop.models.guarded import show_words
from desktop.models.registry import KINDS
from desktop.models.session import RecordSession
from desktop.services.people import PersonWords, register_person
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from desktop.store.verify import verify_open
from tests.demo.conftest import SEED, UNTIL, Told

TODAY = date(2026, 4, 1)
STREAM = UUID(int=5)


def _everything(people: int, seed: int, until: date = UNTIL) -> Iterator[Any]:
    world, first = begin_world(Wanted(people, seed, until), stream_id=STREAM, taken="Robin Example")
    for batch in (first, *histories(world, device_letter="A")):
        yield {kind.__tablename__: rows for kind, rows in batch.rows.items()}, batch.sealed_cases


def test_the_same_seed_gives_the_same_people_dates_words_and_identities() -> None:
    assert list(_everything(250, SEED)) == list(_everything(250, SEED))


def test_another_seed_gives_other_people() -> None:
    one, other = list(_everything(20, 1))[1][0], list(_everything(20, 2))[1][0]
    names = [[row["surname"] for row in made["person"]] for made in (one, other)]
    assert names[0] != names[1]


@pytest.mark.parametrize("people", [1, 2, 3, 40])
def test_few_people_can_be_made_too(records: Records, actor: Actor, people: int) -> None:
    made = make_people(records, actor, people=people, seed=SEED, until=UNTIL)
    assert made.records["person"] == people


@pytest.mark.parametrize("until", [date(2010, 1, 1), date(2015, 5, 9), date(2020, 2, 29)])
def test_histories_can_end_long_ago(records: Records, actor: Actor, until: date) -> None:
    made = make_people(records, actor, people=30, seed=SEED, until=until)
    assert (made.until, made.people) == (until, 30)


def test_every_record_has_its_line_of_history_and_all_verifies(
    demo_records: tuple[Records, Actor, MadeUp],
) -> None:
    records, actor, made = demo_records
    assert verify_open(records).faults == ()
    rows = records.read(actor, lambda session: session.scalar(select(func.count()).select_from(Change)))
    with_history = [kind for kind in KINDS if KINDS[kind].__history__]
    assert made.total > 15 * made.people
    assert rows is not None
    assert rows >= made.total
    assert set(made.records) <= set(with_history)


def test_a_reader_of_sealed_text_reads_the_concerns(
    demo_records: tuple[Records, Actor, MadeUp], told: Told
) -> None:
    records, actor, _ = demo_records
    row = told.all("concern")[0]
    shown = records.read(
        actor, lambda session: show_words(session, "concern", row["id"], "narrative", row["narrative"])
    )
    assert shown.sealed
    assert shown.text.endswith(".")


def test_only_some_people_are_held_at_a_time_and_progress_is_told(records: Records, actor: Actor) -> None:
    heard: list[tuple[int, int]] = []
    people = 2 * PEOPLE_AT_ONCE + 5
    make_people(
        records,
        actor,
        people=people,
        seed=SEED,
        until=UNTIL,
        progress=lambda done, total: heard.append((done, total)),
    )
    assert heard == [(PEOPLE_AT_ONCE, people), (2 * PEOPLE_AT_ONCE, people), (people, people)]


def test_records_that_hold_somebody_are_refused(records: Records, actor: Actor) -> None:
    somebody = PersonWords(forename="Ada")
    records.write(actor, partial(register_person, actor=actor, words=somebody))
    with pytest.raises(AlongsideError, match="hold people already"):
        make_people(records, actor, people=5, seed=1, until=UNTIL)


def test_only_who_may_set_up_a_service_fills_it(records: Records, actor: Actor) -> None:
    worker = replace(actor, roles=frozenset({Role.SUPPORT_WORKER}))
    with pytest.raises(NotAllowedError):
        make_people(records, worker, people=5, seed=1, until=UNTIL)


@pytest.mark.parametrize(
    ("people", "until", "said"),
    [
        (0, UNTIL, "0 made-up people cannot be made"),
        (-3, UNTIL, "-3 made-up people cannot be made"),
        (MOST_PEOPLE + 1, UNTIL, "too many"),
        (5, date(2026, 4, 2), "in the future"),
        (5, date(2009, 12, 31), "too long ago"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence(people: int, until: date, said: str) -> None:
    with pytest.raises(AlongsideError, match=said):
        check_wanted(Wanted(people, 1, until), today=TODAY)


def test_a_colleague_is_never_called_as_who_is_signed_in() -> None:
    names = [row["name"] for row in next(_everything(10, 1))[0]["user_account"]]
    world, first = begin_world(Wanted(10, 1, UNTIL), stream_id=STREAM, taken=names[0])
    assert world.colleagues.everybody
    assert names[0] not in {row["name"] for rows in first.rows.values() for row in rows if "name" in row}


KINDS_COMPARED = (
    "person",
    "contact",
    "support_case",
    "need_answer",
    "action",
    "ending",
    "user_account",
    "return_entry",
)


def test_two_records_of_one_seed_hold_the_same_rows(
    made_store: tuple[Path, StoreKeys, Actor], tmp_path: Path
) -> None:
    folder, keys, actor = made_store
    seen = []
    for name in ("one", "other"):
        records = Records(Path(shutil.copytree(folder, tmp_path / name)), keys)
        make_people(records, actor, people=40, seed=SEED, until=UNTIL)
        seen.append([records.read(actor, partial(_rows, kind=kind)) for kind in KINDS_COMPARED])
        records.close()
    assert all(seen[0])
    assert seen[0] == seen[1]


def _rows(session: RecordSession, *, kind: str) -> list[Any]:
    table = KINDS[kind].__table__
    rows = session.execute(select(table).order_by(table.c.id))
    return [tuple("sealed" if isinstance(one, Sealed) else one for one in row) for row in rows]
