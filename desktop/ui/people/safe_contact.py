"""The safe-contact strip: what may be used today is read before any number is shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.domain.ids import ContactPointId
from desktop.domain.safe_contact import Channel, SafeState
from desktop.queries.people import ContactLine, PersonDetails
from desktop.ui.people.shown import ContactWanted
from desktop.ui.shared.badges import badge
from desktop.ui.shared.buttons import secondary
from desktop.ui.shared.icons import icon_label, set_icon
from desktop.ui.shared.layouts import column, frame, holder, row, rule
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import code, heading, muted, named, sentence, small, strong, translate, uk_date

_NAME_WIDTH = 110
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

    wanted = Signal(object)

    def __init__(self, contact: ContactLine) -> None:
        super().__init__()
        self._contact = contact
        self._value = code("")
        self._value.hide()
        self._show: QPushButton | None = None
        name = row(icon_label(_ICONS[contact.channel], "ink", size=20), strong(channel_word(contact.channel)))
        name.setStretch(1, 1)
        left = holder(name)
        left.setFixedWidth(look().px(_NAME_WIDTH))
        words = self._build_words()
        line = row(left, words, space=Space.L)
        line.setStretch(1, 1)
        line.addWidget(self._build_show(), 0, Qt.AlignmentFlag.AlignTop)
        line.setAlignment(left, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def _build_words(self) -> QVBoxLayout:
        contact = self._contact
        words = column(row(state_badge(contact.state), None), space=Space.XS)
        words.addWidget(sentence(contact.verdict.sentence))
        if contact.note:
            words.addWidget(small(contact.note))
        if contact.confirmed_on:
            said = self.tr("Confirmed on %1").replace("%1", uk_date(contact.confirmed_on))
            words.addWidget(small(said))
        words.addWidget(self._value)
        return words

    def _build_show(self) -> QWidget:
        if not self._contact.verdict.allowed:
            hidden = row(icon_label("hide", size=18), muted(self.tr("Hidden")), space=Space.XS)
            return holder(hidden)
        self._show = secondary("", self._toggle)
        self._dress_button(shown=False)
        return self._show

    def _dress_button(self, *, shown: bool) -> None:
        if self._show is None:
            return
        numbers = self._contact.channel in (Channel.PHONE, Channel.TEXT)
        if shown:
            verb = self.tr("Hide the number") if numbers else self.tr("Hide the address")
        else:
            verb = self.tr("Show the number") if numbers else self.tr("Show the address")
        self._show.setText(verb)
        named(self._show, f"{channel_word(self._contact.channel)}: {verb}")
        set_icon(self._show, "hide" if shown else "show", "ink")

    def _toggle(self) -> None:
        if self._value.text():
            self._value.clear()
            self._value.hide()
            self._dress_button(shown=False)
        else:
            self.wanted.emit(ContactWanted(self._contact.contact_point_id, self._contact.channel))

    def show_value(self, value: str) -> None:
        """Show the number or address, now that it was allowed and written down."""
        self._value.setText(value)
        self._value.show()
        self._dress_button(shown=True)


class SafeContactStrip(QWidget):
    """Every channel of a person; ``wanted`` carries a ``ContactWanted``, ``show_value`` answers it."""

    wanted = Signal(object)

    def __init__(self, person: PersonDetails) -> None:
        super().__init__()
        self._rows: dict[ContactPointId, ContactRow] = {}
        layout = column(self._build_head(person), space=Space.M, margin=Space.XL)
        for contact in person.contacts:
            line = ContactRow(contact)
            line.wanted.connect(self.wanted)
            self._rows[contact.contact_point_id] = line
            layout.addWidget(rule())
            layout.addWidget(line)
        strip = frame("strip", layout)
        strip.setAccessibleName(self.tr("Safe contact"))
        self.setLayout(column(strip))

    def _build_head(self, person: PersonDetails) -> QWidget:
        if person.died_on:
            advice = self.tr("This person has died. Do not ring, text or write.")
        elif person.contacts:
            advice = self.tr("Read this before you ring, text or write.")
        else:
            advice = self.tr("Nothing is recorded. Do not contact them until somebody has said what is safe.")
        return holder(column(heading(self.tr("Safe contact")), muted(advice), space=Space.HAIR))

    def show_value(self, contact_point_id: ContactPointId, value: str) -> None:
        """Show one number or address in its row."""
        row_of = self._rows.get(contact_point_id)
        if row_of is not None:
            row_of.show_value(value)
