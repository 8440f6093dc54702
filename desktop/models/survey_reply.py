"""A reply to the satisfaction survey: anonymous, it belongs to a quarter and to nobody."""

from datetime import date

from sqlalchemy.orm import Mapped

from desktop.models.base import Code, Record, Words


class SurveyReply(Record):
    """One form that came back; an empty answer was left out by whoever filled it in.

    Nothing leads from it to a person, to whoever typed it in, or to a day: only to its quarter.
    """

    __tablename__ = "survey_reply"

    quarter_start: Mapped[date]
    understood_code: Mapped[Code | None]
    dignity_code: Mapped[Code | None]
    supported_code: Mapped[Code | None]
    tailored_code: Mapped[Code | None]
    unmet_code: Mapped[Code | None]
    unmet_words: Mapped[Words | None]
    put_in_touch_code: Mapped[Code | None]
    overall_code: Mapped[Code | None]
    recovered_code: Mapped[Code | None]
    change_words: Mapped[Words | None]
