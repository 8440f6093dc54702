"""Which months have anything to count."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from desktop.domain.actor import Actor, Role
from desktop.errors import NotAllowedError
from desktop.queries.referrals import months_with_referrals
from desktop.store.records import Records
from tests.returns.made_people import MadePerson, MadeReferral, write_people


def test_each_month_is_named_once_and_archived_referrals_name_none(records: Records, actor: Actor) -> None:
    days = (date(2018, 8, 6), date(2018, 8, 30), date(2016, 4, 1))
    referrals = (*map(MadeReferral, days), MadeReferral(date(2020, 1, 1), archived=True))
    records.write(actor, lambda session: write_people(session, people=[MadePerson(referrals)]))
    found = records.read(actor, partial(months_with_referrals, actor=actor))
    assert found == (date(2016, 4, 1), date(2018, 8, 1))


def test_without_referrals_there_is_none(records: Records, actor: Actor) -> None:
    assert records.read(actor, partial(months_with_referrals, actor=actor)) == ()


def test_whoever_may_not_count_is_not_told(records: Records, actor: Actor) -> None:
    worker = replace(actor, roles=frozenset({Role.SUPPORT_WORKER}))
    with pytest.raises(NotAllowedError):
        records.read(worker, partial(months_with_referrals, actor=worker))
