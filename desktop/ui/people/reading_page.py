"""One record to be read beside the person's page, with what can be done about it below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.sealed_text import ShownWords
from desktop.errors import AlongsideError
from desktop.ui.shared.buttons import danger, primary, quiet, secondary
from desktop.ui.shared.flow import Flow
from desktop.ui.shared.form_notice import notice
from desktop.ui.shared.layouts import Item, at_most, column, frame, holder, row, scrolled
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import READING_WIDTH, Space, Tone
from desktop.ui.shared.words import muted, sentence, small, strong, translate

_MAKERS = {"primary": primary, "secondary": secondary, "quiet": quiet, "danger": danger}


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done about what is read: the words of its button, how it looks, what it does."""

    label: str
    act: Callable[[], object]
    dress: str = "secondary"


class ReadingPage(QWidget):
    """Shows a record; what can be done stands at the foot, and what went wrong at the top."""

    def __init__(self, name: str, items: Sequence[Item], *, deeds: Sequence[Deed] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._notices = column(space=Space.S)
        self._noticed: QWidget | None = None
        inside = column(self._notices, *items, None, space=Space.L, margin=Space.XL)
        self._area = scrolled(holder(row(at_most(holder(inside), READING_WIDTH), space=0)))
        whole = column(self._area, space=0)
        self._foot: QWidget | None = None
        if deeds:
            buttons = [_MAKERS[deed.dress](deed.label, deed.act) for deed in deeds]
            foot = column(holder(Flow(*buttons, space=Space.S)))
            side, top = look().px(Space.XL), look().px(Space.M)
            foot.setContentsMargins(side, top, side, top)
            self._foot = frame("formfoot", foot)
            whole.addWidget(self._foot)
            self.setFocusProxy(buttons[0])
        else:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayout(whole)

    def refuse(self, error: AlongsideError) -> None:
        """Say what could not be done, and what to do instead."""
        lines = [sentence(error.do)] if error.do else []
        self.tell(notice(Tone.DANGER, strong(error.what), *lines))

    def end(self, words: str) -> None:
        """Say what was done with the record; there is nothing more to do with it here."""
        self.tell(notice(Tone.GOOD, sentence(words)))
        if self._foot is not None:
            self._foot.hide()

    def tell(self, shown: QWidget) -> None:
        """Show something at the top, in place of what was told before."""
        if self._noticed is not None:
            self._noticed.hide()
            self._noticed.deleteLater()
        self._noticed = shown
        self._notices.addWidget(shown)
        shown.show()
        self._area.verticalScrollBar().setValue(0)


def said(words: ShownWords) -> str:
    """Give words as they may be read; where they are withheld, say so."""
    if words.withheld:
        return translate("Person", "Sealed: there are words here that your role does not read.")
    return words.text


def words_of(label: str, words: ShownWords | str) -> tuple[QWidget, ...]:
    """Write a label and the words below it; nothing where nothing was written."""
    shown = words if isinstance(words, str) else said(words)
    if not shown:
        return ()
    withheld = isinstance(words, ShownWords) and words.withheld
    text = muted(shown) if withheld else sentence(shown)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return (holder(column(small(label), text, space=Space.HAIR)),)
