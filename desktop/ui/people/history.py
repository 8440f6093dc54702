"""The history of a record in words: what was done, and which fields became what."""

from collections.abc import Mapping

from desktop.domain.codes import CodeList
from desktop.queries.history import FieldChange, HistoryRow
from desktop.queries.people import label_of
from desktop.ui.shared.words import translate

_LISTS = {"orientation": "sexual-orientation", "main_crime": "crime-type", "crime": "crime-type"}
_UNTOLD = frozenset({"id", "version", "import_id", "reference", "archived_at"})
_MOST_FIELDS = 4


def what_was_done(row: HistoryRow) -> str:
    """Say what kind of change it was."""
    return {
        "insert": translate("History", "Record made"),
        "update": translate("History", "Changed"),
        "erase": translate("History", "Erased"),
    }.get(row.operation, row.operation)


def fields_in_words(row: HistoryRow, code_lists: Mapping[str, CodeList]) -> str:
    """Say which fields became what; only the first few of many."""
    told = [change for change in row.fields if change.field not in _UNTOLD]
    if row.operation != "update":
        return ""
    words = [_field(change, code_lists) for change in told[:_MOST_FIELDS]]
    if len(told) > _MOST_FIELDS:
        words.append("…")
    return "; ".join(words)


def _field(change: FieldChange, code_lists: Mapping[str, CodeList]) -> str:
    name = change.field.removesuffix("_code").replace("_", " ")
    nothing = translate("History", "nothing")
    before = _words(change.field, change.before, code_lists) or nothing
    after = _words(change.field, change.after, code_lists) or nothing
    return f"{name}: {before} → {after}"


def _words(field: str, value: str, code_lists: Mapping[str, CodeList]) -> str:
    if not field.endswith("_code") or not value:
        return value
    stem = field.removesuffix("_code")
    return label_of(code_lists, _LISTS.get(stem, stem.replace("_", "-")), value) or value
