"""Cases: the caseload by reference and initials, and one case with what it is about and how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, func, select

from desktop.domain.actor import Actor
from desktop.domain.case_course import CaseCourse, CaseStage
from desktop.domain.codes import CodeList
from desktop.domain.dates import partial_date_in_words
from desktop.domain.ids import (
    CaseId,
    EndingId,
    FundingStreamId,
    IncidentId,
    PersonId,
    ReferralId,
    UserId,
)
from desktop.domain.names import display_name, initials
from desktop.domain.pages import Page
from desktop.domain.permissions import Permission, needs
from desktop.domain.sealed_text import ShownWords
from desktop.models.case import Case, CaseIncident, FundingStream
from desktop.models.contact import Contact
from desktop.models.ending import Ending
from desktop.models.incident import Incident
from desktop.models.person import Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.people import label_of, partial_born
from desktop.queries.visible import reading, require_case, sees_case, sees_record

FIRST_PAGE = Page()
Lists = Mapping[str, CodeList]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One line of the caseload; ``name`` is empty unless names were asked for."""

    case_id: CaseId
    version: int
    person_id: PersonId
    reference: str
    initials: str
    name: str
    main_crime: str
    opened_on: date
    closed_on: date | None
    worker_id: UserId | None
    worker: str
    controlling: bool
    sealed: bool
    last_contact_on: date | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """One page of the caseload, and how many cases there are in all."""

    rows: tuple[CaseRow, ...]
    first: int
    total: int


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One incident that a case is about."""

    incident_id: IncidentId
    happened: str
    crime: str
    reported: str
    not_reported: tuple[str, ...]
    """Why they did not report it to the police."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingLine:
    """One ending of a case; ``agreed`` is None where the person was not asked."""

    ending_id: EndingId
    closed_on: date
    closed_by: str
    reason: str
    planned: bool
    agreed: bool | None
    their_words: ShownWords
    words: ShownWords
    open_concern_reason: ShownWords
    reopened_on: date | None
    reopened_reason: ShownWords


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDetails:
    """Everything the page of one case shows."""

    case_id: CaseId
    version: int
    reference: str
    person_id: PersonId
    initials: str
    stage: CaseStage
    referral_id: ReferralId | None
    referral_reference: str
    funding_stream_id: FundingStreamId | None
    funding: str
    worker_id: UserId | None
    worker: str
    main_crime_code: str | None
    main_crime: str
    also_involves_codes: frozenset[str] | None
    also_involves: tuple[str, ...]
    victim_kind_code: str | None
    victim_kind: str
    enhanced_codes: frozenset[str] | None
    enhanced: tuple[str, ...]
    repeat_victim: bool | None
    opened_on: date
    closed_on: date | None
    controlling_since: date | None
    sealed_on: date | None
    from_history: bool
    incidents: tuple[IncidentLine, ...]
    endings: tuple[EndingLine, ...]
    """The newest first."""


@needs(Permission.SEE_CASES)
def list_cases(
    session: RecordSession,
    *,
    actor: Actor,
    code_lists: Lists,
    worker: UserId | None = None,
    open_only: bool = True,
    with_names: bool = False,
    page: Page = FIRST_PAGE,
) -> CasePage:
    """List cases, the newest first, by reference and initials; names only where somebody asked for them.

    ``worker`` keeps the caseload of one colleague. Cases of an old list count as open never.
    """
    del actor
    conditions: list[ColumnElement[bool]] = [Case.archived_at.is_(None), sees_case(session)]
    if worker is not None:
        conditions.append(Case.worker_id == worker)
    if open_only:
        conditions += [Case.closed_on.is_(None), Case.from_history.is_(False)]
    rows = _rows(session, conditions, page, code_lists, with_names=with_names)
    total = session.scalar(select(func.count(Case.id)).where(*conditions)) or 0
    return CasePage(rows, page.first, total)


@needs(Permission.SEE_CASES)
def case_details(session: RecordSession, *, actor: Actor, case_id: CaseId, code_lists: Lists) -> CaseDetails:
    """Give one case.

    Raises:
        BadInputError: there is no such case, or it is out of sight.
    """
    del actor
    return _details(session, require_case(session, case_id), code_lists)


def _rows(
    session: RecordSession,
    conditions: list[ColumnElement[bool]],
    page: Page,
    code_lists: Lists,
    *,
    with_names: bool,
) -> tuple[CaseRow, ...]:
    last_contact = (
        select(func.max(Contact.happened_on))
        .where(Contact.case_id == Case.id, Contact.archived_at.is_(None))
        .scalar_subquery()
    )
    statement = (
        select(Case, Person.forename, Person.surname, Person.known_as, User.name, last_contact.label("last"))
        .join(Person, Person.id == Case.person_id)
        .join(User, User.id == Case.worker_id, isouter=True)
        .where(*conditions)
        .order_by(Case.opened_on.desc(), Case.reference.desc())
        .offset(page.first)
        .limit(page.most)
    )
    return tuple(
        CaseRow(
            case_id=CaseId(case.id),
            version=case.version,
            person_id=PersonId(case.person_id),
            reference=case.reference,
            initials=initials(forename, surname),
            name=display_name(forename, surname, known_as) if with_names else "",
            main_crime=label_of(code_lists, "crime-type", case.main_crime_code) or "",
            opened_on=case.opened_on,
            closed_on=case.closed_on,
            worker_id=UserId(case.worker_id) if case.worker_id else None,
            worker=worker_name or "",
            controlling=case.controlling_since is not None,
            sealed=case.sealed_on is not None,
            last_contact_on=last,
        )
        for case, forename, surname, known_as, worker_name, last in session.execute(statement)
    )


def _details(session: RecordSession, case: Case, code_lists: Lists) -> CaseDetails:
    person = session.get_one(Person, case.person_id)
    endings = _endings(session, case, code_lists)
    course = CaseCourse(
        reference=case.reference,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        reopened_on=endings[0].reopened_on if endings else None,
    )
    return CaseDetails(
        case_id=CaseId(case.id),
        version=case.version,
        reference=case.reference,
        person_id=PersonId(case.person_id),
        initials=initials(person.forename, person.surname),
        stage=course.stage,
        referral_id=ReferralId(case.referral_id) if case.referral_id else None,
        referral_reference=_one(session, Referral.reference, Referral.id, case.referral_id),
        funding_stream_id=FundingStreamId(case.funding_stream_id) if case.funding_stream_id else None,
        funding=_one(session, FundingStream.name, FundingStream.id, case.funding_stream_id),
        worker_id=UserId(case.worker_id) if case.worker_id else None,
        worker=_one(session, User.name, User.id, case.worker_id),
        main_crime_code=case.main_crime_code,
        main_crime=label_of(code_lists, "crime-type", case.main_crime_code) or "",
        also_involves_codes=case.also_involves,
        also_involves=_labels(code_lists, "also-involves", case.also_involves),
        victim_kind_code=case.victim_kind_code,
        victim_kind=label_of(code_lists, "victim-kind", case.victim_kind_code) or "",
        enhanced_codes=case.enhanced_codes,
        enhanced=_labels(code_lists, "enhanced-right", case.enhanced_codes),
        repeat_victim=case.repeat_victim,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        controlling_since=case.controlling_since,
        sealed_on=case.sealed_on,
        from_history=case.from_history,
        incidents=_incidents(session, CaseId(case.id), code_lists),
        endings=endings,
    )


def _one(
    session: RecordSession,
    what: SQLColumnExpression[str],
    key: SQLColumnExpression[UUID],
    value: UUID | None,
) -> str:
    return "" if value is None else session.scalar(select(what).where(key == value)) or ""


def _labels(code_lists: Lists, key: str, codes: frozenset[str] | None) -> tuple[str, ...]:
    return tuple(label_of(code_lists, key, code) or code for code in sorted(codes or ()))


def _incidents(session: RecordSession, case_id: CaseId, code_lists: Lists) -> tuple[IncidentLine, ...]:
    statement = (
        select(Incident)
        .join(CaseIncident, CaseIncident.incident_id == Incident.id)
        .where(
            CaseIncident.case_id == case_id,
            CaseIncident.archived_at.is_(None),
            Incident.archived_at.is_(None),
        )
        .order_by(Incident.happened_on.desc(), Incident.id.desc())
    )
    found: list[IncidentLine] = []
    for incident in session.scalars(statement):
        happened = partial_born(incident.happened_on, incident.happened_precision)
        found.append(
            IncidentLine(
                IncidentId(incident.id),
                partial_date_in_words(happened) if happened else "",
                label_of(code_lists, "crime-type", incident.crime_code) or "",
                label_of(code_lists, "reported-to-police", incident.reported_code) or "",
                _labels(code_lists, "reason-not-reported", incident.not_reported_codes),
            )
        )
    return tuple(found)


def _endings(session: RecordSession, case: Case, code_lists: Lists) -> tuple[EndingLine, ...]:
    read = reading(session)
    statement = (
        select(Ending, User.name)
        .join(User, User.id == Ending.closed_by, isouter=True)
        .where(Ending.case_id == case.id, Ending.archived_at.is_(None), sees_record(session, Ending))
        .order_by(Ending.closed_on.desc(), Ending.id.desc())
    )
    return tuple(
        EndingLine(
            ending_id=EndingId(ending.id),
            closed_on=ending.closed_on,
            closed_by=name or "somebody removed",
            reason=label_of(code_lists, "ending-reason", ending.reason_code) or "",
            planned=ending.planned,
            agreed={"yes": True, "no": False}.get(ending.agreed),
            their_words=read(ending, "their_words"),
            words=read(ending, "words"),
            open_concern_reason=read(ending, "open_concern_reason"),
            reopened_on=ending.reopened_on,
            reopened_reason=read(ending, "reopened_reason"),
        )
        for ending, name in session.execute(statement)
    )
