"""A return as JSON, format alongside-return/1: published values only, for programs and for the attacker."""

import json
from typing import Any

from desktop.exports.profiles import require_profile
from desktop.returns.layouts import Labels
from desktop.returns.result import Cell, Return, Table

FORMAT = "alongside-return/1"


def return_json(result: Return) -> bytes:
    """Write the return as UTF-8 JSON one line a table; the same return gives the same bytes.

    Raises:
        RefusedError: the return is protected in a way that cannot be written yet.
    """
    require_profile(result.profile)
    content: dict[str, Any] = {
        "format": FORMAT,
        "marking": result.marking,
        "definition": {"id": result.definition.id, "version": result.definition.version},
        "title": result.definition.title,
        "wording": result.definition.wording,
        "period": {
            "id": result.period.id,
            "from": result.period.start.isoformat(),
            "to": result.period.end.isoformat(),
        },
        "provider": result.provider,
        "commissioner": result.commissioner,
        "counted_at": result.counted_at.isoformat(timespec="seconds"),
        "history_code": result.history_code,
        "protect": {"profile": result.profile.value, "method": "none", "against": []},
        "notes": list(result.notes),
    }
    lines = [f" {_dumped(key)}: {_dumped(value)}" for key, value in content.items()]
    tables = ",\n".join(f"  {_dumped(_table(table))}" for table in result.tables)
    lines.append(f' "tables": [\n{tables}\n ]')
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _table(table: Table) -> dict[str, Any]:
    return {
        "id": table.id,
        "title": table.title,
        "population": table.population,
        "unit": table.unit,
        "counted": table.counted,
        "rows": _labels(table.rows),
        "columns": _labels(table.columns),
        "cells": [[_cell(cell) for cell in row] for row in table.cells],
        "notes": list(table.notes),
    }


def _labels(labels: Labels) -> dict[str, Any]:
    return {"by": labels.by, "codes": list(labels.codes), "labels": list(labels.labels)}


def _cell(cell: Cell) -> dict[str, Any]:
    written: dict[str, Any] = {"value": cell.value, "shown": cell.shown, "status": cell.status.value}
    if cell.unit is not None:
        written["unit"] = cell.unit
    return written
