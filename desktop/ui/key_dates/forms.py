"""Noting a date that matters, moving it, saying that it is dealt with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.codes import CodeList
from desktop.domain.ids import KeyDateId
from desktop.domain.permissions import Permission, may
from desktop.queries.key_dates import KeyDateLine, key_dates_of
from desktop.queries.people import label_of
from desktop.services.key_dates import (
    KeyDateWords,
    add_key_date,
    archive_key_date,
    change_key_date,
    deal_with_key_date,
)
from desktop.ui.people.about import AboutPerson, Adding, CaseChoice, Opening, Show, ShowPage
from desktop.ui.people.case_choice import case_field, case_of, usual_case
from desktop.ui.people.keeping import (
    ask_to_put_away,
    changing_form,
    do_from_page,
    needed_day,
    new_form,
    one_of,
)
from desktop.ui.shared.badges import badge
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import (
    Choice,
    ClockTime,
    Day,
    FormSpec,
    Line,
    Whenabouts,
    Words,
    options_of,
)
from desktop.ui.shared.layouts import column, holder
from desktop.ui.shared.opened import Deed, Opened, any_withheld, told
from desktop.ui.shared.saving import Changing, Work
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import heading, sentence, translate, uk_date


def key_date_spec(
    lists: Mapping[str, CodeList],
    cases: Sequence[CaseChoice],
    on: date,
    *,
    changing: KeyDateLine | None = None,
) -> FormSpec:
    """Describe a date to be ready for."""
    held = [changing.kind_code] if changing else []
    return FormSpec(
        translate("KeyDate", "Change the date") if changing else translate("KeyDate", "Add a key date"),
        (
            Choice(
                "kind",
                translate("KeyDate", "What it is"),
                required=True,
                options=options_of(lists["key-date-kind"], on=on, besides=held),
            ),
            Day("day", translate("KeyDate", "Day"), required=True, lies=Whenabouts.AHEAD),
            ClockTime("at", translate("KeyDate", "Time"), beside=True),
            Line("place", translate("KeyDate", "Where")),
            Words("note", translate("KeyDate", "Note"), lines=3),
            *(() if changing else case_field(cases)),
        ),
        save_label=translate("KeyDate", "Save the date"),
        another_label="" if changing else translate("KeyDate", "Save and add another"),
    )


def _words(answers: FormAnswers) -> KeyDateWords:
    at = answers.time("at")
    return KeyDateWords(
        kind_code=answers.text("kind"),
        happens_on=needed_day(answers, "day"),
        at_time=f"{at:%H:%M}" if at else None,
        place=answers.text("place") or None,
        note=answers.text("note") or None,
    )


def _values(line: KeyDateLine) -> dict[str, object]:
    return {
        "kind": line.kind_code,
        "day": line.happens_on,
        "at": time.fromisoformat(line.at_time) if line.at_time else None,
        "place": line.place.text,
        "note": line.note.text,
    }


def _is_readable(line: KeyDateLine) -> bool:
    return not any_withheld(line.place, line.note)


def _begin(about: AboutPerson, show: Show) -> None:
    def save(answers: FormAnswers) -> Work[KeyDateId]:
        return partial(
            add_key_date,
            actor=about.actor,
            person_id=about.person_id,
            case_id=case_of(answers),
            words=_words(answers),
        )

    spec = key_date_spec(about.lists, about.cases, about.today)
    show(new_form(about, spec, name="key-date", save=save, values=usual_case(about.cases)))


def key_date_items(line: KeyDateLine, lists: Mapping[str, CodeList]) -> list[QWidget]:
    """Lay a date out to be read."""
    kind = label_of(lists, "key-date-kind", line.kind_code) or line.kind_code
    when = f"{uk_date(line.happens_on)}, {line.at_time}" if line.at_time else uk_date(line.happens_on)
    head: list[QWidget] = [heading(kind), sentence(when)]
    if line.dealt_with_on is not None:
        done = translate("KeyDate", "Dealt with on %1").replace("%1", uk_date(line.dealt_with_on))
        head.insert(0, badge(done, "good", Tone.GOOD))
    return [
        holder(column(*head, space=Space.XS)),
        *told(translate("KeyDate", "Where"), line.place),
        *told(translate("KeyDate", "Note"), line.note),
    ]


@dataclass(frozen=True, slots=True)
class _OpenDate:
    """A date that is open beside a page."""

    about: AboutPerson
    key_date_id: KeyDateId
    show: Show
    show_page: ShowPage

    def open(self, *_: object) -> None:
        self.about.tasks.read(self.about.tasks, self._asking(), self._show)

    def _asking(self) -> Work[KeyDateLine]:
        question = partial(key_dates_of, actor=self.about.actor, person_id=self.about.person_id)
        return one_of(question, lambda line: line.key_date_id == self.key_date_id)

    def _show(self, line: KeyDateLine) -> None:
        deeds: list[Deed] = []
        title = translate("KeyDate", "Key date")
        if may(self.about.actor, Permission.NOTE_AROUND_CASE):
            if line.dealt_with_on is None:
                label = translate("KeyDate", "It is dealt with")
                deeds.append(Deed(label, lambda: self._deal(page, line), "primary"))
            if _is_readable(line):
                deeds.append(Deed(translate("KeyDate", "Change"), lambda: self._change(line)))
            away = translate("KeyDate", "Put away…")
            deeds.append(Deed(away, lambda: self._ask_to_put_away(page, line), "quiet"))
        page = Opened(title, key_date_items(line, self.about.lists), deeds=deeds)
        self.show_page(title, page)

    def _change(self, line: KeyDateLine) -> None:
        def write(held: KeyDateLine, answers: FormAnswers) -> Work[None]:
            return partial(
                change_key_date,
                actor=self.about.actor,
                key_date_id=self.key_date_id,
                version=held.version,
                words=_words(answers),
            )

        spec = key_date_spec(self.about.lists, (), self.about.today, changing=line)
        changing = Changing(self._asking(), _values, write, _is_readable)
        form = changing_form(
            self.about,
            spec,
            line,
            changing,
            name="change-key-date",
            record_id=self.key_date_id,
            then=self.open,
        )
        self.show(form)

    def _deal(self, page: Opened, line: KeyDateLine) -> None:
        work = partial(
            deal_with_key_date,
            actor=self.about.actor,
            key_date_id=self.key_date_id,
            version=line.version,
        )
        do_from_page(self.about, page, work, translate("KeyDate", "The date is dealt with."))

    def _ask_to_put_away(self, page: Opened, line: KeyDateLine) -> None:
        work = partial(
            archive_key_date, actor=self.about.actor, key_date_id=self.key_date_id, version=line.version
        )
        ask_to_put_away(
            self.about,
            page,
            work,
            question=translate("KeyDate", "Put this date away?"),
            words=translate("KeyDate", "For a date that was noted by mistake. It stays in the history."),
            done=translate("KeyDate", "The date is put away."),
        )


def _open(about: AboutPerson, record_id: UUID, show: Show, show_page: ShowPage) -> None:
    _OpenDate(about, KeyDateId(record_id), show, show_page).open()


ADDINGS: tuple[Adding, ...] = (
    Adding(
        "key_date", translate("KeyDate", "Add a key date"), "key-date", Permission.NOTE_AROUND_CASE, _begin
    ),
)
OPENINGS: tuple[Opening, ...] = (Opening("key_date", _open),)
