"""Dialogs: only for what cannot be undone, for help, and to say sorry. Cancel is the default."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QWidget

from desktop.ui.shared.buttons import danger, secondary
from desktop.ui.shared.layouts import column, row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import heading, named, sentence


def documents_folder() -> str:
    """Say where a dialog for files begins: in the person's documents, not where the program lies."""
    place = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return str(place if place.is_dir() else Path.home())


@dataclass(frozen=True, slots=True)
class Question:
    """Something that cannot be undone: what would happen, the verb on the button, and the way out."""

    title: str
    explanation: str
    verb: str
    stay: str = ""  # "Cancel", unless another word says better that nothing happens


class ConfirmDialog(QDialog):
    """Asks before something that cannot be undone; Enter and Esc both leave everything as it is."""

    def __init__(self, parent: QWidget | None, question: Question, go_on: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setWindowTitle(question.title)
        self.setMinimumWidth(look().px(440))
        self._cancel = secondary(question.stay or self.tr("Cancel"), self.reject)
        self._cancel.setDefault(True)
        self._go_on = danger(question.verb, self.accept)
        self.accepted.connect(go_on)
        buttons = row(None, self._cancel, self._go_on, space=Space.M)
        words = (heading(question.title), sentence(question.explanation))
        self.setLayout(column(*words, None, Space.S, buttons, margin=Space.XL))
        self._cancel.setFocus()


def ask(parent: QWidget, question: Question, go_on: Callable[[], object]) -> ConfirmDialog:
    """Open the question over its window; ``go_on`` is called only when it is confirmed."""
    dialog = ConfirmDialog(parent, question, go_on)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class SorryDialog(QDialog):
    """Our own mistake: an apology, and a report without any record contents that can be copied."""

    def __init__(self, parent: QWidget | None, report: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sorry"))
        self.setMinimumSize(look().px(560), look().px(380))
        self._report = QPlainTextEdit(report)
        self._report.setReadOnly(True)
        self._report.setTabChangesFocus(True)
        named(self._report, self.tr("Report of the mistake"))
        words = sentence(
            self.tr(
                "Something went wrong inside Alongside. It is our mistake, not yours. What you had saved is "
                "safe. This report holds nothing about any person; please send it to whoever looks after "
                "the program."
            )
        )
        buttons = row(self._build_copy(), None, self._build_close(), space=Space.M)
        self.setLayout(column(heading(self.tr("Sorry")), words, self._report, buttons, margin=Space.XL))

    def _build_copy(self) -> QPushButton:
        return secondary(self.tr("Copy the report"), self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())

    def _build_close(self) -> QPushButton:
        button = secondary(self.tr("Close"), self.accept)
        button.setDefault(True)
        return button
