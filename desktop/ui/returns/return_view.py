"""A return on screen: choose it, read it, ask who is in each number, save it."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from desktop.queries.funding_streams import StreamToCount
from desktop.returns.explaining.who import Member
from desktop.returns.result import Return
from desktop.ui.returns.asked import CellChosen, RulesChoice, SaveAsked
from desktop.ui.returns.choosing import ReturnChoices
from desktop.ui.returns.commissioner_dialog import CommissionerDialog
from desktop.ui.returns.document import Document
from desktop.ui.returns.document_parts import Marking, stale_strip
from desktop.ui.returns.save_dialog import SaveDialog
from desktop.ui.returns.who_panel import WhoPanel
from desktop.ui.shared.buttons import primary, quiet, secondary
from desktop.ui.shared.charts import DrawnChart
from desktop.ui.shared.icons import set_icon
from desktop.ui.shared.layouts import column, holder, row
from desktop.ui.shared.look import look
from desktop.ui.shared.pages import empty_state, middle, page, page_header
from desktop.ui.shared.progress import Progress
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import named
from desktop.ui.shell.commands import Command, install

_WIDE = 860
_PANEL = 350  # pixels at 100 % that who is counted takes, until it is pulled wider or narrower
_A_MOMENT = 200  # milliseconds
_DOCUMENTS = QStandardPaths.StandardLocation.DocumentsLocation
_EMPTY, _COUNTING, _SHOWN, _REFUSED = range(4)


class ReturnView(Screen):
    """Shows a return.

    ``asked`` carries a ``ReturnAsked``, ``cell_opened`` a ``CellChosen``, ``save_asked`` a ``SaveAsked``,
    ``again`` wants the same return counted anew, ``stopped`` no count after all, ``list_wanted`` a list to be
    brought in first, ``fill_wanted`` to type in what stands beside the counts, ``compare_wanted`` to compare
    who is helped with who needs it, ``commissioner_named`` carries who pays for the service. ``who`` is the
    panel that a number opens beside the return, with signals of its own.
    """

    asked = Signal(object)
    cell_opened = Signal(object)
    save_asked = Signal(object)
    again = Signal()
    stopped = Signal()
    list_wanted = Signal()
    fill_wanted = Signal()
    missing_wanted = Signal()
    compare_wanted = Signal()
    commissioner_named = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._result: Return | None = None
        self._dialog: SaveDialog | None = None
        self._naming: CommissionerDialog | None = None
        self._folder = Path(QStandardPaths.writableLocation(_DOCUMENTS))
        self._moment = QTimer(self, interval=_A_MOMENT, singleShot=True)
        self._moment.timeout.connect(self._show_progress)
        self.who = WhoPanel()
        self.who.left.connect(self.step_back)
        self.who.fill_wanted.connect(self.fill_wanted)
        self._choices = ReturnChoices()
        self._choices.asked.connect(self.asked)
        self._marking = Marking()
        self._document = Document()
        self._document.opened.connect(self._open_cell)
        self._document.onward = self.who.enter
        self._document.fill_wanted.connect(self.fill_wanted)
        self._document.commissioner_wanted.connect(self.ask_for_commissioner)
        install(self, (Command(self.tr("Go to a table"), "Ctrl+G", self._document.jumps.begin),))
        self._stale = stale_strip(
            self.tr("The records changed since this was counted."),
            quiet(self.tr("Count again"), self.again.emit),
        )
        self._looks_through = True
        self._missing = secondary(self.tr("What is missing…"), self.missing_wanted.emit)
        self._save = primary(self.tr("Save files…"), self.open_save)
        set_icon(self._save, "save", "on_accent")
        self._pages = QStackedWidget()
        self._build()
        self._show(_COUNTING)
        self._choices.hide()

    def _build(self) -> None:
        self._progress = Progress(self.tr("Counting…"))
        self._progress.stopped.connect(self.stopped)
        for state in (
            self._build_empty(),
            middle(self._progress, width=420),
            self._build_shown(),
            self._build_refused(),
        ):
            self._pages.addWidget(state)
        fill_in = secondary(self.tr("Fill in…"), self.fill_wanted.emit)
        compare = secondary(self.tr("Compare…"), self.compare_wanted.emit)
        named(compare, self.tr("Compare who is helped with who needs it"))
        head = page_header(self.tr("Returns"), "", self._missing, compare, fill_in, self._save)
        layout = page(head, self._choices, self._pages, space=Space.L)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _build_empty(self) -> QWidget:
        bring_in = primary(self.tr("Bring in a list"), self.list_wanted.emit)
        return empty_state(
            "returns",
            self.tr("Nothing to count yet"),
            self.tr("A return counts referrals, and none is recorded. Bring in the list you keep today."),
            bring_in,
        )

    def _build_shown(self) -> QWidget:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        for widget in (self._document, self.who):
            self._split.addWidget(widget)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self._split.splitterMoved.connect(self._remember_width)
        self._width = look().px(_PANEL)
        line = row(self._document.jumps, self._marking, space=Space.L)
        line.setStretch(0, 1)
        inside = column(self._stale, line, self._split, space=Space.M)
        inside.setStretch(2, 1)
        return holder(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Put who is in a number beside the return, or in its place where the window is narrow."""
        super().resizeEvent(event)
        self._make_room()

    @property
    def _covers(self) -> bool:
        return self.width() < look().px(_WIDE)

    def _make_room(self) -> None:
        """Leave the return all the room unless a number is open."""
        shown = self.who.has_cell
        self.who.stand_alone(alone=self._covers)
        self.who.setVisible(shown)
        self._document.setVisible(not (shown and self._covers))
        if shown and not self._covers:
            self._split.setSizes([self._split.width() - self._width, self._width])
            self._document.keep_in_sight()

    def _remember_width(self, _place: int, _number: int) -> None:
        if not self._covers:
            self._width = self.who.width()

    def step_back(self) -> bool:
        """Close who is in a number, and go back to the number itself."""
        if not self.who.has_cell:
            return False
        self.who.forget()
        self._make_room()
        self._document.go_back_to_cell()
        return True

    def _build_refused(self) -> QWidget:
        return empty_state(
            "returns",
            self.tr("No numbers are shown"),
            self.tr("Choose exact numbers to see the return; they are for use inside the service."),
        )

    def _show_progress(self) -> None:
        self._progress.show_step(0, 0)
        self._show(_COUNTING)

    def _show(self, state: int) -> None:
        self._moment.stop()
        self._save.setEnabled(True)
        self._pages.setCurrentIndex(state)
        self._save.setVisible(state == _SHOWN)
        self._missing.setVisible(state == _SHOWN and self._looks_through)

    def leave_out_inbox(self) -> None:
        """Offer no way to what is missing: whoever is signed in may see numbers alone."""
        self._looks_through = False
        self._missing.hide()

    def show_empty(self) -> None:
        """Say that there is nothing to count, and what to do first."""
        self._choices.hide()
        self._show(_EMPTY)

    def offer(
        self,
        rules: Sequence[RulesChoice],
        months: Sequence[date],
        *,
        today: date,
        streams: Sequence[StreamToCount] = (),
    ) -> None:
        """Offer what may be chosen; the first choice is asked for at once."""
        self._choices.show()
        self._choices.offer_streams(streams)
        self._choices.offer(rules, months, today=today)

    def show_counting(self) -> None:
        """Say that the return is being counted, unless it is there in a moment."""
        self._result = None
        self._save.setEnabled(False)
        self._moment.start()

    def refuse_profile(self, sentence: str) -> None:
        """Say that this way of protecting is not there yet; no number is shown instead."""
        self._result = None
        self._choices.refuse_profile(sentence)
        self._show(_REFUSED)

    def show_return(self, result: Return) -> None:
        """Show a return in place of the last one."""
        self._result = result
        self._document.show_return(result)
        self._marking.show_marking(result.marking)
        self._stale.hide()
        self.who.forget()
        self._make_room()
        self._show(_SHOWN)

    def show_charts(self, result: Return, charts: Mapping[str, DrawnChart]) -> None:
        """Show the charts of the return, unless another is on screen by now."""
        if result is self._result:
            self._document.show_charts(charts)

    def show_nothing(self) -> None:
        """Show no return: it could not be counted, or nobody waited for it."""
        self._result = None
        self._show(_REFUSED)

    def show_stale(self) -> None:
        """Say that the records changed since the return was counted."""
        self._stale.setVisible(self._result is not None)

    def _open_cell(self, chosen: CellChosen) -> None:
        if self._result is not None:
            self.who.show_cell(chosen, self._result.table(chosen.table_id))
            self._make_room()
            if self._document.isHidden():
                self.who.begin()
            self.cell_opened.emit(chosen)

    def show_who(self, chosen: CellChosen, members: Sequence[Member]) -> None:
        """List who is behind a number."""
        self.who.show_who(chosen, members)
        if members and self._document.isHidden():
            self.who.go_to_list()

    @property
    def result(self) -> Return | None:
        """The return on screen."""
        return self._result

    @property
    def document(self) -> Document:
        """The return as it is drawn."""
        return self._document

    def open_save(self) -> None:
        """Ask where to save the return."""
        if self._result is None:
            return
        self._dialog = SaveDialog(self, folder=self._folder, marking=self._result.marking)
        self._dialog.asked.connect(self._remember_folder)
        self._dialog.asked.connect(self.save_asked)
        self._dialog.finished.connect(self._forget_dialog)
        self._dialog.open()

    def ask_for_commissioner(self) -> None:
        """Ask who pays for the service, as it is to stand on the cover."""
        self._naming = CommissionerDialog(self, now=self._result.commissioner if self._result else "")
        self._naming.named.connect(self.commissioner_named)
        self._naming.finished.connect(self._naming.deleteLater)
        self._naming.open()

    @property
    def naming(self) -> CommissionerDialog | None:
        """The question who pays for the service, as it was asked last."""
        return self._naming

    @property
    def folder(self) -> Path:
        """Where a return was saved last."""
        return self._folder

    def _remember_folder(self, asked: SaveAsked) -> None:
        self._folder = asked.folder

    def _forget_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None

    def show_saved(self) -> None:
        """Close the question where to save."""
        if self._dialog is not None:
            self._dialog.accept()

    def refuse_saving(self, sentence: str) -> None:
        """Say beside the folder why the return could not be saved."""
        if self._dialog is not None:
            self._dialog.refuse(sentence)

    def wait_with_saving(self) -> None:
        """Let the question where to save be answered again."""
        if self._dialog is not None:
            self._dialog.be_ready()

    @property
    def saving(self) -> SaveDialog | None:
        """The open question where to save."""
        return self._dialog

    def save(self) -> None:
        """Save the return (Ctrl+Enter)."""
        self.open_save()

    def arrive(self) -> None:
        """Go to the number that is open, else to the first choice."""
        if self.who.has_cell and not self._covers:
            self._document.go_back_to_cell()
        else:
            self._choices.go_to_first()

    def keep_asking(self, asked: SaveAsked) -> None:
        """Ask again with the same answers, now that replacing files was agreed to."""
        self.save_asked.emit(SaveAsked(asked.folder, asked.kinds, replace=True))
