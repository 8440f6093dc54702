"""Signposting and referring onward from a person's page; sending, stopping, following up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.ids import OnwardReferralId
from desktop.domain.onward import OnwardState
from desktop.domain.permissions import Permission, may
from desktop.queries.consents import ConsentDetails, consents_of
from desktop.queries.onward_referrals import OnwardReferralDetails, onward_referrals_of
from desktop.queries.organisations import OrganisationLine, find_organisations
from desktop.services.onward_referrals import (
    change_prepared_referral,
    prepare_referral,
    record_outcome,
    send_referral,
    signpost,
    stop_referral,
)
from desktop.ui.onward.asked import (
    empty_directory,
    outcome_of,
    outcome_spec,
    outcome_values,
    prepared_of,
    prepared_spec,
    prepared_values,
    referral_of,
    referral_spec,
    sending_spec,
    signposting_of,
    signposting_spec,
    stopping_spec,
)
from desktop.ui.onward.reading import consent_notice, onward_page, onward_title
from desktop.ui.people.about import AboutPerson, Adding, Opening, Show, ShowPage
from desktop.ui.people.case_choice import case_of, usual_case
from desktop.ui.shared.drafts import keep_drafts
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import FormSpec
from desktop.ui.shared.opened import Deed, any_withheld, the_one
from desktop.ui.shared.saving import Changing, ChangingForm, SavingForm, Work
from desktop.ui.shared.words import translate

if TYPE_CHECKING:
    from desktop.models.session import RecordSession


@dataclass(frozen=True, slots=True)
class _Before:
    """What has to be known before something is passed on."""

    places: tuple[OrganisationLine, ...]
    consents: tuple[ConsentDetails, ...]


def _look_before(about: AboutPerson) -> Work[_Before]:
    def look(session: "RecordSession") -> _Before:
        places = find_organisations(session, actor=about.actor, code_lists=about.lists)
        agreed = consents_of(session, actor=about.actor, person_id=about.person_id, code_lists=about.lists)
        return _Before(places, agreed)

    return look


def _begin(about: AboutPerson, show: Show, make: Callable[[AboutPerson, _Before], Form]) -> None:
    def begin(known: _Before) -> None:
        form = make(about, known)
        show(form)
        if not any(not one.closed for one in known.places):
            form.refuse(empty_directory())

    about.tasks.read(about.tasks, _look_before(about), begin)


def signposting_form(about: AboutPerson, places: Sequence[OrganisationLine]) -> SavingForm:
    """Make the form by which the person was told about a place."""

    def save(answers: FormAnswers) -> Work[OnwardReferralId]:
        return partial(
            signpost,
            actor=about.actor,
            person_id=about.person_id,
            case_id=case_of(answers),
            words=signposting_of(answers),
        )

    return _new(about, signposting_spec(about, places), save, name="signposting")


def referral_form(
    about: AboutPerson, places: Sequence[OrganisationLine], consents: Sequence[ConsentDetails]
) -> SavingForm:
    """Make the form by which a referral is prepared; it says first what they agreed to."""

    def save(answers: FormAnswers) -> Work[OnwardReferralId]:
        return partial(
            prepare_referral,
            actor=about.actor,
            person_id=about.person_id,
            case_id=case_of(answers),
            words=referral_of(answers),
        )

    return _new(about, referral_spec(about, places), save, name="referral", above=consent_notice(consents))


def _new(
    about: AboutPerson,
    spec: FormSpec,
    save: Callable[[FormAnswers], Work[OnwardReferralId]],
    *,
    name: str,
    above: QWidget | None = None,
) -> SavingForm:
    values = {"on": about.today} | usual_case(about.cases)
    form = SavingForm(spec, save, tasks=about.tasks, today=about.today, values=values, above=above)
    keep_drafts(form, about.drafts, form_name=name, record_id=about.person_id)
    return form


# ── one that is there already ───────────────────────────────────────────────────────────────────────────────


def _ask(about: AboutPerson, onward_referral_id: UUID) -> Work[OnwardReferralDetails]:
    def ask(session: "RecordSession") -> OnwardReferralDetails:
        found = onward_referrals_of(
            session, actor=about.actor, person_id=about.person_id, code_lists=about.lists
        )
        return the_one([one for one in found if one.onward_referral_id == onward_referral_id])

    return ask


def _open(about: AboutPerson, record_id: UUID, show: Show, show_page: ShowPage) -> None:
    def opened(one: OnwardReferralDetails) -> None:
        def begin(make: Callable[[AboutPerson, OnwardReferralDetails], Form]) -> None:
            form = make(about, one)
            form.finished.connect(lambda: _open(about, record_id, show, show_page))
            show(form)

        show_page(onward_title(one.kind), onward_page(one, _deeds(about, one, begin)))

    about.tasks.read(about.tasks, _ask(about, record_id), opened)


def _deeds(
    about: AboutPerson,
    one: OnwardReferralDetails,
    begin: Callable[[Callable[[AboutPerson, OnwardReferralDetails], Form]], None],
) -> list[Deed]:
    if one.state is OnwardState.STOPPED or not may(about.actor, Permission.REFER_ONWARD):
        return []
    if one.state is not OnwardState.PREPARED:
        if any_withheld(one.outcome_words):
            return []
        return [Deed(translate("Onward", "What became of it…"), partial(begin, outcome_form), "primary")]
    stop = Deed(translate("Onward", "Stop it…"), partial(begin, stopping_form), "quiet")
    if any_withheld(one.what_was_passed):
        return [stop]
    return [
        Deed(translate("Onward", "It was sent…"), partial(begin, sending_form), "primary"),
        Deed(translate("Onward", "Change it…"), partial(begin, prepared_form)),
        stop,
    ]


def _changing(
    about: AboutPerson,
    spec: FormSpec,
    held: OnwardReferralDetails,
    changing: Changing[OnwardReferralDetails],
    *,
    name: str,
) -> Form:
    form = ChangingForm(spec, held, changing, tasks=about.tasks, today=about.today)
    keep_drafts(form, about.drafts, form_name=name, record_id=held.onward_referral_id)
    return form


def prepared_form(about: AboutPerson, one: OnwardReferralDetails) -> Form:
    """Make the form that writes a prepared referral anew."""

    def write(held: OnwardReferralDetails, answers: FormAnswers) -> Work[None]:
        return partial(
            change_prepared_referral,
            actor=about.actor,
            onward_referral_id=held.onward_referral_id,
            version=held.version,
            words=prepared_of(answers),
        )

    changing = Changing(
        _ask(about, one.onward_referral_id),
        prepared_values,
        write,
        lambda newer: not any_withheld(newer.what_was_passed),
    )
    return _changing(about, prepared_spec(about, one), one, changing, name="referral-changed")


def sending_form(about: AboutPerson, one: OnwardReferralDetails) -> Form:
    """Make the form by which it is noted as sent."""

    def write(held: OnwardReferralDetails, answers: FormAnswers) -> Work[None]:
        return partial(
            send_referral,
            actor=about.actor,
            onward_referral_id=held.onward_referral_id,
            version=held.version,
            sent_on=answers.needed_day("on"),
        )

    changing = Changing(_ask(about, one.onward_referral_id), lambda _one: {"on": about.today}, write)
    return _changing(about, sending_spec(one), one, changing, name="referral-sent")


def stopping_form(about: AboutPerson, one: OnwardReferralDetails) -> Form:
    """Make the form by which a prepared referral is stopped."""

    def write(held: OnwardReferralDetails, answers: FormAnswers) -> Work[None]:
        return partial(
            stop_referral,
            actor=about.actor,
            onward_referral_id=held.onward_referral_id,
            version=held.version,
            reason=answers.text("reason"),
        )

    changing = Changing(_ask(about, one.onward_referral_id), lambda _one: {}, write)
    return _changing(about, stopping_spec(one), one, changing, name="referral-stopped")


def outcome_form(about: AboutPerson, one: OnwardReferralDetails) -> Form:
    """Make the form that says what became of it."""

    def write(held: OnwardReferralDetails, answers: FormAnswers) -> Work[None]:
        return partial(
            record_outcome,
            actor=about.actor,
            onward_referral_id=held.onward_referral_id,
            version=held.version,
            outcome=outcome_of(answers),
        )

    changing = Changing(
        _ask(about, one.onward_referral_id),
        partial(outcome_values, about),
        write,
        lambda newer: not any_withheld(newer.outcome_words),
    )
    return _changing(about, outcome_spec(about, one), one, changing, name="referral-outcome")


def _begin_signposting(about: AboutPerson, show: Show) -> None:
    _begin(about, show, lambda who, known: signposting_form(who, known.places))


def _begin_referral(about: AboutPerson, show: Show) -> None:
    _begin(about, show, lambda who, known: referral_form(who, known.places, known.consents))


ADDINGS = (
    Adding(
        "onward_referral",
        translate("Onward", "Tell them about a place"),
        "signposting",
        Permission.REFER_ONWARD,
        _begin_signposting,
    ),
    Adding(
        "onward_referral",
        translate("Onward", "Prepare a referral"),
        "organisation",
        Permission.REFER_ONWARD,
        _begin_referral,
    ),
)
OPENINGS = (Opening("onward_referral", _open),)
