"""Somebody is told of a place or referred with consent; it is sent, stopped and followed up on the screen."""

from datetime import date

from desktop.domain.ids import OnwardReferralId, OrganisationId
from desktop.domain.onward import OnwardState
from desktop.queries.onward_referrals import OnwardReferralDetails, onward_referrals_of
from desktop.services.consents import NewConsent, record_consent
from desktop.services.onward_referrals import (
    NewOnwardReferral,
    PreparedEdits,
    change_prepared_referral,
    prepare_referral,
)
from desktop.ui.onward.forms import ADDINGS, OPENINGS
from tests.services.made_case import TODAY
from tests.ui.beside import Beside, in_sight
from tests.ui.conftest import labels
from tests.ui.shared.made_form import fill

YES = NewConsent(kind_code="sharing", given=True, answered_on=date(2026, 3, 10), how_code="said")


def _agreed(beside: Beside) -> None:
    beside.made.do(record_consent, person_id=beside.made.person, words=YES)


def _prepared(beside: Beside) -> OnwardReferralId:
    _agreed(beside)
    place = beside.made.organisation()
    words = NewOnwardReferral(organisation_id=place, made_on=TODAY, what_was_passed="Help with moving")
    return beside.made.do(prepare_referral, person_id=beside.made.person, words=words)


def _one(beside: Beside) -> OnwardReferralDetails:
    (one,) = beside.ask(onward_referrals_of)
    return one


def test_telling_of_a_place_is_noted(beside: Beside) -> None:
    place = beside.made.organisation()
    form = beside.begin(ADDINGS, "Tell them about a place")
    fill(form, organisation=str(place), need="health", follow_up="in two weeks")
    beside.save_and_close()
    one = _one(beside)
    assert (one.state, one.organisation_id, one.need_code) == (OnwardState.TOLD, place, "health")
    assert (one.made_on, one.follow_up_on, one.case_id) == (TODAY, date(2026, 4, 15), beside.made.case)


def test_an_empty_directory_says_where_to_add_a_place(beside: Beside) -> None:
    beside.begin(ADDINGS, "Tell them about a place")
    beside.wait_for("The directory is empty.")
    beside.save()
    beside.wait_for("Add the organisation in the room “Directory” first.")
    assert beside.ask(onward_referrals_of) == ()


def test_without_consent_a_referral_is_refused_and_the_text_stays(beside: Beside) -> None:
    place: OrganisationId = beside.made.organisation()
    form = beside.begin(ADDINGS, "Prepare a referral")
    assert "No consent to sharing holds." in in_sight(beside.panel)
    fill(form, organisation=str(place))
    beside.type_into(form, "passed", "Help with moving")
    beside.save()
    beside.wait_for("Nobody has asked this person whether we may share it.")
    assert form.fields["passed"].input.typed() == "Help with moving"
    assert beside.ask(onward_referrals_of) == ()
    _agreed(beside)
    beside.save_and_close()
    assert (_one(beside).state, _one(beside).what_was_passed.text) == (
        OnwardState.PREPARED,
        "Help with moving",
    )


def test_what_is_prepared_is_sent_and_followed_up(beside: Beside) -> None:
    beside.open(OPENINGS, "onward_referral", _prepared(beside))
    assert "Nothing has been sent yet." in in_sight(beside.panel)
    beside.press_button("It was sent…")
    beside.form()
    beside.save()
    beside.page()
    beside.wait_for("Sent on")
    assert _one(beside).sent_on == TODAY
    beside.press_button("What became of it…")
    form = beside.form()
    fill(form, outcome="accepted", words="They ring her on Monday")
    beside.save()
    beside.wait_for("Accepted, 1 April 2026")
    assert (_one(beside).outcome_code, _one(beside).outcome_words.text) == (
        "accepted",
        "They ring her on Monday",
    )


def test_a_referral_is_stopped_with_a_reason(beside: Beside) -> None:
    beside.open(OPENINGS, "onward_referral", _prepared(beside))
    beside.press_button("Stop it…")
    form = beside.form()
    beside.save()
    assert form.fields["reason"].complaint
    beside.type_into(form, "reason", "She rang them herself")
    beside.save()
    beside.wait_for("Why it was stopped")
    assert _one(beside).state is OnwardState.STOPPED
    assert labels(beside.page()) == set()


def test_two_who_change_one_referral_lose_nothing(beside: Beside) -> None:
    which = _prepared(beside)
    beside.open(OPENINGS, "onward_referral", which)
    beside.press_button("Change it…")
    form = beside.form()
    fill(form, passed="Help with moving, mornings only")
    theirs = PreparedEdits(what_was_passed="No landline", need_code="shelter")
    beside.made.do(change_prepared_referral, onward_referral_id=which, version=1, words=theirs)
    beside.save()
    beside.settle("Put both together")
    beside.wait_for("What was changed meanwhile is in the form now")
    beside.save()
    beside.page()
    one = _one(beside)
    assert one.what_was_passed.text == "No landline\n\nHelp with moving, mornings only"
    assert one.need_code == "shelter"
