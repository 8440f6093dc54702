"""A funding stream that ended still paid for its past quarters: they can be counted, and say so."""

from datetime import UTC, date, datetime
from functools import partial

import pytest

from desktop.domain.actor import Actor
from desktop.domain.code_tree import CodeList
from desktop.domain.ids import CaseId, FundingStreamId
from desktop.domain.periods import parse_period
from desktop.errors import BadInputError
from desktop.models.case import Case, FundingStream
from desktop.models.session import RecordSession
from desktop.queries.funding_streams import StreamToCount, streams_to_count
from desktop.returns.counting import count
from desktop.returns.result import Return
from desktop.returns.rules.definitions import Definition
from desktop.services.cases import CaseEdits, CaseWords, change_case, open_case
from desktop.services.funding_streams import add_funding_stream, change_funding_stream
from desktop.services.people import PersonWords, register_person
from desktop.services.referrals import ReferralWords, record_referral
from desktop.store.records import Records

ON = date(2025, 11, 3)
LAST = date(2026, 1, 31)


@pytest.fixture
def stream(records: Records, actor: Actor) -> FundingStreamId:
    return records.write(
        actor, partial(add_funding_stream, actor=actor, name="Lottery", funder="The lottery")
    ).value


@pytest.fixture
def case(records: Records, actor: Actor, stream: FundingStreamId, code_lists: dict[str, CodeList]) -> CaseId:
    del code_lists
    person = records.write(actor, partial(register_person, actor=actor, words=PersonWords(known_as="Ada")))
    words = ReferralWords(received_on=ON, external_source="List", external_reference="V-1")
    record = partial(record_referral, actor=actor, words=words, person_id=person.value)
    opening = CaseWords(opened_on=ON, funding_stream_id=stream)
    referral = records.write(actor, record).value
    return records.write(actor, partial(open_case, actor=actor, referral_id=referral, words=opening)).value


def put_away(records: Records, actor: Actor, stream: FundingStreamId) -> None:
    def work(session: RecordSession) -> None:
        session.get_one(FundingStream, stream).archived_at = datetime(2026, 2, 1, 9, tzinfo=UTC)

    records.write(actor, work)


def counted(records: Records, actor: Actor, definition: Definition, stream: str) -> Return:
    work = partial(count, actor=actor, definition=definition, period=parse_period("2025-26"), stream=stream)
    return records.read_long(actor, work)


def test_a_stream_that_was_put_away_is_counted_as_before(
    records: Records, actor: Actor, stream: FundingStreamId, case: CaseId, cleveland: Definition
) -> None:
    del case
    before = counted(records, actor, cleveland, "Lottery")
    put_away(records, actor, stream)
    after = counted(records, actor, cleveland, "the lottery")
    assert after.stream == "Lottery"
    assert after.table("sex").cell("_total", "count").value == 1
    assert [table.cells for table in after.tables] == [table.cells for table in before.tables]
    assert "“Lottery” ended: it pays no more." in after.notes
    assert not any("ended" in note for note in before.notes)


def test_a_stream_says_on_its_return_when_it_ended(
    records: Records, actor: Actor, stream: FundingStreamId, cleveland: Definition
) -> None:
    end = partial(
        change_funding_stream, actor=actor, stream_id=stream, version=1, name="Lottery", ends_on=LAST
    )
    records.write(actor, end)
    assert (
        "“Lottery” ended: it paid until 31 January 2026."
        in counted(records, actor, cleveland, "Lottery").notes
    )


def test_of_two_streams_of_one_funder_the_one_that_pays_is_counted(
    records: Records, actor: Actor, stream: FundingStreamId, cleveland: Definition
) -> None:
    put_away(records, actor, stream)
    records.write(actor, partial(add_funding_stream, actor=actor, name="Second", funder="The lottery"))
    assert counted(records, actor, cleveland, "the lottery").stream == "Second"


def test_a_stream_that_never_was_is_refused_and_the_nearest_named(
    records: Records, actor: Actor, stream: FundingStreamId, cleveland: Definition
) -> None:
    put_away(records, actor, stream)
    with pytest.raises(BadInputError, match="Lottery"):
        counted(records, actor, cleveland, "Lotery")


def test_streams_that_ended_are_offered_last(records: Records, actor: Actor, stream: FundingStreamId) -> None:
    add = partial(add_funding_stream, actor=actor)
    records.write(actor, partial(add, name="Alms", ends_on=LAST))
    records.write(actor, partial(add, name="Trust", ends_on=date(2199, 3, 31)))
    put_away(records, actor, stream)
    assert records.read(actor, partial(streams_to_count, actor=actor)) == (
        StreamToCount("Main grant"),
        StreamToCount("Trust"),
        StreamToCount("Alms", ended=True, ended_on=LAST),
        StreamToCount("Lottery", ended=True),
    )


def test_a_case_of_a_stream_that_was_put_away_can_still_be_changed_and_stays_with_it(
    records: Records, actor: Actor, stream: FundingStreamId, case: CaseId
) -> None:
    put_away(records, actor, stream)
    edits = CaseEdits(repeat_victim=True, funding_stream_id=stream)
    records.write(actor, partial(change_case, actor=actor, case_id=case, version=1, edits=edits))
    kept = records.read(actor, lambda session: session.get_one(Case, case).funding_stream_id)
    assert kept == stream
    other = CaseEdits(repeat_victim=True, funding_stream_id=None)
    records.write(actor, partial(change_case, actor=actor, case_id=case, version=2, edits=other))
    with pytest.raises(BadInputError, match="not in these records"):
        records.write(actor, partial(change_case, actor=actor, case_id=case, version=3, edits=edits))
