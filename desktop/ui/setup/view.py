"""Setting up, one question at a time, with a way back until the records are made."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from desktop.errors import AlongsideError, FolderError
from desktop.ui.setup.answers import CheckCode, NewRecords, RecoverySheet
from desktop.ui.setup.recovery import CodeStep, SheetStep
from desktop.ui.setup.steps import FolderStep, ServiceStep
from desktop.ui.shared.buttons import primary, quiet
from desktop.ui.shared.layouts import card, column, holder, row, scrolled
from desktop.ui.shared.new_passphrase import NewPassphrase
from desktop.ui.shared.pages import middle
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.strength import Judge
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import named, problem, small, title

_SERVICE, _PASSPHRASE, _FOLDER, _SHEET, _CODE = range(5)
_STEPS = 5


class SetUpView(Screen):
    """Leads through set-up.

    ``asked`` carries ``NewRecords`` once folder and passphrase are chosen; whoever makes the records
    answers with ``show_recovery`` or ``refuse``. ``save_asked`` carries ``SheetWanted``; the answer is
    ``show_saved`` or ``refuse``. ``finished`` says that the code was typed back; ``given_up`` that nothing
    is to be set up after all.
    """

    asked = Signal(object)
    save_asked = Signal(object)
    finished = Signal()
    given_up = Signal()

    def __init__(self, *, judge: Judge, folder: Path) -> None:
        super().__init__()
        self._step = _SERVICE
        self._service = ServiceStep()
        self._passphrase = NewPassphrase(judge)
        self._folder = FolderStep(folder)
        self._sheet: SheetStep | None = None
        self._code: CodeStep | None = None
        self._pages: list[QWidget] = [self._service, self._passphrase, self._folder]
        self._room = column(*self._pages, space=0)
        self._build()
        self._show(_SERVICE)

    def _build(self) -> None:
        self._where = small("")
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._title = title("")
        self._problem = problem()
        self._back = quiet(self.tr("Back"), self._go_back)
        self._next = primary(self.tr("Continue"), self._go_on)
        buttons = row(self._back, None, self._next, space=Space.M)
        head = column(self._where, self._bar, Space.S, self._title, Space.S, space=Space.S)
        box = card(
            holder(head), holder(self._room), self._problem, Space.S, buttons, space=Space.L, margin=32
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(middle(box)))

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Who are you?"),
            self.tr("Choose a passphrase"),
            self.tr("Where shall the records be kept?"),
            self.tr("Keep the recovery sheet"),
            self.tr("Type the code back"),
        )

    def _show(self, step: int) -> None:
        self._step = step
        self._problem.hide()
        for number, page in enumerate(self._pages):
            page.setVisible(number == step)
        self._title.setText(self._titles()[step])
        self._where.setText(self.tr("Step %1 of %2").replace("%1", str(step + 1)).replace("%2", str(_STEPS)))
        self._bar.setValue(step + 1)
        named(self._bar, self._where.text())
        self._back.setVisible(step != _SHEET)
        self._next.setEnabled(True)
        self._next.setText(self._verb(step))
        self.arrive()

    def _verb(self, step: int) -> str:
        if step == _FOLDER:
            return self.tr("Set up the records")
        return self.tr("Finish") if step == _CODE else self.tr("Continue")

    def arrive(self) -> None:
        """Go to the first thing to fill in."""
        match self._step:
            case 0:
                self._service.service.setFocus()
            case 1:
                self._passphrase.passphrase.input.setFocus()
            case 3 if self._sheet is not None:
                self._sheet.arrive()
            case 4 if self._code is not None:
                self._code.arrive()
            case _:
                self._next.setFocus()

    def _go_on(self) -> None:
        match self._step:
            case 0 if self._service.check():
                self._passphrase.about = (self._service.service.text(), self._service.person.text())
                self._show(_PASSPHRASE)
            case 1 if self._passphrase.check():
                self._show(_FOLDER)
            case 2 if self._folder.check():
                self._ask()
            case 3:
                self._leave_sheet()
            case 4 if self._code is not None and self._code.check():
                self.finished.emit()
            case _:
                pass  # something is not filled in yet: its field says what

    def _ask(self) -> None:
        self._next.setEnabled(False)
        self._next.setText(self.tr("Setting up…"))
        self._back.hide()
        self.asked.emit(
            NewRecords(
                service=self._service.service.text().strip(),
                person=self._service.person.text().strip(),
                passphrase=self._passphrase.passphrase.text(),
                folder=self._folder.folder,
            )
        )

    def _leave_sheet(self) -> None:
        if self._sheet is None:
            return
        if self._sheet.is_kept:
            self._show(_CODE)
        else:
            self._sheet.complain()

    def _go_back(self) -> None:
        if self._step == _SERVICE:
            self.given_up.emit()
        else:
            self._show(self._step - 1)

    def step_back(self) -> bool:
        """Go a step back; never past the moment the records were made."""
        if self._step == _SHEET or not self._back.isVisible():
            return False
        self._go_back()
        return True

    def show_recovery(self, sheet: RecoverySheet, check_code: CheckCode) -> None:
        """Go on to the recovery sheet, now that the records are made."""
        self._sheet, self._code = SheetStep(sheet), CodeStep(check_code)
        self._sheet.save_asked.connect(self.save_asked)
        for page in (self._sheet, self._code):
            self._pages.append(page)
            self._room.addWidget(page)
        self._show(_SHEET)

    def show_saved(self) -> None:
        """Say that the recovery sheet is written."""
        if self._sheet is not None:
            self._sheet.show_saved()

    def refuse(self, error: AlongsideError) -> None:
        """Say what could not be done, beside what it concerns."""
        step = self._step
        self._show(step)
        if step == _SHEET and self._sheet is not None:
            self._sheet.refuse(error)
        elif step == _FOLDER and isinstance(error, FolderError):
            self._folder.refuse(error)
        else:
            self._problem.setText(str(error))
            self._problem.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Go on with Enter or Ctrl+Enter, back with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._next.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.step_back()
        else:
            super().keyPressEvent(event)
