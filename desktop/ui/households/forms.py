"""Linking two people on file as one household or family, and changing such a link."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.codes import CodeList
from desktop.domain.ids import HouseholdLinkId
from desktop.domain.permissions import Permission, may
from desktop.queries.households import HouseholdLine, household_of
from desktop.queries.people import label_of
from desktop.services.households import (
    HouseholdWords,
    archive_household_link,
    change_household_link,
    link_household,
)
from desktop.ui.households.finder import OtherPerson
from desktop.ui.people.about import AboutPerson, Adding, Opening, Show, ShowPage
from desktop.ui.people.keeping import ask_to_put_away, changing_form, new_form, one_of
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.form_answers import NO, YES, FormAnswers
from desktop.ui.shared.form_fields import Choice, Day, FormSpec, Whenabouts, Words, YesNo, options_of
from desktop.ui.shared.layouts import column, holder
from desktop.ui.shared.opened import Deed, Opened, told
from desktop.ui.shared.saving import Changing, Work
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import heading, sentence, translate, uk_date


def household_spec(
    lists: Mapping[str, CodeList], on: date, *, changing: HouseholdLine | None = None
) -> FormSpec:
    """Describe how the other is related to the person."""
    held = [changing.relation_code] if changing else []
    return FormSpec(
        translate("Household", "Change the link")
        if changing
        else translate("Household", "Link a household or family member"),
        (
            Choice(
                "relation",
                translate("Household", "They are the person's"),
                required=True,
                options=options_of(lists["household-relation"], on=on, besides=held),
            ),
            YesNo("together", translate("Household", "Do they live together?")),
            Day("since", translate("Household", "Since"), lies=Whenabouts.PAST),
            Day("until", translate("Household", "Until"), beside=True),
            Words("note", translate("Household", "Note"), lines=2),
        ),
        save_label=translate("Household", "Save the link"),
    )


def _words(answers: FormAnswers) -> HouseholdWords:
    return HouseholdWords(
        relation_code=answers.text("relation"),
        live_together=answers.yes_no("together"),
        since=answers.day("since"),
        until=answers.day("until"),
        note=answers.text("note") or None,
    )


def _values(line: HouseholdLine) -> dict[str, object]:
    together = line.live_together
    return {
        "relation": line.relation_code,
        "together": None if together is None else YES if together else NO,
        "since": line.since,
        "until": line.until,
        "note": line.note.text,
    }


def _begin(about: AboutPerson, show: Show) -> None:
    other = OtherPerson(about)

    def save(answers: FormAnswers) -> Work[HouseholdLinkId]:
        return partial(
            link_household,
            actor=about.actor,
            person_id=about.person_id,
            other_id=other.person_id,
            words=_words(answers),
        )

    spec = household_spec(about.lists, about.today)
    show(new_form(about, spec, name="household", save=save, above=other))
    other.setFocus()


def household_items(line: HouseholdLine, lists: Mapping[str, CodeList]) -> list[QWidget]:
    """Lay a link out to be read."""
    relation = label_of(lists, "household-relation", line.relation_code) or line.relation_code
    together = {True: translate("Household", "Yes"), False: translate("Household", "No"), None: ""}
    details = (
        Detail(translate("Household", "Live together"), together[line.live_together]),
        Detail(translate("Household", "Since"), uk_date(line.since)),
        Detail(translate("Household", "Until"), uk_date(line.until)),
    )
    who = sentence(f"{relation} · {line.reference}")
    return [
        holder(column(heading(line.name), who, space=Space.XS)),
        DetailList(details),
        *told(translate("Household", "Note"), line.note),
    ]


@dataclass(frozen=True, slots=True)
class _OpenLink:
    """A link that is open beside a page."""

    about: AboutPerson
    household_link_id: HouseholdLinkId
    show: Show
    show_page: ShowPage

    def open(self, *_: object) -> None:
        self.about.tasks.read(self.about.tasks, self._asking(), self._show)

    def _asking(self) -> Work[HouseholdLine]:
        question = partial(household_of, actor=self.about.actor, person_id=self.about.person_id)
        return one_of(question, lambda line: line.household_link_id == self.household_link_id)

    def _show(self, line: HouseholdLine) -> None:
        title = translate("Household", "Household")
        items = household_items(line, self.about.lists)
        deeds: list[Deed] = []
        if line.turned:
            said = translate("Household", "This link was made on %1's page and is changed there.")
            items.append(sentence(said.replace("%1", line.name)))
        elif may(self.about.actor, Permission.NOTE_AROUND_CASE) and not line.note.withheld:
            deeds = [
                Deed(translate("Household", "Change"), lambda: self._change(line)),
                Deed(translate("Household", "Put away…"), lambda: self._ask_to_put_away(page, line), "quiet"),
            ]
        page = Opened(title, items, deeds=deeds)
        self.show_page(title, page)

    def _change(self, line: HouseholdLine) -> None:
        def write(held: HouseholdLine, answers: FormAnswers) -> Work[None]:
            return partial(
                change_household_link,
                actor=self.about.actor,
                household_link_id=self.household_link_id,
                version=held.version,
                words=_words(answers),
            )

        spec = household_spec(self.about.lists, self.about.today, changing=line)
        changing = Changing(self._asking(), _values, write, lambda newer: not newer.note.withheld)
        form = changing_form(
            self.about,
            spec,
            line,
            changing,
            name="change-household",
            record_id=self.household_link_id,
            then=self.open,
        )
        self.show(form)

    def _ask_to_put_away(self, page: Opened, line: HouseholdLine) -> None:
        work = partial(
            archive_household_link,
            actor=self.about.actor,
            household_link_id=self.household_link_id,
            version=line.version,
        )
        ask_to_put_away(
            self.about,
            page,
            work,
            question=translate("Household", "Put this link away?"),
            words=translate(
                "Household", "For a link made by mistake. One that came to its end gets a last day."
            ),
            done=translate("Household", "The link is put away."),
        )


def _open(about: AboutPerson, record_id: UUID, show: Show, show_page: ShowPage) -> None:
    _OpenLink(about, HouseholdLinkId(record_id), show, show_page).open()


ADDINGS: tuple[Adding, ...] = (
    Adding(
        "household_link",
        translate("Household", "Link a household or family member"),
        "household",
        Permission.NOTE_AROUND_CASE,
        _begin,
    ),
)
OPENINGS: tuple[Opening, ...] = (Opening("household_link", _open),)
