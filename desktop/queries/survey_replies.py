"""The replies to the satisfaction survey that came back for a quarter."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from desktop.domain.actor import Actor
from desktop.domain.ids import SurveyReplyId
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError
from desktop.models.session import RecordSession
from desktop.models.survey_reply import SurveyReply


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply as it was typed in; codes are None where an answer was left out."""

    reply_id: SurveyReplyId
    version: int
    quarter_start: date
    understood_code: str | None
    dignity_code: str | None
    supported_code: str | None
    tailored_code: str | None
    unmet_code: str | None
    unmet_words: str
    put_in_touch_code: str | None
    overall_code: str | None
    recovered_code: str | None
    change_words: str


@needs(Permission.RECORD_REPLY)
def count_replies(session: RecordSession, *, actor: Actor, quarter_start: date) -> int:
    """Say how many replies were typed in for the quarter that begins on a day."""
    del actor
    statement = select(func.count(SurveyReply.id)).where(
        SurveyReply.quarter_start == quarter_start, SurveyReply.archived_at.is_(None)
    )
    return session.scalar(statement) or 0


@needs(Permission.COUNT)
def replies_of(session: RecordSession, *, actor: Actor, quarter_start: date) -> tuple[Reply, ...]:
    """List the replies of a quarter in an order that says nothing of when they came back.

    For whoever makes the return: what people wrote is not for everybody who types forms in.
    """
    del actor
    statement = select(SurveyReply).where(
        SurveyReply.quarter_start == quarter_start, SurveyReply.archived_at.is_(None)
    )
    replies = [_reply(one) for one in session.scalars(statement)]
    return tuple(sorted(replies, key=lambda one: (one.change_words, one.unmet_words, one.reply_id.hex[::-1])))


@needs(Permission.RECORD_REPLY)
def reply_details(session: RecordSession, *, actor: Actor, reply_id: SurveyReplyId) -> Reply:
    """Give one reply, to be put right by whoever just typed it in.

    Raises:
        BadInputError: there is no such reply.
    """
    del actor
    one = session.scalar(
        select(SurveyReply).where(SurveyReply.id == reply_id, SurveyReply.archived_at.is_(None))
    )
    if one is None:
        what = "This reply is not in these records."
        raise BadInputError(what, "Look at the replies of the quarter again.")
    return _reply(one)


def _reply(one: SurveyReply) -> Reply:
    return Reply(
        reply_id=SurveyReplyId(one.id),
        version=one.version,
        quarter_start=one.quarter_start,
        understood_code=one.understood_code,
        dignity_code=one.dignity_code,
        supported_code=one.supported_code,
        tailored_code=one.tailored_code,
        unmet_code=one.unmet_code,
        unmet_words=one.unmet_words or "",
        put_in_touch_code=one.put_in_touch_code,
        overall_code=one.overall_code,
        recovered_code=one.recovered_code,
        change_words=one.change_words or "",
    )
