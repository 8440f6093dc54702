"""Finding another person on file while a form about this one is written."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.ids import PersonId
from desktop.errors import BadInputError
from desktop.queries.people import FindResult, FoundPerson, find_people
from desktop.ui.people.about import AboutPerson
from desktop.ui.shared.fields import Field, text_input
from desktop.ui.shared.layouts import column
from desktop.ui.shared.look import look
from desktop.ui.shared.tables import Column, Table
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import strong, translate

_MOST = 6


class OtherPerson(QWidget):
    """Finds somebody by name, reference or number; whoever is chosen with Enter stands below."""

    def __init__(self, about: AboutPerson | None) -> None:
        super().__init__()
        self._about = about
        self._chosen: FoundPerson | None = None
        self._line = text_input()
        hint = self.tr("Type a name or a reference, then choose with Enter.")
        self._field = Field(self.tr("Who belongs to the household?"), self._line, hint=hint)
        self._table: Table[FoundPerson] = Table(
            self.tr("People found"),
            (Column(self.tr("Name"), lambda row: row.name, note=_who, stretch=True, least=160),),
        )
        self._table.horizontalHeader().hide()
        self._table.hide()
        self._said = strong("")
        self._said.hide()
        self.setLayout(column(self._field, self._table, self._said, space=Space.XS))
        self._line.textEdited.connect(self._find)
        self._line.returnPressed.connect(self._table.open_chosen)
        self._table.opened.connect(self._choose)
        self.setFocusProxy(self._line)

    def _find(self, text: str) -> None:
        self._chosen = None
        self._said.hide()
        self._field.be_content()
        if not text.strip() or self._about is None:
            self._table.hide()
            return
        work = partial(find_people, actor=self._about.actor, text=text.strip(), limit=_MOST)
        self._about.tasks.read(self, work, self.show_found, replaces="find")

    def show_found(self, found: FindResult) -> None:
        """Show who was found; the person themselves is not among them."""
        if self._chosen is not None:
            return
        own = self._about.person_id if self._about else None
        rows = [row for row in found.rows if row.person_id != own]
        self._table.show_rows(rows)
        self._table.setMinimumHeight(min(len(rows), 3) * look().px(58))
        self._table.setVisible(bool(rows))
        if not rows:
            self._field.complain(self.tr("Nobody found. Only people on file can be linked."))

    def _choose(self, row: FoundPerson) -> None:
        self._chosen = row
        self._table.hide()
        said = translate("Household", "Chosen: %1").replace("%1", f"{row.name}, {row.reference}")
        self._said.setText(said)
        self._said.show()
        self._line.setText(row.name)
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.focusNextChild()

    @property
    def person_id(self) -> PersonId:
        """Who is chosen.

        Raises:
            BadInputError: nobody is.
        """
        if self._chosen is None:
            what = translate("Household", "Nobody is chosen yet.")
            raise BadInputError(what, translate("Household", "Find the other person above, and press Enter."))
        return self._chosen.person_id


def _who(row: FoundPerson) -> str:
    return " · ".join(part for part in (row.reference, row.born, row.place) if part)
