"""What comes next for a person: promises made to them first, then what is due."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.queries.next_things import NextThing
from desktop.ui.shared.badges import badge
from desktop.ui.shared.buttons import quiet
from desktop.ui.shared.flow import Flow
from desktop.ui.shared.icons import icon_label, set_icon
from desktop.ui.shared.layouts import column, holder, row
from desktop.ui.shared.pages import section
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import counted, muted, named, sentence, small, uk_date

_MOST = 4
_ICONS = {"key_date": "key-date", "action": "action", "plan": "plan", "reminder": "reminder"}


class NextCard(QWidget):
    """Shows the few next things; ``opened`` carries the ``NextThing``."""

    opened = Signal(object)

    def __init__(self, things: Sequence[NextThing], *, today: date) -> None:
        super().__init__()
        self._today = today
        lines = list(things)
        inside = column(space=Space.S)
        for thing in lines[:_MOST]:
            inside.addWidget(self._build_line(thing))
        if len(lines) > _MOST:
            more = counted(len(lines) - _MOST, self.tr("and 1 more"), self.tr("and %1 more"))
            inside.addWidget(small(more))
        if not lines:
            inside.addWidget(muted(self.tr("Nothing is planned. Set a reminder, or an action in the plan.")))
        self._card: QFrame = section(self.tr("Next"), holder(inside), space=Space.S, margin=Space.M)
        self.setLayout(column(self._card))

    def _build_line(self, thing: NextThing) -> QWidget:
        more = quiet("", partial(self.opened.emit, thing))
        set_icon(more, "forward", "accent")
        named(more, self.tr("Open: %1").replace("%1", thing.words))
        more.setToolTip(self.tr("Open"))
        when = " · ".join(part for part in (self._when(thing), thing.who) if part)
        about = list(self._marks(thing))
        if when:
            said = small(when)
            said.setWordWrap(False)
            about.append(said)
        words = column(sentence(thing.words), space=Space.HAIR)
        if about:
            words.addWidget(holder(Flow(*about, space=Space.S)))
        picture = icon_label(_ICONS.get(thing.kind, "plain"), "ink")
        line = row(picture, words, more, space=Space.S)
        line.setStretch(1, 1)
        line.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        return holder(line)

    def _marks(self, thing: NextThing) -> tuple[QWidget, ...]:
        marks = []
        if thing.promised:
            marks.append(badge(self.tr("Promised"), "consent", Tone.ACCENT))
        if thing.due is not None and thing.due < self._today:
            marks.append(badge(self.tr("Overdue"), "caution", Tone.CAUTION))
        if thing.asked_not_to_be_contacted:
            marks.append(badge(self.tr("Asked not to be contacted"), "stop", Tone.CAUTION))
        return tuple(marks)

    def _when(self, thing: NextThing) -> str:
        if thing.due is None:
            return ""
        return self.tr("today") if thing.due == self._today else uk_date(thing.due)
