"""A representation as JSON, format alongside-representation/1: the numbers shown, for programs."""

import json
from typing import Any

from desktop.returns.representing.representation import Comparison, Representation, Section

FORMAT = "alongside-representation/1"
_DECIMALS = 4


def representation_json(shown: Representation) -> bytes:
    """Write a representation as UTF-8 JSON; the same one gives the same bytes.

    Shares are per cent, differences and intervals points, slopes points a year; null where nothing is said.
    """
    content: dict[str, Any] = {
        "format": FORMAT,
        "marking": shown.marking,
        "title": shown.title,
        "definition": shown.definition,
        "period": {
            "id": shown.period.id,
            "from": shown.period.start.isoformat(),
            "to": shown.period.end.isoformat(),
        },
        "periods": [period.id for period in shown.periods],
        "provider": shown.provider,
        "commissioner": shown.commissioner,
        "counted_at": shown.counted_at.isoformat(timespec="seconds"),
        "history_code": shown.history_code,
        "counted": shown.counted,
        "benchmarks": [
            {"name": one.name, "kind": one.kind.value, "source": one.source} for one in shown.benchmarks
        ],
        "sentences": list(shown.sentences),
        "sections": [_section(section, shown) for section in shown.sections],
        "method": list(shown.method),
        "notes": list(shown.notes),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _section(section: Section, shown: Representation) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "helped": [
            {"period": period.id, "valid": base.valid, "missing": base.missing, "total": base.total}
            for period, base in zip(shown.periods, section.bases, strict=True)
        ],
        "groups": [
            {
                "code": group.code,
                "label": group.label,
                "counts": [one.count for one in group.shares],
                "shares": [_rounded(one.share) for one in group.shares],
                "points_a_year": _rounded(group.slope),
            }
            for group in section.groups
        ],
        "trend": section.trend,
        "comparisons": [_comparison(one) for one in section.comparisons],
        "notes": list(section.notes),
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    rows = [
        {
            "code": row.code,
            "label": row.label,
            "helped": row.helped,
            "helped_share": _rounded(row.helped_share),
            "benchmark": row.benchmark,
            "benchmark_share": _rounded(row.benchmark_share),
            "difference": _rounded(row.difference),
            "interval": [_rounded(row.interval.low), _rounded(row.interval.high)] if row.interval else None,
            "verdict": row.verdict.value,
        }
        for row in comparison.rows
    ]
    return {
        "benchmark": comparison.benchmark,
        "helped_base": comparison.helped_base,
        "benchmark_base": comparison.benchmark_base,
        "rows": rows,
        "correlation": [_rounded(one) for one in comparison.likeness],
        "notes": list(comparison.notes),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DECIMALS)
