"""Key dates through the window."""

from datetime import UTC, datetime, timedelta

from desktop.domain.actor import Role
from desktop.domain.dates import civil_date
from desktop.queries.key_dates import KeyDateLine, key_dates_of
from desktop.services.key_dates import KeyDateWords, change_key_date
from desktop.ui.key_dates.forms import ADDINGS, OPENINGS
from desktop.ui.shared.dialogs import ConfirmDialog
from tests.services.colleagues import Team
from tests.ui.conftest import button
from tests.ui.seated import Beside, Sit

(ADD,), (OPEN,) = ADDINGS, OPENINGS
DAY = civil_date(datetime.now(UTC)) + timedelta(days=30)


def _seen(desk: Beside) -> KeyDateLine:
    (line,) = desk.asks(key_dates_of, person_id=desk.about.person_id)
    return line


def _added(desk: Beside) -> KeyDateLine:
    form = desk.begin(ADD)
    desk.fill(form, kind="hearing", day=DAY, at="10.30", place="Leeds Crown Court", note="Screens asked for")
    desk.save(form)
    desk.gone()
    return _seen(desk)


def test_a_hearing_is_noted_moved_and_dealt_with(team: Team, sit: Sit) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    kept = _added(desk)
    assert (kept.kind_code, kept.happens_on, kept.at_time) == ("hearing", DAY, "10:30")
    assert kept.place.text == "Leeds Crown Court"
    desk.open(OPEN, kept.key_date_id)
    desk.press("Change")
    form = desk.form("Change the date")
    desk.fill(form, day=DAY + timedelta(days=7))
    desk.save(form)
    desk.says("Leeds Crown Court")
    assert _seen(desk).happens_on == DAY + timedelta(days=7)
    desk.press("It is dealt with")
    desk.says("The date is dealt with.")
    assert _seen(desk).dealt_with_on is not None


def test_one_noted_by_mistake_is_put_away_only_when_confirmed(team: Team, sit: Sit) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    page = desk.open(OPEN, _added(desk).key_date_id)
    desk.press("Put away…")
    (dialog,) = page.findChildren(ConfirmDialog)
    assert len(desk.asks(key_dates_of, person_id=desk.about.person_id)) == 1
    button(dialog, "Put away").click()
    desk.says("The date is put away.")
    assert desk.asks(key_dates_of, person_id=desk.about.person_id) == ()


def test_a_date_moved_by_somebody_else_meanwhile_keeps_both_changes(team: Team, sit: Sit) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    kept = _added(desk)
    desk.open(OPEN, kept.key_date_id)
    desk.press("Change")
    form = desk.form("Change the date")
    desk.fill(form, note="Her sister comes too")
    moved = KeyDateWords(
        kind_code="hearing", happens_on=DAY + timedelta(days=1), at_time="10:30",
        place="Leeds Crown Court", note="Screens asked for",
    )  # fmt: skip
    manager = team.manager
    desk.does(manager, change_key_date, key_date_id=kept.key_date_id, version=kept.version, words=moved)
    form.save()
    desk.says("What was changed meanwhile is in the form now.")
    desk.save(form)
    assert _seen(desk).happens_on == DAY + timedelta(days=1)
    assert _seen(desk).note.text == "Her sister comes too"
