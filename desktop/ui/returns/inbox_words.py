"""A finding in words: what stands above the form that settles it, or in place of one."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.returns.inbox.findings import Finding
from desktop.ui.shared.buttons import quiet
from desktop.ui.shared.flow import Flow
from desktop.ui.shared.form_notice import notice
from desktop.ui.shared.layouts import at_most, column, holder, row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import READING_WIDTH, Space, Tone
from desktop.ui.shared.words import sentence, small, strong, translate


def said_above(finding: Finding, offered: Sequence[tuple[str, Callable[[], object]]]) -> QWidget:
    """Say whose record it is, what is the matter and what it does; offer what else can be opened."""
    buttons = holder(Flow(*(quiet(words, do) for words, do in offered), space=Space.S))
    effect = sentence(finding.effect)
    shown = notice(Tone.CAUTION, small(whose(finding)), strong(finding.sentence), effect, buttons)
    shown.setAccessibleName(f"{finding.sentence} {finding.effect}")
    around = column(shown)
    side, edge = look().px(Space.XL), look().px(Space.M)
    around.setContentsMargins(side, edge, side, edge)
    return holder(row(at_most(holder(around), READING_WIDTH), space=0))


def said_without_form(why: str) -> QWidget:
    """Say why there is no form."""
    return holder(column(sentence(why), None, margin=Space.XL))


def whose(finding: Finding) -> str:
    """Name the person, and the case, if there is one."""
    case = translate("Inbox", "case %1").replace("%1", finding.case_reference)
    parts = (finding.reference, finding.initials, case if finding.case_reference else "", finding.worker)
    return " · ".join(part for part in parts if part)
