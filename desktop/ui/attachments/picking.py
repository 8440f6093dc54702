"""Choosing a file to keep: read at once, refused if it is too large, empty, or not what it is called."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.background.tasks import Tasks
from desktop.domain.attachment_kinds import MOST_BYTES, AttachmentKind, checked_kind
from desktop.errors import AlongsideError, BadInputError
from desktop.platform.files import read_limited
from desktop.ui.shared.buttons import secondary
from desktop.ui.shared.dialogs import documents_folder
from desktop.ui.shared.layouts import column, holder, row
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import UK, named, problem, small, strong, translate


def size_words(size: int) -> str:
    """Say how large a file is."""
    return UK.formattedDataSize(size, 0, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def kind_words(kind: AttachmentKind) -> str:
    """Say what a file is."""
    return {
        AttachmentKind.PNG: translate("Attachment", "Picture (PNG)"),
        AttachmentKind.JPEG: translate("Attachment", "Picture (JPEG)"),
        AttachmentKind.PDF: translate("Attachment", "PDF"),
        AttachmentKind.OTHER: translate("Attachment", "Another kind of file: only a copy of it can be saved"),
    }[kind]


def file_to_keep(path: Path) -> tuple[str, bytes, AttachmentKind]:
    """Read a chosen file, and look what it is.

    Raises:
        BadInputError: it is gone, too large, empty, or its name says something else than its first bytes.
    """
    content = read_limited(path, MOST_BYTES)
    return path.name, content, checked_kind(path.name, content)


class FileToKeep(QWidget):
    """Offers to choose a file; ``chosen`` carries its name once it is read."""

    chosen = Signal(str)

    def __init__(self, tasks: Tasks | None) -> None:
        super().__init__()
        self._tasks = tasks
        self._content = b""
        self._said = strong(self.tr("No file is chosen yet."))
        self._problem = problem()
        self._button = secondary(self.tr("Choose a file…"), self._choose)
        limit = self.tr("At most %1. PNG, JPEG and PDF are known; of anything else only a copy can be saved.")
        most = size_words(MOST_BYTES)
        named(self._button, self._button.text(), limit.replace("%1", most))
        words = small(limit.replace("%1", most))
        self.setLayout(
            column(holder(row(self._button, None)), words, self._said, self._problem, space=Space.XS)
        )
        self.setFocusProxy(self._button)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("A file to keep"), documents_folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.take(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, path: Path) -> None:
        """Read the file that was chosen, off the screen's thread."""
        if self._tasks is not None:
            work = partial(file_to_keep, path)
            self._tasks.work(self, work, self._hold, replaces="file", otherwise=self.refuse)

    def _hold(self, read: tuple[str, bytes, AttachmentKind]) -> None:
        name, self._content, kind = read
        self._problem.hide()
        self._said.setText(f"{name} · {size_words(len(self._content))} · {kind_words(kind)}")
        self.chosen.emit(name)

    def refuse(self, error: AlongsideError) -> None:
        """Say why this file is not kept."""
        self._content = b""
        self._said.setText(self.tr("No file is chosen yet."))
        self._problem.setText(str(error))
        self._problem.show()

    @property
    def content(self) -> bytes:
        """What is in the file.

        Raises:
            BadInputError: none is chosen.
        """
        if not self._content:
            what = translate("Attachment", "No file is chosen yet.")
            raise BadInputError(what, translate("Attachment", "Choose one above."))
        return self._content
