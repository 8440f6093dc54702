"""One record opened to be read, with what can be done with it below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.domain.sealed_text import ShownWords
from desktop.errors import AlongsideError, BadInputError
from desktop.ui.shared.badges import badge
from desktop.ui.shared.buttons import danger, primary, quiet, secondary
from desktop.ui.shared.flow import Flow
from desktop.ui.shared.form_notice import notice as framed
from desktop.ui.shared.icons import icon_label
from desktop.ui.shared.layouts import Item, at_most, column, fill, frame, holder, row, scrolled
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import READING_WIDTH, Space, Tone
from desktop.ui.shared.words import muted, named, sentence, small, strong, translate

T = TypeVar("T")
_MAKERS: dict[str, Callable[[str, Callable[[], object]], QPushButton]] = {
    "primary": primary,
    "secondary": secondary,
    "quiet": quiet,
    "danger": danger,
}


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done with what is open; ``about`` tells it from others of the same name."""

    label: str
    do: Callable[[], object]
    weight: str = "secondary"  # primary, secondary, quiet or danger
    about: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """How something stands, as a badge: a word, an icon that says the same, a tone."""

    word: str
    icon: str
    tone: Tone = Tone.PLAIN


class Opened(QWidget):
    """A page to be read; the arrow keys move it, Tab comes to what can be done.

    What was done, or why it could not be, stands at the top.
    """

    def __init__(self, name: str, items: Sequence[Item], deeds: Sequence[Deed] = ()) -> None:
        super().__init__()
        self._notices = column(space=Space.S)
        self._noticed: QWidget | None = None
        self._foot: QWidget | None = None
        inside = column(self._notices, space=Space.L, margin=Space.XL)
        fill(inside, (*items, None))
        centred = row(at_most(holder(inside), READING_WIDTH), space=0)
        self._area = scrolled(holder(centred, "page"))
        self._area.setProperty("part", "reading")
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        named(self._area, name)
        self.setAccessibleName(name)
        whole = column(self._area, space=0)
        if deeds:
            self._foot = self._build_foot(deeds)
            whole.addWidget(self._foot)
        self.setLayout(whole)
        self.setFocusProxy(self._area)

    def _build_foot(self, deeds: Sequence[Deed]) -> QWidget:
        inside = column(deed_buttons(deeds))
        side, edge = look().px(Space.XL), look().px(Space.M)
        inside.setContentsMargins(side, edge, side, edge)
        return frame("formfoot", inside)

    def refuse(self, error: AlongsideError) -> None:
        """Say what could not be done, and what to do instead."""
        lines = [sentence(error.do)] if error.do else []
        self.tell(framed(Tone.DANGER, strong(error.what), *lines))

    def end(self, words: str) -> None:
        """Say what was done with the record; there is nothing more to do with it here."""
        self.tell(framed(Tone.GOOD, sentence(words)))
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


def deed_buttons(deeds: Sequence[Deed]) -> QWidget:
    """Lay out buttons for what can be done, going on in the next line where the room ends."""
    return holder(Flow(*(_button(deed) for deed in deeds), space=Space.S))


def _button(deed: Deed) -> QPushButton:
    made = _MAKERS[deed.weight](deed.label, deed.do)
    if deed.about:
        named(made, f"{deed.label} {deed.about}")
    return made


def states(*shown: State) -> QWidget:
    """Show how something stands."""
    return holder(Flow(*(badge(one.word, one.icon, one.tone) for one in shown), space=Space.S))


def sealed_sentence() -> str:
    """Say that there are words which are not for whoever reads."""
    return translate("Opened", "Sealed: there are words here that your role does not read.")


def said(words: ShownWords) -> str:
    """Show words, or that there are some that are withheld."""
    return sealed_sentence() if words.withheld else words.text


def told(label: str, words: ShownWords | str) -> tuple[QWidget, ...]:
    """Show words under what they are; nothing at all where none were written."""
    shown = words if isinstance(words, ShownWords) else ShownWords(words)
    if shown.withheld:
        line = row(icon_label("lock", Tone.CAUTION, size=17), small(sealed_sentence()), space=Space.XS)
        line.setStretch(1, 1)
        return (holder(column(muted(label), frame("seal", line), space=Space.XS)),)
    if not shown.text:
        return ()
    text = sentence(shown.text)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return (holder(column(muted(label), text, space=Space.XS)),)


def any_withheld(*words: ShownWords) -> bool:
    """Say whether any of these are withheld: then they cannot be written anew by whoever reads."""
    return any(one.withheld for one in words)


def the_one(found: Sequence[T]) -> T:
    """Give the one record that was looked for.

    Raises:
        BadInputError: it is not there any more, or out of sight.
    """
    if not found:
        what = translate("Opened", "This entry is not in these records.")
        raise BadInputError(what, translate("Opened", "Look at the page again."))
    return found[0]


def notice(text: str, tone: Tone = Tone.INFO) -> QWidget:
    """Say something that should be seen before anything else."""
    made = framed(tone, sentence(text))
    named(made, text)
    return made
