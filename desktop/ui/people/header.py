"""Who this is: what to call them, the facts a colleague needs at once, and what can be added."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.queries.people import PersonDetails
from desktop.ui.people.about import Adding
from desktop.ui.shared.badges import badge
from desktop.ui.shared.buttons import primary, quiet
from desktop.ui.shared.flow import Flow
from desktop.ui.shared.icons import set_icon
from desktop.ui.shared.layouts import SideBySide, column, holder, row
from desktop.ui.shared.menu_button import MenuButton, MenuLine
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import muted, named, title, translate

CONTACT = "contact"
_BESIDE = 640  # pixels at 100 %


class PersonHeader(QWidget):
    """Names the person; ``chosen`` carries the ``Adding`` that somebody wants to begin."""

    back = Signal()
    chosen = Signal(object)

    def __init__(self, person: PersonDetails, addings: Sequence[Adding], *, back_to: str) -> None:
        super().__init__()
        self._addings = tuple(addings)
        self._back = quiet("", self.back.emit)
        set_icon(self._back, "back", "accent", size=20)
        named(self._back, back_to)
        self._back.setToolTip(self.tr("Esc"))
        words = column(title(person.name), muted(" · ".join(facts(person))), space=Space.XS)
        marks = tuple(badges(person))
        if marks:
            words.addWidget(holder(Flow(*marks, space=Space.S)))
        words.addStretch(1)
        buttons = holder(column(row(*self._build_buttons(), space=Space.S), None))
        buttons.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        line = row(
            self._back, SideBySide(holder(words), buttons, needs=_BESIDE, shares=(1, 0)), space=Space.M
        )
        line.setStretch(1, 1)
        line.setAlignment(self._back, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def _build_buttons(self) -> Iterator[QWidget]:
        contact = next((adding for adding in self._addings if adding.kind == CONTACT), None)
        self.main = self._back
        if contact is not None:
            self.main = primary(contact.label, lambda: self.chosen.emit(contact))
            self.main.setToolTip(self.tr("Ctrl+N"))
            set_icon(self.main, contact.icon, "on_accent")
            yield self.main
        others = tuple(adding for adding in self._addings if adding is not contact)
        lines = [MenuLine(adding, adding.label, adding.icon) for adding in others]
        self.add = MenuButton(self.tr("Add…"), lines, icon_name="add")
        self.add.setToolTip(self.tr("Ctrl+Shift+N"))
        self.add.chosen.connect(self.chosen)
        if not others:
            self.add.hide()
        yield self.add


def facts(person: PersonDetails) -> Iterator[str]:
    """Say in a few words who somebody is."""
    if person.known_as and person.known_as != person.name:
        yield translate("Person", "Call them %1").replace("%1", f"“{person.known_as}”")
    yield person.reference
    if person.pronouns:
        yield person.pronouns
    if person.age is not None:
        yield translate("Person", "%1 years old").replace("%1", str(person.age))
    if person.born:
        yield translate("Person", "born %1").replace("%1", person.born)
    if person.place:
        yield person.place


def badges(person: PersonDetails) -> Iterator[QWidget]:
    """Show what changes everything else that is known of somebody."""
    if person.died_on:
        yield badge(translate("Person", "Has died"), "stop")
    if person.asked_to_stay_anonymous:
        yield badge(translate("Person", "Asked to stay anonymous"), "hide", Tone.CAUTION)
    if person.no_contact_since:
        yield badge(translate("Person", "Asked not to be contacted"), "stop", Tone.DANGER)
    if person.interpreter:
        said = translate("Person", "Interpreter: %1").replace("%1", person.interpreter)
        yield badge(said, "contact", Tone.INFO)
    if person.archived:
        yield badge(translate("Person", "Put away"), "folder")
