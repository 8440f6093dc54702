"""How strong a passphrase is, while it is typed: a bar, and always a sentence."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.ui.shared.layouts import column
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import named, small

STRONGEST = 4


class Judgement(Protocol):
    """What is thought of a passphrase: judged elsewhere, only shown here."""

    @property
    def score(self) -> int:
        """From 0 (guessed at once) to 4 (strong)."""
        ...

    @property
    def good_enough(self) -> bool:
        """Whether records may be kept under it."""
        ...

    @property
    def sentence(self) -> str:
        """What to say about it, and what would help."""
        ...


Judge = Callable[[str, Sequence[str]], Judgement]
"""Judges what was typed, knowing the names that anybody would try first."""


class StrengthMeter(QWidget):
    """Shows the judgement of a passphrase as it grows."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = QProgressBar()
        self._bar.setRange(0, STRONGEST)
        self._bar.setTextVisible(False)
        self._words = small("")
        self.setLayout(column(self._bar, self._words, space=Space.XS))
        self.show_judgement(None)

    def show_judgement(self, judgement: Judgement | None) -> None:
        """Show what is thought of the passphrase; nothing while nothing is typed."""
        self._bar.setValue(judgement.score if judgement else 0)
        self._words.setText(
            judgement.sentence if judgement else self.tr("Four or more words you will remember.")
        )
        named(self._bar, self.tr("Strength of the passphrase"), self._words.text())
