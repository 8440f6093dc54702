"""The safe-contact strip: what may be used today is read before any number is shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from desktop.domain.ids import PersonId
from desktop.domain.safe_contact import Channel, SafeState
from desktop.ui.people.shown import ContactRevealed, ContactShown, PersonShown
from desktop.ui.shared.badges import badge
from desktop.ui.shared.buttons import secondary
from desktop.ui.shared.icons import icon_label, set_icon
from desktop.ui.shared.layouts import column, frame, holder, row, rule
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import code, heading, muted, named, sentence, small, strong, translate

_ICONS = {
    Channel.PHONE: "call",
    Channel.TEXT: "text",
    Channel.EMAIL: "email",
    Channel.LETTER: "letter",
    Channel.VIDEO: "show",
    Channel.VISIT: "person",
}


def channel_word(channel: Channel) -> str:
    """Name a channel as the strip does."""
    return {
        Channel.PHONE: translate("SafeContact", "Phone"),
        Channel.TEXT: translate("SafeContact", "Text"),
        Channel.EMAIL: translate("SafeContact", "E-mail"),
        Channel.LETTER: translate("SafeContact", "Letter"),
        Channel.VIDEO: translate("SafeContact", "Video"),
        Channel.VISIT: translate("SafeContact", "Visit"),
    }[channel]


def state_badge(state: SafeState) -> QFrame:
    """Show the state of a channel: word, icon and colour say the same."""
    words = {
        SafeState.SAFE: (translate("SafeContact", "Safe"), "good", Tone.GOOD),
        SafeState.UNSAFE: (translate("SafeContact", "Unsafe"), "stop", Tone.DANGER),
        SafeState.GIVEN_BY_REFERRER: (translate("SafeContact", "Given by referrer"), "caution", Tone.CAUTION),
        SafeState.UNKNOWN: (translate("SafeContact", "Not known"), "unknown", Tone.PLAIN),
    }
    return badge(*words[state])


class ContactRow(QWidget):
    """One channel: its state and verdict first; the number only when asked for, and only when allowed."""

    revealed = Signal(object)

    def __init__(self, person_id: PersonId, contact: ContactShown) -> None:
        super().__init__()
        self._person_id = person_id
        self._contact = contact
        self._value = code("")
        self._value.hide()
        name = row(icon_label(_ICONS[contact.channel], "ink", size=20), strong(channel_word(contact.channel)))
        name.setStretch(1, 1)
        left = holder(name)
        left.setFixedWidth(look().px(110))
        words = column(row(state_badge(contact.state), None), sentence(contact.verdict), space=Space.XS)
        for note in contact.notes:
            words.addWidget(small(note))
        words.addWidget(self._value)
        line = row(left, words, space=Space.L)
        line.setStretch(1, 1)
        line.addWidget(self._build_show(), 0, Qt.AlignmentFlag.AlignTop)
        line.setAlignment(left, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def _build_show(self) -> QWidget:
        self._show: QPushButton | None = None
        if not self._contact.may_use:
            hidden = row(icon_label("hide", size=18), muted(self.tr("Hidden")), space=Space.XS)
            return holder(hidden)
        button = secondary(self._verb(shown=False), self._toggle)
        set_icon(button, "show", "ink")
        named(button, f"{channel_word(self._contact.channel)}: {self._verb(shown=False)}")
        self._show = button
        return button

    def _verb(self, *, shown: bool) -> str:
        numbers = self._contact.channel in (Channel.PHONE, Channel.TEXT)
        if shown:
            return self.tr("Hide the number") if numbers else self.tr("Hide the address")
        return self.tr("Show the number") if numbers else self.tr("Show the address")

    def _toggle(self) -> None:
        if self._show is None:
            return
        shown = not self._value.isVisibleTo(self)
        self._value.setText(self._contact.value if shown else "")
        self._value.setVisible(shown)
        self._show.setText(self._verb(shown=shown))
        named(self._show, f"{channel_word(self._contact.channel)}: {self._verb(shown=shown)}")
        set_icon(self._show, "hide" if shown else "show", "ink")
        if shown:
            said = ContactRevealed(self._person_id, self._contact.contact_id, self._contact.channel)
            self.revealed.emit(said)


class SafeContactStrip(QWidget):
    """Every channel of a person; ``revealed`` carries a ``ContactRevealed`` to be written down."""

    revealed = Signal(object)

    def __init__(self, person: PersonShown) -> None:
        super().__init__()
        layout = column(self._build_head(person), space=Space.M, margin=Space.XL)
        for contact in person.contacts:
            line = ContactRow(person.person_id, contact)
            line.revealed.connect(self.revealed)
            layout.addWidget(rule())
            layout.addWidget(line)
        strip = frame("strip", layout)
        strip.setAccessibleName(self.tr("Safe contact"))
        self.setLayout(column(strip))

    def _build_head(self, person: PersonShown) -> QWidget:
        words = heading(self.tr("Safe contact"))
        if person.has_died:
            advice = self.tr("This person has died. Do not ring, text or write.")
        elif person.contacts:
            advice = self.tr("Read this before you ring, text or write.")
        else:
            advice = self.tr("Nothing is recorded. Do not contact them until somebody has said what is safe.")
        return holder(column(words, muted(advice), space=Space.HAIR))
