"""What one line of a timeline holds."""

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Qt

from desktop.ui.shared.tokens import Tone

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
FOLDED_ROLE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class TimelineBadge:
    """A state said of an entry, in a word; the colour only repeats it."""

    word: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One thing that happened, or will."""

    key: object
    at: datetime | date
    kind: str
    icon: str
    title: str
    facts: str = ""
    words: str = ""
    who: str = ""
    badges: tuple[TimelineBadge, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A heading between entries."""

    name: str
