"""The screen of representation: choose, read what it comes to, look at pictures and numbers, save."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from desktop.queries.benchmarks import BenchmarkRow
from desktop.returns.representing.representation import Representation
from desktop.ui.representation.asked import BringInAsked, Charts, FilesAsked
from desktop.ui.representation.bring_in_dialog import BringInDialog
from desktop.ui.representation.choosing import ComparisonChoices
from desktop.ui.representation.document import RepresentationDocument
from desktop.ui.returns.document_parts import Marking, stale_strip
from desktop.ui.shared.buttons import primary, quiet, secondary
from desktop.ui.shared.dialogs import documents_folder
from desktop.ui.shared.icons import set_icon
from desktop.ui.shared.layouts import column, holder
from desktop.ui.shared.pages import empty_state, middle, page, page_header
from desktop.ui.shared.progress import Progress
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tokens import Space

_A_MOMENT = 200  # milliseconds
_NO_PEOPLE, _NO_BENCHMARK, _COUNTING, _SHOWN, _NOTHING = range(5)


class RepresentationView(Screen):
    """Shows who is helped beside who needs it.

    ``asked`` carries a ``CompareAsked``, ``bring_in_asked`` a ``BringInAsked``, ``away_asked`` a
    ``BenchmarkRow``, ``files_asked`` a ``FilesAsked``; ``again`` wants the same counted anew, ``stopped`` no
    count after all, ``list_wanted`` a list of referrals to be brought in first.
    """

    asked = Signal(object)
    bring_in_asked = Signal(object)
    away_asked = Signal(object)
    files_asked = Signal(object)
    again = Signal()
    stopped = Signal()
    list_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: Representation | None = None
        self._dialog: BringInDialog | None = None
        self._moment = QTimer(self, interval=_A_MOMENT, singleShot=True)
        self._moment.timeout.connect(lambda: self._show(_COUNTING))
        self.choices = ComparisonChoices()
        self.choices.asked.connect(self.asked)
        self.choices.changing.connect(self._open_change)
        self._marking = Marking()
        self.document = RepresentationDocument()
        self._stale = stale_strip(
            self.tr("The records changed since this was counted."),
            quiet(self.tr("Count again"), self.again.emit),
        )
        self._bring_in = secondary(self.tr("Bring in a benchmark…"), self.open_bring_in)
        self._save = primary(self.tr("Save files…"), self.open_save)
        set_icon(self._save, "save", "on_accent")
        self._pages = QStackedWidget()
        self._build()
        self._show(_COUNTING)
        self.choices.hide()

    def _build(self) -> None:
        progress = Progress(self.tr("Counting…"))
        progress.stopped.connect(self.stopped)
        shown = column(self._marking, self._stale, self.document, space=Space.M)
        shown.setStretch(2, 1)
        states = (
            self._build_no_people(),
            self._build_no_benchmark(),
            middle(progress, width=420),
            holder(shown),
            self._build_nothing(),
        )
        for state in states:
            self._pages.addWidget(state)
        words = self.tr("Who is helped, beside who is recorded as a victim and who lives there.")
        head = page_header(self.tr("Representation"), words, self._bring_in, self._save)
        layout = page(head, self.choices, self._pages, space=Space.L)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _build_no_people(self) -> QWidget:
        return empty_state(
            "returns",
            self.tr("Nobody to compare yet"),
            self.tr("This counts people who were referred, and none is recorded. Bring in your list first."),
            primary(self.tr("Bring in a list"), self.list_wanted.emit),
        )

    def _build_no_benchmark(self) -> QWidget:
        return empty_state(
            "table",
            self.tr("Nothing to compare with yet"),
            self.tr(
                "Bring in published figures: a CSV with the headings characteristic, category and count, one "
                "line a group. Your police force publishes recorded victims, the census who lives there."
            ),
            primary(self.tr("Bring in a benchmark"), self.open_bring_in),
        )

    def _build_nothing(self) -> QWidget:
        return empty_state(
            "returns",
            self.tr("Nothing is compared"),
            self.tr("Tick at least one benchmark above."),
        )

    def _show(self, state: int) -> None:
        self._moment.stop()
        self._pages.setCurrentIndex(state)
        self._save.setVisible(state == _SHOWN)
        self._bring_in.setVisible(state not in {_NO_PEOPLE, _NO_BENCHMARK})

    def show_no_people(self) -> None:
        """Say that there is nobody to compare, and what to do first."""
        self.choices.hide()
        self._show(_NO_PEOPLE)

    def offer(
        self, years: Sequence[str], chosen: str, benchmarks: Sequence[BenchmarkRow], *, tick: str = ""
    ) -> None:
        """Offer what may be chosen; the first choice is asked for at once."""
        self.choices.setVisible(bool(benchmarks))
        self.choices.offer_years(years, chosen)
        if not benchmarks:
            self._shown = None
            self._show(_NO_BENCHMARK)
        self.choices.offer_benchmarks(benchmarks, tick=tick)

    def show_counting(self) -> None:
        """Say that it is being counted, unless it is there in a moment."""
        self._save.setEnabled(False)
        self._moment.start()

    def show_representation(self, shown: Representation, charts: Charts) -> None:
        """Show a representation in place of the last one."""
        self._shown = shown
        self.document.show_representation(shown, charts)
        self._marking.show_marking(shown.marking)
        self._stale.hide()
        self._save.setEnabled(True)
        self._show(_SHOWN)

    def show_nothing(self) -> None:
        """Show no comparison: there is none, or it could not be made."""
        self._shown = None
        self._show(_NOTHING)

    def show_stale(self) -> None:
        """Say that the records changed since."""
        self._stale.setVisible(self._shown is not None)

    @property
    def shown(self) -> Representation | None:
        """The representation on screen."""
        return self._shown

    @property
    def bringing_in(self) -> BringInDialog | None:
        """The open question which list to bring in."""
        return self._dialog

    def open_bring_in(self) -> None:
        """Ask for a list of figures."""
        self._open(BringInDialog(self))

    def _open_change(self, benchmark: BenchmarkRow) -> None:
        self._open(BringInDialog(self, instead_of=benchmark))

    def _open(self, dialog: BringInDialog) -> None:
        self._dialog = dialog
        dialog.asked.connect(self._ask_to_bring_in)
        dialog.put_away.connect(self.away_asked)
        dialog.finished.connect(self._forget_dialog)
        dialog.open()

    def _ask_to_bring_in(self, asked: BringInAsked) -> None:
        self.bring_in_asked.emit(asked)

    def _forget_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None

    def close_dialog(self) -> None:
        """Close the question: what it asked for was done."""
        if self._dialog is not None:
            self._dialog.accept()

    def open_save(self) -> None:
        """Ask for the folder that the files are saved into."""
        if self._shown is None:
            return
        dialog = QFileDialog(self, self.tr("Folder for the files"), documents_folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.files_asked.emit(FilesAsked(Path(name))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self) -> None:
        """Save the files (Ctrl+Enter)."""
        self.open_save()

    def arrive(self) -> None:
        """Go to the first choice."""
        if self.choices.isVisible():
            self.choices.go_to_first()
