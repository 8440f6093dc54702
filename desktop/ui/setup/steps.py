"""The steps of setting up, each a small form that says beside its fields what is missing."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from desktop.errors import AlongsideError
from desktop.ui.shared.buttons import secondary
from desktop.ui.shared.fields import Field, WithButton, text_input
from desktop.ui.shared.layouts import column
from desktop.ui.shared.tokens import Space


class ServiceStep(QWidget):
    """The name of the service, and of the person who looks after it."""

    def __init__(self) -> None:
        super().__init__()
        self.service = text_input(placeholder=self.tr("For example: Riverside Victim Care"))
        self.person = text_input()
        self._service = Field(
            self.tr("Name of the service"), self.service, hint=self.tr("As it stands on your returns.")
        )
        self._person = Field(
            self.tr("Your name"),
            self.person,
            hint=self.tr("You become the first manager. Others can be added later."),
        )
        self.setLayout(column(self._service, self._person, space=Space.XL))

    def check(self) -> bool:
        """Say whether the step is complete, and beside the field what is missing."""
        self._service.be_content()
        self._person.be_content()
        if not self.person.text().strip():
            self._person.complain(self.tr("Type your name."))
        if not self.service.text().strip():
            self._service.complain(self.tr("Type the name of the service."))
        return not (self._service.complaint or self._person.complaint)


class FolderStep(QWidget):
    """Where the records will lie."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._line = QLineEdit(str(folder))
        choose = secondary(self.tr("Choose…"), self._choose)
        self._field = Field(
            self.tr("Folder for the records"),
            WithButton(self._line, choose),
            hint=self.tr(
                "On this computer: not a network drive, and not a folder that is copied to a cloud."
            ),
        )
        self.setLayout(column(self._field))

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder for the records"), self._line.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._line.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @property
    def folder(self) -> Path:
        """The folder chosen."""
        return Path(self._line.text().strip()).expanduser()

    def check(self) -> bool:
        """Say whether a folder is named."""
        self._field.be_content()
        if not self.folder.is_absolute():
            self._field.complain(self.tr("Choose a folder, written from the start of the disk."))
        return not self._field.complaint

    def refuse(self, error: AlongsideError) -> None:
        """Say beside the folder why records cannot lie there."""
        self._field.complain(str(error))
