"""Nothing is written that history does not see: read off the source, and looked up after every test."""

import ast
from collections.abc import Iterator
from typing import Any

from desktop.store.faults import Findings
from desktop.store.history_checks import check_states, walk_chains
from desktop.store.records import Records
from desktop.store.stored_state import WITH_HISTORY
from tests.guards.source import Fault, Module

ROOMS = {"services", "queries", "returns", "imports", "workspace"}
STATEMENTS = {"insert", "update", "delete", "text"}
PAST_THE_SESSION = {"exec_driver_sql", "bulk_insert_mappings", "bulk_save_objects", "bulk_update_mappings"}
ON_A_QUERY = {"delete", "update"}


def unseen_writing(module: Module) -> Iterator[Fault]:
    """Let services change records only through the session's objects, ``write_many`` and ``erase``."""
    if module.room not in ROOMS:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
            names = sorted({alias.name for alias in node.names} & STATEMENTS)
            if names:
                message = f"{', '.join(names)} of SQLAlchemy writes past the history"
                yield Fault(module.path, node.lineno, message)
        elif isinstance(node, ast.Attribute) and node.attr in PAST_THE_SESSION:
            yield Fault(module.path, node.lineno, f"{node.attr} writes past the history")
        elif isinstance(node, ast.Call) and _is_change_of_a_query(node):
            yield Fault(module.path, node.lineno, "a query that updates or deletes writes past the history")


def _is_change_of_a_query(node: ast.Call) -> bool:
    """Recognise ``session.query(…)….delete()`` and ``.update(…)``."""
    if not isinstance(node.func, ast.Attribute) or node.func.attr not in ON_A_QUERY:
        return False
    below: ast.expr = node.func.value
    while isinstance(below, ast.Call) and isinstance(below.func, ast.Attribute):
        if below.func.attr == "query":
            return True
        below = below.func.value
    return False


def unseen_changes(records: Records) -> list[str]:
    """Say which records are not as their history left them, or have none."""
    findings = Findings()
    with records.engines[2].connect() as connection, connection.begin():
        raw: Any = connection.connection.dbapi_connection
        walked = walk_chains(raw, records.keys.history_keys, findings)
        for kind in WITH_HISTORY:
            check_states(raw, kind, walked.made.get(kind, 0), findings)
    return [fault.sentence for fault in findings.report().faults]
