"""After a list was brought in: how many records it made, what was left out, and what comes next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.imports.plan import ImportPlan
from desktop.services.imports import ImportOutcome
from desktop.ui.shared.buttons import primary, quiet, secondary
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.icons import icon_label, set_icon
from desktop.ui.shared.layouts import Item, card, column, holder, row, rule
from desktop.ui.shared.pages import middle
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import counted, heading, muted, sentence, whole_number


class DoneView(Screen):
    """Tells what was brought in.

    ``another`` begins with the next list, ``returns_wanted`` leads to the numbers, ``rejects_wanted`` saves
    the rows left out, ``undo_wanted`` takes the list back.
    """

    another = Signal()
    returns_wanted = Signal()
    rejects_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None
        self._next: QPushButton | None = None

    def show_done(self, outcome: ImportOutcome, plan: ImportPlan) -> None:
        """Tell what one list made."""
        if self._inside is not None:
            self._inside.hide()
            self._outer.removeWidget(self._inside)
            self._inside.deleteLater()
        one, many = self.tr("1 row was brought in"), self.tr("%1 rows were brought in")
        picture = icon_label("good", Tone.GOOD, size=36)
        head = row(picture, heading(counted(outcome.rows, one, many)), space=Space.M)
        head.setStretch(1, 1)
        items: list[Item] = [holder(head), DetailList(self._made(outcome, plan))]
        if plan.rejects:
            items += [rule(), self._build_rejects(len(plan.rejects))]
        items += [rule(), self._build_next()]
        self._inside = middle(card(*items, space=Space.L, margin=32))
        self._outer.addWidget(self._inside)

    def _made(self, outcome: ImportOutcome, plan: ImportPlan) -> list[Detail]:
        numbers = (
            (self.tr("New people"), outcome.people),
            (self.tr("Referrals"), outcome.referrals),
            (self.tr("Cases"), outcome.cases),
            (self.tr("Incidents"), outcome.incidents),
            (self.tr("Ways to reach people"), outcome.contact_points),
            (self.tr("Left out as double"), len(plan.duplicates)),
        )
        return [Detail(label, whole_number(number)) for label, number in numbers]

    def _build_rejects(self, number: int) -> QWidget:
        one = self.tr("1 row could not come in. Save it with its reason and put it right.")
        many = self.tr("%1 rows could not come in. Save them with their reasons and put them right.")
        save = secondary(self.tr("Save these rows…"), self.rejects_wanted.emit)
        set_icon(save, "save", "ink")
        line = row(sentence(counted(number, one, many)), save, space=Space.M)
        line.setStretch(0, 1)
        return holder(line)

    def _build_next(self) -> QWidget:
        undo = quiet(self.tr("Take it back…"), self.undo_wanted.emit)
        another = secondary(self.tr("Another list"), self.another.emit)
        self._next = primary(self.tr("See the returns"), self.returns_wanted.emit)
        words = muted(self.tr("You can take the list back as nobody has worked on it."))
        return holder(column(words, row(undo, None, another, self._next, space=Space.M), space=Space.M))

    def step_back(self) -> bool:
        """Return to where lists are chosen."""
        self.another.emit()
        return True

    def arrive(self) -> None:
        """Begin with what most people do next."""
        if self._next is not None:
            self._next.setFocus()
