"""Looking around with invented people, and nothing left of it afterwards."""

from functools import partial
from pathlib import Path

from desktop.platform.locks import StoreLock
from desktop.queries.people import find_people
from desktop.security.key_stretching import LOWEST_ACCEPTED
from desktop.store.verify import verify_open
from desktop.workspace.made_up import forget_looked_around, look_around
from tests.workspace.test_made_up_list import ROWS


def test_everybody_of_the_list_is_there_and_can_be_found(tmp_path: Path) -> None:
    opened = look_around(tmp_path, stretching=LOWEST_ACCEPTED)
    try:
        name = f"{ROWS[0]['Forename']} {ROWS[0]['Surname']}"
        found = opened.records.read(opened.actor, partial(find_people, actor=opened.actor, text=name))
        report = verify_open(opened.records)
    finally:
        opened.close()
    assert found.rows
    assert report.content


def test_nothing_is_left_when_it_is_closed(tmp_path: Path) -> None:
    look_around(tmp_path, stretching=LOWEST_ACCEPTED).close()
    assert list(tmp_path.iterdir()) == []


def test_what_a_crash_left_is_taken_away_but_never_what_is_open(tmp_path: Path) -> None:
    left, in_use = tmp_path / "made-up-people-1", tmp_path / "made-up-people-2"
    for folder in (left, in_use):
        folder.mkdir()
        (folder / "records.db").touch()
    with StoreLock.acquire(in_use / "lock"):
        forget_looked_around(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["made-up-people-2"]
