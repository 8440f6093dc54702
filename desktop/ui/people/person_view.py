"""One person's record: what to call them, what is safe, their cases, their answers, who changed what."""

import json
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.domain.codes import CodeList
from desktop.domain.ids import ContactPointId
from desktop.queries.history import HistoryRow
from desktop.queries.people import NOT_ASKED, CaseLine, PersonDetails, ReferralLine
from desktop.ui.people.history import fields_in_words, what_was_done
from desktop.ui.people.safe_contact import SafeContactStrip
from desktop.ui.shared.badges import badge
from desktop.ui.shared.buttons import quiet
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.icons import set_icon
from desktop.ui.shared.layouts import SideBySide, column, holder, row, rule, scrolled
from desktop.ui.shared.pages import page, section
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import muted, sentence, small, strong, title, uk_date, uk_moment

_MOST_CHANGES = 20
_SIDE_BY_SIDE = 760  # pixels at 100 %


class PersonView(Screen):
    """Shows a record; ``back`` returns to the search, ``contact_wanted`` carries a ``ContactWanted``."""

    back = Signal()
    contact_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None
        self._strip: SafeContactStrip | None = None
        self._history: QVBoxLayout | None = None
        self._back: QPushButton | None = None

    def show_person(self, person: PersonDetails) -> None:
        """Show a record in place of the last one."""
        focused = QApplication.focusWidget()
        held_focus = focused is not None and self.isAncestorOf(focused)
        if self._inside is not None:
            self._inside.hide()
            self._outer.removeWidget(self._inside)
            self._inside.deleteLater()
        self._inside = scrolled(self._build(person))
        self._outer.addWidget(self._inside)
        self._inside.show()
        if held_focus:
            self.arrive()

    def show_value(self, contact_point_id: ContactPointId, value: str) -> None:
        """Show a number or address that was asked for."""
        if self._strip is not None:
            self._strip.show_value(contact_point_id, value)

    def show_history(self, rows: Sequence[HistoryRow], code_lists: Mapping[str, CodeList]) -> None:
        """Show who changed what, the newest first."""
        if self._history is None:
            return
        for row_of in rows[:_MOST_CHANGES]:
            self._history.addWidget(self._build_change(row_of, code_lists))
        if not rows:
            self._history.addWidget(muted(self.tr("No changes yet.")))

    def arrive(self) -> None:
        """Start at the way back; Tab leads to the numbers."""
        if self._back is not None:
            self._back.setFocus()

    def step_back(self) -> bool:
        """Return to the search."""
        self.back.emit()
        return True

    def _build(self, person: PersonDetails) -> QWidget:
        self._strip = SafeContactStrip(person)
        self._strip.wanted.connect(self.contact_wanted)
        below = SideBySide(
            holder(column(self._build_cases(person), self._build_history(), None, space=Space.L)),
            holder(column(self._build_answers(person), None, space=Space.L)),
            needs=_SIDE_BY_SIDE,
            shares=(3, 2),
        )
        inside = QWidget()
        self._back = quiet(self.tr("Back to people"), self.back.emit)
        set_icon(self._back, "back", "accent")
        inside.setLayout(
            page(holder(row(self._back, None)), self._build_header(person), self._strip, below, None)
        )
        return inside

    def _build_header(self, person: PersonDetails) -> QWidget:
        facts = (person.reference, self._age(person), person.place)
        words = column(title(person.name), space=Space.XS)
        if person.known_as and person.known_as != person.name:
            called = self.tr("Call them %1").replace("%1", f"“{person.known_as}”")
            words.addWidget(sentence(called))
        words.addWidget(muted(" · ".join(fact for fact in facts if fact)))
        line = row(words, *self._build_badges(person), space=Space.S)
        line.setStretch(0, 1)
        return holder(line)

    def _build_badges(self, person: PersonDetails) -> tuple[QWidget, ...]:
        badges = []
        if person.died_on:
            badges.append(badge(self.tr("Has died"), "stop"))
        if person.archived:
            badges.append(badge(self.tr("Put away"), "folder"))
        return tuple(badges)

    def _age(self, person: PersonDetails) -> str:
        born = self.tr("born %1").replace("%1", person.born) if person.born else ""
        if person.age is None:
            return born
        aged = self.tr("%1 years old").replace("%1", str(person.age))
        return f"{aged} · {born}" if born else aged

    def _build_cases(self, person: PersonDetails) -> QFrame:
        lines = [*map(self._build_case, person.cases), *map(self._build_referral, person.referrals)]
        card = section(self.tr("Cases and referrals"))
        inside = column(space=Space.M)
        for number, line in enumerate(lines):
            if number:
                inside.addWidget(rule())
            inside.addWidget(line)
        if not lines:
            inside.addWidget(muted(self.tr("None yet.")))
        _below(card, inside)
        return card

    def _build_case(self, case: CaseLine) -> QWidget:
        words = column(
            strong(case.main_crime or self.tr("Crime not recorded")),
            small(f"{case.reference} · {uk_date(case.opened_on)}"),
            space=Space.HAIR,
        )
        if case.from_history:
            state = badge(self.tr("From an old list"), "history")
        elif case.closed_on is None:
            state = badge(self.tr("Open case"), "case", Tone.GOOD)
        else:
            state = badge(self.tr("Closed case"), "good")
        return _line(words, state)

    def _build_referral(self, referral: ReferralLine) -> QWidget:
        words = column(strong(referral.crime or self.tr("Crime not recorded")), space=Space.HAIR)
        words.addWidget(small(" · ".join(self._facts(referral))))
        for said in also_in_the_list(referral.kept_apart):
            words.addWidget(small(said))
        return _line(words, badge(self.tr("Referral"), "referral"))

    def _facts(self, referral: ReferralLine) -> Iterator[str]:
        yield referral.reference
        yield uk_date(referral.received_on)
        if referral.source:
            yield referral.source
        if referral.external_reference:
            yield self.tr("their reference %1").replace("%1", referral.external_reference)
        if referral.happened:
            yield self.tr("happened %1").replace("%1", referral.happened)

    def _build_answers(self, person: PersonDetails) -> QFrame:
        details = [Detail(label, "" if said == NOT_ASKED else said) for label, said in person.answers]
        return section(self.tr("What they told us"), DetailList(details, nothing=self.tr("Not asked")))

    def _build_history(self) -> QFrame:
        card = section(self.tr("History of this record"))
        self._history = column(space=Space.M)
        _below(card, self._history)
        return card

    def _build_change(self, change: HistoryRow, code_lists: Mapping[str, CodeList]) -> QWidget:
        words = column(strong(what_was_done(change)), space=Space.HAIR)
        fields = fields_in_words(change, code_lists)
        if fields:
            words.addWidget(sentence(fields))
        words.addWidget(small(f"{change.user} · {uk_moment(change.at)}"))
        return holder(words)


def also_in_the_list(kept_apart: str | None) -> tuple[str, ...]:
    """Read what stood in columns of a list that nobody could place: heading and words, as received."""
    if not kept_apart:
        return ()
    try:
        kept = json.loads(kept_apart)
    except ValueError:
        return (kept_apart,)
    return tuple(f"{heading}: {said}" for heading, said in kept.items()) if isinstance(kept, dict) else ()


def _below(card: QFrame, inside: QVBoxLayout) -> None:
    layout = card.layout()
    if isinstance(layout, QVBoxLayout):
        layout.addLayout(inside)


def _line(words: QVBoxLayout, state: QWidget) -> QWidget:
    line = row(words, state, space=Space.M)
    line.setStretch(0, 1)
    return holder(line)
