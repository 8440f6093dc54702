"""The first screen of all: set up records, or look around with made-up people."""

from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from desktop.errors import AlongsideError
from desktop.ui.shared.buttons import Button
from desktop.ui.shared.icons import icon_label
from desktop.ui.shared.layouts import column, holder, row, scrolled
from desktop.ui.shared.look import look
from desktop.ui.shared.mark import Mark
from desktop.ui.shared.pages import middle
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import heading, muted, named, problem, small, title


class FirstStep(StrEnum):
    """What somebody wants to do on the first start."""

    SET_UP = "set-up"
    LOOK_AROUND = "look-around"
    OPEN = "open"


class Choice(Button):
    """A large button with an icon, a heading and a sentence."""

    def __init__(self, icon_name: str, text: str, explanation: str) -> None:
        super().__init__()
        self.setProperty("part", "choice")
        named(self, text, explanation)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._inside = row(
            icon_label(icon_name, "accent", size=28),
            column(heading(text), muted(explanation), space=Space.HAIR),
            space=Space.L,
        )
        self._inside.setStretch(1, 1)
        edge = look().px(Space.L)
        self._inside.setContentsMargins(edge, edge, edge, edge)
        self.setLayout(self._inside)

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for room for the words inside; a button by itself would not."""
        return self._inside.totalSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Never ask for less than the words need."""
        return self._inside.totalMinimumSize()


class WelcomeView(Screen):
    """Offers the ways to begin; ``chosen`` carries a ``FirstStep``."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._set_up = self._build_choice(
            "key",
            self.tr("Set up our records"),
            self.tr("For a service that is ready to begin. About five minutes, and something to print with."),
            FirstStep.SET_UP,
        )
        around = self._build_choice(
            "people",
            self.tr("Look around with made-up people"),
            self.tr("Try everything. Nobody in it is real, and nothing you do can go wrong."),
            FirstStep.LOOK_AROUND,
        )
        opening = self._build_choice(
            "folder",
            self.tr("Open records we already have"),
            self.tr("Choose the folder they are in."),
            FirstStep.OPEN,
        )
        words = column(
            title(self.tr("Welcome to Alongside")),
            muted(self.tr("Casework and honest numbers for people who help after a crime.")),
            space=Space.XS,
        )
        promise = small(
            self.tr("Everything stays on this computer, encrypted. Alongside never uses the internet.")
        )
        self._choices = (self._set_up, around, opening)
        self._doing, self._problem = muted(""), problem()
        self._doing.hide()
        below = column(self._doing, self._problem, promise, space=Space.S)
        inside = column(Mark(56), words, Space.S, *self._choices, Space.S, below, space=Space.M)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scrolled(middle(holder(inside), width=560)))

    def _build_choice(self, icon_name: str, text: str, explanation: str, step: FirstStep) -> QPushButton:
        button = Choice(icon_name, text, explanation)
        button.clicked.connect(lambda _checked: self.chosen.emit(step))
        return button

    def show_busy(self, doing: str) -> None:
        """Say that what was chosen is under way; nothing else can be chosen meanwhile."""
        for button in self._choices:
            button.setEnabled(False)
        self._problem.hide()
        self._doing.setText(doing)
        self._doing.show()

    def refuse(self, error: AlongsideError) -> None:
        """Say why what was chosen could not be done, and let somebody choose again."""
        for button in self._choices:
            button.setEnabled(True)
        self._doing.hide()
        self._problem.setText(str(error))
        self._problem.show()
        self._set_up.setFocus()

    def arrive(self) -> None:
        """Go to the first choice."""
        self._set_up.setFocus()
