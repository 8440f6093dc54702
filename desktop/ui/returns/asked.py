"""What the screen of returns asks for, each as one frozen object."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.domain.periods import PeriodKind
from desktop.returns.result import Profile


@dataclass(frozen=True, slots=True)
class RulesChoice:
    """Counting rules that may be chosen."""

    definition_id: str
    title: str
    year_start_month: int
    usual_period: PeriodKind = PeriodKind.QUARTER
    funding_stream: str = ""
    """The funding stream that the rules name themselves; none of another may then be chosen."""


@dataclass(frozen=True, slots=True)
class ReturnAsked:
    """A return to be counted."""

    definition_id: str
    period_id: str
    profile: Profile
    stream: str | None = None
    """The funding stream whose cases alone are counted; None for what the rules say."""


@dataclass(frozen=True, slots=True)
class CellChosen:
    """One number of a return, by the codes of its table, row and column."""

    table_id: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class WhyAsked:
    """Somebody (by reference or name) who may not be behind a number."""

    cell: CellChosen
    typed: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant by a name, without the name."""

    reference: str
    initials: str


class FileKind(StrEnum):
    """In which forms a return may be saved; the value ends the name of the file, or of the folder."""

    PDF = "pdf"
    XLSX = "xlsx"
    HTML = "html"
    CSV = "csv"
    TABLES = "tables"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class SaveAsked:
    """Where to save a return, and in which forms."""

    folder: Path
    kinds: Sequence[FileKind]
    replace: bool = False
