"""One place of the directory to be read."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain.codes import CodeList
from desktop.queries.organisations import OrganisationDetails, OrganisationLine
from desktop.queries.people import label_of
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.layouts import Item
from desktop.ui.shared.opened import Deed, Opened, State, states
from desktop.ui.shared.pages import section
from desktop.ui.shared.tokens import Tone
from desktop.ui.shared.words import sentence, translate, uk_date


def standing(line: OrganisationLine) -> State:
    """Say how far an entry can be trusted."""
    if line.closed:
        return State(translate("Organisations", "Closed"), "stop", Tone.DANGER)
    if line.look_again:
        return State(translate("Organisations", "Look again"), "caution", Tone.CAUTION)
    return State(translate("Organisations", "Looked at lately"), "good", Tone.GOOD)


def organisation_page(
    held: OrganisationDetails, lists: Mapping[str, CodeList], deeds: Sequence[Deed]
) -> QWidget:
    """Lay one place out to be read."""
    items: list[Item] = [states(standing(held.line))]
    if held.line.what_they_do:
        items.append(sentence(held.line.what_they_do))
    items.append(section(translate("Organisations", "How to reach them"), DetailList(_reaching(held))))
    unknown = translate("Organisations", "Not known")
    taking = DetailList(_taking(held, lists), nothing=unknown)
    items.append(section(translate("Organisations", "Whom they take"), taking))
    items.append(DetailList(_knowing(held), nothing=unknown))
    return Opened(held.line.name, items, deeds)


def _reaching(held: OrganisationDetails) -> list[Detail]:
    return [
        Detail(translate("Organisations", "Phone"), held.phone),
        Detail(translate("Organisations", "E-mail"), held.email),
        Detail(translate("Organisations", "Website"), held.website),
        Detail(translate("Organisations", "Address"), held.address),
        Detail(translate("Organisations", "Opening hours"), held.opening_hours),
    ]


def _taking(held: OrganisationDetails, lists: Mapping[str, CodeList]) -> list[Detail]:
    everywhere, anybody = translate("Organisations", "Everywhere"), translate("Organisations", "Everybody")
    need, crime = translate("Organisations", "Any need"), translate("Organisations", "Any crime")
    language = translate("Organisations", "Any language")
    rows = (
        (translate("Organisations", "Areas"), "local-authority", held.area_codes, everywhere),
        (translate("Organisations", "Needs"), "need", held.need_codes, need),
        (translate("Organisations", "Crimes"), "crime-type", held.crime_codes, crime),
        (translate("Organisations", "For"), "gender", held.gender_codes, anybody),
        (translate("Organisations", "Languages"), "language", held.language_codes, language),
    )
    found = [Detail(label, _named(lists, key, codes, everybody)) for label, key, codes, everybody in rows]
    return [*found, Detail(translate("Organisations", "Ages"), ages(held))]


def _named(lists: Mapping[str, CodeList], key: str, codes: frozenset[str] | None, everybody: str) -> str:
    """Name the codes; an empty set is everybody, None is not known."""
    if codes is None:
        return ""
    labels = sorted(label_of(lists, key, code) or code for code in codes)
    return ", ".join(labels) or everybody


def ages(held: OrganisationDetails) -> str:
    """Say from which age to which, both included."""
    if held.age_from is not None and held.age_to is not None:
        words = translate("Organisations", "%1 to %2 years")
        return words.replace("%1", str(held.age_from)).replace("%2", str(held.age_to))
    if held.age_from is not None:
        return translate("Organisations", "%1 years and over").replace("%1", str(held.age_from))
    if held.age_to is not None:
        return translate("Organisations", "Up to %1 years").replace("%1", str(held.age_to))
    return ""


def _knowing(held: OrganisationDetails) -> list[Detail]:
    line = held.line
    themselves = {True: translate("Organisations", "Yes"), False: translate("Organisations", "No"), None: ""}
    looked = uk_date(line.last_verified_on)
    if looked and held.verified_by:
        looked = f"{looked}, {held.verified_by}"
    facts = [
        Detail(translate("Organisations", "Kind"), line.kind),
        Detail(
            translate("Organisations", "Can people get in touch themselves?"), themselves[line.self_referral]
        ),
        Detail(translate("Organisations", "Waiting time"), line.waiting_time),
        Detail(translate("Organisations", "Funded until"), uk_date(held.funded_until)),
        Detail(translate("Organisations", "Last looked at"), looked),
    ]
    if line.closed_on is not None:
        facts.append(Detail(translate("Organisations", "Closes on"), uk_date(line.closed_on)))
    return facts
