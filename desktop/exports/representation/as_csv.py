"""A representation as one tidy CSV: one line a group and benchmark, the marking on every line."""

import csv
import io

from desktop.exports.safe_text import safe_text
from desktop.returns.representing.representation import Representation

HEADINGS = (
    "definition",
    "period",
    "history_code",
    "marking",
    "table",
    "title",
    "code",
    "group",
    "benchmark",
    "kind",
    "helped",
    "helped_base",
    "helped_share",
    "benchmark_count",
    "benchmark_base",
    "benchmark_share",
    "difference",
    "interval_low",
    "interval_high",
    "verdict",
)


def representation_csv(shown: Representation) -> bytes:
    """Write a representation as UTF-8 CSV (RFC 4180: commas, CRLF).

    Shares are per cent, differences points, to four decimals; empty where nothing is said.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    head = [shown.definition, shown.period.id, shown.history_code, shown.marking or ""]
    for section in shown.sections:
        for comparison, row in section.rows():
            words = [*head, section.id, section.title, row.code, row.label]
            words += [comparison.benchmark, comparison.kind.value]
            low, high = (row.interval.low, row.interval.high) if row.interval else (None, None)
            numbers = [row.helped, comparison.helped_base, _rounded(row.helped_share), row.benchmark]
            numbers += [comparison.benchmark_base, _rounded(row.benchmark_share), _rounded(row.difference)]
            numbers += [_rounded(low), _rounded(high)]
            writer.writerow([*map(safe_text, words), *numbers, row.verdict.value])
    return text.getvalue().encode()


def _rounded(value: float | None) -> float | str:
    return "" if value is None else round(value, 4)
