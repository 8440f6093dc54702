"""What is asked at a needs assessment, and the answers as one sitting."""

from collections.abc import Mapping

from desktop.domain.needs import (
    ASKED_OUTCOMES,
    OFFER_GOALS_FROM,
    OUTCOME_STATEMENTS,
    SCALE,
    UNASKED,
    Answer,
    AssessmentStage,
    Said,
)
from desktop.domain.risk import RiskLevel, ToolScore
from desktop.errors import BadInputError
from desktop.queries.assessments import AssessmentDetails, NeedShown
from desktop.services.assessments import NeedSaid, NewAssessment, OutcomeSaid
from desktop.ui.people.about import AboutPerson
from desktop.ui.people.case_choice import case_field
from desktop.ui.shared.form_answers import Declined, FormAnswers
from desktop.ui.shared.form_fields import (
    Choice,
    Day,
    FieldSpec,
    FormSpec,
    Heading,
    Line,
    Number,
    Option,
    Scale,
    ShownIf,
    Tick,
    Whenabouts,
    Words,
    options,
    options_of,
    shown_if,
)
from desktop.ui.shared.words import translate

_SAFETY = "safety"
_MOST = 500
_HEAVY = tuple(str(score) for score in SCALE if score >= OFFER_GOALS_FROM)


def need_options(about: AboutPerson, held: AssessmentDetails | None = None) -> tuple[Option, ...]:
    """Give the needs to be asked about: those of the list, and those that a sitting holds already."""
    besides = [one.need_code for one in held.needs] if held else []
    return tuple(
        one for one in options_of(about.lists["need"], on=about.today, besides=besides) if not one.heading
    )


def outcomes_to_ask(about: AboutPerson, held: AssessmentDetails | None = None) -> tuple[str, ...]:
    """Give the outcomes to be asked about: those in force, and those that a sitting holds already."""
    besides = [one.outcome_code for one in held.outcomes] if held else []
    listed = {one.code for one in options_of(about.lists["outcome"], on=about.today, besides=besides)}
    return tuple(code for code in ASKED_OUTCOMES if code in listed)


def assessment_spec(about: AboutPerson, held: AssessmentDetails | None = None) -> FormSpec:
    """Describe the form; ``held`` is the sitting to be corrected."""
    stages = [
        (AssessmentStage.START.value, translate("Assessments", "At the start")),
        (AssessmentStage.REVIEW.value, translate("Assessments", "Review")),
        (AssessmentStage.ENDING.value, translate("Assessments", "At the ending")),
    ]
    return FormSpec(
        translate("Assessments", "Correct an assessment")
        if held
        else translate("Assessments", "Needs assessment"),
        (
            Choice("stage", translate("Assessments", "When"), required=True, options=options(stages)),
            Day("on", translate("Assessments", "Day"), required=True, lies=Whenabouts.PAST),
            *_needs(about, held),
            *_outcomes(outcomes_to_ask(about, held)),
            *_around(),
            *_risk(),
            *(() if held else case_field(about.cases)),
        ),
        save_label=translate("Assessments", "Save the assessment"),
        intro=translate("Assessments", "Ask only what they want to talk about. Not asked is not zero."),
    )


def _needs(about: AboutPerson, held: AssessmentDetails | None) -> tuple[FieldSpec, ...]:
    said = {one.need_code: one.words.text for one in held.needs} if held else {}
    lines: list[FieldSpec] = []
    for need in need_options(about, held):
        key = _scale(need.code)
        why = translate("Assessments", "%1: what makes it so").replace("%1", need.label)
        lines.append(Scale(key, need.label))
        always = bool(said.get(need.code))
        lines.append(
            Words(_why(need.code), why, lines=2, depends_on=None if always else shown_if(key, *_HEAVY))
        )
    return (
        Heading(
            "how-much",
            translate("Assessments", "How much is this affecting you?"),
            hint=translate(
                "Assessments", "Their own view. Type a digit: 1 is not at all, 0 stands for 10, totally."
            ),
        ),
        *lines,
        Heading(
            "feeling-unsafe",
            translate("Assessments", "How much is feeling unsafe affecting you?"),
            hint=translate("Assessments", "The same way round: 10 means that it affects them totally."),
        ),
        Scale(_SAFETY, translate("Assessments", "Feeling unsafe")),
    )


def _outcomes(codes: tuple[str, ...]) -> tuple[FieldSpec, ...]:
    if not codes:
        return ()
    low, high = translate("Assessments", "1 not at all"), translate("Assessments", "10 completely")
    hint = translate("Assessments", "The other way round: here more is better. 10 is agreeing completely.")
    return (
        Heading("how-far", translate("Assessments", "How far do they agree?"), hint=hint),
        *(Scale(_outcome(code), OUTCOME_STATEMENTS[code], low=low, high=high) for code in codes),
    )


def _around() -> tuple[FieldSpec, ...]:
    return (
        Words(
            "around",
            translate("Assessments", "Support around them"),
            hint=translate(
                "Assessments", "Who is there already: family, friends, neighbours, other services."
            ),
            lines=3,
        ),
        Words("words", translate("Assessments", "Anything else they said"), lines=3),
    )


def _risk() -> tuple[FieldSpec, ...]:
    levels = [
        (RiskLevel.STANDARD.value, translate("Assessments", "Standard")),
        (RiskLevel.MEDIUM.value, translate("Assessments", "Medium")),
        (RiskLevel.HIGH.value, translate("Assessments", "High")),
    ]
    return (
        Heading("risk", translate("Assessments", "Risk of serious harm")),
        Tick("with-tool", translate("Assessments", "A risk checklist was filled in")),
        *_checklist(shown_if("with-tool")),
        Choice(
            "judgement",
            translate("Assessments", "Your own judgement"),
            hint=translate("Assessments", "It may raise what the checklist says, never lower it."),
            options=options(levels),
            nothing=translate("Assessments", "Not judged"),
        ),
        Words("risk-reason", translate("Assessments", "Why"), lines=2, depends_on=shown_if("judgement")),
    )


def _checklist(rule: ShownIf) -> tuple[FieldSpec, ...]:
    def number(key: str, label: str, *, beside: bool = False) -> Number:
        return Number(key, label, required=True, most=_MOST, depends_on=rule, beside=beside)

    day = translate("Assessments", "Filled in on")
    return (
        Line("tool", translate("Assessments", "Which one"), required=True, depends_on=rule),
        Line("tool-version", translate("Assessments", "Version"), depends_on=rule, beside=True),
        Day("tool-on", day, required=True, depends_on=rule, lies=Whenabouts.PAST),
        number("tool-score", translate("Assessments", "Score")),
        number("tool-answered", translate("Assessments", "Answered"), beside=True),
        number("tool-questions", translate("Assessments", "Of how many"), beside=True),
    )


def _scale(need_code: str) -> str:
    return f"need-{need_code}"


def _outcome(outcome_code: str) -> str:
    return f"outcome-{outcome_code}"


def _why(need_code: str) -> str:
    return f"why-{need_code}"


def assessment_of(
    answers: FormAnswers, needs: tuple[Option, ...], outcomes: tuple[str, ...]
) -> NewAssessment:
    """Make one sitting of the answers.

    Raises:
        BadInputError: what the checklist gave cannot be so.
    """
    judgement = answers.code("judgement")
    return NewAssessment(
        stage=AssessmentStage(answers.needed_code("stage")),
        made_on=answers.needed_day("on"),
        needs=tuple(
            NeedSaid(
                need_code=need.code,
                said=_said(answers, _scale(need.code)),
                words=answers.text(_why(need.code)),
            )
            for need in needs
        ),
        outcomes=tuple(
            OutcomeSaid(outcome_code=code, said=_said(answers, _outcome(code))) for code in outcomes
        ),
        safety=_said(answers, _SAFETY),
        support_around=answers.text("around"),
        words=answers.text("words"),
        judgement=RiskLevel(judgement) if judgement else None,
        risk_reason=answers.text("risk-reason"),
        tool=_tool(answers) if answers.ticked("with-tool") else None,
    )


def _said(answers: FormAnswers, key: str) -> Said:
    if answers.prefers_not_to_say(key):
        return Said(Answer.PREFER_NOT_TO_SAY)
    score = answers.number(key)
    return UNASKED if score is None else Said(Answer.SCORED, score)


def _tool(answers: FormAnswers) -> ToolScore:
    return ToolScore(
        tool=answers.text("tool"),
        version=answers.text("tool-version"),
        on=answers.needed_day("tool-on"),
        score=answers.number("tool-score") or 0,
        answered=answers.number("tool-answered") or 0,
        total=answers.number("tool-questions") or 0,
    )


def values_of(held: AssessmentDetails) -> Mapping[str, object]:
    """Give what a sitting says, to fill the form."""
    values: dict[str, object] = {
        "stage": held.stage.value,
        "on": held.made_on,
        _SAFETY: _typed(held.safety),
        "around": held.support_around.text,
        "words": held.words.text,
        "risk-reason": held.risk_reason.text,
        "judgement": _judged(held),
    }
    for need in held.needs:
        values |= _of_need(need)
    for outcome in held.outcomes:
        values[_outcome(outcome.outcome_code)] = _typed(outcome.said)
    return values | _of_tool(held)


def _of_need(need: NeedShown) -> dict[str, object]:
    return {_scale(need.need_code): _typed(need.said), _why(need.need_code): need.words.text}


def _of_tool(held: AssessmentDetails) -> dict[str, object]:
    tool = held.tool
    if tool is None:
        return {}
    return {
        "with-tool": True,
        "tool": tool.tool,
        "tool-version": tool.version,
        "tool-on": tool.on,
        "tool-score": tool.score,
        "tool-answered": tool.answered,
        "tool-questions": tool.total,
    }


def _judged(held: AssessmentDetails) -> str | None:
    """Give the level as the worker's own judgement, unless it is only what the checklist said."""
    level = held.risk_level
    said_by_tool = level is held.tool_level and not held.risk_reason.text
    return None if level is None or said_by_tool else level.value


def _typed(said: Said) -> object:
    return Declined.PREFERS_NOT_TO_SAY if said.answer is Answer.PREFER_NOT_TO_SAY else said.score


def is_anything_said(words: NewAssessment) -> None:
    """Stop a sitting at which nothing was said at all.

    Raises:
        BadInputError: no need or outcome is answered, and nothing is written.
    """
    said = [*(one.said for one in words.needs), *(one.said for one in words.outcomes)]
    asked = any(one.answer is not Answer.NOT_ASKED for one in said)
    safe = words.safety.answer is not Answer.NOT_ASKED
    if not (asked or safe or words.support_around or words.words or words.judgement or words.tool):
        what = translate("Assessments", "Nothing is answered yet.")
        do = translate(
            "Assessments", "Answer one need, or write what they said. Leave it if they did not want to."
        )
        raise BadInputError(what, do)
