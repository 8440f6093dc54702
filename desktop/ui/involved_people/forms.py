"""Noting people around a case, and opening one: numbers are shown only when asked for, and that is noted."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.codes import CodeList
from desktop.domain.ids import InvolvedPersonId
from desktop.domain.permissions import Permission, may
from desktop.queries.involved_people import InvolvedLine, involved_people_of
from desktop.queries.people import label_of
from desktop.services.involved_people import (
    InvolvedKept,
    InvolvedShown,
    add_involved_person,
    archive_involved_person,
    change_involved_person,
    reveal_involved_person,
)
from desktop.ui.involved_people.asked import involved_of, involved_spec, values_of
from desktop.ui.involved_people.offenders import ADDINGS as OFFENDERS
from desktop.ui.people.about import AboutPerson, Adding, Opening, Show, ShowPage
from desktop.ui.people.case_choice import case_of, usual_case
from desktop.ui.people.keeping import ask_to_put_away, changing_form, new_form, one_of
from desktop.ui.people.safe_contact import channel_word
from desktop.ui.shared.badges import badge
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.flow import Flow
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_notice import notice
from desktop.ui.shared.layouts import column, holder
from desktop.ui.shared.opened import Deed, Opened, said, told
from desktop.ui.shared.saving import Changing, Work
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import heading, sentence, strong, translate


def _begin(about: AboutPerson, show: Show) -> None:
    def save(answers: FormAnswers) -> Work[InvolvedKept]:
        return partial(
            add_involved_person,
            actor=about.actor,
            person_id=about.person_id,
            case_id=case_of(answers),
            words=involved_of(answers),
        )

    spec = involved_spec(about.lists, about.cases, about.today)
    show(new_form(about, spec, name="involved", save=save, values=usual_case(about.cases)))


def involved_items(line: InvolvedLine, lists: Mapping[str, CodeList]) -> list[QWidget]:
    """Lay somebody around a case out to be read, without their number."""
    role = label_of(lists, "involved-role", line.role_code) or line.role_code
    marks: list[QWidget] = []
    if line.never_speak_to:
        marks.append(badge(translate("Involved", "Never speak to them"), "stop", Tone.DANGER))
    if line.trusted_other:
        marks.append(badge(translate("Involved", "The person trusts them"), "good", Tone.GOOD))
    name = said(line.name) or translate("Involved", "No name given")
    parental = line.parental_responsibility
    has = {True: translate("Involved", "Yes"), False: translate("Involved", "No")}
    ways = ", ".join(channel_word(channel) for channel in line.ways)
    details = (
        Detail(translate("Involved", "Who they are"), role),
        Detail(translate("Involved", "Organisation"), said(line.organisation)),
        Detail(translate("Involved", "Can be reached by"), ways),
        Detail(translate("Involved", "Parental responsibility"), "" if parental is None else has[parental]),
    )
    return [
        holder(column(heading(name), *([holder(Flow(*marks))] if marks else []), space=Space.XS)),
        *told(translate("Involved", "What we may say to them"), line.what_we_may_say),
        DetailList(details),
        *told(translate("Involved", "Note"), line.note),
    ]


def reach_notice(shown: InvolvedShown) -> QWidget:
    """Show how somebody is reached, or only how to recognise whom never to speak to."""
    words = shown.words
    ways = [part for part in (words.number, words.email, words.address) if part]
    nothing = translate("Involved", "No number or address is written down.")
    tone = Tone.DANGER if words.never_speak_to else Tone.INFO
    lines = [sentence(way) for way in ways] or [sentence(nothing)]
    return notice(tone, strong(shown.sentence) if shown.sentence else None, *lines)


@dataclass(frozen=True, slots=True)
class _OpenInvolved:
    """Somebody around a case who is open beside a page."""

    about: AboutPerson
    involved_person_id: InvolvedPersonId
    show: Show
    show_page: ShowPage

    def open(self, *_: object) -> None:
        question = partial(involved_people_of, actor=self.about.actor, person_id=self.about.person_id)
        work = one_of(question, lambda line: line.involved_person_id == self.involved_person_id)
        self.about.tasks.read(self.about.tasks, work, self._show)

    def _show(self, line: InvolvedLine) -> None:
        title = translate("Involved", "Somebody around the case")
        deeds: list[Deed] = []
        if may(self.about.actor, Permission.NOTE_AROUND_CASE) and not _withheld(line):
            reach = translate("Involved", "Show how they are reached")
            change = translate("Involved", "Change")
            away = translate("Involved", "Put away…")
            deeds = [
                Deed(reach, lambda: self._reveal(page)),
                Deed(change, lambda: self._begin_change(page)),
                Deed(away, lambda: self._ask_to_put_away(page, line), "quiet"),
            ]
        page = Opened(title, involved_items(line, self.about.lists), deeds=deeds)
        self.show_page(title, page)

    def _revealing(self) -> Work[InvolvedShown]:
        return partial(
            reveal_involved_person,
            actor=self.about.actor,
            involved_person_id=self.involved_person_id,
        )

    def _reveal(self, page: Opened) -> None:
        def shown(involved: InvolvedShown) -> None:
            page.tell(reach_notice(involved))

        self.about.tasks.write(page, self._revealing(), shown, otherwise=page.refuse)

    def _begin_change(self, page: Opened) -> None:
        self.about.tasks.write(page, self._revealing(), self._change, otherwise=page.refuse)

    def _change(self, involved: InvolvedShown) -> None:
        def write(held: InvolvedShown, answers: FormAnswers) -> Work[InvolvedKept]:
            return partial(
                change_involved_person,
                actor=self.about.actor,
                involved_person_id=self.involved_person_id,
                version=held.version,
                words=involved_of(answers),
            )

        spec = involved_spec(self.about.lists, (), self.about.today, held=involved.words.role_code)
        changing = Changing(
            self._revealing(), lambda shown: values_of(shown.words), write, reading_is_noted=True
        )
        name, identity = "change-involved", self.involved_person_id
        self.show(
            changing_form(self.about, spec, involved, changing, name=name, record_id=identity, then=self.open)
        )

    def _ask_to_put_away(self, page: Opened, line: InvolvedLine) -> None:
        work = partial(
            archive_involved_person,
            actor=self.about.actor,
            involved_person_id=self.involved_person_id,
            version=line.version,
        )
        never = translate(
            "Involved", "Nobody is warned of them any more, and their numbers are no longer refused."
        )
        usual = translate("Involved", "They stay in the history of the record.")
        ask_to_put_away(
            self.about,
            page,
            work,
            question=translate("Involved", "Put this person away?"),
            words=never if line.never_speak_to else usual,
            done=translate("Involved", "They are put away."),
        )


def _withheld(line: InvolvedLine) -> bool:
    """Say whether there are words here that whoever reads could not save again."""
    return any(words.withheld for words in (line.name, line.organisation, line.what_we_may_say, line.note))


def _open(about: AboutPerson, record_id: UUID, show: Show, show_page: ShowPage) -> None:
    _OpenInvolved(about, InvolvedPersonId(record_id), show, show_page).open()


ADDINGS: tuple[Adding, ...] = (
    Adding(
        "involved_person",
        translate("Involved", "Add somebody around the case"),
        "involved",
        Permission.NOTE_AROUND_CASE,
        _begin,
    ),
    *OFFENDERS,
)
OPENINGS: tuple[Opening, ...] = (Opening("involved_person", _open),)
