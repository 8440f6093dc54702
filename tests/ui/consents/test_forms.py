"""A consent is asked, saved, read and taken back beside the person's page, from the keyboard."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt

from desktop.domain.ids import ConsentId
from desktop.queries.consents import ConsentDetails, ConsentStanding, consents_of
from desktop.queries.onward_referrals import onward_referrals_of
from desktop.services.consents import ConsentWithdrawal, NewConsent, record_consent, withdraw_consent
from desktop.services.onward_referrals import NewOnwardReferral, prepare_referral, send_referral
from desktop.ui.consents.forms import ADDINGS, OPENINGS
from tests.services.made_case import TODAY
from tests.ui.beside import Beside, in_sight
from tests.ui.conftest import labels
from tests.ui.shared.made_form import fill

YES = NewConsent(kind_code="sharing", given=True, answered_on=date(2026, 3, 10), how_code="said")


def _agreed(beside: Beside, words: NewConsent = YES) -> ConsentId:
    return beside.made.do(record_consent, person_id=beside.made.person, words=words)


def _listed(beside: Beside) -> tuple[ConsentDetails, ...]:
    return beside.ask(consents_of)


def test_a_consent_is_written_down_and_read_back(beside: Beside) -> None:
    place = beside.made.organisation()
    form = beside.begin(ADDINGS, "Record a consent")
    fill(form, kind="sharing", given="yes", organisation=str(place))
    beside.type_into(form, "what", "Her name and number")
    beside.type_into(form, "limits", "Nothing about court")
    beside.save_and_close()
    (kept,) = _listed(beside)
    assert (kept.kind_code, kept.given, kept.answered_on) == ("sharing", True, TODAY)
    assert (kept.organisation_id, kept.what.text, kept.limits.text) == (
        place,
        "Her name and number",
        "Nothing about court",
    )
    assert kept.case_id == beside.made.case


def test_what_is_not_answered_is_asked_for_beside_the_field(beside: Beside) -> None:
    form = beside.begin(ADDINGS, "Record a consent")
    beside.save()
    assert form.fields["kind"].complaint == "This is needed. Choose an answer."
    assert form.fields["given"].complaint
    assert _listed(beside) == ()


def test_for_somebody_under_18_it_asks_who_judged_and_keeps_what_was_typed(beside: Beside) -> None:
    beside.made.say_of_person(born_on=date(2012, 5, 1), born_precision="day")
    form = beside.begin(ADDINGS, "Record a consent")
    fill(form, kind="support", given="yes", what="Weekly talks")
    beside.save()
    beside.wait_for("They are under 18.")
    assert form.fields["what"].input.typed() == "Weekly talks"
    fill(form, judged_by="Mo Manager", judged_why="Explained it back", parents="no")
    beside.save_and_close()
    (kept,) = _listed(beside)
    assert (kept.competence_judged_by.text, kept.parents_know) == ("Mo Manager", False)


def test_taking_it_back_stops_what_is_not_sent_and_says_whom_to_tell(beside: Beside) -> None:
    consent, made = _agreed(beside), beside.made
    waiting, told = made.organisation("Harbour Counselling"), made.organisation("Riverside Housing")
    _, sent = (
        made.do(
            prepare_referral,
            person_id=made.person,
            words=NewOnwardReferral(organisation_id=place, made_on=TODAY, what_was_passed="Help with moving"),
        )
        for place in (waiting, told)
    )
    made.do(send_referral, onward_referral_id=sent, version=1, sent_on=TODAY)
    beside.open(OPENINGS, "consent", consent)
    beside.press_button("They take it back…")
    form = beside.form()
    beside.type_into(form, "words", "I changed my mind")
    beside.save_and_close()
    beside.wait_for("Tell them")
    said = in_sight(beside.panel)
    assert "Riverside Housing (sent on 1 April 2026)" in said
    assert "One referral was not sent yet. It is stopped." in said
    assert "Harbour Counselling" in said
    assert _listed(beside)[0].standing is ConsentStanding.WITHDRAWN
    stopped = {one.organisation: one.stopped_on for one in beside.ask(onward_referrals_of)}
    assert stopped == {"Harbour Counselling": TODAY, "Riverside Housing": None}


def test_a_consent_taken_back_meanwhile_is_said_and_the_words_stay(beside: Beside) -> None:
    consent = _agreed(beside)
    beside.open(OPENINGS, "consent", consent)
    beside.press_button("They take it back…")
    form = beside.form()
    beside.type_into(form, "words", "Mine")
    theirs = ConsentWithdrawal(on=TODAY, words="Theirs")
    beside.made.do(withdraw_consent, consent_id=consent, version=1, withdrawal=theirs)
    beside.save()
    beside.wait_for("What was changed meanwhile is in the form now")
    beside.save()
    beside.wait_for("They took this consent back on 1 April 2026 already.")
    assert form.fields["words"].input.typed() == "Mine"
    assert _listed(beside)[0].withdrawn_words.text == "Theirs"


def test_a_no_cannot_be_taken_back(beside: Beside) -> None:
    page = beside.open(OPENINGS, "consent", _agreed(beside, replace(YES, given=False)))
    assert "They said no" in in_sight(page)
    assert "They take it back…" not in labels(page)


def test_what_was_begun_is_put_back_later(beside: Beside) -> None:
    form = beside.begin(ADDINGS, "Record a consent")
    beside.type_into(form, "what", "Half a sentence")
    form.keep_now()
    beside.panel.close_panel()
    again = beside.begin(ADDINGS, "Record a consent")
    beside.until(lambda: again.fields["what"].input.typed() == "Half a sentence")
    beside.press(Qt.Key.Key_Escape)
