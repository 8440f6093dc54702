"""Adding a way to reach somebody, saying what is safe, changing it without losing the old address."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.ids import ContactPointId
from desktop.domain.permissions import Permission, may
from desktop.domain.safe_contact import Channel, SafeState
from desktop.queries.people import ContactLine, person_details
from desktop.services.contact_points import (
    ContactShown,
    add_contact_point,
    archive_contact_point,
    change_contact_point,
    contact_point_to_change,
    note_what_the_referrer_said,
    say_what_is_safe,
)
from desktop.ui.contact_points.asked import (
    contact_point_spec,
    referrer_spec,
    safe_spec,
    values_of,
    words_of_answers,
)
from desktop.ui.people.about import AboutPerson, Adding, Opening, Show, ShowPage
from desktop.ui.people.keeping import ask_to_put_away, changing_form, new_form
from desktop.ui.people.safe_contact import channel_word, verdict_badge
from desktop.ui.shared.form_answers import YES, FormAnswers
from desktop.ui.shared.form_fields import FormSpec
from desktop.ui.shared.layouts import column, holder
from desktop.ui.shared.opened import Deed, Opened, told
from desktop.ui.shared.saving import Changing, Work
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import heading, sentence, small, translate, uk_date

if TYPE_CHECKING:
    from desktop.models.session import RecordSession


def _begin(about: AboutPerson, show: Show) -> None:
    def save(answers: FormAnswers) -> Work[ContactPointId]:
        return partial(
            add_contact_point,
            actor=about.actor,
            person_id=about.person_id,
            words=words_of_answers(answers),
        )

    show(new_form(about, contact_point_spec(), name="contact-point", save=save))


def contact_point_items(line: ContactLine) -> list[QWidget]:
    """Lay a way to reach somebody out, its number hidden."""
    said = translate("ContactPoint", "Confirmed on %1").replace("%1", uk_date(line.confirmed_on))
    confirmed = [small(said)] if line.confirmed_on else []
    head = column(
        verdict_badge(line.verdict), heading(f"{channel_word(line.channel)} · {line.masked}"), space=Space.S
    )
    return [
        holder(head),
        holder(column(sentence(line.verdict.sentence), *confirmed, space=Space.XS)),
        *told(translate("ContactPoint", "Note"), line.note or ""),
    ]


@dataclass(frozen=True, slots=True)
class _OpenPoint:
    """A way to reach somebody that is open beside a page."""

    about: AboutPerson
    contact_point_id: ContactPointId
    show: Show
    show_page: ShowPage

    def open(self, *_: object) -> None:
        self.about.tasks.read(self.about.tasks, self._asking(), self._show)

    def _asking(self) -> Work[ContactLine | None]:
        about = self.about
        question = partial(
            person_details, actor=about.actor, person_id=about.person_id, code_lists=about.lists
        )

        def find(session: "RecordSession") -> ContactLine | None:
            lines = (
                one for one in question(session).contacts if one.contact_point_id == self.contact_point_id
            )
            return next(lines, None)

        return find

    def _show(self, line: ContactLine | None) -> None:
        if line is None:
            return
        title = translate("ContactPoint", "A way to reach them")
        deeds: list[Deed] = []
        if may(self.about.actor, Permission.CHANGE_PERSON):
            deeds = [
                Deed(translate("ContactPoint", "Say what is safe"), lambda: self._say_safe(line), "primary"),
                *self._referrer(line),
                Deed(translate("ContactPoint", "Change"), lambda: self._begin_change(page)),
            ]
            if line.state is not SafeState.UNSAFE:
                away = translate("ContactPoint", "Put away…")
                deeds.append(Deed(away, lambda: self._ask_to_put_away(page, line), "quiet"))
        page = Opened(title, contact_point_items(line), deeds=deeds)
        self.show_page(title, page)

    def _referrer(self, line: ContactLine) -> list[Deed]:
        if line.channel is not Channel.PHONE or line.state is SafeState.UNSAFE:
            return []
        return [Deed(translate("ContactPoint", "The referrer was asked"), lambda: self._ask_referrer(line))]

    def _show_form(
        self,
        name: str,
        spec: FormSpec,
        line: ContactLine,
        write: Callable[[ContactLine, FormAnswers], Work[None]],
    ) -> None:
        def read(session: "RecordSession") -> ContactLine:
            return self._asking()(session) or line

        changing = Changing(read, lambda one: {"state": one.state.value}, write)
        identity = self.contact_point_id
        self.show(
            changing_form(self.about, spec, line, changing, name=name, record_id=identity, then=self.open)
        )

    def _say_safe(self, line: ContactLine) -> None:
        def write(held: ContactLine, answers: FormAnswers) -> Work[None]:
            return partial(
                say_what_is_safe,
                actor=self.about.actor,
                contact_point_id=self.contact_point_id,
                version=held.version,
                state=SafeState(answers.text("state")),
                expires_on=answers.day("until"),
            )

        self._show_form("contact-point-safe", safe_spec(), line, write)

    def _ask_referrer(self, line: ContactLine) -> None:
        def write(held: ContactLine, answers: FormAnswers) -> Work[None]:
            return partial(
                note_what_the_referrer_said,
                actor=self.about.actor,
                contact_point_id=self.contact_point_id,
                version=held.version,
                safe=answers.code("safe") == YES,
            )

        self._show_form("contact-point-referrer", referrer_spec(), line, write)

    def _revealing(self) -> Work[ContactShown]:
        return partial(
            contact_point_to_change, actor=self.about.actor, contact_point_id=self.contact_point_id
        )

    def _begin_change(self, page: Opened) -> None:
        self.about.tasks.write(page, self._revealing(), self._change, otherwise=page.refuse)

    def _change(self, shown: ContactShown) -> None:
        channel = shown.words.channel

        def write(held: ContactShown, answers: FormAnswers) -> Work[ContactPointId]:
            return partial(
                change_contact_point,
                actor=self.about.actor,
                contact_point_id=self.contact_point_id,
                version=held.version,
                words=words_of_answers(answers, channel),
                correction="correction" in answers.values and answers.ticked("correction"),
            )

        def then(point_id: ContactPointId) -> None:
            _OpenPoint(self.about, point_id, self.show, self.show_page).open()

        changing = Changing(self._revealing(), lambda one: values_of(one.words), write, reading_is_noted=True)
        spec, name, identity = contact_point_spec(channel), "change-contact-point", self.contact_point_id
        self.show(changing_form(self.about, spec, shown, changing, name=name, record_id=identity, then=then))

    def _ask_to_put_away(self, page: Opened, line: ContactLine) -> None:
        work = partial(
            archive_contact_point,
            actor=self.about.actor,
            contact_point_id=self.contact_point_id,
            version=line.version,
        )
        ask_to_put_away(
            self.about,
            page,
            work,
            question=translate("ContactPoint", "Put this away?"),
            words=translate(
                "ContactPoint", "For one that is none. If it became dangerous, say that it is unsafe."
            ),
            done=translate("ContactPoint", "It is put away."),
        )


def _open(about: AboutPerson, record_id: UUID, show: Show, show_page: ShowPage) -> None:
    _OpenPoint(about, ContactPointId(record_id), show, show_page).open()


ADDINGS: tuple[Adding, ...] = (
    Adding(
        "contact_point",
        translate("ContactPoint", "Add a way to reach them"),
        "call",
        Permission.CHANGE_PERSON,
        _begin,
    ),
)
OPENINGS: tuple[Opening, ...] = (Opening("contact_point", _open),)
