"""People around a case through the window: never to speak to, hidden until asked for, alleged offenders."""

from desktop.domain.actor import Role
from desktop.queries.alleged_offenders import alleged_offenders_of
from desktop.queries.involved_people import InvolvedLine, involved_people_of
from desktop.queries.safe_contact import person_safety
from desktop.services.involved_people import InvolvedWords, change_involved_person
from desktop.ui.involved_people.forms import ADDINGS, OPENINGS
from desktop.ui.shared.dialogs import ConfirmDialog
from tests.services.colleagues import Team
from tests.ui.conftest import words
from tests.ui.seated import Beside, Sit

ADD, NOTE = ADDINGS
(OPEN,) = OPENINGS
NUMBER = "01632 960200"


def _seen(desk: Beside) -> InvolvedLine:
    (line,) = desk.asks(involved_people_of, person_id=desk.about.person_id)
    return line


def _added(desk: Beside) -> InvolvedLine:
    form = desk.begin(ADD)
    desk.fill(form, role="police-officer", name="PC Okoye", number=NUMBER, may_say="That we support her")
    desk.save(form)
    desk.gone()
    return _seen(desk)


def test_whom_never_to_speak_to_is_barred_from_then_on(team: Team, sit: Sit) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    form = desk.begin(ADD)
    desk.fill(form, role="police-officer", never="yes", trusted="yes", name="Jo Nephew", number=NUMBER)
    form.save()
    desk.says("trusted by the person and never be spoken to")
    desk.fill(form, trusted="")
    desk.save(form)
    safety = desk.asks(person_safety, person_id=desk.about.person_id)
    assert safety.never_speak_to == ("Jo Nephew",)
    form = desk.begin(ADD)
    desk.fill(form, role="police-officer", name="Somebody else", number=NUMBER)
    form.save()
    desk.says("belongs to somebody we must never speak to")


def test_a_number_is_shown_only_when_asked_for_and_kept_when_changed(team: Team, sit: Sit) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    page = desk.open(OPEN, _added(desk).involved_person_id)
    assert "PC Okoye" in words(page)
    assert NUMBER not in words(page)
    desk.press("Show how they are reached")
    desk.says(NUMBER)
    desk.press("Change")
    form = desk.form("Change this person")
    assert form.fields["number"].input.typed() == NUMBER
    desk.fill(form, note="On leave until May")
    desk.save(form)
    desk.says("On leave until May")
    assert _seen(desk).ways


def test_two_workers_change_one_person_and_neither_loses_a_word(team: Team, sit: Sit) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    kept = _added(desk)
    desk.open(OPEN, kept.involved_person_id)
    desk.press("Change")
    form = desk.form("Change this person")
    desk.fill(form, note="On leave until May")
    theirs = InvolvedWords(role_code="police-officer", name="PC Okoye", organisation="Yorkshire Police")
    desk.does(
        team.manager,
        change_involved_person,
        involved_person_id=kept.involved_person_id,
        version=kept.version,
        words=theirs,
    )
    form.save()
    desk.says("What was changed meanwhile is in the form now.")
    desk.save(form)
    assert _seen(desk).organisation.text == "Yorkshire Police"
    assert _seen(desk).note.text == "On leave until May"


def test_putting_away_a_warning_says_what_that_means(team: Team, sit: Sit) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    form = desk.begin(ADD)
    desk.fill(form, role="police-officer", never="yes", name="Jo Nephew")
    desk.save(form)
    page = desk.open(OPEN, _seen(desk).involved_person_id)
    desk.press("Put away…")
    (dialog,) = page.findChildren(ConfirmDialog)
    assert "Nobody is warned of them any more" in words(dialog)
    dialog.accept()
    desk.says("They are put away.")


def test_an_alleged_offender_is_noted_by_anybody_and_read_by_few(team: Team, sit: Sit) -> None:
    person = team.person()
    desk = sit(Role.SUPPORT_WORKER, person)
    form = desk.begin(NOTE)
    desk.fill(form, words="Her nephew, who has a key", told="today")
    desk.save(form)
    desk.gone()
    assert "Her nephew" not in words(desk.begin(NOTE))
    desk.leave()
    lead = sit(Role.SAFEGUARDING_LEAD, person)
    assert "Her nephew, who has a key" in words(lead.begin(NOTE))
    lead.press("Correct…")
    form = lead.form("Correct what was said")
    lead.fill(form, words="Her nephew, who had a key until May")
    lead.save(form)
    (changed,) = lead.asks(alleged_offenders_of, person_id=person)
    assert changed.words == "Her nephew, who had a key until May"
