"""The message bar: what was done (and undo), or what could not be done and what to do instead."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.errors import AlongsideError
from desktop.ui.shared.buttons import quiet, secondary
from desktop.ui.shared.icons import icon_label, set_icon
from desktop.ui.shared.layouts import frame, row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import named, sentence


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell the person at the screen, perhaps with something they can do about it."""

    text: str
    tone: Tone = Tone.INFO
    action: str = ""
    do: Callable[[], object] | None = None


def done(text: str, *, undo: str = "", take_back: Callable[[], object] | None = None) -> Message:
    """Say that something was done, and offer to take it back."""
    return Message(text, Tone.GOOD, undo, take_back)


def could_not(error: AlongsideError) -> Message:
    """Say what could not be done, and what to do instead."""
    return Message(str(error), Tone.DANGER)


class MessageBar(QWidget):
    """Holds the latest message until it is closed or another takes its place; never blocks the work."""

    def __init__(self) -> None:
        super().__init__()
        self._inside = QVBoxLayout()
        edge = look().px(Space.M)
        self._inside.setContentsMargins(look().px(Space.XXL), 0, look().px(Space.XXL), edge)
        self.setLayout(self._inside)
        self._shown: QFrame | None = None
        self.message: Message | None = None
        self.hide()

    def say(self, message: Message) -> None:
        """Show a message in place of the last one."""
        self.clear()
        self.message = message
        self._shown = self._build(message)
        self._inside.addWidget(self._shown)
        self.setAccessibleName(message.text)
        self.show()

    def clear(self) -> None:
        """Take the message away."""
        if self._shown is not None:
            self._shown.hide()
            self._shown.setParent(None)
            self._shown.deleteLater()
        self._shown = None
        self.message = None
        self.hide()

    def let_go(self) -> None:
        """Take away what was only said to be done; anything else stays until it is closed."""
        if self.message is not None and self.message.tone is Tone.GOOD and self.message.do is None:
            self.clear()

    def _build(self, message: Message) -> QFrame:
        text: QLabel = sentence(message.text)
        text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        inside = row(icon_label(message.tone.value, message.tone, size=20), text, space=Space.M)
        inside.setContentsMargins(
            look().px(Space.L), look().px(Space.S), look().px(Space.S), look().px(Space.S)
        )
        if message.do is not None:
            inside.addWidget(self._build_action(message))
        inside.addWidget(self._build_close())
        made = frame("message", inside)
        made.setProperty("tone", message.tone.value)
        return made

    def _build_action(self, message: Message) -> QPushButton:
        def act() -> None:
            self.clear()
            if message.do is not None:
                message.do()

        return secondary(message.action, act)

    def _build_close(self) -> QPushButton:
        button = quiet("", self.clear)
        set_icon(button, "close", "ink")
        named(button, self.tr("Close this message"))
        return button
