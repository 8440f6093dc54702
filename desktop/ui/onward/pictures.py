"""Signposting and onward referrals as they are asked and read, with made-up people."""

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.ids import ConsentId, OnwardReferralId
from desktop.domain.onward import OnwardKind, OnwardState
from desktop.domain.sealed_text import NOTHING, WITHHELD, ShownWords
from desktop.errors import RefusedError
from desktop.queries.onward_referrals import OnwardReferralDetails
from desktop.ui.consents.pictures import CONSENT
from desktop.ui.onward.asked import empty_directory
from desktop.ui.onward.forms import (
    outcome_form,
    prepared_form,
    referral_form,
    sending_form,
    signposting_form,
    stopping_form,
)
from desktop.ui.onward.reading import onward_page, onward_title
from desktop.ui.organisations.made_up import PLACES
from desktop.ui.people.made_up import beside, filled, made_up_person
from desktop.ui.shared.form import Form
from desktop.ui.shared.opened import Deed
from desktop.ui.shared.screen import Picture

_PASSED = "Ms K. would like help to move. Please ring the mobile only, in the morning, and leave no message."
PREPARED = OnwardReferralDetails(
    onward_referral_id=OnwardReferralId(UUID(int=1)),
    version=1,
    case_id=None,
    kind=OnwardKind.REFERRED,
    state=OnwardState.PREPARED,
    organisation_id=PLACES[0].organisation_id,
    organisation=PLACES[0].name,
    need_code="shelter",
    need="Shelter and accommodation",
    consent_id=ConsentId(UUID(int=1)),
    made_by="Amal Haddad",
    made_on=date(2026, 3, 2),
    sent_on=None,
    stopped_on=None,
    what_was_passed=ShownWords(_PASSED),
    follow_up_on=date(2026, 3, 16),
    waiting=True,
    outcome_code="waiting",
    outcome="Waiting for an answer",
    outcome_on=None,
    outcome_words=NOTHING,
)
_SENT = replace(PREPARED, state=OnwardState.SENT, sent_on=date(2026, 3, 3))
_ANSWERED = replace(
    _SENT,
    waiting=False,
    outcome_code="waiting-list",
    outcome="Accepted, on a waiting list",
    outcome_on=date(2026, 3, 3),
    outcome_words=ShownWords("About six weeks. They ring her themselves."),
)
_TOLD = replace(
    PREPARED,
    kind=OnwardKind.TOLD,
    state=OnwardState.TOLD,
    organisation=PLACES[2].name,
    what_was_passed=NOTHING,
    consent_id=None,
)
_STOPPED = replace(
    PREPARED,
    state=OnwardState.STOPPED,
    stopped_on=date(2026, 3, 3),
    waiting=False,
    outcome_words=ShownWords("Not sent: the person took their consent back on 2 March 2026."),
)


def _referral(*, agreed: bool = True) -> Form:
    return referral_form(made_up_person(), PLACES, (CONSENT,) if agreed else ())


def _signposting() -> Form:
    form = signposting_form(made_up_person(), PLACES)
    return filled(form, organisation=str(PLACES[1].organisation_id), need="money", follow_up="in two weeks")


def _refused() -> Form:
    form = filled(_referral(agreed=False), organisation=str(PLACES[1].organisation_id), passed=_PASSED)
    what = "Nobody has asked this person whether we may share it."
    form.refuse(RefusedError(what, "Ask them, and record what they said."))
    return form


def _no_places() -> Form:
    form = signposting_form(made_up_person(), ())
    form.refuse(empty_directory())
    return form


def _read(one: OnwardReferralDetails, *deeds: str) -> QWidget:
    offered = [
        Deed(label, lambda: None, "secondary" if number else "primary") for number, label in enumerate(deeds)
    ]
    return beside(onward_title(one.kind), onward_page(one, offered))


def pictures() -> tuple[Picture, ...]:
    """Every state of what is asked and read of signposting and referrals."""
    who = made_up_person()
    size = partial(Picture, width=560, height=640)
    return (
        size("signposting-new", lambda: beside("", _signposting()), height=760),
        size("signposting-no-places", lambda: beside("", _no_places()), height=760),
        size("referral-new", lambda: beside("", _referral()), height=960),
        size("referral-refused", lambda: beside("", _refused()), height=1100),
        size("referral-prepared", lambda: _read(PREPARED, "It was sent…", "Change it…", "Stop it…")),
        size("referral-sealed", lambda: _read(replace(PREPARED, what_was_passed=WITHHELD), "Stop it…")),
        size("referral-answered", lambda: _read(_ANSWERED, "What became of it…")),
        size("referral-stopped", lambda: _read(_STOPPED)),
        size("signposting-read", lambda: _read(_TOLD, "What became of it…")),
        size("referral-change", lambda: beside("", prepared_form(who, PREPARED))),
        size("referral-send", lambda: beside("", sending_form(who, PREPARED)), height=420),
        size("referral-stop", lambda: beside("", stopping_form(who, PREPARED)), height=420),
        size("referral-outcome", lambda: beside("", outcome_form(who, _SENT))),
        Picture("referral-beside", lambda: beside("", _referral())),
    )
