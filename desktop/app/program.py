"""One run of the program: a first screen at once, everything else loaded after it has painted."""

import gc
import signal
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from desktop.app.mishaps import Mishaps
from desktop.app.options import Options, parse_options
from desktop.background.bugs import BugReport
from desktop.background.errands import Errands
from desktop.errors import AlongsideError, OwnPassphraseNeededError
from desktop.platform.hardening import harden_process
from desktop.ui.shared.look import dress
from desktop.ui.shared.window import Window
from desktop.ui.unlock.view import UnlockAttempt, UnlockView
from desktop.workspace.places import (
    PROGRAM,
    folder_to_open,
    remember_folder,
    remembered_folder,
    sign_in_names,
    usual_folder,
)
from desktop.workspace.relaunch import start_locked

if TYPE_CHECKING:
    from desktop.app.first_start import FirstStart
    from desktop.app.signed_in import SignedIn
    from desktop.ui.unlock.first_view import FirstView
    from desktop.ui.unlock.recover_view import RecoverView, RecoveryAttempt
    from desktop.workspace.opened import Opened

_SECONDS_FOR_ANOTHER_TO_CLOSE = 10.0


def open_window(arguments: Sequence[str]) -> int:
    """Open the program and stay until it is closed; give the exit status."""
    options = parse_options(arguments)
    harden_process()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in a terminal ends it; what is saved is safe
    app = QApplication(sys.argv[:1])
    program = Program(app, options)
    program.loaded.connect(spare_what_is_loaded)
    program.start()
    try:
        return app.exec()
    finally:
        program.close()


def spare_what_is_loaded() -> None:
    """Leave what stays loaded out of garbage collections: one of everything held up typing for 75 ms."""
    gc.freeze()


class Program(QObject):
    """Holds the window, and what stands in it: a first start, the unlock screen, or somebody signed in.

    ``loaded`` says that everything signing in needs has been loaded.
    """

    loaded = Signal()

    def __init__(self, app: QApplication, options: Options) -> None:
        super().__init__()
        self.app = app
        self._options = options
        app.setApplicationName(PROGRAM)
        dress(app)
        self.window = Window()
        self.signed_in: SignedIn | None = None
        self.locked_process: int | None = None
        self._first_start: FirstStart | None = None
        self._errands = Errands(self)
        self._errands.unclaimed.connect(self.tell)
        self._errands.bug.connect(self.apologise)
        self._mishaps = Mishaps(self)
        self._mishaps.happened.connect(self.apologise)

    def start(self) -> None:
        """Show the first screen, and load the rest once it has painted."""
        self._mishaps.watch()
        folder = self._options.store or folder_to_open()
        if folder is not None:
            self._ask_passphrase(folder)
        elif (gone := remembered_folder()) is not None:
            self._ask_passphrase(gone)
        else:
            self._welcome()
        self.window.installEventFilter(self)
        self.window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, self._options.quietly)
        self.window.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Wait for the first painting, and only for that."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._load_the_rest)
        return False

    def close(self) -> None:
        """End everything that was begun; no thread is left."""
        self._errands.close()
        if self._first_start is not None:
            self._first_start.close()
        if self.signed_in is not None:
            self.signed_in.close()
        self._mishaps.leave()

    def lock(self, *, quietly: bool = False) -> None:
        """Lock by ending: hide, start the locked program, then close the records and exit."""
        if self.signed_in is None:
            return
        self.window.hide()
        if not self.signed_in.made_up:
            self.locked_process = start_locked(self.signed_in.folder, quietly=quietly)
        self.app.exit(0)

    def tell(self, error: AlongsideError) -> None:
        """Say what could not be done, where no screen says it."""
        if self.signed_in is not None:
            self.signed_in.shell.explain(error)
            return
        box = QMessageBox(
            QMessageBox.Icon.Information, self.window.windowTitle(), str(error), parent=self.window
        )
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def apologise(self, report: BugReport) -> None:
        """Say sorry for a fault of ours, with a report that may be passed on."""
        from desktop.ui.shared.dialogs import SorryDialog  # noqa: PLC0415  # seldom needed

        dialog = SorryDialog(self.window, report.text)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _load_the_rest(self) -> None:
        self._errands.work(self.window, _load_the_rest, lambda _: self.loaded.emit())

    def _welcome(self) -> None:
        from desktop.app.first_start import FirstStart  # noqa: PLC0415  # not for the unlock screen

        if self._first_start is None:
            self._first_start = FirstStart(self.window, self._errands)
            self._first_start.opened.connect(self.enter)
            self._first_start.other_records.connect(self._choose_folder)
        self._first_start.show_welcome()

    def _ask_passphrase(self, folder: Path) -> None:
        try:
            names = sign_in_names(folder)
        except AlongsideError as error:
            self._refuse_folder(error)
            return
        view = UnlockView(names=names, folder=str(folder))
        view.asked.connect(partial(self._sign_in, folder, view))
        view.other_records.connect(self._choose_folder)
        view.lost.connect(partial(self._ask_recovery_code, folder, names))
        self.window.show_view(view)

    def _ask_recovery_code(self, folder: Path, names: Sequence[str]) -> None:
        from desktop.ui.unlock.recover_view import RecoverView  # noqa: PLC0415  # seldom needed
        from desktop.workspace.passphrase import judge_passphrase  # noqa: PLC0415

        view = RecoverView(names=names, judge=judge_passphrase)
        view.asked.connect(partial(self._recover, folder, view))
        view.back.connect(partial(self._ask_passphrase, folder))
        self.window.show_view(view)

    def _recover(self, folder: Path, view: "RecoverView", attempt: "RecoveryAttempt") -> None:
        work = partial(_recover, folder, attempt)
        self._errands.work(view, work, self.enter, otherwise=view.refuse)

    def _refuse_folder(self, error: AlongsideError) -> None:
        """Say why a folder cannot be opened; what was on screen stays."""
        if self.window.centralWidget() is None:
            self._welcome()
        QTimer.singleShot(0, self, partial(self.tell, error))

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self.window, self.tr("Open records"), str(usual_folder().parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self._ask_passphrase(Path(name)))
        dialog.open()

    def _sign_in(self, folder: Path, view: UnlockView, attempt: UnlockAttempt) -> None:
        work = partial(_sign_in, folder, attempt)
        refuse = partial(self._refuse, folder, view, attempt)
        self._errands.work(view, work, self.enter, otherwise=refuse)

    def _refuse(self, folder: Path, view: UnlockView, attempt: UnlockAttempt, error: AlongsideError) -> None:
        if isinstance(error, OwnPassphraseNeededError):
            self._ask_own_passphrase(folder, attempt)
        else:
            view.refuse(error)

    def _ask_own_passphrase(self, folder: Path, attempt: UnlockAttempt) -> None:
        """Let who was invited choose a passphrase of their own, before anything opens."""
        from desktop.ui.unlock.first_view import FirstView  # noqa: PLC0415  # seldom needed
        from desktop.workspace.passphrase import judge_passphrase  # noqa: PLC0415

        view = FirstView(name=attempt.name, judge=judge_passphrase)
        view.asked.connect(partial(self._sign_in_first, folder, view, attempt))
        view.back.connect(partial(self._ask_passphrase, folder))
        self.window.show_view(view)

    def _sign_in_first(self, folder: Path, view: "FirstView", attempt: UnlockAttempt) -> None:
        work = partial(_sign_in_first, folder, attempt, view.passphrase)
        self._errands.work(view, work, self.enter, otherwise=view.refuse)

    def enter(self, opened: "Opened") -> None:
        """Show the rooms of records that somebody opened."""
        from desktop.app.signed_in import SignedIn  # noqa: PLC0415  # loaded after the first painting

        self.signed_in = SignedIn(opened)
        self.signed_in.shell.lock_asked.connect(self.lock)
        self.signed_in.workspace.tasks.bug.connect(self.apologise)
        if not opened.made_up:
            remember_folder(opened.folder)
        self.window.show_view(self.signed_in.shell)
        if opened.notice is not None:
            self.tell(opened.notice)


def _sign_in(folder: Path, attempt: UnlockAttempt) -> "Opened":
    from desktop.workspace.sign_in import sign_in  # noqa: PLC0415  # brings SQLAlchemy; in a worker

    return sign_in(
        folder,
        name=attempt.name,
        passphrase=attempt.passphrase,
        wait_seconds=_SECONDS_FOR_ANOTHER_TO_CLOSE,
    )


def _sign_in_first(folder: Path, attempt: UnlockAttempt, passphrase: str) -> "Opened":
    from desktop.workspace.sign_in import first_sign_in  # noqa: PLC0415  # brings SQLAlchemy; in a worker

    return first_sign_in(
        folder,
        name=attempt.name,
        one_time=attempt.passphrase,
        passphrase=passphrase,
        wait_seconds=_SECONDS_FOR_ANOTHER_TO_CLOSE,
    )


def _recover(folder: Path, attempt: "RecoveryAttempt") -> "Opened":
    from desktop.workspace.sign_in import regain  # noqa: PLC0415  # brings SQLAlchemy; in a worker

    return regain(folder, name=attempt.name, code=attempt.code, passphrase=attempt.passphrase)


def _load_the_rest() -> None:
    """Load what signing in needs while the passphrase is typed."""
    import desktop.app.signed_in  # noqa: PLC0415  # after the first painting, in a worker
    import desktop.workspace.sign_in  # noqa: F401, PLC0415
