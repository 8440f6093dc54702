"""One engine over one keyed connection, on which nothing writes unseen by history."""

import re
from collections.abc import Callable
from typing import Any

import sqlcipher3
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExecutionContext
from sqlalchemy.pool import QueuePool

from desktop.store.unit import MAY_WRITE

_READING_WORDS = frozenset({"SELECT", "WITH", "EXPLAIN", "BEGIN"})
_WRITING_WORDS = re.compile(r"\b(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)


def _only_reads(statement: str) -> bool:
    """Say whether a statement can change nothing, judged by its words: what is in doubt is refused."""
    word = statement.split(maxsplit=1)[0].upper()
    return word in _READING_WORDS and (word != "WITH" or not _WRITING_WORDS.search(statement))


def make_engine(creator: Callable[[], Any], *, begin: str) -> Engine:
    """Make an engine over one keyed connection; ``begin`` is the statement that opens each transaction.

    QueuePool on purpose: the pool that SQLAlchemy would choose crashed with many threads.
    """
    engine = create_engine(
        "sqlite://",
        module=sqlcipher3,
        creator=creator,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=600,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    @event.listens_for(engine, "before_cursor_execute")
    def _refuse_unseen(
        connection: Connection,
        _cursor: Any,
        statement: str,
        _parameters: Any,
        _context: ExecutionContext | None,
        _many: bool,  # noqa: FBT001 the event's own signature
    ) -> None:
        if not connection.info.get(MAY_WRITE) and not _only_reads(statement):
            message = "a statement tried to write unseen by history"
            raise RuntimeError(message)

    return engine
