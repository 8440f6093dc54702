"""Where a list is dropped from the file manager, or chosen with a button."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame

from desktop.ui.shared.buttons import primary
from desktop.ui.shared.dialogs import documents_folder
from desktop.ui.shared.icons import icon_label, set_icon
from desktop.ui.shared.layouts import column, restyle, row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import heading, muted


class DropArea(QFrame):
    """Takes one file; ``chosen`` carries its ``Path``."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "strip")
        self.setAcceptDrops(True)
        self._button = primary(self.tr("Choose a file…"), self.choose)
        set_icon(self._button, "folder", "on_accent")
        words = column(
            heading(self.tr("Drop your list here")),
            muted(
                self.tr(
                    "The list you keep today, as it is: a spreadsheet (XLSX, XLS, ODS) or CSV. "
                    "Nothing is brought in before you have seen what would happen."
                )
            ),
            space=Space.XS,
        )
        picture = icon_label("import", "accent", size=36)
        inside = row(picture, words, self._button, space=Space.L)
        inside.setStretch(1, 1)
        edge = look().px(Space.XL)
        inside.setContentsMargins(edge, edge, edge, edge)
        self.setLayout(inside)

    def choose(self) -> None:
        """Let a file be chosen."""
        dialog = QFileDialog(self, self.tr("Choose a list"), documents_folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                self.tr("Lists (*.xlsx *.xls *.xlsb *.xlsm *.ods *.csv *.tsv *.txt)"),
                self.tr("All files (*)"),
            ]
        )
        dialog.fileSelected.connect(lambda name: self.chosen.emit(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def go_to_button(self) -> None:
        """Put the focus on the button."""
        self._button.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  (Qt's name)
        """Welcome one file."""
        if _file_in(event) is not None:
            event.acceptProposedAction()
            self._show_welcome(welcome=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802  (Qt's name)
        """Look as before."""
        super().dragLeaveEvent(event)
        self._show_welcome(welcome=False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  (Qt's name)
        """Take the file."""
        self._show_welcome(welcome=False)
        path = _file_in(event)
        if path is not None:
            event.acceptProposedAction()
            self.chosen.emit(path)

    def _show_welcome(self, *, welcome: bool) -> None:
        self.setProperty("tone", "accent" if welcome else "")
        restyle(self)


def _file_in(event: QDropEvent) -> Path | None:
    """Give the file that is carried, where it is one and lies on this computer."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
