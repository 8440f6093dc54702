"""The one-time passphrase, shown once in letters that can be read out across a table."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.shared.buttons import primary, secondary
from desktop.ui.shared.clipboard import SECONDS_KEPT, copy_for_a_while
from desktop.ui.shared.icons import set_icon
from desktop.ui.shared.layouts import card, column, frame, holder, row, scrolled
from desktop.ui.shared.look import look
from desktop.ui.shared.pages import middle
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import large_code, sentence, small, title, uk_date
from desktop.workspace.accounts import Invitation

_BESIDE = 3


class SlipView(Screen):
    """Shows the words; ``passed_on`` says that they are with whom they are for, and forgets them."""

    passed_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._slip: Invitation | None = None
        self._title, self._how, self._until = title(""), sentence(""), sentence("")
        self._words = QGridLayout()
        self._copied = small("")
        self._copy = secondary(self.tr("Copy"), self._copy_it)
        set_icon(self._copy, "copy", "ink")
        self._done = primary(self.tr("I have passed it on"), self._pass_on)
        self._build()

    def _build(self) -> None:
        edge = look().px(Space.L)
        self._words.setContentsMargins(edge, edge, edge, edge)
        self._words.setSpacing(look().px(Space.M))
        self._frame = frame("sunken", self._words)
        head = holder(column(self._title, self._how, space=Space.XS))
        buttons = row(self._copy, self._copied, None, self._done, space=Space.M)
        box = card(head, self._frame, self._until, buttons, space=Space.L, margin=32)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(middle(box)))

    def show_slip(self, slip: Invitation) -> None:
        """Show somebody's one-time passphrase."""
        self._slip = slip
        self._title.setText(self.tr("One-time passphrase for %1").replace("%1", slip.name))
        self._how.setText(
            self.tr(
                "Say it or hand it over in person; it is shown only now. When they sign in with it, they "
                "choose a passphrase of their own."
            )
        )
        until = self.tr("Good until %1. If it goes astray before it is used, make a new one at once.")
        self._until.setText(until.replace("%1", uk_date(slip.until)))
        self._copied.setText("")
        self._show_words(slip.passphrase.split())
        self._frame.setAccessibleName(slip.passphrase)

    def _show_words(self, words: list[str]) -> None:
        self._clear()
        for number, word in enumerate(words):
            label: QLabel = large_code(word)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._words.addWidget(label, number // _BESIDE, number % _BESIDE)

    def _clear(self) -> None:
        while item := self._words.takeAt(0):
            widget: QWidget | None = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()

    def _copy_it(self) -> None:
        if self._slip is not None:
            copy_for_a_while(self._slip.passphrase)
            words = self.tr("Copied for %1 seconds.").replace("%1", str(SECONDS_KEPT))
            self._copied.setText(words)

    def _pass_on(self) -> None:
        self._slip = None
        self._clear()
        self._frame.setAccessibleName("")
        self.passed_on.emit()

    def arrive(self) -> None:
        """Begin with copying: nobody leaves this screen by a key pressed too soon."""
        self._copy.setFocus()

    def step_back(self) -> bool:
        """Stay: the words are not shown a second time."""
        return True
