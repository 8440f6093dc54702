"""Concerns through the window: raised, rung about at once, opened, decided with reasons, signed off."""

from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QRadioButton

from desktop.domain.actor import Role
from desktop.domain.concerns import ConcernAbout, Told
from desktop.domain.dates import civil_date
from desktop.domain.ids import PersonId
from desktop.queries.alerts import alerts_of_person
from desktop.queries.concerns import ConcernDetails, concern_details, concerns_of_person, own_untold_concerns
from desktop.services.concerns import NewConcern, decide_concern, raise_concern
from desktop.ui.concerns.asked import decision_of
from desktop.ui.concerns.forms import ADDINGS, OPENINGS
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.stale import SettleDialog
from desktop.ui.shared.words import uk_date
from tests.services.colleagues import Team
from tests.ui.conftest import button, labels, words
from tests.ui.seated import Beside, Sit

(RAISE,) = ADDINGS
OPEN = OPENINGS[0]
SOON = civil_date(datetime.now(UTC)) + timedelta(days=20)
WORRY = "Her nephew keeps her bank card."


def _only(team: Team, person: PersonId) -> ConcernDetails:
    (line,) = team.asks(team.manager, concerns_of_person, person_id=person)
    return team.asks(team.manager, concern_details, concern_id=line.concern_id)


def _seen(desk: Beside) -> ConcernDetails:
    (line,) = desk.asks(concerns_of_person, person_id=desk.about.person_id)
    return desk.asks(concern_details, concern_id=line.concern_id)


def _raised(team: Team, person: PersonId) -> ConcernDetails:
    worry = NewConcern(about=ConcernAbout.ADULT, narrative=WORRY, immediate_danger=False)
    team.does(team[Role.SUPPORT_WORKER], raise_concern, person_id=person, concern=worry)
    return _only(team, person)


def _raise(desk: Beside) -> None:
    form = desk.begin(RAISE)
    desk.fill(form, about="adult", danger="no", narrative=WORRY, exact="I am frightened of him")
    desk.fill(form, alert="Ring her mobile only.")
    desk.save(form)


def test_a_volunteer_raises_a_concern_and_is_told_at_once_that_nobody_knows(team: Team, sit: Sit) -> None:
    person = team.person()
    team.assign(team[Role.VOLUNTEER], person)
    desk = sit(Role.VOLUNTEER, person)
    _raise(desk)
    call = desk.form("Ring now")
    assert "Nobody has been told yet." in words(call)
    assert "Lena Lead" in words(call)
    assert not _seen(desk).line.told
    (alert,) = desk.asks(alerts_of_person, person_id=person)
    assert alert.what_to_do == "Ring her mobile only."
    desk.fill(call, told="lead", reached="no")
    desk.save(call)
    again = desk.form("Ring now")  # no answer tells nobody: ring the next
    assert "Nobody has been told yet." in words(again)
    desk.fill(again, told="deputy", reached="yes", whom="Dev", said="Will ring the bank")
    desk.save(again)
    desk.gone()
    desk.leave()
    kept = _only(team, person)
    assert kept.narrative.text == WORRY
    assert kept.exact_words.text == "I am frightened of him"
    assert kept.line.told
    assert [call.told for call in kept.calls] == [Told.LEAD, Told.DEPUTY]
    assert kept.calls[1].said.text == "Will ring the bank"
    assert team.asks(team[Role.VOLUNTEER], own_untold_concerns) == ()


def test_danger_comes_before_everything_else(team: Team, sit: Sit) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    form = desk.begin(RAISE)
    form.save()
    assert form.fields["about"].complaint
    assert form.fields["narrative"].complaint
    assert "Ring 999 now" not in words(form)
    desk.fill(form, danger="yes")
    assert "Ring 999 now, before you write on." in words(form)


def test_whoever_raised_it_does_not_read_it_and_adds_to_it(team: Team, sit: Sit) -> None:
    person = team.person()
    concern = _raised(team, person)
    desk = sit(Role.SUPPORT_WORKER, person)
    page = desk.open(OPEN, concern.line.concern_id)
    assert WORRY not in words(page)
    assert "Sealed" in words(page)
    assert "Nobody has been told yet." in words(page)
    assert labels(page) == {"Write down a call", "Add to it"}
    desk.press("Add to it")
    form = desk.form("Add to this concern")
    desk.fill(form, words="She rang again.")
    desk.save(form)
    desk.says("Added since")
    desk.leave()
    assert _only(team, person).additions[0].words.text == "She rang again."
    assert _only(team, person).narrative.text == WORRY


def test_a_lead_decides_with_reasons_and_signs_off(team: Team, sit: Sit) -> None:
    person = team.person()
    concern = _raised(team, person)
    desk = sit(Role.SAFEGUARDING_LEAD, person)
    page = desk.open(OPEN, concern.line.concern_id)
    assert WORRY in words(page)
    desk.press("Decide")
    form = desk.form("Decide")
    desk.fill(form, decision="adult-social-care")
    form.save()
    assert form.fields["reasons"].complaint
    desk.fill(form, reasons="The bank is stopped.", referred="Adult team", reference="AB1")
    desk.save(form)
    desk.says("The bank is stopped.")
    desk.press("Refer to adult social care: They answered…")
    form = desk.form("Their answer")
    desk.fill(form, words="They will visit.")
    desk.save(form)
    desk.says("They will visit.")
    desk.press("Look again on…")
    form = desk.form("Look at it again")
    desk.fill(form, review=SOON)
    desk.save(form)
    desk.says(uk_date(SOON))
    desk.press("Sign off…")
    form = desk.form("Sign off")
    desk.fill(form, words="All is done.")
    desk.save(form)
    desk.says("Signed off by Lena Lead")
    assert _seen(desk).line.closed_on is not None


def test_a_decision_of_two_leads_at_once_is_written_over_neither(team: Team, sit: Sit) -> None:
    person = team.person()
    concern = _raised(team, person)
    desk = sit(Role.SAFEGUARDING_LEAD, person)
    desk.open(OPEN, concern.line.concern_id)
    desk.press("Look again on…")
    form = desk.form("Look at it again")
    desk.fill(form, review=SOON)
    theirs = FormAnswers({"decision": "no-action", "reasons": "Done", "referred": None, "reference": None})
    desk.does(
        team[Role.DEPUTY_LEAD],
        decide_concern,
        concern_id=concern.line.concern_id,
        version=concern.line.version,
        decision=decision_of(theirs),
        review_on=SOON - timedelta(days=9),
    )
    form.save()
    desk.qtbot.waitUntil(lambda: bool(form.findChildren(SettleDialog)), timeout=20_000)
    (dialog,) = form.findChildren(SettleDialog)
    mine = [one for one in dialog.findChildren(QRadioButton) if "Use mine" in one.text()]
    mine[0].click()
    button(dialog, "Take what I chose").click()
    desk.save(form)
    kept = _seen(desk)
    assert kept.line.review_on == SOON
    assert len(kept.decisions) == 1


def test_a_call_in_the_timeline_leads_to_its_concern(team: Team, sit: Sit) -> None:
    person = team.person()
    desk = sit(Role.SAFEGUARDING_LEAD, person)
    _raise(desk)
    call = desk.form("Ring now")
    desk.fill(call, told="deputy", reached="yes")
    desk.save(call)
    desk.gone()
    kept = _seen(desk)
    desk.open(OPENINGS[1], kept.calls[0].call_id)
    assert desk.titles == ["Safeguarding concern"]
