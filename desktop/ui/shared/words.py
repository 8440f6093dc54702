"""Words on the screen: titles, sentences, small print, and dates the British way."""

import re
from datetime import date, datetime
from html import escape
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale, QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.domain.dates import date_in_words

_LONDON = ZoneInfo("Europe/London")
_PARTS = re.compile(r"[^\s-]+-?")  # a line may end after a hyphen
_SPARE = 2  # pixels: letters may lean out of the width they are measured by
UK = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


class Words(QLabel):
    """A label that may become as its longest word; Qt by itself keeps far more room."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for one line and one word; how many lines there will be follows from the width."""
        if not self.wordWrap():
            return super().minimumSizeHint()
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in _PARTS.findall(self.text())), default=0)
        return QSize(longest + _SPARE, metrics.height())


def _label(text: str, part: str, *, wraps: bool) -> QLabel:
    made = Words(text)
    made.setProperty("part", part)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if wraps:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return made


def title(text: str) -> QLabel:
    """Write the one title of a screen."""
    return _label(text, "title", wraps=True)


def heading(text: str) -> QLabel:
    """Write the heading of a card or a section."""
    return _label(text, "heading", wraps=True)


def sentence(text: str) -> QLabel:
    """Write plain words, wrapping where the line ends."""
    return _label(text, "body", wraps=True)


def strong(text: str) -> QLabel:
    """Write a short text that carries weight."""
    return _label(text, "strong", wraps=True)


def muted(text: str) -> QLabel:
    """Write a sentence that may be passed over."""
    return _label(text, "muted", wraps=True)


def small(text: str) -> QLabel:
    """Write small print (never under 14 px)."""
    return _label(text, "small", wraps=True)


def short(text: str) -> QLabel:
    """Write a word or two that stay on one line."""
    return _label(text, "body", wraps=False)


def problem(text: str = "") -> QLabel:
    """Make room for what is wrong with the field above it; hidden while nothing is."""
    made = _label(text, "problem", wraps=True)
    made.setVisible(bool(text))
    return made


def code(text: str) -> QLabel:
    """Write letters that are copied by hand: evenly spaced, and selectable with mouse and keyboard."""
    made = _label(text, "code", wraps=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def large_code(text: str) -> QLabel:
    """Write a word that is read out across a table or copied by hand: evenly spaced and large."""
    made = code(text)
    made.setProperty("part", "slip")
    made.setWordWrap(False)
    return made


def named(widget: QWidget, name: str, description: str = "") -> None:
    """Give a control the name a screen reader says, and perhaps a longer description."""
    widget.setAccessibleName(name)
    if description:
        widget.setAccessibleDescription(description)


def plain_tip(text: str) -> str:
    """Write a tooltip that shows a text as it stands: Qt would take a name with ``<`` in it for a page."""
    return f"<span>{escape(text)}</span>" if text else ""


def uk_date(day: date | None) -> str:
    """Write a date as 3 March 2019; nothing for no date."""
    return "" if day is None else date_in_words(day)


def uk_moment(moment: datetime | None) -> str:
    """Write a moment as 3 March 2019, 14:05, by the clocks of the United Kingdom."""
    if moment is None:
        return ""
    here = moment.astimezone(_LONDON)
    return f"{date_in_words(here.date())}, {here:%H:%M}"


def whole_number(number: int) -> str:
    """Write a number with separators: 1,177."""
    return UK.toString(number)


def counted(number: int, one: str, many: str) -> str:
    """Say how many: ``one`` for a single thing, else ``many`` with the number in place of %1."""
    return one if number == 1 else many.replace("%1", whole_number(number))


def translate(context: str, text: str) -> str:
    """Translate a text outside a widget; ``context`` is the screen's name."""
    return QCoreApplication.translate(context, text)
