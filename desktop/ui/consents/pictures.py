"""Consents as they are asked, read and taken back, with made-up people."""

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.ids import ConsentId, OnwardReferralId, OrganisationId
from desktop.domain.onward import OnwardKind, OnwardState
from desktop.domain.sealed_text import NOTHING, WITHHELD, ShownWords
from desktop.errors import BadInputError
from desktop.queries.consents import ConsentDetails, ConsentStanding
from desktop.queries.onward_referrals import OnwardReferralDetails
from desktop.services.consents import SentBefore, WithdrawalResult
from desktop.ui.consents.forms import consent_form, withdrawal_form
from desktop.ui.consents.reading import consent_page, withdrawn_page
from desktop.ui.organisations.made_up import PLACES
from desktop.ui.people.made_up import LONG, beside, filled, made_up_person
from desktop.ui.shared.form import Form
from desktop.ui.shared.opened import Deed
from desktop.ui.shared.screen import Picture

CONSENT = ConsentDetails(
    consent_id=ConsentId(UUID(int=1)),
    version=1,
    case_id=None,
    kind_code="sharing",
    kind="Sharing or referral",
    given=True,
    standing=ConsentStanding.HOLDS,
    answered_on=date(2026, 1, 12),
    how="Said",
    given_by="The person",
    given_by_name=NOTHING,
    taken_by="Amal Haddad",
    organisation_id=OrganisationId(UUID(int=1)),
    organisation="Riverside Housing Advice",
    what=ShownWords("Her name, her number, and that she is looking for somewhere safe to live."),
    to_whom=NOTHING,
    purpose=ShownWords("An appointment about rehousing"),
    limits=ShownWords("Nothing about the court case. They ring her mobile only, never the landline."),
    competence_judged_by=NOTHING,
    competence_reason=NOTHING,
    parents_know=None,
    capacity="Presumed: no reason to doubt it",
    capacity_reason=NOTHING,
    expires_on=date(2026, 7, 31),
    withdrawn_on=None,
    withdrawn_words=NOTHING,
    ask_again=False,
)
_YOUNG = replace(
    CONSENT,
    given_by="Somebody with parental responsibility",
    given_by_name=ShownWords(f"{LONG}, their grandmother and special guardian since 2019"),
    organisation="The Children and Young People's Bereavement and Recovery Partnership of the Tees Valley",
    competence_judged_by=ShownWords("Amal Haddad"),
    competence_reason=ShownWords("She said in her own words what would be shared and what could go wrong."),
    parents_know=False,
    ask_again=True,
)
_SEALED = replace(CONSENT, what=WITHHELD, purpose=WITHHELD, limits=WITHHELD)
_BACK = replace(
    CONSENT,
    standing=ConsentStanding.WITHDRAWN,
    withdrawn_on=date(2026, 3, 2),
    withdrawn_words=ShownWords("I would rather do this myself."),
)
_SENT = OnwardReferralDetails(
    onward_referral_id=OnwardReferralId(UUID(int=1)),
    version=1,
    case_id=None,
    kind=OnwardKind.REFERRED,
    state=OnwardState.STOPPED,
    organisation_id=OrganisationId(UUID(int=1)),
    organisation="Riverside Housing Advice",
    need_code=None,
    need="",
    consent_id=CONSENT.consent_id,
    made_by="Amal Haddad",
    made_on=date(2026, 2, 2),
    sent_on=None,
    stopped_on=date(2026, 3, 2),
    what_was_passed=NOTHING,
    follow_up_on=None,
    waiting=False,
    outcome_code="stopped",
    outcome="Stopped",
    outcome_on=None,
    outcome_words=NOTHING,
)


def _empty(age: int | None = 41) -> Form:
    return consent_form(made_up_person(), age=age, places=PLACES)


def _filled() -> Form:
    return filled(
        _empty(), kind="sharing", given="yes", organisation=str(PLACES[0].organisation_id),
        what="Her name and number.", limits="Nothing about the court case.", expires="31 July",
    )  # fmt: skip


def _young() -> Form:
    return filled(_empty(15), kind="sharing", given="yes", judged_by="Amal Haddad", parents="no")


def _wrong() -> Form:
    form = filled(_empty(15), on="31/2/2026")
    form.save()
    return form


def _refused() -> Form:
    form = filled(_empty(15), kind="support", given="yes")
    what = "They are under 18."
    form.refuse(BadInputError(what, "Say who judged that they can decide this themselves, and why."))
    return form


def _read(consent: ConsentDetails) -> QWidget:
    deeds = [Deed("They take it back…", lambda: None)] if consent.withdrawn_on is None else []
    return beside(consent.kind, consent_page(consent, deeds))


def _withdrawal() -> Form:
    return withdrawal_form(made_up_person(), CONSENT, lambda _title, _widget: None)


def _withdrawn() -> QWidget:
    result = WithdrawalResult(
        (_SENT.onward_referral_id,),
        (SentBefore(OnwardReferralId(UUID(int=9)), f"Advice for {LONG}", date(2026, 1, 20)),),
    )
    return beside("The consent is taken back", withdrawn_page(result, (_SENT,)))


def _nothing_rested() -> QWidget:
    return beside("The consent is taken back", withdrawn_page(WithdrawalResult((), ()), ()))


def pictures() -> tuple[Picture, ...]:
    """Every state of what is asked and read of a consent."""
    form = partial(Picture, width=560, height=1100)
    read = partial(Picture, width=560, height=760)
    return (
        form("consent-empty", lambda: beside("", _empty())),
        form("consent-filled", lambda: beside("", _filled()), height=1300),
        form("consent-under-18", lambda: beside("", _young()), height=1500),
        form("consent-wrong", lambda: beside("", _wrong())),
        form("consent-refused", lambda: beside("", _refused())),
        read("consent-read", lambda: _read(CONSENT)),
        read("consent-read-young-long", lambda: _read(_YOUNG), height=1000),
        read("consent-sealed", lambda: _read(_SEALED)),
        read("consent-taken-back", lambda: _read(_BACK), height=860),
        read("consent-withdrawal", lambda: beside("", _withdrawal()), height=560),
        read("consent-withdrawn", _withdrawn, height=560),
        read("consent-withdrawn-nothing", _nothing_rested, height=400),
        Picture("consent-beside", lambda: beside("", _filled())),
    )
