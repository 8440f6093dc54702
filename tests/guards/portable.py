"""Whatever the program asks of its database, PostgreSQL would understand too.

The shape of the tables is compiled for it. While the tests run, so is every statement that a room other than
``store`` sends; ``queries/search.py`` is excepted.
"""

import re
import sys
import traceback
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

DESKTOP = Path(__file__).parents[2] / "desktop"
_FOR_SQLITE = (DESKTOP / "store", DESKTOP / "queries" / "search.py")
_SQLITE_WORDS = re.compile(
    r"\b(group_concat|strftime|julianday|unixepoch|ifnull|json_extract|instr|printf|typeof|total|hex|iif)\s*\("
    r"|\b(rowid|MATCH|GLOB|AUTOINCREMENT|PRAGMA)\b",
)
_seen: set[Any] = set()
_complaints: list[str] = []


def complaint_about(statement: Any) -> str:
    """Say what PostgreSQL would not understand in a statement of SQLAlchemy's; nothing if it would."""
    from sqlalchemy.dialects import registry  # noqa: PLC0415 -- only a test that used SQLAlchemy comes here
    from sqlalchemy.exc import CompileError  # noqa: PLC0415

    try:
        sql = str(statement.compile(dialect=registry.load("postgresql")()))
    except CompileError as problem:
        return str(problem)
    word = _SQLITE_WORDS.search(sql)
    return f"only SQLite knows {word[0]!r}: {sql}" if word else ""


def complaints_about_tables(metadata: Any) -> Iterator[str]:
    """Say what PostgreSQL would not understand, or would understand otherwise, in the shape of the tables."""
    from sqlalchemy.schema import CreateIndex, CreateTable  # noqa: PLC0415

    for table in metadata.sorted_tables:
        for part in [CreateTable(table), *map(CreateIndex, table.indexes)]:
            if problem := complaint_about(part):
                yield f"{table.name}: {problem}"
        for index in table.indexes:
            options = index.dialect_options
            if str(options["sqlite"].get("where")) != str(options["postgresql"].get("where")):
                yield f"{index.name}: leaves out other rows on PostgreSQL than on SQLite"


def _sender() -> str:
    """Find the innermost line of the program that sent a statement; nothing if a test or the store did."""
    for frame, number in traceback.walk_stack(sys._getframe(2)):
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(DESKTOP):
            return "" if any(path.is_relative_to(place) for place in _FOR_SQLITE) else f"{path}:{number}"
    return ""


def _look(_connection: Any, statement: Any, *_rest: Any) -> None:
    sender = _sender()
    if not sender:
        return
    shape = statement._generate_cache_key()
    if shape is not None and (sender, shape.key) in _seen:
        return
    if shape is not None:
        _seen.add((sender, shape.key))
    if problem := complaint_about(statement):
        _complaints.append(f"{sender}: {problem}")


def take_complaints() -> list[str]:
    """Hand over what was found since the last time."""
    taken = [*_complaints]
    _complaints.clear()
    return taken


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, None, None]:
    """Look at every statement once somebody uses SQLAlchemy; fail the test that sent an unportable one."""
    if "sqlalchemy.engine" in sys.modules:
        from sqlalchemy import Engine, event  # noqa: PLC0415

        if not event.contains(Engine, "before_execute", _look):
            event.listen(Engine, "before_execute", _look)
    yield
    if found := take_complaints():
        pytest.fail("PostgreSQL would not understand:\n" + "\n".join(found), pytrace=False)
