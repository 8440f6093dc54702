"""An alert: what to do is for everybody who meets the person, why is for readers of sealed text."""

from datetime import date

import pytest

from desktop.domain.actor import Role
from desktop.domain.ids import CaseId
from desktop.errors import BadInputError, NotAllowedError, RefusedError, StaleVersionError
from desktop.queries.alerts import alerts_of_person
from desktop.queries.history import record_history
from desktop.services.alerts import NewAlert, change_alert, raise_alert, resolve_alert, review_alert
from tests.services.colleagues import Team

DOG = NewAlert(kind_code="dog", what_to_do="Ring before you knock", why="It bit a postman")


def test_a_volunteer_sees_what_to_do_and_not_why(team: Team) -> None:
    person = team.person()
    volunteer = team[Role.VOLUNTEER]
    team.assign(volunteer, person)
    alert_id = team.does(volunteer, raise_alert, person_id=person, alert=DOG)
    (seen,) = team.asks(volunteer, alerts_of_person, person_id=person)
    assert (seen.what_to_do, seen.raised_by, seen.why.withheld) == (DOG.what_to_do, "Vi Volunteer", True)
    (read,) = team.asks(team.manager, alerts_of_person, person_id=person)
    assert read.why.text == DOG.why
    assert "postman" not in repr(team.asks(team.manager, record_history, record_id=alert_id))
    with pytest.raises(NotAllowedError):
        team.does(volunteer, resolve_alert, alert_id=alert_id, version=1, reason="The dog moved")
    stranger = team.person(forename="Bo")
    with pytest.raises(BadInputError, match="not in these records"):
        team.asks(volunteer, alerts_of_person, person_id=stranger)


def test_what_to_do_is_told_also_where_the_case_is_sealed(team: Team) -> None:
    person = team.person()
    team.case(person)
    case = CaseId(team.case(person, sealed=True).id)
    team.does(team.manager, raise_alert, person_id=person, case_id=case, alert=DOG)
    (seen,) = team.asks(team[Role.SUPPORT_WORKER], alerts_of_person, person_id=person)
    assert (seen.what_to_do, seen.case_id, seen.why.text) == (DOG.what_to_do, None, "")


def test_a_colleague_locked_out_meets_no_alert(team: Team) -> None:
    person = team.person()
    alert_id = team.does(team.manager, raise_alert, person_id=person, alert=DOG)
    worker = team[Role.SUPPORT_WORKER]
    team.lock_out(worker, person)
    with pytest.raises(BadInputError, match="not in these records"):
        team.asks(worker, alerts_of_person, person_id=person)
    with pytest.raises(BadInputError, match="not in these records"):
        team.does(worker, resolve_alert, alert_id=alert_id, version=1, reason="No dog")


def test_an_alert_is_reviewed_reworded_and_resolved_with_a_reason(team: Team) -> None:
    person = team.person()
    worker = team[Role.SUPPORT_WORKER]
    alert_id = team.does(worker, raise_alert, person_id=person, alert=DOG)
    team.does(worker, review_alert, alert_id=alert_id, version=1, review_on=date(2026, 4, 1))
    (line,) = team.asks(worker, alerts_of_person, person_id=person)
    assert line.review_due
    reworded = NewAlert(kind_code="dog", what_to_do="Meet outside")
    with pytest.raises(StaleVersionError):
        team.does(worker, change_alert, alert_id=alert_id, version=1, alert=reworded)
    team.does(worker, change_alert, alert_id=alert_id, version=2, alert=reworded)
    (line,) = team.asks(team.manager, alerts_of_person, person_id=person)
    assert (line.what_to_do, line.why.text) == ("Meet outside", DOG.why)  # why was not theirs to empty
    with pytest.raises(BadInputError, match="with a reason"):
        team.does(worker, resolve_alert, alert_id=alert_id, version=3, reason="  ")
    team.does(worker, resolve_alert, alert_id=alert_id, version=3, reason="The dog died")
    with pytest.raises(RefusedError, match="resolved"):
        team.does(worker, resolve_alert, alert_id=alert_id, version=4, reason="Again")
    assert team.asks(worker, alerts_of_person, person_id=person) == ()
    (gone,) = team.asks(team.manager, alerts_of_person, person_id=person, also_resolved=True)
    assert (gone.resolved_by, gone.resolved_reason.text) == ("Sam Worker", "The dog died")


@pytest.mark.parametrize(
    ("alert", "sentence"),
    [
        (NewAlert(kind_code="dog", what_to_do=" "), "does not say what to do"),
        (NewAlert(kind_code="dog", what_to_do="x" * 501), "read in a hurry"),
        (NewAlert(kind_code="cat", what_to_do="x"), "to choose on that day"),
        (NewAlert(kind_code="dog", what_to_do="x", review_on=date(2026, 3, 31)), "in the past"),
    ],
)
def test_an_alert_that_cannot_be_kept_is_explained(team: Team, alert: NewAlert, sentence: str) -> None:
    person = team.person()
    with pytest.raises(BadInputError, match=sentence):
        team.does(team.manager, raise_alert, person_id=person, alert=alert)
