"""Ways to reach somebody through the window: what was said of them is what the rule reads."""

from desktop.domain.actor import Role
from desktop.domain.safe_contact import Channel, SafeState
from desktop.queries.people import ContactLine, person_details
from desktop.services.contact_points import ContactWords, add_contact_point, contact_point_to_change
from desktop.ui.contact_points.forms import ADDINGS, OPENINGS
from tests.services.colleagues import Team
from tests.ui.conftest import words
from tests.ui.seated import Beside, Sit

(ADD,), (OPEN,) = ADDINGS, OPENINGS
NUMBER = "01632 960147"


def _lines(desk: Beside) -> dict[SafeState, ContactLine]:
    person = desk.asks(person_details, person_id=desk.about.person_id, code_lists=desk.about.lists)
    return {line.state: line for line in person.contacts}


def _words(desk: Beside, line: ContactLine) -> ContactWords:
    point = line.contact_point_id
    return desk.does(desk.team.manager, contact_point_to_change, contact_point_id=point).words


def _kept(team: Team, desk: Beside, said: ContactWords) -> ContactLine:
    desk.does(team.manager, add_contact_point, person_id=desk.about.person_id, words=said)
    return _lines(desk)[said.state]


def test_a_number_is_added_with_everything_that_was_said_of_it(team: Team, sit: Sit) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    form = desk.begin(ADD)
    desk.fill(form, channel="letter")
    assert "Use a plain envelope?" in words(form)
    desk.fill(form, channel="phone", value=NUMBER, state="safe", days=["0", "2"], to="8am")
    assert "Use a plain envelope?" not in words(form)
    form.fields["from"].input.fill("10:00")
    desk.fill(form, voicemail="yes", voicemail_words="It is Jo", withhold="yes", code_word="apples")
    desk.fill(form, times="not in the holidays", who_else="Her mother answers")
    form.save()
    desk.says("The hours end before they begin.")
    desk.fill(form, to="17:30")
    desk.save(form)
    desk.gone()
    kept = _words(desk, _lines(desk)[SafeState.SAFE])
    assert kept.days_and_hours == "Mon, Wed 10:00-17:30; not in the holidays"
    assert (kept.value, kept.voicemail_words, kept.code_word) == (NUMBER, "It is Jo", "apples")
    assert kept.withhold_number is True
    assert kept.plain_envelope is None


def test_a_number_that_cannot_be_one_is_refused_and_stays_in_the_field(team: Team, sit: Sit) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    form = desk.begin(ADD)
    desk.fill(form, channel="phone", value="ask mum", state="unknown")
    form.save()
    desk.says("cannot be a telephone number")
    assert form.fields["value"].input.typed() == "ask mum"
    assert _lines(desk) == {}


def test_the_referrer_and_then_the_person_say_what_is_safe(team: Team, sit: Sit) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    said = ContactWords(channel=Channel.PHONE, value=NUMBER, state=SafeState.GIVEN_BY_REFERRER)
    page = desk.open(OPEN, _kept(team, desk, said).contact_point_id)
    assert NUMBER not in words(page)
    desk.press("The referrer was asked")
    form = desk.form("The referrer was asked")
    desk.fill(form, safe="yes")
    desk.save(form)
    desk.says("Given by the referrer")
    desk.press("Say what is safe")
    form = desk.form("What they said of it today")
    desk.fill(form, state="unsafe")
    desk.save(form)
    desk.says("is not safe for this person")
    assert list(_lines(desk)) == [SafeState.UNSAFE]


def test_who_moved_leaves_an_unsafe_address_behind(team: Team, sit: Sit) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    said = ContactWords(channel=Channel.LETTER, value="1 Mill Lane, Leeds", state=SafeState.SAFE)
    desk.open(OPEN, _kept(team, desk, said).contact_point_id)
    desk.press("Change")
    form = desk.form("Change a way")
    assert "channel" not in form.fields
    desk.fill(form, value="7 High Street, York")
    desk.save(form)
    desk.says("Safe")
    lines = _lines(desk)
    assert _words(desk, lines[SafeState.SAFE]).value == "7 High Street, York"
    assert _words(desk, lines[SafeState.UNSAFE]).value == "1 Mill Lane, Leeds"


def test_two_windows_of_hours_survive_being_opened_and_saved(team: Team, sit: Sit) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    hours = "Mon 09:00-12:00; Thu 14:00-16:00"
    said = ContactWords(channel=Channel.PHONE, value=NUMBER, state=SafeState.SAFE, days_and_hours=hours)
    desk.open(OPEN, _kept(team, desk, said).contact_point_id)
    desk.press("Change")
    form = desk.form("Change a way")
    desk.fill(form, note="Prefers texts")
    desk.save(form)
    desk.says("Prefers texts")
    kept = _words(desk, _lines(desk)[SafeState.SAFE])
    assert (kept.days_and_hours, kept.note) == (hours, "Prefers texts")
