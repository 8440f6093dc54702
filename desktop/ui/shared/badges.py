"""Badges: a state as an icon and a word together, so that colour is never alone."""

from PySide6.QtWidgets import QFrame, QSizePolicy

from desktop.ui.shared.icons import icon_label
from desktop.ui.shared.layouts import row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import short


def badge(word: str, icon_name: str, tone: Tone = Tone.PLAIN) -> QFrame:
    """Show a state: a word, an icon that says the same, and a soft colour behind both."""
    made = QFrame()
    made.setProperty("part", "badge")
    made.setProperty("tone", tone.value)
    inside = row(icon_label(icon_name, tone, size=15), short(word), space=Space.XS)
    inside.setContentsMargins(look().px(8), look().px(2), look().px(10), look().px(2))
    made.setLayout(inside)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    made.setAccessibleName(word)
    return made
