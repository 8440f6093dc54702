"""A case from its referral to an agreed ending and back, and what is refused on the way."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from desktop.domain.actor import Actor, Role
from desktop.domain.case_course import CaseStage, Ending
from desktop.domain.codes import CodeList
from desktop.domain.ids import CaseId, FundingStreamId, IncidentId, UserId
from desktop.domain.pages import Page
from desktop.domain.safe_contact import Channel, SafeState
from desktop.errors import (
    AlongsideError,
    BadInputError,
    NotAllowedError,
    RefusedError,
    StaleVersionError,
)
from desktop.models.base import new_id
from desktop.models.concern import Concern
from desktop.models.contact import Contact
from desktop.models.lock_out import LockOut
from desktop.models.onward_referral import OnwardReferral
from desktop.models.organisation import Organisation
from desktop.models.person import ContactPoint, Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.queries.cases import CaseDetails, case_details, list_cases
from desktop.queries.history import record_history
from desktop.services.cases import (
    CaseEdits,
    CaseWords,
    add_incident_to_case,
    assign_case,
    change_case,
    close_case,
    open_case,
    reopen_case,
)
from desktop.services.contact_points import ContactWords, add_contact_point, reveal_contact
from desktop.services.people import PersonWords, note_death, register_person
from desktop.services.referrals import (
    ReferralWords,
    answer_offer,
    explain_support,
    record_referral,
    say_why_no_case,
)
from desktop.store.records import Records
from tests.services.casework import (
    OPENED,
    RECEIVED,
    TODAY,
    YESTERDAY,
    Helped,
    ask,
    assigned,
    colleague,
    do,
    rang,
    somebody,
)
from tests.store.made import NOBODY

Lists = Mapping[str, CodeList]
AGREED = Ending(
    on=YESTERDAY,
    reason_code="needs-met",
    planned=True,
    asked=True,
    agreed=True,
    person_said="I can sleep again.",
)


def _case(records: Records, actor: Actor, case: CaseId, lists: Lists) -> CaseDetails:
    return ask(records, actor, case_details, case_id=case, code_lists=lists)


def _version(records: Records, actor: Actor, case: CaseId) -> int:
    return _case(records, actor, case, {}).version


def _close(records: Records, actor: Actor, case: CaseId, ending: Ending = AGREED) -> None:
    do(records, actor, close_case, case_id=case, version=_version(records, actor, case), ending=ending)


def _reopen(records: Records, actor: Actor, case: CaseId, **more: object) -> None:
    words = {"on": TODAY, "reason": "It happened again.", **more}
    do(records, actor, reopen_case, case_id=case, version=_version(records, actor, case), **words)


def test_a_case_ends_agreed_and_comes_back(
    records: Records, actor: Actor, jo: Helped, code_lists: Lists
) -> None:
    _close(records, actor, jo.case)
    closed = _case(records, actor, jo.case, code_lists)
    assert (closed.stage, closed.closed_on) == (CaseStage.CLOSED, YESTERDAY)
    (ending,) = closed.endings
    assert (ending.reason, ending.agreed, ending.planned) == ("Needs met", True, True)
    assert (ending.their_words.text, ending.closed_by) == ("I can sleep again.", actor.name)
    with pytest.raises(RefusedError, match="was closed on"):
        _close(records, actor, jo.case)
    _reopen(records, actor, jo.case)
    back = _case(records, actor, jo.case, code_lists)
    assert (back.stage, back.closed_on) == (CaseStage.REOPENED, None)
    assert back.endings[0].reopened_reason.text == "It happened again."
    with pytest.raises(RefusedError, match="is open"):
        _reopen(records, actor, jo.case)
    _close(records, actor, jo.case, replace(AGREED, on=TODAY, agreed=False))
    assert [one.agreed for one in _case(records, actor, jo.case, code_lists).endings] == [False, True]
    history = ask(records, actor, record_history, record_id=jo.case)
    assert {row.user for row in history} == {actor.name}
    assert [row.operation for row in history] == ["update"] * 3 + ["insert"]


@pytest.mark.parametrize(
    ("ending", "sentence"),
    [
        (replace(AGREED, on=TODAY + timedelta(days=1)), "future"),
        (replace(AGREED, on=OPENED - timedelta(days=1)), "before"),
        (replace(AGREED, reason_code=""), "why the case ended"),
        (replace(AGREED, reason_code="bored"), "bored"),
        (replace(AGREED, reason_code="other"), "Other"),
        (replace(AGREED, planned=None), "planned"),
        (replace(AGREED, asked=None), "talked about"),
        (replace(AGREED, reason_code="died"), "does not say that they died"),
    ],
)
def test_an_ending_that_leaves_something_out_is_refused(
    records: Records, actor: Actor, jo: Helped, ending: Ending, sentence: str
) -> None:
    with pytest.raises(BadInputError, match=sentence):
        _close(records, actor, jo.case, ending)


def test_an_open_concern_keeps_a_case_open_unless_there_is_a_reason(
    records: Records, actor: Actor, jo: Helped, code_lists: Lists
) -> None:
    def worry(session: RecordSession) -> None:
        session.add(
            Concern(
                person_id=jo.person,
                case_id=jo.case,
                about="adult",
                raised_by=actor.user_id,
                raised_at=session.now,
                immediate_danger=False,
                wishes_asked="no",
                consent_to_share="not_asked",
            )
        )

    records.write(actor, worry)
    with pytest.raises(RefusedError, match="still open"):
        _close(records, actor, jo.case)
    _close(records, actor, jo.case, replace(AGREED, open_concern_reason="Adult social care leads."))
    (ending,) = _case(records, actor, jo.case, code_lists).endings
    assert ending.open_concern_reason.text == "Adult social care leads."


def test_a_death_stops_every_prompt_and_lets_the_case_end_unasked(
    records: Records, actor: Actor, jo: Helped
) -> None:
    safe = ContactWords(channel=Channel.PHONE, value="020 7946 0018", state=SafeState.SAFE)
    point = do(records, actor, add_contact_point, person_id=jo.person, words=safe)
    for wrong in (TODAY + timedelta(days=1),):
        with pytest.raises(BadInputError, match="day"):
            do(records, actor, note_death, person_id=jo.person, version=1, died_on=wrong)
    do(records, actor, note_death, person_id=jo.person, version=1, died_on=YESTERDAY)
    with pytest.raises(StaleVersionError):
        do(records, actor, note_death, person_id=jo.person, version=1, died_on=TODAY)
    with pytest.raises(RefusedError, match="died"):
        do(records, actor, reveal_contact, contact_point_id=point)
    rang(records, actor, jo.person, result_code="spoke-with-other")  # the family may still be spoken to
    _close(records, actor, jo.case, Ending(on=TODAY, reason_code="died"))
    with pytest.raises(RefusedError, match="died"):
        _reopen(records, actor, jo.case)
    do(records, actor, note_death, person_id=jo.person, version=2, died_on=None)
    died = select(Person.died_on).where(Person.id == jo.person)
    assert records.read(NOBODY, lambda session: session.scalar(died)) is None


def test_marking_domestic_abuse_doubts_every_channel_and_stops_what_waits(
    records: Records, actor: Actor, jo: Helped
) -> None:
    safe = ContactWords(channel=Channel.PHONE, value="020 7946 0018", state=SafeState.SAFE)
    point = do(records, actor, add_contact_point, person_id=jo.person, words=safe)
    onward = new_id()

    def wait(session: RecordSession) -> None:
        place = Organisation(name="Harbour Counselling")
        session.add(place)
        session.flush()
        session.add(
            OnwardReferral(
                id=onward,
                person_id=jo.person,
                case_id=jo.case,
                kind="referred",
                organisation_id=place.id,
                made_by=actor.user_id,
                made_on=YESTERDAY,
            )
        )

    records.write(actor, wait)
    edits = CaseEdits(main_crime_code="burglary-home", also_involves=frozenset({"domestic-abuse"}))
    asked = do(records, actor, change_case, case_id=jo.case, version=1, edits=edits)
    assert [one.words for one in asked] == ["Who lives there?", "Who sees the phone?"]

    def now(session: RecordSession) -> tuple[object, ...]:
        doubted = session.get_one(ContactPoint, point)
        stopped = session.get_one(OnwardReferral, onward)
        return doubted.confirm_again_since, doubted.state, stopped.stopped_on, stopped.outcome_code

    assert records.read(NOBODY, now) == (TODAY, "safe", TODAY, "stopped")
    details = _case(records, actor, jo.case, {})
    assert details.controlling_since == TODAY
    again = do(records, actor, change_case, case_id=jo.case, version=details.version, edits=edits)
    assert again == ()  # nothing new was marked


def test_an_ordinary_change_doubts_nothing(
    records: Records, actor: Actor, jo: Helped, code_lists: Lists
) -> None:
    edits = CaseEdits(main_crime_code="arson", victim_kind_code="witness", repeat_victim=True)
    assert do(records, actor, change_case, case_id=jo.case, version=1, edits=edits) == ()
    with pytest.raises(StaleVersionError):
        do(records, actor, change_case, case_id=jo.case, version=1, edits=edits)
    details = _case(records, actor, jo.case, code_lists)
    assert (details.main_crime, details.victim_kind, details.repeat_victim) == ("Arson", "Witness", True)
    for wrong in (
        CaseEdits(main_crime_code="witchcraft"),
        CaseEdits(also_involves=frozenset({"witchcraft"})),
        CaseEdits(enhanced_codes=frozenset({"witchcraft"})),
        CaseEdits(funding_stream_id=FundingStreamId(new_id())),
    ):
        with pytest.raises(BadInputError):
            do(records, actor, change_case, case_id=jo.case, version=details.version, edits=wrong)


def test_a_case_is_given_to_who_works_with_cases(
    records: Records, actor: Actor, jo: Helped, code_lists: Lists
) -> None:
    worker = colleague(records, actor, Role.SUPPORT_WORKER, name="Wyn Worker")
    volunteer = colleague(records, actor, Role.VOLUNTEER)
    locked = colleague(records, actor, Role.SUPPORT_WORKER, name="Lou Locked")
    lock = LockOut(person_id=jo.person, user_id=locked.user_id, locked_on=TODAY, locked_by=actor.user_id)
    records.write(actor, lambda session: session.add(lock))
    for wrong, error in (
        (UserId(new_id()), BadInputError),
        (volunteer.user_id, RefusedError),
        (locked.user_id, RefusedError),
    ):
        with pytest.raises(error):
            do(records, actor, assign_case, case_id=jo.case, version=1, worker_id=wrong)
    with pytest.raises(NotAllowedError, match="role does not let you"):
        do(records, worker, assign_case, case_id=jo.case, version=1, worker_id=worker.user_id)
    do(records, actor, assign_case, case_id=jo.case, version=1, worker_id=worker.user_id)
    page = ask(records, actor, list_cases, code_lists=code_lists, worker=worker.user_id)
    assert [(one.case_id, one.worker, one.name, one.initials) for one in page.rows] == [
        (jo.case, "Wyn Worker", "", "J.A.")
    ]
    _close(records, actor, jo.case)
    with pytest.raises(RefusedError, match="is closed"):
        do(records, actor, assign_case, case_id=jo.case, version=3, worker_id=actor.user_id)


def test_the_caseload_is_listed_by_page_without_names_and_without_what_is_closed(
    records: Records, actor: Actor, code_lists: Lists
) -> None:
    made = [somebody(records, actor, surname=name) for name in ("Ash", "Birch", "Cole")]
    rang(records, actor, made[2].person)
    _close(records, actor, made[0].case)
    page = ask(records, actor, list_cases, code_lists=code_lists, page=Page(0, 1))
    assert (page.total, [one.case_id for one in page.rows]) == (2, [made[2].case])
    assert (page.rows[0].last_contact_on, page.rows[0].name) == (TODAY, "")
    later = ask(
        records, actor, list_cases, code_lists=code_lists, page=Page(1, 5), open_only=False, with_names=True
    )
    assert (later.total, [one.name for one in later.rows]) == (3, ["Jo Birch", "Jo Ash"])


def test_what_was_tried_before_there_was_a_case_goes_into_it(records: Records, actor: Actor) -> None:
    person = do(records, actor, register_person, words=PersonWords(known_as="Sam"))
    words = ReferralWords(received_on=RECEIVED)
    referral = do(records, actor, record_referral, words=words, person_id=person)
    tried = rang(records, actor, person, result_code="no-answer")
    do(records, actor, say_why_no_case, referral_id=referral, reason_code="no-response")
    case = do(records, actor, open_case, referral_id=referral, words=CaseWords(opened_on=OPENED))

    def now(session: RecordSession) -> tuple[object, ...]:
        contact = session.get_one(Contact, tried)
        reason = session.get_one(Referral, referral).reason_not_case_code
        return contact.case_id, contact.referral_id, reason

    assert records.read(NOBODY, now) == (case, referral, None)


@pytest.mark.parametrize(
    "words",
    [
        CaseWords(opened_on=OPENED, main_crime_code="witchcraft"),
        CaseWords(opened_on=OPENED, worker_id=UserId(new_id())),
        CaseWords(opened_on=OPENED, funding_stream_id=FundingStreamId(new_id())),
    ],
)
def test_a_case_is_not_opened_with_what_does_not_exist(
    records: Records, actor: Actor, words: CaseWords
) -> None:
    received = ReferralWords(received_on=RECEIVED)
    person = do(records, actor, register_person, words=PersonWords(known_as="Sam"))
    referral = do(records, actor, record_referral, words=received, person_id=person)
    with pytest.raises(BadInputError):
        do(records, actor, open_case, referral_id=referral, words=words)


def test_support_is_explained_before_it_is_answered(records: Records, actor: Actor) -> None:
    person = do(records, actor, register_person, words=PersonWords(known_as="Sam"))
    words = ReferralWords(received_on=RECEIVED)
    referral = do(records, actor, record_referral, words=words, person_id=person)
    answer = {"referral_id": referral, "accepted": False}
    with pytest.raises(RefusedError, match="Nobody explained"):
        do(records, actor, answer_offer, version=1, on=OPENED, **answer)
    for day in (RECEIVED - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(BadInputError, match="day"):
            do(records, actor, explain_support, referral_id=referral, version=1, on=day)
    do(records, actor, explain_support, referral_id=referral, version=1, on=OPENED)
    with pytest.raises(StaleVersionError):
        do(records, actor, answer_offer, version=1, on=OPENED, **answer)
    do(records, actor, answer_offer, version=2, on=YESTERDAY, **answer)
    with pytest.raises(RefusedError, match="answered before"):
        do(records, actor, explain_support, referral_id=referral, version=3, on=TODAY)
    with pytest.raises(BadInputError, match="nothing"):
        do(records, actor, say_why_no_case, referral_id=referral, reason_code="nothing")

    def now(session: RecordSession) -> tuple[date | None, date | None, bool | None]:
        kept = session.get_one(Referral, referral)
        return kept.offered_on, kept.answered_on, kept.accepted

    assert records.read(NOBODY, now) == (OPENED, YESTERDAY, False)


def test_a_case_that_is_not_there_takes_nothing(records: Records, actor: Actor, jo: Helped) -> None:
    nowhere = CaseId(new_id())
    for deed, words in (
        (close_case, {"ending": AGREED}),
        (reopen_case, {"on": TODAY, "reason": "Back."}),
        (assign_case, {"worker_id": None}),
        (change_case, {"edits": CaseEdits()}),
    ):
        with pytest.raises(BadInputError, match="not in these records"):
            do(records, actor, deed, case_id=nowhere, version=1, **words)
    for case, incident in ((nowhere, jo.incident), (jo.case, IncidentId(new_id()))):
        with pytest.raises(AlongsideError, match="not in these records"):
            do(records, actor, add_incident_to_case, case_id=case, incident_id=incident)


def test_closing_a_case_ends_what_volunteers_see_of_it(records: Records, actor: Actor, jo: Helped) -> None:
    volunteer = colleague(records, actor, Role.VOLUNTEER)
    assigned(records, actor, volunteer, jo.person, jo.case)
    rang(records, volunteer, jo.person)
    _close(records, actor, jo.case)
    with pytest.raises(BadInputError, match="not in these records"):
        rang(records, volunteer, jo.person)
