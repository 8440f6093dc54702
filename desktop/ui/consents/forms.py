"""Recording on a person's page what they agreed to or refused, and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from desktop.domain.ids import ConsentId
from desktop.domain.permissions import Permission, may
from desktop.queries.consents import ConsentDetails, consents_of
from desktop.queries.onward_referrals import OnwardReferralDetails, onward_referrals_of
from desktop.queries.organisations import OrganisationLine, find_organisations
from desktop.queries.people import person_details
from desktop.services.consents import WithdrawalResult, record_consent, withdraw_consent
from desktop.ui.consents.asked import (
    consent_of,
    consent_spec,
    first_values,
    withdrawal_of,
    withdrawal_spec,
)
from desktop.ui.consents.reading import consent_page, withdrawn_page
from desktop.ui.people.about import AboutPerson, Adding, Opening, Show, ShowPage
from desktop.ui.people.case_choice import case_of
from desktop.ui.shared.drafts import keep_drafts
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.opened import Deed, the_one
from desktop.ui.shared.saving import Changing, ChangingForm, SavingForm, Work
from desktop.ui.shared.words import translate

if TYPE_CHECKING:
    from desktop.models.session import RecordSession


@dataclass(frozen=True, slots=True)
class _Before:
    """What has to be known before a consent is asked for."""

    age: int | None
    places: tuple[OrganisationLine, ...]


def _look_before(about: AboutPerson) -> Work[_Before]:
    def look(session: "RecordSession") -> _Before:
        who = person_details(session, actor=about.actor, person_id=about.person_id, code_lists=about.lists)
        return _Before(who.age, find_organisations(session, actor=about.actor, code_lists=about.lists))

    return look


def consent_form(about: AboutPerson, *, age: int | None, places: Sequence[OrganisationLine]) -> SavingForm:
    """Make the form for one consent."""

    def save(answers: FormAnswers) -> Work[ConsentId]:
        return partial(
            record_consent,
            actor=about.actor,
            person_id=about.person_id,
            case_id=case_of(answers),
            words=consent_of(answers),
        )

    form = SavingForm(
        consent_spec(about, age=age, places=places),
        save,
        tasks=about.tasks,
        today=about.today,
        values=first_values(about),
    )
    keep_drafts(form, about.drafts, form_name="consent", record_id=about.person_id)
    return form


def _begin(about: AboutPerson, show: Show) -> None:
    about.tasks.read(
        about.tasks,
        _look_before(about),
        lambda known: show(consent_form(about, age=known.age, places=known.places)),
    )


def _ask(about: AboutPerson, consent_id: ConsentId) -> Work[ConsentDetails]:
    def ask(session: "RecordSession") -> ConsentDetails:
        found = consents_of(session, actor=about.actor, person_id=about.person_id, code_lists=about.lists)
        return the_one([one for one in found if one.consent_id == consent_id])

    return ask


def _open(about: AboutPerson, record_id: UUID, show: Show, show_page: ShowPage) -> None:
    about.tasks.read(
        about.tasks,
        _ask(about, ConsentId(record_id)),
        lambda consent: show_page(
            consent.kind, consent_page(consent, _deeds(about, consent, show, show_page))
        ),
    )


def _deeds(about: AboutPerson, consent: ConsentDetails, show: Show, show_page: ShowPage) -> list[Deed]:
    takes_back = consent.given and consent.withdrawn_on is None
    if not (takes_back and may(about.actor, Permission.RECORD_CONSENT)):
        return []
    begin = partial(_begin_withdrawal, about, consent, show, show_page)
    return [Deed(translate("Consents", "They take it back…"), begin)]


def _begin_withdrawal(about: AboutPerson, consent: ConsentDetails, show: Show, show_page: ShowPage) -> None:
    show(withdrawal_form(about, consent, show_page))


def withdrawal_form(about: AboutPerson, consent: ConsentDetails, show_page: ShowPage) -> SavingForm:
    """Make the form by which a consent is taken back; afterwards it says whom to tell."""

    def save(held: ConsentDetails, answers: FormAnswers) -> Work[WithdrawalResult]:
        return partial(
            withdraw_consent,
            actor=about.actor,
            consent_id=held.consent_id,
            version=held.version,
            withdrawal=withdrawal_of(answers),
        )

    def tell(result: WithdrawalResult) -> None:
        def show_told(referrals: tuple[OnwardReferralDetails, ...]) -> None:
            show_page(translate("Consents", "The consent is taken back"), withdrawn_page(result, referrals))

        ask = partial(
            onward_referrals_of, actor=about.actor, person_id=about.person_id, code_lists=about.lists
        )
        about.tasks.read(about.tasks, ask, show_told)

    changing = Changing(_ask(about, consent.consent_id), lambda _consent: {"on": about.today}, save)
    form = ChangingForm(withdrawal_spec(), consent, changing, tasks=about.tasks, today=about.today, then=tell)
    keep_drafts(form, about.drafts, form_name="consent-withdrawn", record_id=consent.consent_id)
    return form


ADDINGS = (
    Adding(
        "consent", translate("Consents", "Record a consent"), "consent", Permission.RECORD_CONSENT, _begin
    ),
)
OPENINGS = (Opening("consent", _open),)
