"""Replies to the satisfaction survey: anonymous, each belongs to a quarter and to nobody."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.dates import civil_date
from desktop.domain.ids import SurveyReplyId
from desktop.domain.pasted_words import clean_pasted
from desktop.domain.permissions import Permission, needs
from desktop.domain.survey import LONGEST_REPLY, QUESTIONS, check_quarter
from desktop.errors import BadInputError
from desktop.models.session import RecordSession
from desktop.models.survey_reply import SurveyReply
from desktop.services.case_records import at_version, check_choices

_WORDS = ("unmet_words", "change_words")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyWords:
    """What stands on a form that came back; None where an answer was left out."""

    quarter_start: date
    understood_code: str | None = None
    dignity_code: str | None = None
    supported_code: str | None = None
    tailored_code: str | None = None
    unmet_code: str | None = None
    unmet_words: str = ""
    put_in_touch_code: str | None = None
    overall_code: str | None = None
    recovered_code: str | None = None
    change_words: str = ""


@needs(Permission.RECORD_REPLY)
def record_reply(session: RecordSession, *, actor: Actor, words: ReplyWords) -> SurveyReplyId:
    """Write down a reply; nothing in it leads to a person, to a day, or to whoever typed it in.

    Raises:
        BadInputError: the form is empty, an answer is not in its list, words are too long, or the quarter
            has not begun.
    """
    del actor
    reply = SurveyReply(**_checked(session, words))
    session.add(reply)
    return SurveyReplyId(reply.id)


@needs(Permission.RECORD_REPLY)
def correct_reply(
    session: RecordSession, *, actor: Actor, reply_id: SurveyReplyId, version: int, words: ReplyWords
) -> None:
    """Put right what was typed in wrongly.

    Raises:
        BadInputError: there is no such reply, or as for ``record_reply``.
        StaleVersionError: somebody corrected it since.
    """
    del actor
    reply = _reply(session, reply_id, version)
    for name, value in _checked(session, words).items():
        setattr(reply, name, value)


@needs(Permission.RECORD_REPLY)
def archive_reply(session: RecordSession, *, actor: Actor, reply_id: SurveyReplyId, version: int) -> None:
    """Put away a reply that was typed in by mistake, or twice.

    Raises:
        BadInputError: there is no such reply.
        StaleVersionError: somebody corrected it since.
    """
    del actor
    _reply(session, reply_id, version).archived_at = session.now


def _reply(session: RecordSession, reply_id: SurveyReplyId, version: int) -> SurveyReply:
    reply = session.scalar(
        select(SurveyReply).where(SurveyReply.id == reply_id, SurveyReply.archived_at.is_(None))
    )
    if reply is None:
        what = "This reply is not in these records."
        raise BadInputError(what, "Look at the replies of the quarter again.")
    at_version(reply, version=version)
    return reply


def _checked(session: RecordSession, words: ReplyWords) -> dict[str, object]:
    """Give the columns of a reply as they are kept, once everything in it can stand."""
    today = civil_date(session.now)
    check_quarter(words.quarter_start, today=today)
    values: dict[str, object] = asdict(words)
    for name in _WORDS:
        values[name] = _kept(getattr(words, name))
    wanted: dict[str, set[str]] = {}
    for question, key in QUESTIONS.items():
        code = values[question]
        if isinstance(code, str):
            wanted.setdefault(key, set()).add(code)
    check_choices(session, wanted=wanted, on=today)
    if not any(value for name, value in values.items() if name != "quarter_start"):
        what = "Nothing was answered on this form."
        raise BadInputError(what, "Type in at least one answer; an empty form is not a reply.")
    return values


def _kept(text: str) -> str | None:
    clean = clean_pasted(text)
    if len(clean) > LONGEST_REPLY:
        what = f"These words have {len(clean):,} letters; a reply holds {LONGEST_REPLY:,}."
        raise BadInputError(what, "Shorten them.")
    return clean or None
