"""Looking around with invented people, and nothing left of it afterwards."""

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import func, select

from desktop.domain.dates import civil_date
from desktop.models.contact import Contact
from desktop.platform.locks import StoreLock
from desktop.queries.people import find_people
from desktop.queries.service import service_details
from desktop.security.key_stretching import LOWEST_ACCEPTED
from desktop.store.verify import verify_open
from desktop.workspace.made_up import forget_looked_around, look_around


def test_people_with_whole_histories_up_to_today_are_there_and_can_be_found(tmp_path: Path) -> None:
    opened = look_around(tmp_path, stretching=LOWEST_ACCEPTED)
    try:
        read, actor = opened.records.read, opened.actor
        found = read(actor, partial(find_people, actor=actor, text="Susan"))
        people = read(actor, partial(service_details, actor=actor)).people
        newest = read(actor, lambda session: session.scalar(select(func.max(Contact.happened_on))))
        report = verify_open(opened.records)
    finally:
        opened.close()
    assert found.rows
    assert people == 300
    assert newest is not None
    assert civil_date(datetime.now(UTC)) - newest <= timedelta(days=10)
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
