"""Everything about a person in one list, newest first, as whoever asks may see it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from desktop.domain.actor import Actor
from desktop.domain.codes import CodeList
from desktop.domain.ids import CaseId, PersonId
from desktop.domain.names import initials
from desktop.domain.permissions import Permission, may, needs
from desktop.domain.sealed_text import NOTHING, ShownWords
from desktop.models.alert import Alert
from desktop.models.assessment import Assessment, NeedAnswer
from desktop.models.base import Record
from desktop.models.case import Case
from desktop.models.contact import Contact, ContactShare
from desktop.models.guarded import show_words
from desktop.models.household import HouseholdLink
from desktop.models.organisation import Organisation
from desktop.models.person import Person
from desktop.models.referral import Referral
from desktop.models.reminder import Reminder
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.timeline_course import COURSE
from desktop.queries.timeline_lines import TELLINGS, Line, Sayings, Telling
from desktop.queries.visible import (
    over_whom_glass_is_broken,
    require_person,
    sees_case,
    sees_person,
    sees_record,
    sees_referral,
)

_MAIN_WORDS = frozenset({"words", "note", "narrative", "why", "reasons", "name"})
"""Fields that are told without their name before them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One event: what, when, in which words; ``words`` are empty where they are withheld.

    ``kind`` is the kind of record (the name of its table); one record may have several entries.
    ``sealed`` says that its words or its whole case are sealed.
    """

    kind: str
    record_id: UUID
    version: int
    case_id: CaseId | None
    on: date
    at_time: str | None
    title: str
    facts: tuple[str, ...]
    words: ShownWords
    who: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The entries, newest first; ``earlier`` is the ``before`` to ask with for what lies further back."""

    person_id: PersonId
    entries: tuple[TimelineEntry, ...]
    earlier: date | None


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who asks about whom, in which words, and what is open to them."""

    session: RecordSession
    actor: Actor
    person_id: PersonId
    say: Sayings
    users: Mapping[UUID, str]
    cases: Mapping[UUID, bool]
    """The cases that whoever asks sees, and whether each is sealed."""
    broken: frozenset[UUID]
    most: int
    before: date | None


@needs(Permission.SEE_PERSON)
def timeline(
    session: RecordSession,
    *,
    actor: Actor,
    person_id: PersonId,
    code_lists: Mapping[str, CodeList],
    most: int = 500,
    before: date | None = None,
) -> Timeline:
    """Give everything about a person, at most about ``most`` entries before a day, whole days only.

    A volunteer sees their own contacts and the alerts.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    require_person(session, person_id)
    asked = _Asked(
        session=session,
        actor=actor,
        person_id=person_id,
        say=_sayings(session, person_id, code_lists),
        users={row.id: row.name for row in session.execute(select(User.id, User.name))},
        cases={
            row.id: row.sealed_on is not None
            for row in session.execute(
                select(Case.id, Case.sealed_on).where(Case.person_id == person_id, sees_case(session))
            )
        },
        broken=over_whom_glass_is_broken(session),
        most=most,
        before=before,
    )
    entries = [entry for entry in _entries(asked) if before is None or entry.on < before]
    entries.sort(key=lambda one: (one.on, one.at_time or "", one.record_id), reverse=True)
    return Timeline(person_id, *_whole_days(entries, most))


def _entries(asked: _Asked) -> Iterator[TimelineEntry]:
    session, whose = asked.session, asked.person_id
    whole = may(asked.actor, Permission.SEE_CASE_NOTES)
    for model, telling in TELLINGS.items():
        if model is Contact:
            own = [] if whole else [Contact.worker_id == asked.actor.user_id]
            conditions = [Contact.person_id == whose, sees_record(session, Contact), *own]
        elif model is Alert:  # what to do is for everybody who sees the person, also where the case is sealed
            conditions = [Alert.person_id == whose, sees_person(session, Alert.person_id)]
        elif not whole:
            continue
        elif model is HouseholdLink:
            conditions = [_of_either_side(session, whose)]
        else:
            conditions = [model.person_id == whose, sees_record(session, model)]
        yield from _told(asked, telling, _records(asked, model, telling, conditions))
    if not whole:
        return
    for kind, condition in (
        (Referral, and_(Referral.person_id == whose, sees_referral(session))),
        (Case, and_(Case.person_id == whose, sees_case(session))),
        (Reminder, _own_reminders(asked)),
    ):
        yield from _told(asked, COURSE[kind], _records(asked, kind, COURSE[kind], [condition]))
    yield from _told(asked, TELLINGS[Contact], _shared_contacts(asked))


def _records(
    asked: _Asked, model: type[Record], telling: Telling, conditions: list[ColumnElement[bool]]
) -> Select[Any]:
    statement = select(model).where(model.archived_at.is_(None), *conditions)
    return _newest(asked, statement, telling.first_day, model)


def _newest(
    asked: _Asked, statement: Select[Any], first_day: InstrumentedAttribute[Any] | None, model: type[Record]
) -> Select[Any]:
    """Take the newest of a kind; whole days are cut out of them later."""
    if first_day is None or not isinstance(first_day.type, Date):
        return statement.order_by(model.id.desc()).limit(asked.most + 1)
    if asked.before is not None:
        statement = statement.where(first_day < asked.before)
    return statement.order_by(first_day.desc(), model.id.desc()).limit(asked.most + 1)


def _shared_contacts(asked: _Asked) -> Select[Any]:
    """Find the contacts with somebody else that one of this person's cases shares."""
    shared = (
        select(ContactShare.contact_id)
        .join(Case, Case.id == ContactShare.case_id)
        .where(
            Case.person_id == asked.person_id, ContactShare.archived_at.is_(None), sees_case(asked.session)
        )
    )
    here = [Contact.id.in_(shared), sees_record(asked.session, Contact)]
    return _records(asked, Contact, TELLINGS[Contact], here)


def _own_reminders(asked: _Asked) -> ColumnElement[bool]:
    return and_(
        Reminder.person_id == asked.person_id,
        Reminder.user_id == asked.actor.user_id,
        or_(Reminder.case_id.is_(None), Reminder.case_id.in_(asked.cases)),
    )


def _of_either_side(session: RecordSession, person_id: PersonId) -> ColumnElement[bool]:
    """Find the links of a person whose other end is in sight too: nobody learns that somebody is known."""
    return and_(
        or_(HouseholdLink.person_id == person_id, HouseholdLink.other_id == person_id),
        sees_record(session, HouseholdLink),
        sees_person(session, HouseholdLink.other_id),
    )


def _told(asked: _Asked, telling: Telling, statement: Select[Any]) -> Iterator[TimelineEntry]:
    for record in asked.session.scalars(statement):
        case_id = record.id if isinstance(record, Case) else getattr(record, "case_id", None)
        seen_case = case_id if case_id in asked.cases else None
        for line in telling.tell(record, asked.say):
            words = _words(asked, record, line)
            yield TimelineEntry(
                kind=record.__tablename__,
                record_id=record.id,
                version=record.version,
                case_id=CaseId(seen_case) if seen_case else None,
                on=line.on,
                at_time=line.at_time,
                title=line.title,
                facts=_facts(asked, record, line),
                words=words,
                who=asked.users.get(line.who, "somebody removed") if line.who else "",
                sealed=words.sealed or bool(case_id and asked.cases.get(case_id)),
            )


def _facts(asked: _Asked, record: Record, line: Line) -> tuple[str, ...]:
    if isinstance(record, Contact) and record.person_id != asked.person_id:
        return ("Shared by a case about the same incident", *line.facts)
    return line.facts


def _words(asked: _Asked, record: Record, line: Line) -> ShownWords:
    """Put the words of an event together; one sealed field that may not be read withholds itself alone."""
    glass = getattr(record, "person_id", None) in asked.broken
    shown = {
        field: show_words(
            asked.session, record.__tablename__, record.id, field, getattr(record, field), glass=glass
        )
        for field in line.fields
    }
    written = {field: one for field, one in shown.items() if one != NOTHING}
    if not written:
        return NOTHING
    texts = [
        one.text if field in _MAIN_WORDS else f"{field.replace('_', ' ').capitalize()}: {one.text}"
        for field, one in written.items()
        if one.text
    ]
    return ShownWords(
        "\n\n".join(texts),
        sealed=any(one.sealed for one in written.values()),
        withheld=any(one.withheld for one in written.values()),
    )


def _whole_days(entries: list[TimelineEntry], most: int) -> tuple[tuple[TimelineEntry, ...], date | None]:
    """Keep about ``most`` entries without cutting a day in two; at least one day."""
    if len(entries) <= most:
        return tuple(entries), None
    last = entries[most - 1].on
    if entries[most].on == last and entries[0].on != last:
        kept = tuple(one for one in entries[:most] if one.on != last)
    else:
        kept = tuple(one for one in entries if one.on >= last)
    return kept, kept[-1].on


def _sayings(session: RecordSession, person_id: PersonId, code_lists: Mapping[str, CodeList]) -> Sayings:
    organisations = {row.id: row.name for row in session.execute(select(Organisation.id, Organisation.name))}
    linked = select(HouseholdLink.other_id).where(HouseholdLink.person_id == person_id)
    back = select(HouseholdLink.person_id).where(HouseholdLink.other_id == person_id)
    people = session.execute(
        select(Person.id, Person.reference, Person.forename, Person.surname).where(
            or_(Person.id.in_(linked), Person.id.in_(back)), sees_person(session)
        )
    )
    plain = Sayings(code_lists)
    return Sayings(
        code_lists,
        organisations,
        {row.id: f"{row.reference} {initials(row.forename, row.surname)}".strip() for row in people},
        _needs(session, person_id, plain),
    )


def _needs(session: RecordSession, person_id: PersonId, say: Sayings) -> dict[UUID, tuple[str, ...]]:
    answers = session.execute(
        select(NeedAnswer.assessment_id, NeedAnswer.need_code, NeedAnswer.score)
        .join(Assessment, Assessment.id == NeedAnswer.assessment_id)
        .where(
            NeedAnswer.person_id == person_id,
            NeedAnswer.archived_at.is_(None),
            NeedAnswer.score.is_not(None),
            sees_record(session, NeedAnswer),
        )
        .order_by(NeedAnswer.need_code)
    )
    found: dict[UUID, tuple[str, ...]] = {}
    for row in answers:
        said = f"{say.of('need', row.need_code)}: {row.score}"
        found[row.assessment_id] = (*found.get(row.assessment_id, ()), said)
    return found
