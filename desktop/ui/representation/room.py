"""The room of representation: counts, compares and draws off the screen's thread, keeps benchmarks, saves."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from desktop.background.lanes import Job
from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.benchmarks import BenchmarkFigures, Figure
from desktop.domain.changes import Changed
from desktop.domain.codes import CodeList
from desktop.domain.ids import ReleaseId
from desktop.domain.periods import PeriodKind, parse_period, period_containing
from desktop.errors import AlongsideError, BadInputError, FolderError, RefusedError
from desktop.imports.benchmarks import LARGEST_FILE, read_benchmark
from desktop.platform.files import write_atomically
from desktop.queries.benchmarks import BenchmarkRow, benchmark_figures, list_benchmarks
from desktop.queries.code_lists import code_lists
from desktop.queries.referrals import months_with_referrals
from desktop.returns.representing.comparing import DEFINITION, MOST_PERIODS, count_periods, represent
from desktop.returns.representing.representation import Representation
from desktop.returns.result import Return
from desktop.returns.rules.definitions import Definition
from desktop.returns.rules.reading import load_definition
from desktop.services.benchmarks import archive_benchmark, bring_in_benchmark, replace_benchmark
from desktop.services.representations import record_representation
from desktop.ui.representation.asked import BringInAsked, Charts, CompareAsked, FilesAsked
from desktop.ui.representation.charts import draw_charts
from desktop.ui.representation.view import RepresentationView
from desktop.ui.shared.charts import Dress, as_the_window
from desktop.ui.shared.dialogs import Question, ask
from desktop.ui.shared.look import look
from desktop.ui.shared.messages import done
from desktop.ui.shared.screen import Destination, Room
from desktop.ui.shared.words import counted

_COUNTED_FROM = ("person", "referral", "incident", "support_case")
_REGISTER_COPY = "represent.json"


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A representation and its pictures."""

    shown: Representation
    charts: Charts


@dataclass(frozen=True, slots=True)
class _Files:
    """Everything made ready to be written, and what is there already."""

    folder: Path
    files: Mapping[str, bytes]
    there_already: tuple[str, ...]


class RepresentationRoom(Room):
    """Joins the screen of representation to the records."""

    def __init__(self, *, tasks: Tasks, actor: Actor) -> None:
        super().__init__()
        self._tasks, self._actor = tasks, actor
        self._lists: Mapping[str, CodeList] = {}
        self._definition: Definition | None = None
        self._months: tuple[date, ...] = ()
        self._asked: CompareAsked | None = None
        self._job: Job | None = None
        self._tick = ""
        self.view = RepresentationView()
        self._fill(self.view)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.asked.connect(self._compare)
        view.again.connect(self._compare_again)
        view.stopped.connect(self._stop)
        view.bring_in_asked.connect(self._read_list)
        view.away_asked.connect(self._ask_to_put_away)
        view.files_asked.connect(self._prepare)
        view.list_wanted.connect(partial(self.leads_to.emit, Destination("imports")))
        self._tasks.changed.connect(self._notice)
        look().changed.connect(self._draw_again)

    def arrive(self) -> None:
        """Look what there is to compare, the first time and as there was nothing."""
        if self._definition is None or not self._months:
            work = partial(months_with_referrals, actor=self._actor)
            self._tasks.read(self, work, self._take_months, replaces="months", otherwise=self._explain)
        self.view.arrive()

    def _take_months(self, months: tuple[date, ...]) -> None:
        self._months = months
        if not months:
            self.view.show_no_people()
            return
        work = partial(code_lists, actor=self._actor)
        self._tasks.read(self, work, self._load_rules, replaces="lists", otherwise=self._explain)

    def _load_rules(self, lists: Mapping[str, CodeList]) -> None:
        self._lists = lists
        work = partial(load_definition, DEFINITION, code_lists=lists)
        self._tasks.work(self, work, self._take_rules, replaces="rules", otherwise=self._explain)

    def _take_rules(self, definition: Definition) -> None:
        self._definition = definition
        self._list()

    def _list(self) -> None:
        work = partial(list_benchmarks, actor=self._actor)
        self._tasks.read(self, work, self._offer, replaces="benchmarks", otherwise=self._explain)

    def _offer(self, benchmarks: tuple[BenchmarkRow, ...]) -> None:
        if self._definition is None:
            return
        start = self._definition.year_start_month
        years = {
            period_containing(month, kind=PeriodKind.YEAR, year_start_month=start).id
            for month in self._months
        }
        newest_first = sorted(years, reverse=True)[:MOST_PERIODS]
        tick, self._tick = self._tick, ""
        self.view.offer(newest_first, newest_first[0], benchmarks, tick=tick)

    def _compare(self, asked: CompareAsked) -> None:
        self._asked = asked
        self._compare_again()

    def _compare_again(self) -> None:
        asked = self._asked
        if asked is None or self._definition is None:
            return
        if not asked.benchmarks:
            if self.view.choices.isVisibleTo(self.view):
                self.view.show_nothing()
            return
        self.view.show_counting()
        work = partial(benchmark_figures, actor=self._actor, benchmark_ids=asked.benchmarks)
        then = partial(self._count, asked)
        self._tasks.read(self, work, then, replaces="figures", otherwise=self._refuse_count)

    def _count(self, asked: CompareAsked, benchmarks: tuple[BenchmarkFigures, ...]) -> None:
        definition = self._definition
        if definition is None:
            return
        start = definition.year_start_month
        periods = [parse_period(year, year_start_month=start) for year in dict.fromkeys(asked.years)]
        work = partial(count_periods, actor=self._actor, definition=definition, periods=periods)
        then = partial(self._draw, asked, benchmarks)
        self._job = self._tasks.read_long(self, work, then, replaces="count", otherwise=self._refuse_count)

    def _draw(
        self, asked: CompareAsked, benchmarks: tuple[BenchmarkFigures, ...], returns: tuple[Return, ...]
    ) -> None:
        work = partial(_compared, returns, benchmarks, asked.year, self._lists, as_the_window())
        self._tasks.work(self, work, self._show, replaces="drawing", otherwise=self._refuse_count)

    def _draw_again(self) -> None:
        """Draw the pictures in the colours that are now in force: at once, or the old ones would be seen."""
        shown = self.view.shown
        if shown is not None:
            self._show(_redrawn(shown, as_the_window()))

    def _show(self, drawing: _Drawing) -> None:
        self.view.show_representation(drawing.shown, drawing.charts)

    def _refuse_count(self, error: AlongsideError) -> None:
        self.view.show_nothing()
        self._explain(error)

    def _stop(self) -> None:
        if self._job is not None:
            self._tasks.cancel(self._job)
            self._job = None
        self.view.show_nothing()

    def _read_list(self, asked: BringInAsked) -> None:
        work = partial(_read_file, asked.path)
        then = partial(self._keep, asked)
        self._tasks.work(self, work, then, replaces="list", otherwise=self._refuse_list)

    def _keep(self, asked: BringInAsked, figures: tuple[Figure, ...]) -> None:
        then = partial(self._say_kept, asked.name)
        if asked.instead_of is None:
            work = partial(
                bring_in_benchmark,
                actor=self._actor,
                name=asked.name,
                kind=asked.kind,
                figures=figures,
                source=asked.source,
                code_lists=self._lists,
            )
            self._tasks.write(self, work, then, otherwise=self._refuse_list)
            return
        newer = partial(
            replace_benchmark,
            actor=self._actor,
            benchmark_id=asked.instead_of.id,
            version=asked.instead_of.version,
            kind=asked.kind,
            figures=figures,
            source=asked.source,
            code_lists=self._lists,
        )
        self._tasks.write(self, newer, then, otherwise=self._refuse_list)

    def _say_kept(self, name: str, _answer: object) -> None:
        self._tick = " ".join(name.split())
        self.view.close_dialog()
        self.said.emit(done(self.tr("“%1” was brought in.").replace("%1", self._tick)))

    def _refuse_list(self, error: AlongsideError) -> None:
        dialog = self.view.bringing_in
        if dialog is None:
            self._explain(error)
        elif isinstance(error, RefusedError):
            dialog.refuse_name(str(error))
        else:
            dialog.refuse(str(error))

    def _ask_to_put_away(self, benchmark: BenchmarkRow) -> None:
        words = self.tr("“%1” is offered no more. What was saved with it stays as it is.")
        question = Question(
            self.tr("Put this benchmark away?"), words.replace("%1", benchmark.name), self.tr("Put away")
        )
        ask(self.view.bringing_in or self, question, partial(self._put_away, benchmark))

    def _put_away(self, benchmark: BenchmarkRow) -> None:
        work = partial(
            archive_benchmark, actor=self._actor, benchmark_id=benchmark.id, version=benchmark.version
        )
        self._tasks.write(self, work, self._say_put_away, otherwise=self._refuse_list)

    def _say_put_away(self, _nothing: None) -> None:
        self.view.close_dialog()
        self.said.emit(done(self.tr("The benchmark was put away.")))

    def _prepare(self, asked: FilesAsked) -> None:
        shown = self.view.shown
        if shown is not None:
            work = partial(_prepared, shown, asked.folder)
            then = partial(self._take_files, asked, shown)
            self._tasks.work(self, work, then, otherwise=self._explain)

    def _take_files(self, asked: FilesAsked, shown: Representation, files: _Files) -> None:
        if files.there_already and not asked.replace:
            words = self.tr("There are files of this name already: %1. They would be replaced.")
            told = words.replace("%1", ", ".join(files.there_already))
            again = partial(self._prepare, FilesAsked(asked.folder, replace=True))
            ask(self, Question(self.tr("Replace files?"), told, self.tr("Replace")), again)
            return
        work = partial(
            record_representation,
            actor=self._actor,
            returns=shown.returns,
            representation_json=files.files[_REGISTER_COPY],
        )
        self._tasks.write(self, work, partial(self._write, files), otherwise=self._explain)

    def _write(self, files: _Files, _releases: tuple[ReleaseId, ...]) -> None:
        then = partial(self._say_saved, files)
        self._tasks.work(self, partial(_written, files), then, otherwise=self._explain)

    def _say_saved(self, files: _Files, _nothing: None) -> None:
        one, many = self.tr("1 file was saved."), self.tr("%1 files were saved.")
        marked = self.tr("They hold personal data: do not send them.")
        self.said.emit(done(f"{counted(len(files.files), one, many)} {marked}"))

    def _notice(self, changed: Changed) -> None:
        if changed.touches("benchmark", "benchmark_figure"):
            self._list()
        elif changed.touches(*_COUNTED_FROM):
            self.view.show_stale()
            if not self._months:
                self._definition = None


def _compared(
    returns: tuple[Return, ...],
    benchmarks: tuple[BenchmarkFigures, ...],
    year: str,
    lists: Mapping[str, CodeList],
    dress: Dress,
) -> _Drawing:
    period = next(one.period for one in returns if one.period.id == year)
    return _redrawn(represent(returns, benchmarks, period=period, code_lists=lists), dress)


def _redrawn(shown: Representation, dress: Dress) -> _Drawing:
    return _Drawing(shown, draw_charts(shown, dress))


def _read_file(path: Path) -> tuple[Figure, ...]:
    """Read a list of figures from a file.

    Raises:
        BadInputError: the file cannot be read.
        ImportFileError: it is no list of figures; each mistake is named with its line.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        what = "This file cannot be read."
        raise BadInputError(what, "Check that it is there, and that no other program holds it.") from error
    return read_benchmark(data)


def _prepared(shown: Representation, folder: Path) -> _Files:
    """Make the bytes of every file, and look whether the folder takes them.

    Raises:
        FolderError: the folder is gone or cannot be written.
    """
    from desktop.exports.representation.files import representation_files  # noqa: PLC0415  # only to save

    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        what = "Nothing can be saved in that folder."
        raise FolderError(what, "Choose a folder of your own.")
    files = representation_files(shown)
    return _Files(folder, files, tuple(name for name in files if (folder / name).exists()))


def _written(files: _Files) -> None:
    try:
        for name, data in files.files.items():
            write_atomically(files.folder / name, data)
    except OSError as error:
        what = "The files could not all be saved there."
        raise FolderError(what, "See that the disk has room, and save them again.") from error
