"""How one cell is drawn: text, a quieter line below it, or a badge with a word."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space, Tone, TypeSize, ground_of, ink_of

_PILL = 10  # air at each side of a badge's word
_SPARE = 2
NOTE_ROLE = Qt.ItemDataRole.UserRole + 1
TONE_ROLE = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Draws cells with air around them and a hairline below each row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, then what the cell says."""
        painter.save()
        rect, state = _rect(option), _state(option)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, rect, chosen=chosen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = index.data(TONE_ROLE)
        inside = rect.adjusted(look().px(Space.M), 0, -look().px(Space.M), 0)
        if tone is not None:
            palette = look().palette
            ground = palette.surface if chosen else ground_of(palette, Tone(str(tone)))
            self._paint_badge(painter, inside, str(index.data()), Tone(str(tone)), ground)
        else:
            self._paint_words(painter, inside, index)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for the width of what the cell says, with air at both sides."""
        badge, note = index.data(TONE_ROLE) is not None, str(index.data(NOTE_ROLE) or "")
        words = QFontMetrics(_font(TypeSize.SMALL if badge else TypeSize.BODY, strong=badge or bool(note)))
        width = words.horizontalAdvance(str(index.data() or "")) + (look().px(2 * _PILL) if badge else 0)
        if note:
            width = max(width, QFontMetrics(_font(TypeSize.SMALL)).horizontalAdvance(note))
        return QSize(width + look().px(2 * Space.M) + _SPARE, words.height() + look().px(Space.L))

    def _paint_ground(self, painter: QPainter, rect: QRect, *, chosen: bool) -> None:
        palette = look().palette
        painter.fillRect(rect, QColor(palette.accent_soft if chosen else palette.surface))
        painter.setPen(QColor(palette.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_words(self, painter: QPainter, inside: QRect, index: Index) -> None:
        palette, note = look().palette, str(index.data(NOTE_ROLE) or "")
        alignment = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        font = _font(TypeSize.BODY, strong=bool(note))
        painter.setPen(QColor(palette.ink))
        if not note:
            _draw(painter, inside, font, str(index.data() or ""), alignment)
            return
        side = alignment & Qt.AlignmentFlag.AlignHorizontal_Mask
        upper, lower = QRect(inside), QRect(inside)
        upper.setBottom(inside.center().y() + look().px(1))
        lower.setTop(inside.center().y() + look().px(2))
        _draw(painter, upper, font, str(index.data() or ""), side | Qt.AlignmentFlag.AlignBottom)
        painter.setPen(QColor(palette.muted))
        _draw(painter, lower, _font(TypeSize.SMALL), note, side | Qt.AlignmentFlag.AlignTop)

    def _paint_badge(self, painter: QPainter, inside: QRect, word: str, tone: Tone, ground: str) -> None:
        if not word:
            return
        palette, font = look().palette, _font(TypeSize.SMALL, strong=True)
        metrics = QFontMetrics(font)
        side = look().px(_PILL)
        width = min(metrics.horizontalAdvance(word) + 2 * side + _SPARE, inside.width())
        height = metrics.height() + look().px(6)
        pill = QRect(inside.left(), inside.center().y() - height // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(QColor(ink_of(palette, tone)))
        _draw(painter, pill.adjusted(side, 0, -side, 0), font, word, Qt.AlignmentFlag.AlignVCenter)


def _rect(option: QStyleOptionViewItem) -> QRect:
    rect: QRect = option.rect
    return rect


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    state: QStyle.StateFlag = option.state
    return state


def _font(size: TypeSize, *, strong: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(look().px(size))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def _draw(painter: QPainter, rect: QRect, font: QFont, text: str, alignment: Qt.AlignmentFlag) -> None:
    painter.setFont(font)
    fitting = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, alignment, fitting)
