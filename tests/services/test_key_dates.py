"""A key date: noted ahead, moved, dealt with; and who is told of it."""

from datetime import date

import pytest

from desktop.domain.actor import Role
from desktop.errors import BadInputError, NotAllowedError, RefusedError, StaleVersionError
from desktop.queries.history import record_history
from desktop.queries.key_dates import coming_key_dates, key_dates_of
from desktop.services.key_dates import (
    KeyDateWords,
    add_key_date,
    archive_key_date,
    change_key_date,
    deal_with_key_date,
)
from tests.services.colleagues import Team

TRIAL = KeyDateWords(
    kind_code="trial", happens_on=date(2026, 4, 20), at_time="10:00", place="Teesside Crown Court"
)


def test_a_date_is_told_until_it_is_dealt_with(team: Team) -> None:
    person = team.person()
    worker = team[Role.SUPPORT_WORKER]
    key_date = team.does(worker, add_key_date, person_id=person, words=TRIAL)
    assert team.asks(worker, coming_key_dates, until=date(2026, 4, 19)) == ()
    (line,) = team.asks(worker, coming_key_dates, until=date(2026, 4, 20))
    assert (line.initials, line.place.text, line.at_time) == ("A.W.", "Teesside Crown Court", "10:00")
    moved = KeyDateWords(kind_code="trial", happens_on=date(2026, 6, 1))
    team.does(worker, change_key_date, key_date_id=key_date, version=1, words=moved)
    with pytest.raises(StaleVersionError):
        team.does(worker, deal_with_key_date, key_date_id=key_date, version=1)
    team.does(worker, deal_with_key_date, key_date_id=key_date, version=2)
    with pytest.raises(RefusedError, match="dealt with"):
        team.does(worker, deal_with_key_date, key_date_id=key_date, version=3)
    assert team.asks(worker, coming_key_dates, until=date(2030, 1, 1)) == ()
    (line,) = team.asks(worker, key_dates_of, person_id=person)
    assert (line.happens_on, line.dealt_with_on) == (date(2026, 6, 1), date(2026, 4, 1))
    told = {one.field for row in team.asks(worker, record_history, record_id=key_date) for one in row.fields}
    assert {"happens_on", "dealt_with_on"} <= told
    team.does(worker, archive_key_date, key_date_id=key_date, version=3)
    assert team.asks(worker, key_dates_of, person_id=person) == ()


def test_volunteers_and_colleagues_locked_out_are_told_of_no_date(team: Team) -> None:
    person = team.person()
    team.does(team.manager, add_key_date, person_id=person, words=TRIAL)
    volunteer, worker = team[Role.VOLUNTEER], team[Role.SUPPORT_WORKER]
    team.assign(volunteer, person)
    with pytest.raises(NotAllowedError):
        team.asks(volunteer, key_dates_of, person_id=person)
    team.lock_out(worker, person)
    assert team.asks(worker, coming_key_dates, until=date(2030, 1, 1)) == ()
    with pytest.raises(BadInputError, match="not in these records"):
        team.asks(worker, key_dates_of, person_id=person)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (KeyDateWords(kind_code="trial", happens_on=date(2026, 5, 1), at_time="9 am"), "time of day"),
        (KeyDateWords(kind_code="trial", happens_on=date(2206, 5, 1)), "2206 cannot be meant"),
        (KeyDateWords(kind_code="party", happens_on=date(2026, 5, 1)), "to choose"),
    ],
)
def test_a_date_that_cannot_be_meant_is_explained(team: Team, words: KeyDateWords, sentence: str) -> None:
    person = team.person()
    with pytest.raises(BadInputError, match=sentence):
        team.does(team.manager, add_key_date, person_id=person, words=words)
