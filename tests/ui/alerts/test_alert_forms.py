"""Alerts through the window: raised, reworded without losing what is sealed, resolved with a reason."""

from desktop.domain.actor import Role
from desktop.domain.ids import PersonId
from desktop.queries.alerts import AlertLine, alerts_of_person
from desktop.services.alerts import NewAlert, change_alert, raise_alert
from desktop.ui.alerts.forms import ADDINGS, OPENINGS
from desktop.ui.shared.stale import SettleDialog
from tests.services.colleagues import Team
from tests.ui.conftest import button, labels, words
from tests.ui.seated import Beside, Sit

(RAISE,), (OPEN,) = ADDINGS, OPENINGS
ALERT = NewAlert(kind_code="unsafe-to-call", what_to_do="Do not ring in the evening", why="He answers it")


def _seen(desk: Beside) -> AlertLine:
    (line,) = desk.asks(alerts_of_person, person_id=desk.about.person_id, also_resolved=True)
    return line


def _raised(team: Team, person: PersonId) -> AlertLine:
    team.does(team[Role.SUPPORT_WORKER], raise_alert, person_id=person, alert=ALERT)
    (line,) = team.asks(team.manager, alerts_of_person, person_id=person)
    return line


def test_an_alert_is_raised_with_what_to_do_in_clear_and_why_sealed(team: Team, sit: Sit) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    form = desk.begin(RAISE)
    form.save()
    assert form.fields["kind"].complaint
    assert "Sealed" in words(form.fields["why"])
    desk.fill(form, kind="unsafe-to-call", what="Text only", why="Her phone is read")
    desk.save(form)
    desk.gone()
    assert _seen(desk).what_to_do == "Text only"
    assert _seen(desk).why.withheld  # this desk reads no sealed text
    desk.leave()
    (kept,) = team.asks(team.manager, alerts_of_person, person_id=desk.about.person_id)
    assert kept.why.text == "Her phone is read"


def test_a_worker_rewords_an_alert_without_touching_the_reason_they_cannot_read(team: Team, sit: Sit) -> None:
    person = team.person()
    alert = _raised(team, person)
    desk = sit(Role.SUPPORT_WORKER, person)
    page = desk.open(OPEN, alert.alert_id)
    assert "Sealed: there are words here" in words(page)
    assert "He answers it" not in words(page)
    desk.press("Change")
    form = desk.form("Change the alert")
    desk.fill(form, what="Do not ring after five")
    desk.save(form)
    desk.says("Do not ring after five")
    desk.leave()
    (kept,) = team.asks(team.manager, alerts_of_person, person_id=person)
    assert (kept.what_to_do, kept.why.text) == ("Do not ring after five", "He answers it")


def test_two_workers_word_one_alert_and_both_texts_stand(team: Team, sit: Sit) -> None:
    person = team.person()
    alert = _raised(team, person)
    desk = sit(Role.SAFEGUARDING_LEAD, person)
    desk.open(OPEN, alert.alert_id)
    desk.press("Change")
    form = desk.form("Change the alert")
    desk.fill(form, what="Ring at noon only")
    theirs = NewAlert(kind_code="unsafe-to-call", what_to_do="Ring her sister first")
    desk.does(
        team[Role.DEPUTY_LEAD], change_alert, alert_id=alert.alert_id, version=alert.version, alert=theirs
    )
    form.save()
    desk.qtbot.waitUntil(lambda: bool(form.findChildren(SettleDialog)), timeout=20_000)
    (dialog,) = form.findChildren(SettleDialog)
    assert "Ring her sister first" in words(dialog)
    button(dialog, "Take what I chose").click()  # both together
    desk.save(form)
    kept = _seen(desk)
    assert "Ring her sister first" in kept.what_to_do
    assert "Ring at noon only" in kept.what_to_do
    assert kept.why.text == "He answers it"


def test_an_alert_is_resolved_with_a_reason_and_then_only_read(team: Team, sit: Sit) -> None:
    person = team.person()
    alert = _raised(team, person)
    desk = sit(Role.SAFEGUARDING_LEAD, person)
    desk.open(OPEN, alert.alert_id)
    desk.press("Resolve…")
    form = desk.form("Resolve")
    form.save()
    assert form.fields["reason"].complaint
    desk.fill(form, reason="She has a new phone")
    desk.save(form)
    desk.says("She has a new phone")
    assert desk.panel.inside is not None
    assert "Resolve…" not in labels(desk.panel.inside)
    assert _seen(desk).resolved_on is not None


def test_what_the_records_refuse_is_said_and_the_words_stay(team: Team, sit: Sit) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    form = desk.begin(RAISE)
    desk.fill(form, kind="unsafe-to-call", what="Text only. " * 60)
    form.save()
    desk.says("letters")
    assert form.fields["what"].input.typed() == ("Text only. " * 60)
    assert desk.asks(alerts_of_person, person_id=desk.about.person_id) == ()
