"""The recovery sheet: kept outside the computer, and its code typed back before set-up ends."""

from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QFrame, QGridLayout, QWidget

from desktop.errors import AlongsideError
from desktop.ui.setup.answers import CheckCode, RecoverySheet, SheetWanted
from desktop.ui.shared.buttons import secondary
from desktop.ui.shared.dialogs import documents_folder
from desktop.ui.shared.fields import Field, code_input
from desktop.ui.shared.icons import set_icon
from desktop.ui.shared.layouts import column, frame, row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import code, problem, sentence, small, translate

_COLUMNS = 4


class SheetStep(QWidget):
    """Shows the code once, to be saved as PDF, printed, or copied by hand."""

    save_asked = Signal(object)
    ready = Signal()

    def __init__(self, sheet: RecoverySheet) -> None:
        super().__init__()
        self._sheet = sheet
        why = sentence(
            self.tr(
                "If the passphrase is ever lost, this code is the only way back into the records. "
                "Lock the sheet away with your most important papers, never beside the computer."
            )
        )
        self._kept = QCheckBox(self.tr("It is on paper, or somewhere safe outside this computer"))
        self._kept.toggled.connect(lambda _on: self.ready.emit())
        self._note = small("")
        self._note.hide()
        self._problem = problem()
        buttons = row(*self._build_buttons(), None, space=Space.M)
        self.setLayout(
            column(why, self._build_code(), buttons, self._note, self._problem, self._kept, space=Space.L)
        )

    def _build_code(self) -> QFrame:
        grid = QGridLayout()
        edge = look().px(Space.L)
        grid.setContentsMargins(edge, edge, edge, edge)
        grid.setSpacing(look().px(Space.M))
        for number, group in enumerate(self._sheet.code.split("-")):
            label = code(group)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(label, number // _COLUMNS, number % _COLUMNS)
        made = frame("sunken", grid)
        made.setAccessibleName(self.tr("Recovery code"))
        return made

    def _build_buttons(self) -> tuple[QWidget, ...]:
        self._first = save = secondary(self.tr("Save as PDF…"), self._save)
        set_icon(save, "save", "ink")
        printing = secondary(self.tr("Print…"), self._print)
        set_icon(printing, "print", "ink")
        return save, printing

    def arrive(self) -> None:
        """Begin with keeping the code."""
        self._first.setFocus()

    @property
    def is_kept(self) -> bool:
        """Whether the person says that the sheet is kept outside the computer."""
        return self._kept.isChecked()

    def _save(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the recovery sheet"), documents_folder())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("PDF (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self.tr("Alongside recovery sheet.pdf"))
        dialog.fileSelected.connect(lambda name: self.save_asked.emit(SheetWanted(Path(name))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: printed_sheet(self._sheet).print_(printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def show_saved(self) -> None:
        """Say that the PDF is written, and what to do with it."""
        self._problem.hide()
        self._note.setText(self.tr("Saved. Print it, or move it to a memory stick, and delete it from here."))
        self._note.show()

    def refuse(self, error: AlongsideError) -> None:
        """Say why the PDF could not be written."""
        self._problem.setText(str(error))
        self._problem.show()

    def complain(self) -> None:
        """Ask for the tick before going on."""
        self._problem.setText(
            self.tr("Keep the code first: save, print or write it down. Then tick the box.")
        )
        self._problem.show()
        self._kept.setFocus()


def printed_sheet(sheet: RecoverySheet) -> QTextDocument:
    """Write the sheet for a printer."""
    title = translate("SheetStep", "Recovery sheet")
    advice = translate(
        "SheetStep",
        "This code opens the records if the passphrase is lost. Whoever holds it can read everything: "
        "keep it locked away, never beside the computer.",
    )
    who = "<br>".join(escape(words) for words in (sheet.service, sheet.person, sheet.made_on))
    large = f"<p style='font-family: monospace; font-size: 20pt'>{escape(sheet.code)}</p>"
    document = QTextDocument()
    document.setHtml(f"<h1>{escape(title)}</h1><p>{who}</p>{large}<p>{escape(advice)}</p>")
    return document


class CodeStep(QWidget):
    """The code is typed back from the sheet, so that everybody knows it can be read."""

    def __init__(self, check_code: CheckCode) -> None:
        super().__init__()
        self._check_code = check_code
        self._typed = code_input()
        self._field = Field(
            self.tr("Recovery code, from the sheet"),
            self._typed,
            hint=self.tr("Large or small letters; dashes and spaces do not matter."),
        )
        why = sentence(
            self.tr("Take the sheet and type the code back once. Then it is certain that it can be read.")
        )
        self.setLayout(column(why, self._field, space=Space.L))

    def arrive(self) -> None:
        """Begin with the code."""
        self._typed.setFocus()

    def check(self) -> bool:
        """Say whether the code is right, and beside the field which group is not."""
        self._field.be_content()
        try:
            self._check_code(self._typed.toPlainText())
        except AlongsideError as error:
            self._field.complain(str(error))
        return not self._field.complaint
