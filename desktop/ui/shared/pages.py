"""The bones of a page: header, empty state, a narrow form in the middle."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.shared.icons import icon_label
from desktop.ui.shared.layouts import Item, at_most, column, fill, holder, row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import READING_WIDTH, Space
from desktop.ui.shared.words import heading, muted, title


def page_header(text: str, explanation: str = "", *beside: QWidget) -> QWidget:
    """Write the title of a page, a sentence below it, and put what can be done with the page beside it."""
    words = column(title(text), space=Space.XS)
    if explanation:
        words.addWidget(muted(explanation))
    line = row(words, *beside, space=Space.M)
    line.setStretch(0, 1)
    for widget in beside:
        line.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
    made = holder(line)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return made


def page(*items: Item, space: int = Space.L) -> QVBoxLayout:
    """Lay a page out with the margins every page has."""
    layout = QVBoxLayout()
    side, top = look().px(Space.XXL), look().px(28)
    layout.setContentsMargins(side, top, side, look().px(Space.XL))
    layout.setSpacing(look().px(space))
    fill(layout, items)
    return layout


def empty_state(icon_name: str, what: str, do: str, *buttons: QWidget) -> QWidget:
    """Say kindly that there is nothing here yet, and what to do first."""
    picture = icon_label(icon_name, "accent", size=40)
    words, advice = heading(what), muted(do)
    for label in (words, advice):
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    inside = column(picture, words, advice, Space.XS, *buttons, space=Space.S)
    for widget in (picture, *buttons):
        inside.setAlignment(widget, Qt.AlignmentFlag.AlignHCenter)
    line = row(None, at_most(holder(inside), 460), None, space=0)
    line.setStretch(1, 100)
    return holder(column(None, None, line, None, None, None))


def middle(inside: QWidget, *, width: int = READING_WIDTH) -> QWidget:
    """Place a narrow page in the middle of a wide window."""
    line = row(None, at_most(inside, width), None, space=0)
    line.setStretch(1, 100)
    return holder(column(None, None, line, None, None, None, margin=Space.XL), "page")


def section(text: str, *items: Item, space: int = Space.M, margin: int = Space.XL) -> QFrame:
    """Make a card with a heading."""
    inside = column(heading(text), *items, space=space, margin=margin)
    made = QFrame()
    made.setProperty("part", "card")
    made.setLayout(inside)
    made.setAccessibleName(text)
    return made
