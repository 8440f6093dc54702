"""Every stored class by its kind, so that history and checks can walk them all."""

from typing import Any

from sqlalchemy import ColumnElement, String, Text

from desktop.models.access import Access
from desktop.models.alert import Alert
from desktop.models.assessment import Assessment, NeedAnswer, OutcomeAnswer
from desktop.models.assignment import Assignment
from desktop.models.attachment import Attachment, AttachmentBody
from desktop.models.base import Base, CaseRecord, Record
from desktop.models.benchmark import Benchmark, BenchmarkFigure
from desktop.models.broken_glass import BrokenGlass
from desktop.models.case import Case, CaseIncident, FundingStream
from desktop.models.change import Change
from desktop.models.code import CodeListRow, CodeRow, CrosswalkRow
from desktop.models.concern import Concern, ConcernAddition, ConcernCall, ConcernDecision
from desktop.models.consent import Consent
from desktop.models.contact import Contact, ContactShare
from desktop.models.device import Device
from desktop.models.ending import Ending
from desktop.models.household import HouseholdLink
from desktop.models.import_batch import ColumnMatchRow, ImportBatch
from desktop.models.incident import Incident
from desktop.models.involved_person import AllegedOffender, InvolvedPerson
from desktop.models.key_date import KeyDate
from desktop.models.lock_out import LockOut
from desktop.models.onward_referral import OnwardReferral
from desktop.models.organisation import Organisation
from desktop.models.person import ContactPoint, Person
from desktop.models.plan import Action, Goal, Plan
from desktop.models.referral import Referral
from desktop.models.release import Release, ReleasedCell
from desktop.models.reminder import Reminder
from desktop.models.return_entry import ReturnEntry
from desktop.models.search_key import SearchKey
from desktop.models.service import Service
from desktop.models.supervision import SupervisionNote
from desktop.models.survey_reply import SurveyReply
from desktop.models.types import GuardedText
from desktop.models.user import User

ALL: tuple[type[Base], ...] = (
    Service,
    Device,
    User,
    CodeListRow,
    CodeRow,
    CrosswalkRow,
    ImportBatch,
    ColumnMatchRow,
    Person,
    ContactPoint,
    Incident,
    Referral,
    FundingStream,
    Case,
    CaseIncident,
    Organisation,
    InvolvedPerson,
    AllegedOffender,
    KeyDate,
    Contact,
    ContactShare,
    Consent,
    Assessment,
    NeedAnswer,
    OutcomeAnswer,
    Plan,
    Goal,
    Action,
    Concern,
    ConcernCall,
    ConcernDecision,
    ConcernAddition,
    Alert,
    OnwardReferral,
    Ending,
    SupervisionNote,
    HouseholdLink,
    Attachment,
    AttachmentBody,
    Reminder,
    Assignment,
    LockOut,
    BrokenGlass,
    Release,
    ReleasedCell,
    ReturnEntry,
    SurveyReply,
    Benchmark,
    BenchmarkFigure,
    Change,
    Access,
    SearchKey,
)
KINDS: dict[str, type[Base]] = {model.__tablename__: model for model in ALL}
"""Stored classes by table name, which is the kind written into the history."""

_NOT_OF_THE_PERSON = frozenset({"tool", "tool_version", "external_source"})
"""Lines that name a thing in use everywhere, not somebody: counts need them."""
_LINE = 255


def words_of(model: type[Base]) -> tuple[str, ...]:
    """Name the columns of a kind of record in which somebody wrote words or numbers about a person.

    These are emptied when a person is erased; a new column belongs to them by its type, unless it is a code.
    """
    return tuple(
        column.name
        for column in model.__table__.columns
        if column.name not in _NOT_OF_THE_PERSON and _holds_words(column)
    )


def _holds_words(column: ColumnElement[Any]) -> bool:
    kind = column.type
    if isinstance(kind, GuardedText | Text):
        return True
    return isinstance(kind, String) and (kind.length == _LINE or column.key == "digits")


OF_A_PERSON: tuple[type[Record], ...] = tuple(
    model for model in ALL if issubclass(model, Record) and "person_id" in model.__table__.columns
)
"""Every kind of record that names the person it is about."""

OF_A_CASE_ALONE: tuple[type[Record], ...] = tuple(
    model
    for model in ALL
    if issubclass(model, Record) and "case_id" in model.__table__.columns and model not in OF_A_PERSON
)
"""Every other kind of record that names a case, and through it somebody."""

OF_A_CASE: tuple[type[CaseRecord], ...] = tuple(model for model in ALL if issubclass(model, CaseRecord))
"""Every kind of record that is about one person, perhaps within one case."""
