"""A return as JSON, format alongside-return/1: published values only, for programs and for the attacker."""

import json
from collections.abc import Iterable
from typing import Any

from desktop.domain.periods import Period
from desktop.exports.profiles import require_profile
from desktop.exports.published import published_value
from desktop.returns.result import Cell, Return, Span, Table, Text
from desktop.returns.rules.layouts import Labels

FORMAT = "alongside-return/1"


def return_json(result: Return) -> bytes:
    """Write the return as UTF-8 JSON, one line a table; the same return gives the same bytes.

    A table names its period where it is not the return's own. Of its rows and columns, ``kinds`` says which
    are sums; ``parts``, ``levels``, ``populations`` and ``units`` are given by code where there are any.

    Raises:
        RefusedError: the return is protected in a way that cannot be written yet.
    """
    require_profile(result.profile)
    lines = [f" {_dumped(key)}: {_dumped(value)}" for key, value in _head(result).items()]
    lines.append(_block("rules", ({"name": one.name, "sentence": one.sentence} for one in result.rules)))
    lines.append(_block("texts", map(_text, result.texts)))
    lines.append(_block("tables", (_table(table, result.period) for table in result.tables)))
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _head(result: Return) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "marking": result.marking,
        "definition": {"id": result.definition.id, "version": result.definition.version},
        "title": result.definition.title,
        "wording": result.definition.wording,
        "period": _period(result.period),
        "stream": result.stream or None,
        "provider": result.provider,
        "commissioner": result.commissioner,
        "facts": [{"name": name, "words": words} for name, words in result.facts],
        "counted_at": result.counted_at.isoformat(timespec="seconds"),
        "history_code": result.history_code,
        "protect": {"profile": result.profile.value, "method": "none", "against": []},
        "notes": list(result.notes),
    }


def _block(key: str, items: Iterable[object]) -> str:
    lines = ",\n".join(f"  {_dumped(item)}" for item in items)
    return f" {_dumped(key)}: [\n{lines}\n ]" if lines else f" {_dumped(key)}: []"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _period(period: Period) -> dict[str, str]:
    return {"id": period.id, "from": period.start.isoformat(), "to": period.end.isoformat()}


def _text(text: Text) -> dict[str, Any]:
    return {
        "id": text.id,
        "title": text.title,
        "section": text.section,
        "paragraphs": list(text.paragraphs),
        "notes": list(text.notes),
    }


def _table(table: Table, period: Period) -> dict[str, Any]:
    written: dict[str, Any] = {"id": table.id, "title": table.title}
    if table.section:
        written["section"] = table.section
    if table.period is not None and table.period != period:
        written["period"] = _period(table.period)
    if table.span is not Span.PERIOD:
        written["span"] = table.span.value
    if table.entered:
        written["entered"] = True
    return written | {
        "population": table.population,
        "unit": table.unit,
        "counted": table.counted,
        "rows": _labels(table.rows),
        "columns": _labels(table.columns),
        "cells": [[_cell(cell) for cell in row] for row in table.cells],
        "notes": list(table.notes),
    }


def _labels(labels: Labels) -> dict[str, Any]:
    written: dict[str, Any] = {
        "by": labels.by,
        "codes": list(labels.codes),
        "labels": list(labels.labels),
        "kinds": [item.kind.value for item in labels.items],
    }
    if any(item.level for item in labels.items):
        written["levels"] = [item.level for item in labels.items]
    return written | {
        key: found
        for key, found in (
            ("parts", {item.code: list(item.parts) for item in labels.items if item.parts}),
            ("populations", {item.code: item.population for item in labels.items if item.population}),
            ("units", {item.code: item.unit for item in labels.items if item.unit}),
        )
        if found
    }


def _cell(cell: Cell) -> dict[str, Any]:
    value = published_value(cell)
    written: dict[str, Any] = {"value": value, "shown": cell.shown, "status": cell.status.value}
    if cell.unit is not None:
        written["unit"] = cell.unit
    return written
