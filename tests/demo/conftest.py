"""Records full of made-up people, made once and only read."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desktop.demo.making import MadeUp, make_people
from desktop.domain.actor import Actor
from desktop.models.registry import KINDS
from desktop.models.session import RecordSession
from desktop.store.keys import StoreKeys
from desktop.store.records import Records

PEOPLE, SEED, UNTIL = 1850, 7, date(2026, 3, 31)
Row = Mapping[str, Any]


class Told:
    """Everything that stands in the records, kind by kind, as plain rows."""

    def __init__(self, records: Records, actor: Actor, made: MadeUp) -> None:
        self.made = made
        self._rows = {kind: records.read(actor, _all_of(kind)) for kind in KINDS if kind not in _NOT_READ}

    def all(self, kind: str) -> list[Row]:
        """Give all rows of a kind."""
        return self._rows[kind]

    def by_id(self, kind: str) -> dict[Any, Row]:
        """Give the rows of a kind by their identity."""
        return {row["id"]: row for row in self._rows[kind]}


_NOT_READ = frozenset({"change", "search_key", "access", "code", "crosswalk", "code_list"})


def _all_of(kind: str) -> Callable[[RecordSession], list[Row]]:
    def read(session: RecordSession) -> list[Row]:
        return [dict(row) for row in session.execute(select(KINDS[kind].__table__)).mappings()]

    return read


@pytest.fixture(scope="session")
def demo_records(
    made_store: tuple[Path, StoreKeys, Actor], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Records, Actor, MadeUp]]:
    folder, keys, actor = made_store
    place = Path(shutil.copytree(folder, tmp_path_factory.mktemp("demo") / "records"))
    records = Records(place, keys)
    made = make_people(records, actor, people=PEOPLE, seed=SEED, until=UNTIL)
    yield records, actor, made
    records.close()


@pytest.fixture(scope="session")
def told(demo_records: tuple[Records, Actor, MadeUp]) -> Told:
    return Told(*demo_records)
