"""One person's page: who, alerts, what is safe, what comes next, their cases, what happened."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.domain.actor import Actor
from desktop.domain.codes import CodeList
from desktop.domain.ids import ContactPointId
from desktop.domain.permissions import Permission, may
from desktop.queries.alerts import AlertLine
from desktop.queries.history import HistoryRow
from desktop.queries.next_things import NextThing
from desktop.queries.people import PersonDetails
from desktop.queries.timeline import Timeline
from desktop.ui.people.about import Adding
from desktop.ui.people.alerts import AlertStrip
from desktop.ui.people.arranged import Arranged
from desktop.ui.people.cases_card import CasesCard
from desktop.ui.people.header import PersonHeader
from desktop.ui.people.next_things import NextCard
from desktop.ui.people.record_tabs import RecordTabs
from desktop.ui.people.safe_contact import SafeContactStrip
from desktop.ui.people.slot import Slot
from desktop.ui.shared.form import Form
from desktop.ui.shared.layouts import column, holder, scrolled
from desktop.ui.shared.look import look
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.side_panel import WithPanel
from desktop.ui.shared.tokens import Space

_SIDE, _TOP = 32, 20


class PersonView(Screen):
    """Shows a record; asks by signals.

    ``contact_wanted`` carries a ``ContactWanted``, ``safe_said`` a ``SafeSaid``, ``contact_opened`` a
    ``ContactLine``, ``adding_chosen`` an ``Adding``, ``done_to_case`` a ``CaseWish`` or ``ReferralWish``,
    ``entry_opened`` a ``TimelineEntry``, ``alert_opened`` an ``AlertLine``, ``next_opened`` a ``NextThing``.
    """

    back = Signal()
    contact_wanted = Signal(object)
    safe_said = Signal(object)
    contact_opened = Signal(object)
    adding_chosen = Signal(object)
    done_to_case = Signal(object)
    entry_opened = Signal(object)
    alert_opened = Signal(object)
    next_opened = Signal(object)
    history_wanted = Signal()
    earlier_wanted = Signal()

    def __init__(self, *, actor: Actor, addings: Sequence[Adding], back_to: str = "") -> None:
        super().__init__()
        self._actor = actor
        self._addings = tuple(addings)
        self._back_to = back_to or self.tr("Back to people")
        self._whole = may(actor, Permission.SEE_CASE_NOTES)
        self._head: PersonHeader | None = None
        self._strip: SafeContactStrip | None = None
        self._person: PersonDetails | None = None
        self._slots = {name: Slot() for name in ("head", "alerts", "strip", "next", "cases")}
        self.tabs = RecordTabs(whole=self._whole)
        self.tabs.opened.connect(self.entry_opened)
        self.tabs.history_wanted.connect(self.history_wanted)
        self.tabs.earlier_wanted.connect(self.earlier_wanted)
        self._page = WithPanel(self._build())
        self._page.closed.connect(self._fit_strip)
        self._arranged.turned.connect(self._fit_strip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)

    def _build(self) -> QWidget:
        slots = self._slots
        rest = holder(column(slots["next"], slots["cases"], None, space=Space.M))
        self._arranged = below = Arranged(slots["strip"], self.tabs, rest)
        inside = column(slots["head"], slots["alerts"], below, space=Space.M)
        inside.setStretch(2, 1)
        inside.setContentsMargins(look().px(_SIDE), look().px(_TOP), look().px(_SIDE), look().px(Space.L))
        return scrolled(holder(inside))

    # ── what is shown ───────────────────────────────────────────────────────────────────────────────────────

    def show_person(self, person: PersonDetails) -> None:
        """Show a record in place of the last one; what did not change stays as it stands."""
        if person == self._person:
            return
        another = self._person is None or self._person.person_id != person.person_id
        if another:
            self._begin_anew()
        self._person = person
        lost_focus = self._show_head(person)
        lost_focus |= self._show_strip(person)
        if self._whole:
            cases = CasesCard(person, actor=self._actor)
            cases.wanted.connect(self.done_to_case)
            lost_focus |= self._slots["cases"].hold(cases)
            self.tabs.show_answers(person)
        if lost_focus:
            self.arrive()

    def _begin_anew(self) -> None:
        self._page.close_panel()
        for name in ("alerts", "next", "cases"):
            self._slots[name].hold(None)
        self.tabs.begin_anew()

    def _show_head(self, person: PersonDetails) -> bool:
        head = PersonHeader(person, self._addings, back_to=self._back_to)
        head.back.connect(self.back)
        head.chosen.connect(self.adding_chosen)
        self._head = head
        return self._slots["head"].hold(head)

    def _show_strip(self, person: PersonDetails) -> bool:
        strip = SafeContactStrip(person, may_confirm=may(self._actor, Permission.CHANGE_PERSON))
        strip.wanted.connect(self.contact_wanted)
        strip.said.connect(self.safe_said)
        strip.opened.connect(self.contact_opened)
        self._strip = strip
        self._fit_strip()
        return self._slots["strip"].hold(strip)

    def _fit_strip(self) -> None:
        """Say in brief what is safe where a panel leaves little room: what happened stays in sight."""
        if self._strip is not None and isValid(self._strip):
            self._strip.be_compact(compact=self._arranged.narrow and self._page.panel_open)

    def show_alerts(self, alerts: Sequence[AlertLine], code_lists: Mapping[str, CodeList]) -> None:
        """Show what a colleague must see before acting, above everything."""
        strip = AlertStrip(alerts, code_lists) if alerts else None
        if strip is not None:
            strip.opened.connect(self.alert_opened)
        if self._slots["alerts"].hold(strip):
            self.arrive()

    def show_next(self, things: Sequence[NextThing], *, today: date) -> None:
        """Show what comes next for them."""
        card = NextCard(things, today=today)
        card.opened.connect(self.next_opened)
        if self._slots["next"].hold(card):
            self.arrive()

    def show_timeline(self, told: Timeline, *, today: date) -> None:
        """Show everything that happened."""
        self.tabs.show_timeline(told, today=today)

    def show_value(self, contact_point_id: ContactPointId, value: str) -> None:
        """Show a number or address that was asked for."""
        if self._strip is not None:
            self._strip.show_value(contact_point_id, value)

    def show_history(self, rows: Sequence[HistoryRow], code_lists: Mapping[str, CodeList]) -> None:
        """Show who changed what, the newest first."""
        self.tabs.show_history(rows, code_lists)

    # ── the panel ───────────────────────────────────────────────────────────────────────────────────────────

    def open_form(self, form: Form) -> None:
        """Open a form beside the page; what was being written in another is kept as its draft."""
        self._page.open_form(form)
        self._fit_strip()

    def open_page(self, title: str, inside: QWidget) -> None:
        """Open something to be read beside the page."""
        self._page.open(title, inside)
        self._fit_strip()

    def close_panel(self) -> None:
        """Close the panel; what was being written is kept as a draft."""
        self._page.close_panel()

    @property
    def inside_panel(self) -> QWidget | None:
        """What the panel holds while it is open."""
        return self._page.inside if self._page.panel_open else None

    def open_menu(self) -> None:
        """Open the menu of everything that can be added."""
        if self._head is not None:
            self._head.add.open_menu()

    def save(self) -> None:
        """Save what is written in the panel."""
        self._page.save()

    def arrive(self) -> None:
        """Start at the one thing most people come for; Tab leads on to alerts and numbers."""
        if self._head is not None:
            self._head.main.setFocus()

    def step_back(self) -> bool:
        """Close the panel, else return to the list."""
        if not self._page.step_back():
            self.back.emit()
        return True
