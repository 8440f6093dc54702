"""Saving a return: in which forms, into which folder; never over another file without being asked."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QWidget

from desktop.ui.returns.asked import FileKind, SaveAsked
from desktop.ui.shared.buttons import primary, secondary
from desktop.ui.shared.fields import Field, WithButton, text_input
from desktop.ui.shared.layouts import column, holder, row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import heading, problem, sentence, strong


class SaveDialog(QDialog):
    """Asks for folder and forms; ``asked`` carries a ``SaveAsked``."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None, *, folder: Path, marking: str | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Save the return"))
        self.setMinimumWidth(look().px(520))
        self._line = text_input(str(folder))
        choose = secondary(self.tr("Choose…"), self._choose)
        self._folder = Field(self.tr("Folder"), WithButton(self._line, choose))
        self._kinds = {kind: self._build_kind(kind) for kind in FileKind}
        self._problem = problem()
        self._save = primary(self.tr("Save"), self._ask)
        cancel = secondary(self.tr("Cancel"), self.reject)
        forms = column(strong(self.tr("Files")), *self._kinds.values(), space=Space.XS)
        words = self.tr("Every file says that it %1.").replace("%1", marking or "")
        self.setLayout(
            column(
                heading(self.tr("Save the return")),
                sentence(words if marking else self.tr("The files hold what you see on screen.")),
                holder(forms),
                self._folder,
                self._problem,
                row(None, cancel, self._save, space=Space.M),
                space=Space.M,
                margin=Space.XL,
            )
        )
        self._line.setFocus()

    def _build_kind(self, kind: FileKind) -> QCheckBox:
        words = {
            FileKind.PDF: self.tr("Document, ready to print (PDF)"),
            FileKind.XLSX: self.tr("Spreadsheet, ready to print (XLSX)"),
            FileKind.HTML: self.tr("Page for a browser or a screen reader (HTML)"),
            FileKind.CSV: self.tr("All numbers in one tidy table (CSV)"),
            FileKind.TABLES: self.tr("One file a table, in a folder (CSV)"),
            FileKind.JSON: self.tr("For other programs (JSON)"),
        }
        box = QCheckBox(words[kind])
        box.setChecked(True)
        return box

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder for the files"), self._line.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._line.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask(self) -> None:
        self._folder.be_content()
        self._problem.hide()
        kinds = [kind for kind, box in self._kinds.items() if box.isChecked()]
        folder = Path(self._line.text().strip())
        if not self._line.text().strip() or not folder.is_dir():
            self._folder.complain(self.tr("There is no such folder. Choose one that is there."))
        elif not kinds:
            self._problem.setText(self.tr("Tick at least one kind of file."))
            self._problem.show()
        else:
            self._save.setEnabled(False)
            self.asked.emit(SaveAsked(folder, tuple(kinds)))

    def be_ready(self) -> None:
        """Let the files be asked for again."""
        self._save.setEnabled(True)

    def refuse(self, sentence_: str) -> None:
        """Say beside the folder why the files could not be saved there."""
        self.be_ready()
        self._folder.complain(sentence_)
