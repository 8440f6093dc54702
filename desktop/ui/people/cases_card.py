"""The cases of a person and the referrals that may become cases, each with what can be done with it."""

import json
from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from desktop.domain.actor import Actor
from desktop.domain.permissions import Permission, may
from desktop.queries.people import CaseLine, PersonDetails, ReferralLine
from desktop.ui.people.shown import CaseWish, ReferralWish
from desktop.ui.shared.badges import badge
from desktop.ui.shared.buttons import secondary
from desktop.ui.shared.flow import Flow
from desktop.ui.shared.layouts import column, holder, row, rule
from desktop.ui.shared.menu_button import MenuButton, MenuLine
from desktop.ui.shared.pages import section
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import muted, named, small, strong, translate, uk_date


class CasesCard(QWidget):
    """Shows open cases first; ``wanted`` carries a ``CaseWish`` or a ``ReferralWish``."""

    wanted = Signal(object)

    def __init__(self, person: PersonDetails, *, actor: Actor) -> None:
        super().__init__()
        self._actor = actor
        lines: list[QWidget] = [self._build_case(case) for case in person.cases]
        lines += [self._build_referral(referral) for referral in person.referrals]
        inside = column(space=Space.S)
        for number, line in enumerate(lines):
            if number:
                inside.addWidget(rule())
            inside.addWidget(line)
        if not lines:
            inside.addWidget(muted(self.tr("None yet. Add… records a referral; a case is opened from it.")))
        card: QFrame = section(self.tr("Cases and referrals"), holder(inside), space=Space.S, margin=Space.M)
        self.setLayout(column(card))

    def _build_case(self, case: CaseLine) -> QWidget:
        words = column(strong(case.main_crime or self.tr("Crime not recorded")), space=Space.XS)
        words.addWidget(small(" · ".join(self._case_facts(case))))
        words.addWidget(holder(Flow(*case_badges(case), space=Space.S)))
        line = row(words, space=Space.S)
        line.setStretch(0, 1)
        offered = tuple(what_may_be_done(case, self._actor))
        if offered:
            line.addWidget(self._build_menu(case, offered), 0, Qt.AlignmentFlag.AlignTop)
        return holder(line)

    def _build_menu(self, case: CaseLine, offered: Sequence[MenuLine]) -> QWidget:
        button = MenuButton(self.tr("Do…"), offered)
        named(button, self.tr("What to do with case %1").replace("%1", case.reference))
        button.chosen.connect(lambda form: self.wanted.emit(CaseWish(str(form), case)))
        return button

    def _case_facts(self, case: CaseLine) -> Iterator[str]:
        yield case.reference
        yield case.worker or self.tr("nobody has it")
        if case.closed_on:
            yield f"{uk_date(case.opened_on)} – {uk_date(case.closed_on)}"
        else:
            yield self.tr("since %1").replace("%1", uk_date(case.opened_on))

    def _build_referral(self, referral: ReferralLine) -> QWidget:
        words = column(strong(referral.crime or self.tr("Crime not recorded")), space=Space.XS)
        words.addWidget(small(" · ".join(_referral_facts(referral))))
        for said in also_in_the_list(referral.kept_apart):
            words.addWidget(small(said))
        words.addWidget(holder(Flow(badge(self.tr("Referral"), "referral"), space=Space.S)))
        buttons = [*self._openings(referral), *self._answering(referral)]
        if buttons:
            words.addWidget(holder(Flow(*buttons, space=Space.S)))
        return holder(words)

    def _openings(self, referral: ReferralLine) -> Iterator[QWidget]:
        if not referral.waits or not may(self._actor, Permission.OPEN_CASE):
            return
        what = self.tr("Open a case from referral %1")
        yield self._button("open-case", self.tr("Open a case"), what, referral)
        why = self.tr("Say why referral %1 becomes no case")
        yield self._button("no-case", self.tr("No case…"), why, referral)

    def _answering(self, referral: ReferralLine) -> Iterator[QWidget]:
        """Offer to write down that support was explained, and whether they said yes."""
        if may(self._actor, Permission.RECORD_REFERRAL):
            what = self.tr("Write down what they said to support, referral %1")
            yield self._button("answer", self.tr("Their answer…"), what, referral)

    def _button(self, form: str, text: str, name: str, referral: ReferralLine) -> QPushButton:
        button = secondary(text, partial(self.wanted.emit, ReferralWish(form, referral)))
        named(button, name.replace("%1", referral.reference))
        return button


def case_badges(case: CaseLine) -> Iterator[QFrame]:
    """Show where a case stands, whether it is sealed, and what else it involves."""
    if case.from_history:
        yield badge(translate("Cases", "From an old list"), "history")
    elif case.closed_on is None:
        yield badge(translate("Cases", "Open case"), "case", Tone.GOOD)
    else:
        yield badge(translate("Cases", "Closed case"), "good")
    if case.sealed:
        yield badge(translate("Cases", "Sealed"), "seal", Tone.CAUTION)
    for also in case.also_involves:
        yield badge(also, "info", Tone.INFO)


def what_may_be_done(case: CaseLine, actor: Actor) -> Iterator[MenuLine]:
    """Name what this role may do with a case as it stands."""
    if case.from_history:
        return
    is_open = case.closed_on is None
    if is_open and may(actor, Permission.OPEN_CASE):
        yield MenuLine("change-case", translate("Cases", "Change what it is about"), "case")
    if is_open and may(actor, Permission.ASSIGN):
        yield MenuLine("assign", translate("Cases", "Give it to somebody"), "people")
    if is_open and may(actor, Permission.CLOSE_CASE):
        yield MenuLine("close", translate("Cases", "End the case"), "ending")
    if not is_open and may(actor, Permission.CLOSE_CASE):
        yield MenuLine("reopen", translate("Cases", "Reopen the case"), "reopen")
    if not case.sealed and may(actor, Permission.SEAL_CASE):
        yield MenuLine("seal", translate("Cases", "Seal the whole case"), "seal")
    if case.sealed and may(actor, Permission.UNSEAL_CASE):
        yield MenuLine("unseal", translate("Cases", "Unseal the case"), "key")


def _referral_facts(referral: ReferralLine) -> Iterator[str]:
    yield referral.reference
    yield uk_date(referral.received_on)
    if referral.source:
        yield referral.source
    if referral.external_reference:
        yield translate("Cases", "their reference %1").replace("%1", referral.external_reference)
    if referral.happened:
        yield translate("Cases", "happened %1").replace("%1", referral.happened)
    yield from _said_to_support(referral)
    if referral.no_case:
        yield translate("Cases", "no case")
        yield referral.no_case


def _said_to_support(referral: ReferralLine) -> Iterator[str]:
    """Say when support was explained, and what they answered."""
    if referral.answered_on is not None:
        said = (
            translate("Cases", "said yes on %1") if referral.accepted else translate("Cases", "said no on %1")
        )
        yield said.replace("%1", uk_date(referral.answered_on))
    elif referral.offered_on is not None:
        explained = translate("Cases", "support explained on %1, no answer yet")
        yield explained.replace("%1", uk_date(referral.offered_on))


def also_in_the_list(kept_apart: str | None) -> tuple[str, ...]:
    """Read what stood in columns of a list that nobody could place: heading and words, as received."""
    if not kept_apart:
        return ()
    try:
        kept = json.loads(kept_apart)
    except ValueError:
        return (kept_apart,)
    return tuple(f"{heading}: {said}" for heading, said in kept.items()) if isinstance(kept, dict) else ()
