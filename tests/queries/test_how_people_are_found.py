"""Finding people reads those it names and no others, however many the records hold."""

from functools import partial
from typing import Any

from sqlalchemy import event

from desktop.domain.actor import Actor
from desktop.domain.person_words import PersonWords
from desktop.models.session import RecordSession
from desktop.queries.people import find_people
from desktop.services.people import register_person
from desktop.store.records import Records

NAMED = 60
KEY = "sqlite_autoindex_person_1 (id=?)"


def test_people_are_read_by_their_key(records: Records, actor: Actor) -> None:
    words = PersonWords(forename="Łucja", surname="Smithson")
    for _ in range(NAMED):
        records.write(actor, partial(register_person, actor=actor, words=words))
    sent: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if "FROM person" in statement:
            sent.append((statement, parameters))

    def plans(session: RecordSession) -> list[str]:
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", note)
        try:
            assert len(find_people(session, actor=actor, text="smith").rows) == 50
        finally:
            event.remove(connection, "before_cursor_execute", note)
        ((statement, parameters),) = sent
        explained = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [row[3] for row in explained if row[3].startswith(("SEARCH person", "SCAN person"))]

    (plan,) = records.read(actor, plans)
    assert KEY in plan
