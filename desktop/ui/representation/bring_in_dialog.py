"""Bringing a benchmark in: its list, its name, whom it counts, who published it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QFileDialog, QLineEdit, QRadioButton, QWidget

from desktop.domain.benchmarks import BenchmarkKind
from desktop.queries.benchmarks import BenchmarkRow
from desktop.ui.representation.asked import BringInAsked
from desktop.ui.shared.buttons import primary, quiet, secondary
from desktop.ui.shared.dialogs import documents_folder
from desktop.ui.shared.fields import Field, WithButton, text_input
from desktop.ui.shared.layouts import Item, column, holder, row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import heading, muted, strong


class BringInDialog(QDialog):
    """Asks for a list of figures; ``asked`` carries a ``BringInAsked``, ``put_away`` a ``BenchmarkRow``."""

    asked = Signal(object)
    put_away = Signal(object)

    def __init__(self, parent: QWidget | None, *, instead_of: BenchmarkRow | None = None) -> None:
        super().__init__(parent)
        self._instead_of = instead_of
        title = self.tr("Bring in a benchmark") if instead_of is None else instead_of.name
        self.setWindowTitle(title)
        self.setMinimumWidth(look().px(560))
        self._line = text_input()
        choose = secondary(self.tr("Choose…"), self._choose)
        hint = self.tr("CSV with the headings characteristic, category and count.")
        self._file = Field(self.tr("List of figures"), WithButton(self._line, choose), hint=hint)
        self._name = Field(self.tr("Name"), text_input(instead_of.name if instead_of else ""))
        self._source = Field(self.tr("Who published it"), text_input(instead_of.source if instead_of else ""))
        self._kinds = self._build_kinds()
        self._keep = primary(self.tr("Bring in"), self._ask)
        self._line.textChanged.connect(self._suggest_name)
        self._build(title)

    def _build(self, title: str) -> None:
        words = self.tr("Published figures of whom you want to compare the people helped with.")
        buttons: list[Item] = [None, secondary(self.tr("Cancel"), self.reject), self._keep]
        if self._instead_of is not None:
            words = self.tr("Bring in newer figures, or put this benchmark away.")
            buttons.insert(0, quiet(self.tr("Put away"), self._put_away))
            self._name.setEnabled(False)
        kinds = column(strong(self.tr("Whom it counts")), *self._kinds.values(), space=Space.XS)
        fields = (self._file, self._name, holder(kinds), self._source)
        self.setLayout(
            column(
                heading(title), muted(words), *fields, row(*buttons, space=Space.M), space=Space.M,
                margin=Space.XL,
            )
        )  # fmt: skip
        self._line.setFocus()

    def _build_kinds(self) -> dict[BenchmarkKind, QRadioButton]:
        words = {
            BenchmarkKind.VICTIMS: self.tr("People recorded as victims"),
            BenchmarkKind.POPULATION: self.tr("Everybody who lives in the area"),
        }
        group = QButtonGroup(self)
        made = {kind: QRadioButton(text) for kind, text in words.items()}
        for button in made.values():
            group.addButton(button)
        kept = self._instead_of.kind if self._instead_of else BenchmarkKind.VICTIMS
        made[kept].setChecked(True)
        return made

    def _suggest_name(self, typed: str) -> None:
        control = self._name.control
        if self._instead_of is None and isinstance(control, QLineEdit):
            control.setText(Path(typed).stem.replace("-", " ").replace("_", " ").strip().capitalize())

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a list of figures"), documents_folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Lists (*.csv *.txt)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self._line.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask(self) -> None:
        self._file.be_content()
        self._name.be_content()
        path, name = Path(self._line.text().strip()), self._typed(self._name)
        if not self._line.text().strip() or not path.is_file():
            self._file.complain(self.tr("There is no such file. Choose the list of figures."))
        elif not name:
            self._name.complain(self.tr("Give it the name you will know it by."))
        else:
            self._keep.setEnabled(False)
            kind = next(kind for kind, button in self._kinds.items() if button.isChecked())
            self.asked.emit(BringInAsked(path, name, kind, self._typed(self._source), self._instead_of))

    def _put_away(self) -> None:
        self.put_away.emit(self._instead_of)

    @staticmethod
    def _typed(field: Field) -> str:
        control = field.control
        return control.text().strip() if isinstance(control, QLineEdit) else ""

    def refuse(self, sentence: str) -> None:
        """Say beside the file what is wrong with it."""
        self._keep.setEnabled(True)
        self._file.complain(sentence)

    def refuse_name(self, sentence: str) -> None:
        """Say beside the name why it cannot be taken."""
        self._keep.setEnabled(True)
        self._name.complain(sentence)
