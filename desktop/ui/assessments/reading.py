"""One assessment to be read, and each need from the start until now."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.domain.needs import OUTCOME_STATEMENTS, Answer, AssessmentStage, Course, NeedChange, Said
from desktop.domain.risk import RiskLevel
from desktop.queries.assessments import AssessmentDetails, NeedCompared, OutcomeCompared, OutcomeShown
from desktop.ui.shared.badges import badge
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.layouts import Item, row
from desktop.ui.shared.look import look
from desktop.ui.shared.opened import Deed, Opened, State, states, told
from desktop.ui.shared.pages import section
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import muted, sentence, short, small, translate, uk_date

_RISKS = {RiskLevel.STANDARD: Tone.PLAIN, RiskLevel.MEDIUM: Tone.CAUTION, RiskLevel.HIGH: Tone.DANGER}


def stage_words(stage: AssessmentStage) -> str:
    """Name when in the course of the case it was made."""
    return {
        AssessmentStage.START: translate("Assessments", "At the start"),
        AssessmentStage.REVIEW: translate("Assessments", "Review"),
        AssessmentStage.ENDING: translate("Assessments", "At the ending"),
    }[stage]


def score_words(said: Said) -> str:
    """Write an answer: a score of ten, or that there is none; not asked is not zero."""
    if said.answer is Answer.PREFER_NOT_TO_SAY:
        return translate("Assessments", "Prefers not to say")
    if said.score is None:
        return translate("Assessments", "Not asked")
    return translate("Assessments", "%1 of 10").replace("%1", str(said.score))


def assessment_page(
    made: AssessmentDetails,
    compared: Sequence[NeedCompared],
    outcomes: Sequence[OutcomeCompared],
    deeds: Sequence[Deed],
) -> QWidget:
    """Lay one sitting out to be read, and below it what became of each need and outcome since the start."""
    items: list[Item] = [states(*_states(made)), DetailList(_facts(made))]
    items.append(section(translate("Assessments", "What they said then"), DetailList(_answers(made))))
    for need in made.needs:
        if need.words.text or need.words.withheld:
            items.extend(told(need.need, need.words))
    items.extend(told(translate("Assessments", "Support around them"), made.support_around))
    items.extend(told(translate("Assessments", "Anything else they said"), made.words))
    items.extend(told(translate("Assessments", "Why the risk is judged so"), made.risk_reason))
    lines = [(one.need, one) for one in compared]
    items.append(section(translate("Assessments", "From the start until now"), Comparison(lines)))
    agreed = [(_statement(one), one.course) for one in outcomes]
    title = translate("Assessments", "How far they agree: here more is better")
    items.append(section(title, Comparison(agreed)))
    return Opened(translate("Assessments", "Needs assessment"), items, deeds)


def _states(made: AssessmentDetails) -> list[State]:
    shown = [State(stage_words(made.stage), "assessment")]
    if made.risk_level is not None:
        words = {
            RiskLevel.STANDARD: translate("Assessments", "Risk: standard"),
            RiskLevel.MEDIUM: translate("Assessments", "Risk: medium"),
            RiskLevel.HIGH: translate("Assessments", "Risk: high"),
        }
        shown.append(State(words[made.risk_level], "alert", _RISKS[made.risk_level]))
    return shown


def _facts(made: AssessmentDetails) -> list[Detail]:
    facts = [
        Detail(translate("Assessments", "Day"), uk_date(made.made_on)),
        Detail(translate("Assessments", "Made by"), made.made_by),
    ]
    if made.tool_words:
        facts.append(Detail(translate("Assessments", "Risk checklist"), made.tool_words))
    return facts


def _answers(made: AssessmentDetails) -> list[Detail]:
    answers = [Detail(one.need, score_words(one.said)) for one in made.needs]
    answers.append(Detail(translate("Assessments", "Feeling unsafe"), score_words(made.safety)))
    return [*answers, *(Detail(_statement(one), score_words(one.said)) for one in made.outcomes)]


def _statement(one: OutcomeShown | OutcomeCompared) -> str:
    return OUTCOME_STATEMENTS.get(one.outcome_code, one.outcome)


class Comparison(QWidget):
    """Each need or outcome with its first and its latest score, and what became of it in words."""

    def __init__(self, compared: Sequence[tuple[str, NeedCompared | Course]]) -> None:
        super().__init__()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look().px(Space.M))
        grid.setVerticalSpacing(look().px(Space.S))
        grid.setColumnStretch(0, 1)
        heads = (translate("Assessments", "Start"), translate("Assessments", "Now"))
        for place, head in enumerate(heads, start=1):
            grid.addWidget(small(head), 0, place)
        for line, (label, one) in enumerate(compared, start=1):
            self._build_line(grid, line, label, one)
        self.setLayout(grid)

    def _build_line(self, grid: QGridLayout, line: int, label: str, one: NeedCompared | Course) -> None:
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(sentence(label), line, 0)
        if one.start is None or one.latest is None:
            nothing = Said(one.last) if one.last is Answer.PREFER_NOT_TO_SAY else Said()
            grid.addWidget(muted(score_words(nothing)), line, 1, 1, 3, top)
            return
        grid.addWidget(short(str(one.start.score)), line, 1, top)
        if one.change is not None:
            grid.addWidget(short(str(one.latest.score)), line, 2, top)
        grid.addLayout(row(_became(one), None), line, 3, top)


def _became(one: NeedCompared | Course) -> QWidget:
    points = str(abs(one.change or 0))
    if one.became is NeedChange.IMPROVED:
        return badge(translate("Assessments", "Better by %1").replace("%1", points), "good", Tone.GOOD)
    if one.became is NeedChange.WORSE:
        return badge(translate("Assessments", "Worse by %1").replace("%1", points), "caution", Tone.CAUTION)
    if one.became is NeedChange.SAME:
        return badge(translate("Assessments", "The same"), "plain")
    return small(translate("Assessments", "Asked once"))
