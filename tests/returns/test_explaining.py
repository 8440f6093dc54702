"""Who is behind a number, and the sentence why somebody is not."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import DeviceId, UserId
from desktop.domain.periods import parse_period
from desktop.errors import BadInputError, NotAllowedError
from desktop.models.base import new_id
from desktop.models.lock_out import LockOut
from desktop.returns.counting import count
from desktop.returns.explaining.who import Reason, who, why_not
from desktop.returns.result import Return
from desktop.returns.rules.definitions import Definition
from desktop.returns.rules.reading import bundled_code_lists, parse_definition
from desktop.store.records import Records
from tests.returns.crossed_rules import CROSSED
from tests.returns.made_people import MadePerson, MadeReferral

Filled = Callable[[Sequence[MadePerson]], Records]


def on(day: date) -> tuple[MadeReferral, ...]:
    """Make one plain referral."""
    return (MadeReferral(day=day, external="V18-0001"),)


PEOPLE = [
    MadePerson(on(date(2018, 7, 3)), forename="Ada", surname="Stone", sex="F"),
    MadePerson(on(date(2018, 7, 4)), sex="M", born=None),
    MadePerson(on(date(2019, 7, 3)), forename="Late"),
    MadePerson(on(date(2017, 7, 3))),
    MadePerson(),
    MadePerson(on(date(2018, 7, 5)), archived=True),
    MadePerson(referrals=(MadeReferral(day=date(2018, 7, 6), reason="duplicate"),)),
    MadePerson(referrals=(MadeReferral(day=date(2018, 7, 7), archived=True),)),
    MadePerson(referrals=(MadeReferral(day=date(2018, 7, 8), strands=frozenset({"other"})),)),
    MadePerson(referrals=(MadeReferral(day=date(2018, 7, 9), external="ANON"),), nameless=True),
    MadePerson(
        (MadeReferral(day=date(2018, 7, 9), strands=None),),
        sex="prefer-not-to-say",
        born=date(1988, 1, 1),
        precision="about",
    ),
]


@pytest.fixture
def records(filled: Filled) -> Records:
    return filled(PEOPLE)


@pytest.fixture
def result(records: Records, actor: Actor, cleveland: Definition) -> Return:
    period = parse_period("2018-19")
    return records.read_long(
        actor, lambda session: count(session, actor=actor, definition=cleveland, period=period)
    )


def asked(records: Records, actor: Actor, result: Return, cell: str, reference: str) -> Reason:
    table_id, row = cell.split("/")
    return records.read(
        actor,
        lambda session: why_not(
            session,
            actor=actor,
            result=result,
            table_id=table_id,
            row=row,
            column="count",
            reference=reference,
        ),
    )


@pytest.mark.parametrize(
    ("cell", "reference", "sentence"),
    [
        ("sex/F", "P-1", "Counted here: referred 3 July 2018."),
        ("sex/_total", "C-1-1", "Counted here: referred 3 July 2018."),
        ("sex/M", "P-1", "Not in this cell: recorded under Female."),
        ("sex/F", "R-2-1", "Not in this cell: recorded under Male."),
        ("age/30-39", "P-2", "Not in this cell: no date of birth: under Missing."),
        ("sex/F", "P-11", "Not in this cell: recorded as prefer not to say: under Missing."),
        ("age/30-39", "P-11", "Not in this cell: the date of birth does not settle the age: under Missing."),
        ("hate/race", "P-11", "Not in this cell: recorded under Not a hate crime."),
        ("sex/F", "P-3", "Not counted: referred 3 July 2019: after the period."),
        ("sex/F", "P-4", "Not counted: referred 3 July 2017: before the period."),
        ("sex/F", "P-5", "Not counted: no referral is recorded for this person."),
        ("sex/F", "P-6", "Not counted: the person's record is archived."),
        ("sex/F", "P-7", "Not counted: referred 6 July 2018: duplicate, so not a valid referral."),
        ("sex/F", "P-8", "Not counted: referred 7 July 2018: the referral is archived."),
        (
            "hate/race",
            "P-9",
            "Not in this cell: recorded under an answer that has no row: in the total only.",
        ),
        ("hate/_total", "P-9", "Counted here: referred 8 July 2018."),
    ],
)
def test_the_reason_is_told_in_a_sentence(
    records: Records, actor: Actor, result: Return, cell: str, reference: str, sentence: str
) -> None:
    reason = asked(records, actor, result, cell, reference)
    assert reason.sentence == sentence
    assert reason.counted == sentence.startswith("Counted here")


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("P-99", "Nobody has the reference “P-99”"),
        ("V18-0001", "stands for several people"),
        ("ANON", "names no person"),
    ],
)
def test_a_reference_that_leads_to_nobody_is_told(
    records: Records, actor: Actor, result: Return, reference: str, said: str
) -> None:
    with pytest.raises(BadInputError, match=said):
        asked(records, actor, result, "sex/F", reference)


def test_a_cell_lists_its_people_by_reference_and_initials(
    records: Records, actor: Actor, result: Return
) -> None:
    members = records.read(
        actor,
        lambda session: who(
            session, actor=actor, result=result, table_id="sex", row="_total", column="count"
        ),
    )
    assert [(member.reference, member.initials) for member in members] == [
        ("P-1", "A.S."),
        ("P-11", "M.U."),
        ("P-2", "M.U."),
        ("P-9", "M.U."),
    ]


def test_every_cell_lists_as_many_people_as_it_counts(records: Records, actor: Actor, result: Return) -> None:
    for table in result.tables:
        for row, column, cell in table.lines():
            question = partial(
                who,
                actor=actor,
                result=result,
                table_id=table.id,
                row=table.rows.codes[row],
                column=table.columns.codes[column],
            )
            assert len(records.read(actor, question)) == cell.value


def test_a_cell_that_does_not_exist_is_refused(records: Records, actor: Actor, result: Return) -> None:
    with pytest.raises(BadInputError, match="has no row “X”"):
        asked(records, actor, result, "sex/X", "P-1")
    with pytest.raises(BadInputError, match=r"no table “sexes”.*It has: sex, age"):
        asked(records, actor, result, "sexes/F", "P-1")


def test_who_may_see_numbers_may_not_always_see_who_is_behind_them(records: Records, result: Return) -> None:
    trustee = Actor(UserId(new_id()), DeviceId(new_id()), "Tru", frozenset({Role.TRUSTEE}))
    with pytest.raises(NotAllowedError):
        asked(records, trustee, result, "sex/F", "P-1")


def test_somebody_left_out_by_a_filter_is_told_so(records: Records, actor: Actor) -> None:
    rules = CROSSED.replace('["violence"]', '["fraud"]')
    definition = parse_definition(rules, bundled_code_lists())
    period = parse_period("2018-19")
    result = records.read(actor, partial(count, actor=actor, definition=definition, period=period))
    question = partial(
        why_not, actor=actor, result=result, table_id="crossed", row="race", column="18+", reference="P-1"
    )
    assert records.read(actor, question).sentence == "Not counted in this table: left out by its filter."


def test_a_manager_locked_out_of_a_case_sees_a_number_but_not_that_person_behind_it(
    records: Records, actor: Actor, result: Return
) -> None:
    question = partial(who, actor=actor, result=result, table_id="sex", row="_total", column="count")
    before = records.read(actor, question)
    hidden = next(member for member in before if member.initials == "A.S.")
    lock = {
        "person_id": hidden.person_id,
        "user_id": actor.user_id,
        "locked_on": date(2026, 4, 1),
        "locked_by": actor.user_id,
    }
    records.write(actor, lambda session: session.write_many(LockOut, [lock]))
    assert set(records.read(actor, question)) == set(before) - {hidden}
    with pytest.raises(BadInputError, match="Nobody has the reference"):
        asked(records, actor, result, "sex/F", hidden.reference)
