"""Writing a reminder for oneself, doing it, putting it off with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.ids import ReminderId
from desktop.domain.permissions import Permission
from desktop.queries.reminders import ReminderLine, own_reminders
from desktop.services.reminders import NewReminder, finish_reminder, put_off_reminder, write_reminder
from desktop.ui.people.about import AboutPerson, Adding, CaseChoice, Opening, Show, ShowPage
from desktop.ui.people.case_choice import case_field, case_of
from desktop.ui.people.keeping import changing_form, do_from_page, needed_day, new_form, one_of
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import Day, FormSpec, Line, Whenabouts
from desktop.ui.shared.layouts import column, holder
from desktop.ui.shared.opened import Deed, Opened, said, told
from desktop.ui.shared.saving import Changing, Work
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import heading, sentence, translate, uk_date


def reminder_spec(cases: Sequence[CaseChoice]) -> FormSpec:
    """Describe one line for one day."""
    return FormSpec(
        translate("Reminder", "Add a reminder"),
        (
            Line("words", translate("Reminder", "Remind me to"), required=True),
            Day("due", translate("Reminder", "On"), required=True, lies=Whenabouts.AHEAD),
            *case_field(cases),
        ),
        save_label=translate("Reminder", "Save the reminder"),
        another_label=translate("Reminder", "Save and add another"),
        intro=translate("Reminder", "Only you see it. What colleagues must know belongs into a contact."),
    )


def put_off_spec() -> FormSpec:
    """Describe to which day a reminder is put off, and why."""
    return FormSpec(
        translate("Reminder", "Put the reminder off"),
        (
            Day("due", translate("Reminder", "To"), required=True, lies=Whenabouts.AHEAD),
            Line("why", translate("Reminder", "Why"), required=True),
        ),
        save_label=translate("Reminder", "Put it off"),
    )


def _begin(about: AboutPerson, show: Show) -> None:
    def save(answers: FormAnswers) -> Work[ReminderId]:
        reminder = NewReminder(
            due_on=needed_day(answers, "due"),
            words=answers.text("words"),
            person_id=about.person_id,
            case_id=case_of(answers),
        )
        return partial(write_reminder, actor=about.actor, reminder=reminder)

    show(new_form(about, reminder_spec(about.cases), name="reminder", save=save))


def reminder_items(line: ReminderLine) -> list[QWidget]:
    """Lay a reminder out to be read."""
    due = translate("Reminder", "For %1").replace("%1", uk_date(line.due_on))
    return [
        holder(column(heading(said(line.words)), sentence(due), space=Space.XS)),
        *told(translate("Reminder", "Put off because"), line.put_off_words),
    ]


@dataclass(frozen=True, slots=True)
class _OpenReminder:
    """A reminder that is open beside a page."""

    about: AboutPerson
    reminder_id: ReminderId
    show: Show
    show_page: ShowPage

    def open(self, *_: object) -> None:
        self.about.tasks.read(self.about.tasks, self._asking(), self._show)

    def _asking(self) -> Work[ReminderLine]:
        question = partial(own_reminders, actor=self.about.actor)
        return one_of(question, lambda line: line.reminder_id == self.reminder_id)

    def _show(self, line: ReminderLine) -> None:
        title = translate("Reminder", "Reminder")
        deeds = (
            Deed(translate("Reminder", "Done"), lambda: self._finish(page, line), "primary"),
            Deed(translate("Reminder", "Put it off…"), lambda: self._put_off(line)),
        )
        page = Opened(title, reminder_items(line), deeds=deeds)
        self.show_page(title, page)

    def _finish(self, page: Opened, line: ReminderLine) -> None:
        work = partial(
            finish_reminder, actor=self.about.actor, reminder_id=self.reminder_id, version=line.version
        )
        do_from_page(self.about, page, work, translate("Reminder", "The reminder is done."))

    def _put_off(self, line: ReminderLine) -> None:
        def write(held: ReminderLine, answers: FormAnswers) -> Work[None]:
            return partial(
                put_off_reminder,
                actor=self.about.actor,
                reminder_id=self.reminder_id,
                version=held.version,
                due_on=needed_day(answers, "due"),
                words=answers.text("why"),
            )

        changing = Changing(self._asking(), lambda _: {}, write)
        form = changing_form(
            self.about,
            put_off_spec(),
            line,
            changing,
            name="put-off-reminder",
            record_id=self.reminder_id,
            then=self.open,
        )
        self.show(form)


def _open(about: AboutPerson, record_id: UUID, show: Show, show_page: ShowPage) -> None:
    _OpenReminder(about, ReminderId(record_id), show, show_page).open()


ADDINGS: tuple[Adding, ...] = (
    Adding(
        "reminder", translate("Reminder", "Add a reminder"), "reminder", Permission.KEEP_REMINDERS, _begin
    ),
)
OPENINGS: tuple[Opening, ...] = (Opening("reminder", _open),)
