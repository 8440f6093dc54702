"""Which case something about a person belongs to."""

from collections.abc import Sequence
from uuid import UUID

from desktop.domain.ids import CaseId
from desktop.ui.people.about import CaseChoice
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import Choice, options
from desktop.ui.shared.words import translate

CASE = "case"


def case_field(cases: Sequence[CaseChoice], *, open_only: bool = False) -> tuple[Choice, ...]:
    """Ask for the case, where there is any; ``open_only`` is for what cannot be without an open one."""
    offered = [one for one in cases if one.is_open or not open_only]
    if not offered:
        return ()
    closed = translate("Case", "%1 (closed)")
    pairs = [
        (str(one.case_id), one.label if one.is_open else closed.replace("%1", one.label)) for one in offered
    ]
    label, nothing = translate("Case", "For which case"), translate("Case", "No single case")
    return (Choice(CASE, label, options=options(pairs), required=open_only, nothing=nothing),)


def usual_case(cases: Sequence[CaseChoice]) -> dict[str, object]:
    """Answer it beforehand, if only one case is open."""
    opened = [one.case_id for one in cases if one.is_open]
    return {CASE: str(opened[0])} if len(opened) == 1 else {}


def case_of(answers: FormAnswers) -> CaseId | None:
    """Give the case that was chosen, if any."""
    code = answers.code(CASE) if CASE in answers.values else None
    return CaseId(UUID(code)) if code else None
