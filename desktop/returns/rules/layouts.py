"""The rows and columns of a table: categories first, then what is missing, then the totals."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

MISSING = "_missing"
VALID = "_valid"
TOTAL = "_total"
ELSEWHERE = "_elsewhere"
"""Where those are kept who have an answer but no row: they are in the totals alone, and the table says so."""
COUNT = "count"


class Layout(StrEnum):
    """Which summary rows follow the categories."""

    PLAIN = "plain"
    TOTAL = "total"
    MISSING_TOTAL = "missing-total"
    VALID_MISSING_TOTAL = "valid-missing-total"


class LabelKind(StrEnum):
    """What a row or column sums."""

    CATEGORY = "category"
    GROUP = "group"
    VALID = "valid"
    MISSING = "missing"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Label:
    """One row or column: its stable code, the words shown, what it sums.

    ``parts`` are the categories a group sums; ``level`` 1 stands below a group. ``population`` and ``unit``
    are given where they differ from the table's.
    """

    code: str
    label: str
    kind: LabelKind = LabelKind.CATEGORY
    parts: tuple[str, ...] = ()
    level: int = 0
    population: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """All rows, or all columns, of a table; ``by`` names the classification, None for a bare count."""

    by: str | None
    items: tuple[Label, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The stable codes in the order shown."""
        return tuple(item.code for item in self.items)

    @property
    def labels(self) -> tuple[str, ...]:
        """The words in the order shown."""
        return tuple(item.label for item in self.items)

    def place(self, code: str) -> int | None:
        """Say at which place the code stands, or None."""
        for place, item in enumerate(self.items):
            if item.code == code:
                return place
        return None


_SUMMARY: dict[Layout, tuple[LabelKind, ...]] = {
    Layout.PLAIN: (),
    Layout.TOTAL: (LabelKind.TOTAL,),
    Layout.MISSING_TOTAL: (LabelKind.MISSING, LabelKind.TOTAL),
    Layout.VALID_MISSING_TOTAL: (LabelKind.VALID, LabelKind.MISSING, LabelKind.TOTAL),
}
_SUMMARY_LABELS: dict[LabelKind, tuple[str, str]] = {
    LabelKind.VALID: (VALID, "Valid total"),
    LabelKind.MISSING: (MISSING, "Missing"),
    LabelKind.TOTAL: (TOTAL, "Total"),
}


def lay_out(by: str, categories: Sequence[Label], layout: Layout, missing: str | None = None) -> Labels:
    """Put the summary rows of the layout below the categories; ``missing`` re-words the missing row."""
    summary = []
    for kind in _SUMMARY[layout]:
        code, words = _SUMMARY_LABELS[kind]
        summary.append(Label(code, (missing or words) if kind is LabelKind.MISSING else words, kind))
    return Labels(by, (*categories, *summary))


def bare_count(words: str = "Number") -> Labels:
    """Give the single column of a table that only counts."""
    return Labels(None, (Label(COUNT, words),))
