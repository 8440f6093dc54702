"""Somebody changed this meanwhile: both texts side by side, and the person at the screen settles it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QDialog, QFrame, QRadioButton, QWidget

from desktop.ui.shared.buttons import primary, secondary
from desktop.ui.shared.flow import Flow
from desktop.ui.shared.layouts import SideBySide, column, frame, holder, row, scrolled
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import heading, muted, named, problem, sentence, small, strong

_WIDTH, _HEIGHT = 760, 560
_BESIDE = 560


class Stands(StrEnum):
    """What stands in a field once it is settled."""

    THEIRS = "theirs"
    MINE = "mine"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Differs:
    """One field that two people wrote differently; only words can be put together."""

    key: str
    label: str
    theirs: str
    mine: str
    words: bool = False

    def text(self, stands: Stands) -> str:
        """Give the text that stands."""
        if stands is Stands.BOTH:
            return put_together(self.theirs, self.mine)
        return self.theirs if stands is Stands.THEIRS else self.mine


def differences(
    theirs: Mapping[str, str], mine: Mapping[str, str], *, words: Sequence[str] = ()
) -> tuple[Differs, ...]:
    """Compare two mappings of label to text; ``words`` are the labels whose texts can be put together."""
    labels = dict.fromkeys((*theirs, *mine))
    return tuple(
        Differs(label, label, theirs.get(label, ""), mine.get(label, ""), label in words)
        for label in labels
        if theirs.get(label, "") != mine.get(label, "")
    )


def put_together(theirs: str, mine: str) -> str:
    """Put two texts below each other; one that is a part of the other is not said twice."""
    if mine.strip() in theirs:
        return theirs
    return mine if theirs.strip() in mine else f"{theirs.rstrip()}\n\n{mine.lstrip()}"


class _Line(QFrame):
    """One field with both texts and what should stand."""

    def __init__(self, differs: Differs) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self.differs = differs
        self._group = QButtonGroup(self)
        self._buttons: dict[Stands, QRadioButton] = {}
        texts = SideBySide(
            self._text(self.tr("Theirs, newer"), differs.theirs),
            self._text(self.tr("Yours"), differs.mine),
            needs=_BESIDE,
        )
        words = {Stands.THEIRS: self.tr("Use theirs"), Stands.MINE: self.tr("Use mine")}
        if differs.words:
            words[Stands.BOTH] = self.tr("Put both together")
        choices = Flow(
            *(self._choice(stands, said) for stands, said in words.items()), space=Space.M, lines=0
        )
        self._problem = problem()
        layout = column(strong(differs.label), texts, holder(choices), self._problem, margin=Space.L)
        self.setLayout(layout)
        if differs.words:
            self._buttons[Stands.BOTH].setChecked(True)  # nothing is lost by pressing Enter

    def _text(self, whose: str, text: str) -> QWidget:
        said = sentence(text) if text else muted(self.tr("Nothing"))
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return frame("sunken", column(small(whose), said, None, space=Space.XS, margin=Space.M))

    def _choice(self, stands: Stands, said: str) -> QRadioButton:
        button = QRadioButton(said)
        named(button, f"{self.differs.label}: {said}")
        self._group.addButton(button)
        self._buttons[stands] = button
        button.toggled.connect(lambda _on: self._problem.hide())
        return button

    @property
    def stands(self) -> Stands | None:
        """What was chosen."""
        return next((stands for stands, button in self._buttons.items() if button.isChecked()), None)

    def complain(self) -> None:
        """Ask for a choice."""
        self._problem.setText(self.tr("Choose which of the two should stand."))
        self._problem.show()
        self._buttons[Stands.THEIRS].setFocus(Qt.FocusReason.OtherFocusReason)


class SettleDialog(QDialog):
    """Shows what two people wrote; nothing is taken until every field is settled."""

    def __init__(
        self,
        parent: QWidget | None,
        fields: Sequence[Differs],
        then: Callable[[Mapping[str, Stands]], object],
        *,
        who: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Somebody changed this meanwhile"))
        self.resize(look().px(_WIDTH), look().px(_HEIGHT))
        self._then = then
        self._lines = [_Line(one) for one in fields]
        said = self.tr("%1 saved this while you were writing.").replace("%1", who or self.tr("Somebody"))
        advice = self.tr("Nothing is lost. Choose for each field which text should stand.")
        inside = column(heading(self.windowTitle()), sentence(f"{said} {advice}"), space=Space.M)
        for line in self._lines:
            inside.addWidget(line)
        inside.addStretch(1)
        edge = look().px(Space.XL)
        inside.setContentsMargins(edge, edge, edge, edge)
        self._area = scrolled(holder(inside))
        back = secondary(self.tr("Back to writing"), self.reject)
        back.setDefault(True)
        take = primary(self.tr("Take what I chose"), self._take)
        take.setDefault(False)
        buttons = row(None, back, take, space=Space.M, margin=Space.M)
        self.setLayout(column(self._area, frame("formfoot", buttons), space=0))

    def _take(self) -> None:
        unsettled = [line for line in self._lines if line.stands is None]
        if unsettled:
            unsettled[0].complain()
            self._area.ensureWidgetVisible(unsettled[0])
            return
        chosen = {line.differs.key: line.stands for line in self._lines if line.stands is not None}
        self.accept()
        self._then(chosen)


def settle(
    parent: QWidget,
    fields: Sequence[Differs],
    then: Callable[[Mapping[str, Stands]], object],
    *,
    who: str = "",
) -> SettleDialog:
    """Open the question; ``then`` gets for each key what should stand (``Differs.text`` gives the text)."""
    dialog = SettleDialog(parent, fields, then, who=who)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
