"""One contact to be read by whoever may not correct it."""

from PySide6.QtWidgets import QWidget

from desktop.domain.sealed_text import ShownWords
from desktop.queries.contacts import ContactDetails
from desktop.ui.shared.badges import badge
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.layouts import column, holder, row, scrolled
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import sentence, translate, uk_date

_RUNG = frozenset({"phone", "video"})
_WRITTEN = frozenset({"text", "email", "letter"})


def said(words: ShownWords) -> str:
    """Show words, or that there are some that are not for whoever reads."""
    return translate("Contacts", "Sealed: not for your role.") if words.withheld else words.text


def who_began(channel: str, direction: str) -> str:
    """Say who began a contact, in the words for its channel: we rang, they wrote."""
    ours = direction == "out"
    if channel in _RUNG:
        return translate("Contacts", "We rang") if ours else translate("Contacts", "They rang")
    if channel in _WRITTEN:
        return translate("Contacts", "We wrote") if ours else translate("Contacts", "They wrote")
    return translate("Contacts", "We did") if ours else translate("Contacts", "They did")


def contact_page(contact: ContactDetails) -> QWidget:
    """Lay one contact out to be read."""
    when = f"{uk_date(contact.happened_on)}, {contact.at_time}" if contact.at_time else ""
    minutes = translate("Contacts", "%1 min").replace("%1", str(contact.minutes)) if contact.minutes else ""
    details = (
        Detail(translate("Contacts", "Day"), when or uk_date(contact.happened_on)),
        Detail(translate("Contacts", "How"), contact.channel),
        Detail(translate("Contacts", "Who began it"), who_began(contact.channel_code, contact.direction)),
        Detail(translate("Contacts", "How did it go?"), contact.result),
        Detail(translate("Contacts", "How long"), minutes),
        Detail(translate("Contacts", "With whom, if not the person"), said(contact.with_whom)),
        Detail(translate("Contacts", "Support given"), ", ".join(contact.support)),
        Detail(translate("Contacts", "Written by"), contact.who),
        Detail(translate("Contacts", "For which case"), contact.case_reference or ""),
    )
    note = sentence(said(contact.note))
    inside = column(DetailList(details), note, None, space=Space.L, margin=Space.XL)
    if contact.restricted:
        restricted = badge(translate("Contacts", "Restricted"), "lock", Tone.CAUTION)
        inside.insertLayout(0, row(restricted, None))
    return scrolled(holder(inside))
