"""One consent to be read, and what taking it back has stopped."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.queries.consents import ConsentDetails, ConsentStanding
from desktop.queries.onward_referrals import OnwardReferralDetails
from desktop.services.consents import WithdrawalResult
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.layouts import Item
from desktop.ui.shared.opened import Deed, Opened, State, notice, said, states, told
from desktop.ui.shared.pages import section
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import counted, sentence, translate, uk_date


def standing(consent: ConsentDetails) -> State:
    """Say where a consent stands today."""
    return {
        ConsentStanding.HOLDS: State(translate("Consents", "Holds"), "good", Tone.GOOD),
        ConsentStanding.REFUSED: State(translate("Consents", "They said no"), "stop", Tone.DANGER),
        ConsentStanding.WITHDRAWN: State(translate("Consents", "Taken back"), "stop", Tone.DANGER),
        ConsentStanding.RAN_OUT: State(translate("Consents", "Ran out"), "caution", Tone.CAUTION),
    }[consent.standing]


def consent_page(consent: ConsentDetails, deeds: Sequence[Deed]) -> QWidget:
    """Lay one consent out to be read."""
    items: list[Item] = [states(standing(consent))]
    if consent.ask_again:
        again = translate("Consents", "They have turned 18 since they agreed to this: ask them again.")
        items.append(notice(again, Tone.CAUTION))
    items.append(DetailList(_facts(consent)))
    for label, words in (
        (translate("Consents", "What may be shared or done"), consent.what),
        (translate("Consents", "With whom else"), consent.to_whom),
        (translate("Consents", "What for"), consent.purpose),
        (translate("Consents", "What they do not want"), consent.limits),
        (translate("Consents", "Who assessed their capacity, and why"), consent.capacity_reason),
        (translate("Consents", "What they said when they took it back"), consent.withdrawn_words),
    ):
        items.extend(told(label, words))
    return Opened(consent.kind, items, deeds)


def _facts(consent: ConsentDetails) -> list[Detail]:
    anybody = translate("Consents", "Any") if consent.kind_code == "sharing" else ""
    to_somebody = consent.organisation or (
        translate("Consents", "As written below") if said(consent.to_whom) else anybody
    )
    known = {True: translate("Consents", "They know"), False: translate("Consents", "They do not know")}
    details = [
        Detail(translate("Consents", "May we …?"), consent.kind),
        Detail(translate("Consents", "Day"), uk_date(consent.answered_on)),
        Detail(translate("Consents", "How they said it"), consent.how),
        Detail(translate("Consents", "Organisation"), to_somebody),
        Detail(translate("Consents", "Last day it holds"), uk_date(consent.expires_on)),
        Detail(translate("Consents", "Who decided"), consent.given_by),
        Detail(translate("Consents", "Written down by"), consent.taken_by),
    ]
    if said(consent.given_by_name):
        details.append(Detail(translate("Consents", "Their name"), said(consent.given_by_name)))
    if said(consent.competence_judged_by):
        details.append(Detail(translate("Consents", "Judged by"), said(consent.competence_judged_by)))
        details.append(Detail(translate("Consents", "Why"), said(consent.competence_reason)))
    if consent.parents_know is not None:
        details.append(Detail(translate("Consents", "Their parents"), known[consent.parents_know]))
    if consent.capacity:
        details.append(Detail(translate("Consents", "Can they decide this now?"), consent.capacity))
    if consent.withdrawn_on is not None:
        details.append(Detail(translate("Consents", "Taken back on"), uk_date(consent.withdrawn_on)))
    return details


def withdrawn_page(result: WithdrawalResult, referrals: Sequence[OnwardReferralDetails]) -> QWidget:
    """Say what taking a consent back has stopped, and who has to hear of it."""
    names = {one.onward_referral_id: one.organisation for one in referrals}
    items: list[Item] = []
    if result.to_tell:
        ring = translate(
            "Consents", "Somebody has to be told. Ring them today: they still hold what was sent."
        )
        items.append(notice(ring, Tone.CAUTION))
        lines = [
            sentence(
                translate("Consents", "%1 (sent on %2)")
                .replace("%2", uk_date(one.sent_on))
                .replace("%1", one.organisation)
            )
            for one in result.to_tell
        ]
        items.append(section(translate("Consents", "Tell them"), *lines, space=Space.S))
    if result.stopped:
        one = translate("Consents", "One referral was not sent yet. It is stopped.")
        many = translate("Consents", "%1 referrals were not sent yet. They are stopped.")
        lines = [sentence(names[which]) for which in result.stopped if which in names]
        stopped = counted(len(result.stopped), one, many)
        items.append(section(translate("Consents", "Stopped"), sentence(stopped), *lines, space=Space.S))
    if not items:
        items.append(notice(translate("Consents", "Nothing rested on it: nobody has to be told."), Tone.GOOD))
    return Opened(translate("Consents", "The consent is taken back"), items)
