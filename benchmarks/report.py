"""The figures as a table: on the terminal, and in docs/performance.md."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.stores import ROOT

PAGE = ROOT / "docs" / "performance.md"
_BEGIN, _END = "<!-- figures -->", "<!-- end of figures -->"
_HEADINGS = ("Measure", "People", "Median", "95 %", "Plain thing", "Ratio", "Goal", "Met")


def print_table(results: Mapping[str, Any]) -> None:
    """Print every measure with its goal."""
    table = Table(*_HEADINGS)
    for line in _lines(results):
        table.add_row(*line)
    Console(width=160).print(table)


def update_page(results: Mapping[str, Any]) -> None:
    """Put the table into docs/performance.md in place of the last one."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    page = f"{before}{_BEGIN}\n{_markdown(results)}\n{_END}{after}"
    PAGE.write_text(page, encoding="utf-8", newline="\n")


def _markdown(results: Mapping[str, Any]) -> str:
    on = results["machine"]
    versions = ", ".join(f"{name} {number}" for name, number in results["versions"].items())
    rows = [_HEADINGS, ("---",) * len(_HEADINGS), *_lines(results)]
    measured = (
        f"Measured on {results['date']} in {results['seconds']} s: {on['processor']}, {on['cores']} cores,"
        f" {on['memory_gb']} GB, {on['system']}; {versions}."
    )
    again = dict.fromkeys(f"“{one['only']}” on {one['date']}" for one in results.get("again", ()))
    if again:
        measured += f" Steps measured again by themselves since: {', '.join(again)}."
    return "\n".join([measured, "", *(f"| {' | '.join(row)} |" for row in rows), "", *_besides(results)])


def _lines(results: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for one in results["measures"]:
        ours, plain, ratio = one["ours"], one["plain"], one["ratio"]
        yield (
            one["title"],
            f"{one['people']:,}" if one["people"] else "",
            _number(ours["median"], ours["unit"]),
            _number(ours["p95"], ours["unit"]) if ours["times"] > 1 else "",
            f"{_number(plain['median'], plain['unit'])} ({one['plain_title']})" if plain else "",
            f"{ratio:.2f}×" if ratio else "",
            _goal(one),
            {True: "yes", False: "no", None: ""}[one["met"]],
        )


def _goal(one: Mapping[str, Any]) -> str:
    goal = one["goal"]
    if goal is None:
        return ""
    if goal["of"] == "ratio":
        return f"{goal['at_most']:g}×"
    return f"{_number(goal['at_most'], one['ours']['unit'])}{' at 95 %' if goal['of'] == 'p95' else ''}"


def _besides(results: Mapping[str, Any]) -> Iterator[str]:
    for one in results["measures"]:
        for name, value in one["besides"].items():
            people = f", {one['people']:,} people" if one["people"] else ""
            yield f"- {one['title']}{people}: {name.replace('_', ' ')} {value:,.4g}"


def _number(value: float, unit: str) -> str:
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"
