"""Needs assessments as they are asked and read, with made-up people."""

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.ids import AssessmentId
from desktop.domain.needs import Answer, AssessmentStage, Course, NeedChange, Said, ScoredOn
from desktop.domain.risk import RiskLevel, ToolScore
from desktop.domain.sealed_text import NOTHING, WITHHELD, ShownWords
from desktop.errors import RefusedError
from desktop.queries.assessments import (
    AssessmentDetails,
    NeedCompared,
    NeedShown,
    OutcomeCompared,
    OutcomeShown,
)
from desktop.ui.assessments.forms import assessment_form, correcting_form
from desktop.ui.assessments.reading import assessment_page
from desktop.ui.people.made_up import beside, filled, made_up_person
from desktop.ui.shared.form import Form
from desktop.ui.shared.opened import Deed
from desktop.ui.shared.screen import Picture

_LABELS = {code.code: code.label for code in made_up_person().lists["need"]}
_SCORES: dict[str, int | None] = {
    "health": 6, "shelter": 3, "family": 5, "education": None, "substances": None, "money": 8, "outlook": 4,
    "social": 9,
}  # fmt: skip


def _need(code: str, score: int | None) -> NeedShown:
    said = Said() if score is None else Said(Answer.SCORED, score)
    if code == "substances":
        said = Said(Answer.PREFER_NOT_TO_SAY)
    words = ShownWords("She does not leave the house after dark.") if code == "social" else NOTHING
    return NeedShown(code, _LABELS[code], said, words)


MADE = AssessmentDetails(
    assessment_id=AssessmentId(UUID(int=1)),
    version=2,
    case_id=None,
    stage=AssessmentStage.REVIEW,
    made_on=date(2026, 3, 2),
    made_by="Amal Haddad",
    needs=tuple(_need(code, score) for code, score in _SCORES.items()),
    outcomes=(
        OutcomeShown("coping", "Better able to cope with everyday life", Said(Answer.SCORED, 6)),
        OutcomeShown("informed", "Better informed and empowered to act", Said(Answer.SCORED, 4)),
        OutcomeShown("confidence", "Confidence in the criminal justice system", Said()),
    ),
    safety=Said(Answer.SCORED, 7),
    support_around=ShownWords("Her sister comes every Sunday. The neighbour has a key."),
    words=ShownWords("She wants to walk to work on her own again."),
    risk_level=RiskLevel.HIGH,
    risk_reason=ShownWords("He has found out where she works."),
    tool=ToolScore(tool="DASH", version="2009", on=date(2026, 3, 2), score=11, answered=26, total=27),
    tool_level=RiskLevel.MEDIUM,
    tool_words="DASH 2009: 11 (26 of 27 answered)",
)
_SEALED = replace(
    MADE,
    needs=tuple(replace(one, words=WITHHELD if one.words.text else NOTHING) for one in MADE.needs),
    support_around=WITHHELD,
    words=WITHHELD,
    risk_reason=WITHHELD,
)


def _compared(code: str, label: str, start: int | None, now: int | None) -> NeedCompared:
    if start is None:
        return NeedCompared(code, label, None, None, None, None, Answer.NOT_ASKED)
    first = ScoredOn(start, date(2026, 1, 12), AssessmentStage.START)
    if now is None:
        return NeedCompared(code, label, first, first, None, None, Answer.SCORED)
    latest = ScoredOn(now, date(2026, 3, 2), AssessmentStage.REVIEW)
    became = NeedChange.SAME if now == start else NeedChange.IMPROVED if now < start else NeedChange.WORSE
    return NeedCompared(code, label, first, latest, now - start, became, Answer.SCORED)


_FIRST = (9, 3, 4, None, None, 8, 4, 10)
COMPARED = (
    *(
        _compared(code, _LABELS[code], first, _SCORES[code])
        for code, first in zip(_SCORES, _FIRST, strict=True)
    ),
    _compared("safety", "Safety", 8, None),
)


_STARTED = ScoredOn(3, date(2026, 1, 12), AssessmentStage.START)
OUTCOMES = (
    OutcomeCompared(
        "coping",
        "Better able to cope with everyday life",
        Course(
            _STARTED,
            ScoredOn(6, date(2026, 3, 2), AssessmentStage.REVIEW),
            Answer.SCORED,
            more_is_better=True,
        ),
    ),
    OutcomeCompared(
        "informed",
        "Better informed and empowered to act",
        Course(_STARTED, _STARTED, Answer.SCORED, more_is_better=True),
    ),
    OutcomeCompared("confidence", "Confidence in the criminal justice system", Course()),
)


def _empty() -> Form:
    return assessment_form(made_up_person(), stage=AssessmentStage.START)


def _filled() -> Form:
    typed = {f"need-{code}": str(score) for code, score in _SCORES.items() if score}
    typed |= {"outcome-coping": "6", "outcome-informed": "4"}
    return filled(
        _empty(), **typed, **{"need-substances": "prefers-not", "safety": "7", "with-tool": "yes"},
        around="Her sister comes every Sunday.", tool="DASH", judgement="high",
    )  # fmt: skip


def _refused() -> Form:
    form = _filled()
    what = "You judge the risk higher than the tool, which says medium."
    form.refuse(RefusedError(what, "Write down why, so that a colleague can follow it."))
    return form


def _wrong() -> Form:
    form = filled(_empty(), on="31/2/2026", **{"with-tool": "yes"})
    form.save()
    return form


def _read(made: AssessmentDetails, *deeds: Deed) -> QWidget:
    return beside("Needs assessment", assessment_page(made, COMPARED, OUTCOMES, deeds))


def pictures() -> tuple[Picture, ...]:
    """Every state of what is asked and read of an assessment."""
    size = partial(Picture, width=560, height=1100)
    correct = Deed("Correct it…", lambda: None)
    return (
        size("assessment-empty", lambda: beside("", _empty())),
        size("assessment-filled", lambda: beside("", _filled()), height=2300),
        size("assessment-wrong", lambda: beside("", _wrong())),
        size("assessment-refused", lambda: beside("", _refused())),
        size("assessment-correcting", lambda: beside("", correcting_form(made_up_person(), MADE))),
        size("assessment-read", lambda: _read(MADE, correct), height=1300),
        size("assessment-sealed", lambda: _read(_SEALED), height=1300),
        Picture("assessment-beside", lambda: beside("", _filled())),
    )
