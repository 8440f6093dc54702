"""Replies to the survey, some in every quarter: most are content, a few are not, and many leave gaps."""

from datetime import date, timedelta

from desktop.demo.batch import Batch
from desktop.demo.chance import Chance, Spread, spread
from desktop.demo.words import Sentences
from desktop.domain.survey import quarter_start
from desktop.models.survey_reply import SurveyReply

_OF_PEOPLE = 0.06
"""Replies for each person newly referred: one in six or seven of those whose case ended."""
_LEFT_OUT = 0.04
_AGREEMENT = spread(strongly_agree=54, agree=33, neither=8, disagree=3, strongly_disagree=2)
_ANSWERS: dict[str, Spread] = {
    "understood_code": _AGREEMENT,
    "dignity_code": _AGREEMENT,
    "supported_code": _AGREEMENT,
    "tailored_code": _AGREEMENT,
    "unmet_code": spread(yes=12, no=74, does_not_know=14),
    "put_in_touch_code": spread(yes=46, no=44, does_not_know=10),
    "overall_code": spread(
        completely_satisfied=44,
        very_satisfied=31,
        fairly_satisfied=15,
        neither=5,
        fairly_dissatisfied=3,
        very_dissatisfied=1,
        completely_dissatisfied=1,
    ),
    "recovered_code": spread(fully=24, partly=51, not_at_all=7, not_sure=14, not_applicable=4),
}


def send_replies(
    batch: Batch, chance: Chance, talk: Sentences, *, people_a_year: float, first_day: date, until: date
) -> None:
    """Let replies come back in each quarter from the first day on."""
    quarter = quarter_start(first_day)
    while quarter <= until:
        for _ in range(chance.about(people_a_year / 4 * _OF_PEOPLE, least=1, most=2000, wide=0.2)):
            _reply(batch, chance, talk, quarter)
        quarter = quarter_start(quarter + timedelta(days=100))


def _reply(batch: Batch, chance: Chance, talk: Sentences, quarter: date) -> None:
    said = {
        question: None if chance.maybe(_LEFT_OUT) else chance.weighted(answers)
        for question, answers in _ANSWERS.items()
    }
    said["overall_code"] = said["overall_code"] or "very-satisfied"
    batch.add(
        SurveyReply,
        chance,
        quarter_start=quarter,
        unmet_words=talk.say("reply", "unmet") if said["unmet_code"] == "yes" else None,
        change_words=talk.say("reply", "change") if chance.maybe(0.25) else None,
        **said,
    )
