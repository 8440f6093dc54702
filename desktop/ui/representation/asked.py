"""What the screen of representation asks for, each as one frozen object."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.benchmarks import BenchmarkKind
from desktop.domain.ids import BenchmarkId
from desktop.queries.benchmarks import BenchmarkRow
from desktop.ui.shared.charts import DrawnChart

Charts = Mapping[tuple[str, str], DrawnChart]
"""The picture of each comparison that has one, by the id of its section and the name of its benchmark."""


@dataclass(frozen=True, slots=True)
class CompareAsked:
    """A year to be set beside benchmarks; ``years`` are all those that the trend is drawn from."""

    year: str
    years: tuple[str, ...]
    benchmarks: tuple[BenchmarkId, ...]


@dataclass(frozen=True, slots=True)
class BringInAsked:
    """A list of figures to be kept; ``instead_of`` is the benchmark whose figures it brings up to date."""

    path: Path
    name: str
    kind: BenchmarkKind
    source: str
    instead_of: BenchmarkRow | None = None


@dataclass(frozen=True, slots=True)
class FilesAsked:
    """The folder that the files are saved into."""

    folder: Path
    replace: bool = False
