"""How an entry of a timeline is drawn: icon, title with badges, a line of facts, folded words."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.shared.icons import icon
from desktop.ui.shared.look import look
from desktop.ui.shared.timeline_rows import FOLDED_ROLE, ROW_ROLE, Group, TimelineBadge, TimelineEntry
from desktop.ui.shared.tokens import Space, Tone, TypeSize, ground_of, ink_of
from desktop.ui.shared.words import translate, uk_date, uk_moment

_LINES_WHEN_FOLDED = 3
_ICON, _LEFT, _PILL = 20, 52, 9
_READING = 760  # no line of words is longer, pixels at 100 %
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Broken:
    """Words broken into lines for one width."""

    layout: QTextLayout
    height: int
    more: bool  # there are more lines than are shown


class EntryDelegate(QStyledItemDelegate):
    """Draws lines of a timeline; breaks the words of each entry once for a width."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._broken: dict[tuple[object, bool, int], Broken] = {}
        self._facts: dict[tuple[object, int], Broken] = {}
        self._sizes: dict[TypeSize, QFontMetrics] = {}

    def forget(self) -> None:
        """Break all words anew: they or the size of the text changed."""
        self._broken.clear()
        self._facts.clear()
        self._sizes.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802  (Qt's name)
        """Say how high a line is."""
        row = index.data(ROW_ROLE)
        if isinstance(row, Group):
            return QSize(0, self._metrics(TypeSize.SMALL).height() + look().px(Space.L))
        height = self._metrics(TypeSize.BODY).height() + self.facts_height(row)
        height += look().px(2 * Space.M + Space.XS)
        if row.words:
            broken = self.broken(row, folded=bool(index.data(FOLDED_ROLE)))
            height += broken.height + look().px(Space.XS)
            height += self._more_height() if broken.more else 0
        return QSize(0, height)

    def broken(self, entry: TimelineEntry, *, folded: bool) -> Broken:
        """Break the words of an entry into lines."""
        room = self._room()
        known = self._broken.get((entry.key, folded, room))
        if known is None:
            known = self._break(entry.words, room, folded=folded)
            self._broken[entry.key, folded, room] = known
        return known

    def broken_facts(self, entry: TimelineEntry) -> Broken:
        """Break the facts of an entry into as many lines as they need: none of them is cut."""
        room = self._room()
        known = self._facts.get((entry.key, room))
        if known is None:
            known = self._break(_said_of(entry), room, folded=False, size=TypeSize.SMALL)
            self._facts[entry.key, room] = known
        return known

    def facts_height(self, entry: TimelineEntry) -> int:
        """Say how high the facts stand; most are one line, which need not be broken to know it."""
        metrics = self._metrics(TypeSize.SMALL)
        if metrics.horizontalAdvance(_said_of(entry)) <= self._room():
            return metrics.height()
        return self.broken_facts(entry).height

    def _room(self) -> int:
        room = self._view.viewport().width() - look().px(_LEFT + Space.L)
        return min(max(room, look().px(120)), look().px(_READING))

    def _break(self, words: str, room: int, *, folded: bool, size: TypeSize = TypeSize.BODY) -> Broken:
        layout = QTextLayout(words.strip().replace("\n", "\u2028"), _font(size))
        high = 0.0
        layout.beginLayout()
        lines = written = 0
        while written < len(layout.text()) and not (folded and lines == _LINES_WHEN_FOLDED):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room)
            line.setPosition(QPointF(0, high))
            high += line.height()
            lines += 1
            written = line.textStart() + line.textLength()
        layout.endLayout()
        more = written < len(layout.text()) if folded else lines > _LINES_WHEN_FOLDED
        return Broken(layout, round(high), more)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a heading or an entry."""
        painter.save()
        row, rect = index.data(ROW_ROLE), _rect(option)
        if isinstance(row, Group):
            self._paint_group(painter, rect, row)
        else:
            self._paint_ground(painter, option, rect)
            self._paint_entry(painter, rect, row, folded=bool(index.data(FOLDED_ROLE)))
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, group: Group) -> None:
        painter.setFont(_font(TypeSize.SMALL, strong=True))
        painter.setPen(QColor(look().palette.muted))
        inside = rect.adjusted(look().px(Space.L), 0, 0, -look().px(Space.XS))
        painter.drawText(inside, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, group.name)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        palette, state = look().palette, _state(option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            if self._view.hasFocus():
                painter.setPen(QColor(palette.focus))
            painter.setBrush(QColor(palette.accent_soft))
            side = look().px(Space.XS)
            painter.drawRoundedRect(rect.adjusted(side, 1, -side, -1), side * 2, side * 2)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(QColor(palette.line))
            painter.drawLine(
                rect.bottomLeft() + QPoint(look().px(_LEFT), 0), rect.bottomRight() - QPoint(look().px(8), 0)
            )

    def _paint_entry(self, painter: QPainter, rect: QRect, entry: TimelineEntry, *, folded: bool) -> None:
        palette, side = look().palette, look().px(_ICON)
        top = rect.top() + look().px(Space.M)
        icon(entry.icon, colour=palette.accent).paint(
            painter, rect.left() + look().px(Space.L), top, side, side
        )
        left, right = rect.left() + look().px(_LEFT), rect.right() - look().px(Space.L)
        body = self._metrics(TypeSize.BODY)
        line = QRect(left, top, right - left, body.height())
        self._paint_title(painter, line, entry)
        top += body.height() + look().px(Space.XS)
        facts = self.broken_facts(entry)
        painter.setPen(QColor(palette.muted))
        facts.layout.draw(painter, QPointF(left, top))
        top += self.facts_height(entry) + look().px(Space.XS)
        if not entry.words:
            return
        broken = self.broken(entry, folded=folded)
        painter.setPen(QColor(palette.ink))
        broken.layout.draw(painter, QPointF(left, top))
        if broken.more:
            said = translate("Timeline", "More") if folded else translate("Timeline", "Less")
            place = QRect(left, top + broken.height, right - left, self._more_height())
            _write(painter, place, said, TypeSize.SMALL, palette.accent, strong=True)

    def _paint_title(self, painter: QPainter, line: QRect, entry: TimelineEntry) -> None:
        metrics = QFontMetrics(_font(TypeSize.BODY, strong=True))
        badges = sum(self._badge_width(badge) + look().px(Space.S) for badge in entry.badges)
        room = max(line.width() - badges, look().px(80))
        said = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, room)
        _write(painter, line, said, TypeSize.BODY, look().palette.ink, strong=True)
        left = line.left() + metrics.horizontalAdvance(said) + look().px(Space.M)
        for badge in entry.badges:
            width = self._badge_width(badge)
            _paint_badge(painter, QRect(left, line.top() - look().px(1), width, line.height() + 2), badge)
            left += width + look().px(Space.S)

    def _badge_width(self, badge: TimelineBadge) -> int:
        words = QFontMetrics(_font(TypeSize.SMALL, strong=True)).horizontalAdvance(badge.word)
        return words + look().px(2 * _PILL) + 2

    def _metrics(self, size: TypeSize) -> QFontMetrics:
        if size not in self._sizes:
            self._sizes[size] = QFontMetrics(_font(size))
        return self._sizes[size]

    def _more_height(self) -> int:
        return self._metrics(TypeSize.SMALL).height() + look().px(Space.XS)

    def more_height_of(self, index: Index) -> int:
        """Say how high the word for unfolding stands at the foot of an entry; 0 if there is none."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, TimelineEntry) or not row.words:
            return 0
        return self._more_height() if self.broken(row, folded=bool(index.data(FOLDED_ROLE))).more else 0


def more_rect(view: QAbstractItemView, index: QModelIndex) -> QRect:
    """Say where the word for unfolding an entry stands; nowhere if all its words are in sight."""
    delegate = view.itemDelegate()
    high = delegate.more_height_of(index) if isinstance(delegate, EntryDelegate) else 0
    if not high:
        return QRect()
    rect = view.visualRect(index)
    return QRect(
        rect.left() + look().px(_LEFT), rect.bottom() - look().px(Space.M) - high, look().px(80), high
    )


def _said_of(entry: TimelineEntry) -> str:
    return " · ".join(part for part in (_when(entry), entry.facts, entry.who) if part)


def _when(entry: TimelineEntry) -> str:
    return uk_moment(entry.at) if isinstance(entry.at, datetime) else uk_date(entry.at)


def _paint_badge(painter: QPainter, pill: QRect, badge: TimelineBadge) -> None:
    palette = look().palette
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground_of(palette, badge.tone)))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    ink = palette.ink if badge.tone is Tone.PLAIN else ink_of(palette, badge.tone)
    inside = pill.adjusted(look().px(_PILL), 0, 0, 0)
    _write(painter, inside, badge.word, TypeSize.SMALL, ink, strong=True)


def _write(
    painter: QPainter, rect: QRect, text: str, size: TypeSize, colour: str, *, strong: bool = False
) -> None:
    font = _font(size, strong=strong)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    fitting = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitting)


def _font(size: TypeSize, *, strong: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(look().px(size))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def _rect(option: QStyleOptionViewItem) -> QRect:
    rect: QRect = option.rect
    return rect


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    state: QStyle.StateFlag = option.state
    return state
