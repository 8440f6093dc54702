"""The safe-contact strip: what may be used today is read before any number is shown."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from desktop.domain.ids import ContactPointId
from desktop.domain.safe_contact import Channel, Reason, SafeState, Verdict
from desktop.queries.people import ContactLine, PersonDetails
from desktop.ui.people.shown import ContactWanted, SafeSaid
from desktop.ui.people.slot import Slot
from desktop.ui.shared.badges import badge
from desktop.ui.shared.buttons import quiet, secondary
from desktop.ui.shared.flow import Flow
from desktop.ui.shared.icons import icon_label, set_icon
from desktop.ui.shared.layouts import column, frame, holder, row, rule
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import (
    code,
    heading,
    named,
    sentence,
    short,
    small,
    strong,
    translate,
    uk_date,
)

_ICONS = {
    Channel.PHONE: "call",
    Channel.TEXT: "text",
    Channel.EMAIL: "email",
    Channel.LETTER: "post",
    Channel.VIDEO: "video",
    Channel.VISIT: "visit",
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


def verdict_badge(verdict: Verdict) -> QFrame:
    """Show where a channel stands today, as the verdict beside it does: *safe* only where it may be used.

    What was once said of it is not enough: what must be confirmed again does not look safe.
    """
    return badge(*_standing(verdict))


def _standing(verdict: Verdict) -> tuple[str, str, Tone]:
    """Word, icon and tone of the weightiest reason; all three say the same."""
    do_not = (translate("SafeContact", "Do not use"), "stop", Tone.DANGER)
    again = (translate("SafeContact", "Confirm again"), "caution", Tone.CAUTION)
    known = {
        Reason.UNSAFE: (translate("SafeContact", "Unsafe"), "stop", Tone.DANGER),
        Reason.NOT_ASKED: (translate("SafeContact", "Not known"), "unknown", Tone.PLAIN),
        Reason.CONFIRM_AGAIN: again,
        Reason.RUN_OUT: again,
        Reason.FROM_REFERRER: (translate("SafeContact", "Given by referrer"), "caution", Tone.CAUTION),
        Reason.OUTSIDE_HOURS: (translate("SafeContact", "Not now"), "caution", Tone.CAUTION),
    }
    if verdict.reasons and verdict.reasons[0] in known:
        return known[verdict.reasons[0]]
    if not verdict.allowed:
        return do_not
    return again if verdict.confirm_again else (translate("SafeContact", "Safe"), "good", Tone.GOOD)


class ContactRow(QWidget):
    """One channel: its state and verdict first; the number only when asked for, and only when allowed."""

    wanted = Signal(object)
    said = Signal(object)
    opened = Signal(object)

    def __init__(self, contact: ContactLine, *, may_confirm: bool) -> None:
        super().__init__()
        self._contact = contact
        self._may_confirm = may_confirm
        self._value = code("")
        self._value.hide()
        self._show: QPushButton | None = None
        self._still = self._build_still()
        self._still.hide()
        name = strong(channel_word(contact.channel))
        name.setWordWrap(False)
        top = row(
            icon_label(_ICONS[contact.channel], "ink", size=20),
            name,
            verdict_badge(contact.verdict),
            None,
            *self._build_buttons(),
            space=Space.S,
        )
        inside = column(top, sentence(contact.verdict.sentence), space=Space.HAIR)
        about = " · ".join(self._about())
        if about:
            inside.addWidget(small(about))
        inside.addWidget(self._value)
        inside.addWidget(self._still)
        self.setLayout(inside)

    def _about(self) -> Iterator[str]:
        if self._contact.note:
            yield self._contact.note
        if self._contact.confirmed_on:
            yield self.tr("confirmed on %1").replace("%1", uk_date(self._contact.confirmed_on))

    def _build_buttons(self) -> Iterator[QPushButton]:
        if self._contact.verdict.allowed:
            yield from self._build_uses()
        if self._may_confirm:
            more = quiet("", lambda: self.opened.emit(self._contact))
            set_icon(more, "info", "accent")
            more.setToolTip(self.tr("What was said of it, and what they say now"))
            named(more, f"{channel_word(self._contact.channel)}: {self.tr('Open')}")
            yield more

    def _build_uses(self) -> Iterator[QPushButton]:
        channel = self._contact.channel
        if channel is Channel.PHONE:
            call = secondary(self.tr("Call"), self._call)
            set_icon(call, "call", "ink")
            named(call, self.tr("Phone: Call"), self._contact.verdict.sentence)
            call.setToolTip(self.tr("Shows the number, starts the clock and opens the contact"))
            yield call
        self._show = quiet("", self._toggle)
        self._dress_button(shown=False)
        yield self._show

    def _build_still(self) -> QWidget:
        yes = secondary(self.tr("Still safe"), lambda: self._say(SafeState.SAFE))
        no = secondary(self.tr("No longer safe"), lambda: self._say(SafeState.UNSAFE))
        what = channel_word(self._contact.channel)
        for button in (yes, no):
            named(button, f"{what}: {button.text()}")
        return holder(row(short(self.tr("Did they say?")), yes, no, None, space=Space.S))

    def _dress_button(self, *, shown: bool) -> None:
        if self._show is None:
            return
        numbers = self._contact.channel in (Channel.PHONE, Channel.TEXT)
        if shown:
            verb = self.tr("Hide the number") if numbers else self.tr("Hide the address")
        else:
            verb = self.tr("Show the number") if numbers else self.tr("Show the address")
        self._show.setToolTip(verb)
        named(self._show, f"{channel_word(self._contact.channel)}: {verb}")
        set_icon(self._show, "hide" if shown else "show", "accent", size=20)

    def _say(self, state: SafeState) -> None:
        self._still.hide()
        self.said.emit(SafeSaid(self._contact.contact_point_id, self._contact.version, state))

    def _call(self) -> None:
        self.wanted.emit(ContactWanted(self._contact.contact_point_id, self._contact.channel, call=True))

    def _toggle(self) -> None:
        if self._value.text():
            self._value.clear()
            self._value.hide()
            self._still.hide()
            self._dress_button(shown=False)
        else:
            self.wanted.emit(ContactWanted(self._contact.contact_point_id, self._contact.channel))

    def show_value(self, value: str) -> None:
        """Show the number or address, now that it was allowed and written down."""
        self._value.setText(value)
        self._value.show()
        self._still.setVisible(self._may_confirm)
        self._dress_button(shown=True)


class SafeContactStrip(QWidget):
    """Every channel of a person; ``wanted`` carries a ``ContactWanted``, ``show_value`` answers it.

    ``said`` carries a ``SafeSaid``: what they said of it today; ``opened`` a ``ContactLine``.
    """

    wanted = Signal(object)
    said = Signal(object)
    opened = Signal(object)

    def __init__(self, person: PersonDetails, *, may_confirm: bool = True) -> None:
        super().__init__()
        self._rows: dict[ContactPointId, ContactRow] = {}
        self._compact = False
        contacts = by_use(person.contacts)
        self._contacts = contacts
        self._brief = Slot(self)
        layout = column(space=Space.S)
        for contact in contacts:
            line = ContactRow(contact, may_confirm=may_confirm and person.died_on is None)
            line.wanted.connect(self.wanted)
            line.said.connect(self.said)
            line.opened.connect(self.opened)
            self._rows[contact.contact_point_id] = line
            layout.addWidget(rule())
            layout.addWidget(line)
        self._whole = holder(layout)
        strip = frame(
            "strip", column(self._build_head(person), self._brief, self._whole, space=Space.S, margin=Space.M)
        )
        strip.setAccessibleName(self.tr("Safe contact"))
        self.setLayout(column(strip))

    def _build_brief(self) -> QWidget:
        """Name every channel with its state alone; the rest of it is one press away."""
        parts: list[QWidget] = []
        for contact in self._contacts:
            name = strong(channel_word(contact.channel))
            name.setWordWrap(False)
            picture = icon_label(_ICONS[contact.channel], "ink", size=20)
            parts.append(holder(row(picture, name, verdict_badge(contact.verdict), space=Space.S)))
        everything = quiet(self.tr("Show all of it"), self._show_whole)
        return holder(Flow(*parts, everything, space=Space.M))

    def _show_whole(self) -> None:
        self._brief.hide()
        self._whole.show()
        buttons = self._whole.findChildren(QPushButton)
        if buttons:
            buttons[0].setFocus()

    def be_compact(self, *, compact: bool) -> None:
        """Show the states alone, where there is little room beside an open panel."""
        if compact is self._compact or not self._rows:
            return
        self._compact = compact
        self._brief.hold(self._build_brief() if compact else None)
        self._whole.setVisible(not compact)

    def _build_head(self, person: PersonDetails) -> QWidget:
        if person.died_on:
            advice = self.tr("This person has died. Do not ring, text or write.")
        elif person.contacts:
            advice = self.tr("Read this before you ring, text or write.")
        else:
            advice = self.tr("Nothing is recorded. Do not contact them until somebody has said what is safe.")
        return holder(column(heading(self.tr("Safe contact")), small(advice), space=0))

    def show_value(self, contact_point_id: ContactPointId, value: str) -> None:
        """Show one number or address in its row."""
        row_of = self._rows.get(contact_point_id)
        if row_of is not None:
            self._brief.hide()
            self._whole.show()
            row_of.show_value(value)


def by_use(contacts: tuple[ContactLine, ...]) -> list[ContactLine]:
    """Put what may be used first: the phone before all, then what was refused in the same order."""
    order = {channel: number for number, channel in enumerate(Channel)}
    return sorted(contacts, key=lambda one: (not one.verdict.allowed, order[one.channel]))
