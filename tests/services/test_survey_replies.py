"""Replies to the survey: each belongs to a quarter and to nobody."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.survey import quarter_start
from desktop.errors import AlongsideError, BadInputError, NotAllowedError, StaleVersionError
from desktop.models.survey_reply import SurveyReply
from desktop.queries.survey_replies import Reply, count_replies, replies_of, reply_details
from desktop.services.survey_replies import ReplyWords, archive_reply, correct_reply, record_reply
from desktop.store.records import Records

APRIL, JANUARY = date(2026, 4, 1), date(2026, 1, 1)
PLEASED = ReplyWords(
    quarter_start=JANUARY,
    understood_code="strongly-agree",
    overall_code="completely-satisfied",
    unmet_code="does-not-know",
    recovered_code="partly",
    change_words="Ring\u00a0sooner",
)


def record(records: Records, actor: Actor, words: ReplyWords = PLEASED) -> Reply:
    reply_id = records.write(actor, partial(record_reply, actor=actor, words=words)).value
    return records.read(actor, partial(reply_details, actor=actor, reply_id=reply_id))


def how_many(records: Records, actor: Actor, quarter: date = JANUARY) -> int:
    return records.read(actor, partial(count_replies, actor=actor, quarter_start=quarter))


def test_a_reply_is_counted_in_its_quarter(records: Records, actor: Actor) -> None:
    reply = record(records, actor)
    assert (reply.understood_code, reply.dignity_code) == ("strongly-agree", None)
    assert reply.change_words == "Ring sooner"
    assert (how_many(records, actor), how_many(records, actor, APRIL)) == (1, 0)
    assert records.read(actor, partial(replies_of, actor=actor, quarter_start=JANUARY)) == (reply,)


def test_nothing_leads_from_a_reply_to_anybody() -> None:
    table = SurveyReply.__table__
    assert not table.foreign_keys
    about_time = {name for name in table.columns.keys() if name.endswith(("_on", "_at", "_start"))}  # noqa: SIM118
    assert about_time == {"quarter_start", "archived_at"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (ReplyWords(quarter_start=JANUARY), "Nothing was answered"),
        (ReplyWords(quarter_start=JANUARY, change_words=" \u200b"), "Nothing was answered"),
        (replace(PLEASED, quarter_start=date(2026, 7, 1)), "has not begun"),
        (replace(PLEASED, quarter_start=date(2026, 2, 1)), "No quarter begins on 1 February 2026"),
        (replace(PLEASED, overall_code="agree"), "has no “agree” to choose"),
        (replace(PLEASED, change_words="x" * 2_001), "a reply holds 2,000"),
    ],
)
def test_a_reply_that_cannot_be_is_refused(
    records: Records, actor: Actor, words: ReplyWords, told: str
) -> None:
    with pytest.raises(BadInputError, match=told):
        record(records, actor, words)
    assert how_many(records, actor) == 0


def test_a_reply_is_put_right_and_put_away(records: Records, actor: Actor) -> None:
    reply = record(records, actor)
    right = partial(correct_reply, actor=actor, reply_id=reply.reply_id, version=reply.version)
    records.write(actor, partial(right, words=replace(PLEASED, overall_code="neither")))
    with pytest.raises(StaleVersionError):
        records.write(actor, partial(right, words=PLEASED))
    away = partial(archive_reply, actor=actor, reply_id=reply.reply_id, version=reply.version + 1)
    records.write(actor, away)
    assert how_many(records, actor) == 0
    with pytest.raises(AlongsideError, match="not in these records"):
        records.write(actor, away)


def test_a_volunteer_types_in_a_reply_and_reads_none_of_the_others(records: Records, actor: Actor) -> None:
    record(records, actor)
    volunteer = replace(actor, roles=frozenset({Role.VOLUNTEER}))
    records.write(volunteer, partial(record_reply, actor=volunteer, words=PLEASED))
    assert how_many(records, volunteer) == 2
    with pytest.raises(NotAllowedError):
        records.read(volunteer, partial(replies_of, actor=volunteer, quarter_start=JANUARY))


@pytest.mark.parametrize(
    ("day", "start"),
    [(date(2026, 3, 31), JANUARY), (APRIL, APRIL), (date(2026, 12, 31), date(2026, 10, 1))],
)
def test_every_day_is_in_a_quarter(day: date, start: date) -> None:
    assert quarter_start(day) == start
