"""The window after unlocking: rail at the left, search on top, messages below, lock at the right."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.actor import Actor
from desktop.domain.permissions import Permission, may
from desktop.errors import AlongsideError
from desktop.ui.shared.buttons import quiet, secondary
from desktop.ui.shared.dialogs import SorryDialog
from desktop.ui.shared.fields import SearchBox
from desktop.ui.shared.icons import icon, set_icon
from desktop.ui.shared.layouts import at_most, frame, row
from desktop.ui.shared.look import look
from desktop.ui.shared.messages import Message, MessageBar, could_not
from desktop.ui.shared.screen import Destination, Screen
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import named, plain_tip
from desktop.ui.shell.commands import Command, install
from desktop.ui.shell.finding import Finds, NotesContacts
from desktop.ui.shell.help import HelpDialog, keys_of
from desktop.ui.shell.rail import Rail
from desktop.ui.shell.rooms import RoomEntry
from desktop.ui.shell.start_view import StartView

_NAME_WIDTH = 220
_ROOMY = 900  # pixels at 100 %
_RIGHT = Qt.TextElideMode.ElideRight


def _lineage(widget: QWidget | None) -> Iterator[QWidget]:
    while widget is not None:
        yield widget
        widget = widget.parentWidget()


class Shell(Screen):
    """Holds the rooms the actor may use.

    ``lock_asked`` wishes for the records to be locked, ``own_passphrase_asked`` for another passphrase.
    """

    lock_asked = Signal()
    own_passphrase_asked = Signal()

    def __init__(self, *, actor: Actor, rooms: Sequence[RoomEntry]) -> None:
        super().__init__()
        self._actor = actor
        self._entries = tuple(entry for entry in rooms if entry.is_for(actor))
        self._built: dict[str, Screen] = {}
        self._finding = next((entry for entry in self._entries if entry.finds), None)
        self._rail = Rail(self._entries)
        self._rail.chosen.connect(self._enter_and_begin)
        self._rooms = QStackedWidget()
        self._messages = MessageBar()
        self._search = self._build_search()
        self._build()
        self._be_narrow(narrow=True)  # until the width is known, so that no small screen is outgrown
        self._actions = install(self, self._commands())
        if self._entries:
            self.enter(self._entries[0])
        else:
            self._rooms.addWidget(StartView(actor))

    def _build(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._build_top())
        right.addWidget(self._rooms, 1)
        right.addWidget(self._messages)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._rail)
        layout.addLayout(right, 1)

    def _build_search(self) -> SearchBox:
        box = SearchBox(self.tr("Find a person"), self.tr("Find a person (Ctrl+K)"))
        self._glass = box.addAction(icon("find"), QLineEdit.ActionPosition.LeadingPosition)
        self._cross = box.addAction(icon("close"), QLineEdit.ActionPosition.TrailingPosition)
        self._cross.setToolTip(self.tr("Empty the search"))
        self._cross.setVisible(False)
        self._cross.triggered.connect(box.clear)
        box.textChanged.connect(lambda text: self._cross.setVisible(bool(text)))
        look().changed.connect(self._dress_search)
        box.setMinimumWidth(look().px(200))
        box.setVisible(self._finding is not None)
        box.textChanged.connect(self._find)
        box.moved.connect(self._move)
        box.entered.connect(self._open)
        box.left.connect(self._step_back)
        return box

    def _dress_search(self) -> None:
        self._glass.setIcon(icon("find"))
        self._cross.setIcon(icon("close"))

    def _build_top(self) -> QFrame:
        line = row(at_most(self._search, 460), None, self._build_who(), self._build_lock(), space=Space.L)
        line.setStretch(0, 4)
        line.setContentsMargins(
            look().px(Space.XXL), look().px(Space.M), look().px(Space.XL), look().px(Space.M)
        )
        return frame("topbar", line)

    def _build_who(self) -> QPushButton:
        button = quiet("")
        set_icon(button, "user", "ink", size=22)
        metrics, widest = button.fontMetrics(), look().px(_NAME_WIDTH)
        self._shown_name = self._actor.name
        if metrics.horizontalAdvance(self._actor.name) > widest:
            self._shown_name = metrics.elidedText(self._actor.name, _RIGHT, widest)
        named(button, self.tr("Signed in: %1").replace("%1", self._actor.name))
        button.setToolTip(plain_tip(self._actor.name))
        menu = QMenu(button)
        menu.addAction(self.tr("Change your passphrase…"), self.own_passphrase_asked.emit)
        button.setMenu(menu)
        self._who = button
        return button

    def _build_lock(self) -> QPushButton:
        button = secondary(self.tr("Lock"), self.lock_asked.emit)
        set_icon(button, "lock", "ink")
        button.setToolTip(self.tr("Ctrl+L"))
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Give the room in the middle what a small window has."""
        narrow = event.size().width() < look().px(_ROOMY)
        self._be_narrow(narrow=narrow)
        super().resizeEvent(event)

    def _be_narrow(self, *, narrow: bool) -> None:
        self._rail.be_narrow(narrow)
        self._who.setText("" if narrow else self._shown_name)

    def _commands(self) -> tuple[Command, ...]:
        finding = (Command(self.tr("Find a person"), "Ctrl+K", self.go_and_find),) if self._finding else ()
        contacts = (
            (
                Command(self.tr("Record a contact"), "Ctrl+N", self.record_contact),
                Command(self.tr("Add to the record in sight"), "Ctrl+Shift+N", self._open_menu),
            )
            if may(self._actor, Permission.RECORD_CONTACT)
            else ()
        )
        rooms = tuple(
            Command(entry.title, f"Ctrl+{number}", partial(self.enter, entry))
            for number, entry in enumerate(self._entries, start=1)
        )
        return (
            *finding,
            *contacts,
            Command(self.tr("Lock"), "Ctrl+L", self.lock_asked.emit),
            Command(self.tr("Save"), "Ctrl+Return", self._save),
            Command(self.tr("Back"), "Esc", self._step_back),
            Command(self.tr("Help"), "F1", self._help),
            *rooms,
        )

    def enter(self, entry: RoomEntry) -> None:
        """Go into a room; it is built the first time."""
        room = self._built.get(entry.key)
        if room is None or room is not self.room:
            self._messages.let_go()
        if room is None:
            room = entry.build()
            room.said.connect(self.say)
            room.leads_to.connect(self.go_to)
            self._built[entry.key] = room
            self._rooms.addWidget(room)
        self._rooms.setCurrentWidget(room)
        self._rail.show_chosen(entry.key)
        room.arrive()

    def _enter_and_begin(self, entry: RoomEntry) -> None:
        self.enter(entry)
        if entry.finds:
            self.go_and_find()

    def go_to(self, destination: Destination) -> None:
        """Go into another room, as the role may use it, and open there what is asked for."""
        for entry in self._entries:
            if entry.key == destination.room:
                self.enter(entry)
                if self.room is not None and destination.thing is not None:
                    self.room.open_thing(destination.thing)

    def record_contact(self) -> None:
        """Begin a contact, here if somebody is in sight here, else where people are found."""
        if not isinstance(self.room, NotesContacts):
            people = self._finding or next(iter(self._entries), None)
            if people is not None:
                self.enter(people)
        room = self.room
        if isinstance(room, NotesContacts):
            room.record_contact()
        if isinstance(room, Finds) and room.is_finding():
            self.go_and_find()

    def _open_menu(self) -> None:
        if isinstance(self.room, NotesContacts):
            self.room.open_menu()

    def go_and_find(self) -> None:
        """Put the focus into the search, with what stands there chosen."""
        self._search.setFocus()
        self._search.selectAll()

    def _find(self, text: str) -> None:
        if self._finding is None:
            return
        if self.room is not self._built.get(self._finding.key):
            self.enter(self._finding)
        if isinstance(self.room, Finds):
            self.room.look_for(text)
        self._search.setFocus()

    def _move(self, step: int) -> None:
        if isinstance(self.room, Finds):
            self.room.choose(step)

    def _open(self) -> None:
        if isinstance(self.room, Finds):
            self.room.open_chosen()

    def _save(self) -> None:
        if self.room is not None:
            self.room.save()

    def _step_back(self) -> None:
        room = self.room
        if room is not None and room.step_back():
            self._stay_in(room)
        elif self._search.text():
            self._search.clear()
        else:
            self._messages.clear()
            self.arrive()

    def _stay_in(self, room: Screen) -> None:
        """Leave the focus where a step back led; in the room that finds, the search is that place."""
        if isinstance(room, Finds) and room.is_finding():
            self._search.setFocus()
        elif not any(widget is room for widget in _lineage(QApplication.focusWidget())):
            room.arrive()

    def _help(self) -> None:
        dialog = HelpDialog(self, keys_of(self._actions))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @property
    def room(self) -> Screen | None:
        """The room in sight."""
        shown = self._rooms.currentWidget()
        return shown if isinstance(shown, Screen) else None

    def say(self, message: Message | None) -> None:
        """Show a message below; None takes away what no longer matters."""
        if message is None:
            self._messages.let_go()
        else:
            self._messages.say(message)

    def explain(self, error: AlongsideError) -> None:
        """Say what could not be done, for errors that no screen claimed."""
        self._messages.say(could_not(error))

    def apologise(self, report: str) -> None:
        """Say sorry for a mistake of ours, with a report that holds nothing of the records."""
        dialog = SorryDialog(self, report)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def arrive(self) -> None:
        """Begin in the search, or in the room in sight."""
        if self._finding is not None:
            self.go_and_find()
        elif self.room is not None:
            self.room.arrive()
