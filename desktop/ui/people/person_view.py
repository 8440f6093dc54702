"""One person's record: what to call them, what is safe, their cases, their answers, who changed what."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.ui.people.safe_contact import SafeContactStrip
from desktop.ui.people.shown import CaseShown, ChangeShown, PersonShown
from desktop.ui.shared.badges import badge
from desktop.ui.shared.buttons import quiet
from desktop.ui.shared.details import DetailList
from desktop.ui.shared.icons import set_icon
from desktop.ui.shared.layouts import column, holder, row, rule, scrolled
from desktop.ui.shared.pages import page, section
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import muted, sentence, small, strong, title, uk_date


class PersonView(Screen):
    """Shows a record; ``back`` returns to the search, ``revealed`` carries what was looked at."""

    back = Signal()
    revealed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None
        self._back = quiet(self.tr("Back to people"), self.back.emit)
        set_icon(self._back, "back", "accent")

    def show_person(self, person: PersonShown) -> None:
        """Show a record in place of the last one."""
        if self._inside is not None:
            self._back.setParent(None)
            self._inside.hide()
            self._outer.removeWidget(self._inside)
            self._inside.deleteLater()
        self._inside = scrolled(self._build(person))
        self._outer.addWidget(self._inside)

    def arrive(self) -> None:
        """Start at the way back; Tab leads to the numbers."""
        self._back.setFocus()

    def step_back(self) -> bool:
        """Return to the search."""
        self.back.emit()
        return True

    def _build(self, person: PersonShown) -> QWidget:
        strip = SafeContactStrip(person)
        strip.revealed.connect(self.revealed)
        below = row(
            holder(column(self._build_cases(person), self._build_history(person), None, space=Space.L)),
            holder(column(self._build_answers(person), None, space=Space.L)),
            space=Space.L,
        )
        below.setStretch(0, 3)
        below.setStretch(1, 2)
        inside = QWidget()
        inside.setLayout(page(self._build_back(), self._build_header(person), strip, below, None))
        return inside

    def _build_back(self) -> QWidget:
        return holder(row(self._back, None))

    def _build_header(self, person: PersonShown) -> QWidget:
        name = title(person.name or self.tr("No name given"))
        facts = [person.reference, person.age, person.place]
        words = column(name, muted(" · ".join(fact for fact in facts if fact)), space=Space.XS)
        badges = row(space=Space.S)
        if person.call_me:
            words.insertWidget(1, sentence(self.tr("Call them %1").replace("%1", f"“{person.call_me}”")))
        if person.has_died:
            badges.addWidget(badge(self.tr("Has died"), "stop", Tone.PLAIN))
        line = row(words, badges, space=Space.L)
        line.setStretch(0, 1)
        line.setAlignment(badges, Qt.AlignmentFlag.AlignTop)
        return holder(line)

    def _build_cases(self, person: PersonShown) -> QFrame:
        card = section(self.tr("Referrals and cases"))
        layout = card.layout()
        if layout is None:
            return card
        for number, case in enumerate(person.cases):
            if number:
                layout.addWidget(rule())
            layout.addWidget(self._build_case(case))
        if not person.cases:
            layout.addWidget(muted(self.tr("None yet.")))
        return card

    def _build_case(self, case: CaseShown) -> QWidget:
        facts = (case.reference, uk_date(case.opened_on), case.source)
        words = column(strong(case.what), small(" · ".join(fact for fact in facts if fact)), space=Space.HAIR)
        icon_name = {Tone.GOOD: "case", Tone.CAUTION: "caution"}.get(case.tone, "good")
        line = row(words, badge(case.state, icon_name, case.tone), space=Space.M)
        line.setStretch(0, 1)
        return holder(line)

    def _build_answers(self, person: PersonShown) -> QFrame:
        return section(self.tr("What they told us"), DetailList(person.answers, nothing=self.tr("Not asked")))

    def _build_history(self, person: PersonShown) -> QFrame:
        card = section(self.tr("History of this record"))
        layout = card.layout()
        if layout is None:
            return card
        for change in person.history:
            layout.addWidget(self._build_change(change))
        if not person.history:
            layout.addWidget(muted(self.tr("No changes yet.")))
        return card

    def _build_change(self, change: ChangeShown) -> QWidget:
        return holder(column(sentence(change.what), small(f"{change.who} · {change.when}"), space=Space.HAIR))
