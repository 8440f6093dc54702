"""The first start: set up records, look around with made-up people, or open what is there."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.background.errands import Errands
from desktop.errors import FolderError
from desktop.exports.recovery_sheet import recovery_sheet_pdf
from desktop.platform.files import write_atomically
from desktop.ui.setup.answers import NewRecords, RecoverySheet, SheetWanted
from desktop.ui.setup.view import SetUpView
from desktop.ui.setup.welcome import FirstStep, WelcomeView
from desktop.ui.shared.window import Window
from desktop.workspace.made_up import look_around
from desktop.workspace.opened import Opened, open_unlocked
from desktop.workspace.passphrase import judge_passphrase
from desktop.workspace.places import usual_folder
from desktop.workspace.set_up import NewService, SetUp, prepare


class FirstStart(QObject):
    """Leads from nothing to open records; ``opened`` carries them."""

    opened = Signal(object)
    other_records = Signal()

    def __init__(self, window: Window, errands: Errands) -> None:
        super().__init__(window)
        self._window = window
        self._errands = errands
        self._made: SetUp | None = None

    def show_welcome(self) -> None:
        """Offer the ways to begin."""
        view = WelcomeView()
        view.chosen.connect(partial(self._begin, view))
        self._window.show_view(view)

    def close(self) -> None:
        """Leave no trace of records whose recovery code nobody kept."""
        if self._made is not None:
            self._made.give_up()
            self._made = None

    def _begin(self, view: WelcomeView, step: FirstStep) -> None:
        match step:
            case FirstStep.SET_UP:
                self._show_set_up()
            case FirstStep.LOOK_AROUND:
                view.show_busy(self.tr("Making up some people…"))
                self._errands.work(view, look_around, self.opened.emit, otherwise=view.refuse)
            case FirstStep.OPEN:
                self.other_records.emit()

    def _show_set_up(self) -> None:
        view = SetUpView(judge=judge_passphrase, folder=usual_folder())
        view.asked.connect(partial(self._prepare, view))
        view.save_asked.connect(partial(self._save_sheet, view))
        view.finished.connect(partial(self._finish, view))
        view.given_up.connect(self.show_welcome)
        self._window.show_view(view)

    def _prepare(self, view: SetUpView, asked: NewRecords) -> None:
        new = NewService(asked.service, asked.person, asked.passphrase)
        show = partial(self._show_recovery, view, asked)
        self._errands.work(view, partial(prepare, asked.folder, new), show, otherwise=view.refuse)

    def _show_recovery(self, view: SetUpView, asked: NewRecords, made: SetUp) -> None:
        self._made = made
        sheet = RecoverySheet(asked.service, asked.person, made.recovery_code, _today())
        view.show_recovery(sheet, made.check_code)

    def _save_sheet(self, view: SetUpView, wanted: SheetWanted) -> None:
        if self._made is None:
            return
        work = partial(_write_sheet, self._made, wanted.path)
        self._errands.work(view, work, lambda _: view.show_saved(), otherwise=view.refuse)

    def _finish(self, view: SetUpView) -> None:
        if self._made is not None:
            self._errands.work(view, partial(_finish, self._made), self._enter, otherwise=view.refuse)

    def _enter(self, opened: Opened) -> None:
        self._made = None
        self.opened.emit(opened)


def _finish(made: SetUp) -> Opened:
    made.finish()
    return open_unlocked(made.folder, made.unlocked)


def _write_sheet(made: SetUp, path: Path) -> None:
    sheet = recovery_sheet_pdf(
        service=made.service_name, person=made.unlocked.user_name, code=made.recovery_code, made_on=_today()
    )
    try:
        write_atomically(path, sheet)
    except OSError as error:
        what = "The recovery sheet could not be saved there."
        raise FolderError(what, "Choose another place, such as a memory stick.") from error


def _today() -> str:
    return datetime.now(UTC).astimezone().strftime("%d/%m/%Y")
