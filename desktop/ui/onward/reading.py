"""One signposting or referral to be read, and what consent there is to pass anything on."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain.onward import OnwardKind, OnwardState
from desktop.queries.consents import ConsentDetails, ConsentStanding
from desktop.queries.onward_referrals import OnwardReferralDetails
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.layouts import Item
from desktop.ui.shared.opened import Deed, Opened, State, notice, states, told
from desktop.ui.shared.tokens import Tone
from desktop.ui.shared.words import translate, uk_date

SHARING = "sharing"


def onward_title(kind: OnwardKind) -> str:
    """Name what it is."""
    told_about = kind is OnwardKind.TOLD
    return translate("Onward", "Signposting") if told_about else translate("Onward", "Onward referral")


def onward_page(one: OnwardReferralDetails, deeds: Sequence[Deed]) -> QWidget:
    """Lay one signposting or referral out to be read."""
    items: list[Item] = [states(*_states(one)), DetailList(_facts(one))]
    if one.state is OnwardState.PREPARED:
        items.insert(1, notice(translate("Onward", "Nothing has been sent yet."), Tone.CAUTION))
    items.extend(told(translate("Onward", "What is passed on"), one.what_was_passed))
    stopped = one.state is OnwardState.STOPPED
    label = translate("Onward", "Why it was stopped") if stopped else translate("Onward", "In a few words")
    items.extend(told(label, one.outcome_words))
    return Opened(one.organisation, items, deeds)


def _states(one: OnwardReferralDetails) -> list[State]:
    shown = {
        OnwardState.TOLD: State(translate("Onward", "They were told"), "signposting", Tone.INFO),
        OnwardState.PREPARED: State(translate("Onward", "Prepared, not sent"), "caution", Tone.CAUTION),
        OnwardState.SENT: State(translate("Onward", "Sent"), "good", Tone.GOOD),
        OnwardState.STOPPED: State(translate("Onward", "Stopped"), "stop", Tone.DANGER),
    }
    found = [shown[one.state]]
    if one.waiting and one.state in {OnwardState.SENT, OnwardState.TOLD}:
        found.append(State(translate("Onward", "Nobody knows yet what became of it"), "unknown"))
    return found


def _facts(one: OnwardReferralDetails) -> list[Detail]:
    facts = [
        Detail(translate("Onward", "Organisation"), one.organisation),
        Detail(translate("Onward", "For which need"), one.need or translate("Onward", "No single need")),
        Detail(translate("Onward", "Written down"), f"{uk_date(one.made_on)}, {one.made_by}"),
    ]
    if one.sent_on is not None:
        facts.append(Detail(translate("Onward", "Sent on"), uk_date(one.sent_on)))
    if one.stopped_on is not None:
        facts.append(Detail(translate("Onward", "Stopped on"), uk_date(one.stopped_on)))
    if one.outcome_on is not None and not one.waiting:
        facts.append(
            Detail(translate("Onward", "What became of it"), f"{one.outcome}, {uk_date(one.outcome_on)}")
        )
    if one.state is not OnwardState.STOPPED:
        facts.append(Detail(translate("Onward", "Ask on"), uk_date(one.follow_up_on)))
    return facts


def consent_notice(consents: Sequence[ConsentDetails]) -> QWidget:
    """Say before anything is written whom something may be passed on to."""
    holding = [one for one in consents if one.kind_code == SHARING and one.standing is ConsentStanding.HOLDS]
    wide = [one for one in holding if one.organisation_id is None and not _somebody(one)]
    names = [one.organisation for one in holding if one.organisation]
    if wide:
        return notice(translate("Onward", "They agreed to sharing with any organisation."), Tone.GOOD)
    if names:
        said = translate("Onward", "They agreed to sharing with: %1.").replace("%1", ", ".join(names))
        return notice(said, Tone.GOOD)
    none = translate(
        "Onward",
        "No consent to sharing holds. Record one first; what you write here is kept as a draft meanwhile.",
    )
    return notice(none, Tone.CAUTION)


def _somebody(consent: ConsentDetails) -> bool:
    return bool(consent.to_whom.text) or consent.to_whom.withheld
