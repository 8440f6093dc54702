"""Recording a contact beside the person's page, and correcting one that was recorded."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt

from desktop.domain.ids import CaseId, ContactId
from desktop.domain.permissions import Permission, may
from desktop.domain.safe_contact import SafeState
from desktop.errors import AlongsideError, StaleVersionError
from desktop.queries.contacts import ContactDetails, contact_details
from desktop.services.contact_points import say_what_is_safe
from desktop.services.contacts import NewContact, archive_contact, correct_contact, record_contact
from desktop.ui.contacts.asked import (
    REACHED,
    contact_spec,
    facts_of,
    first_values,
    taken_for_granted,
    values_of,
)
from desktop.ui.contacts.calling import Call, CallCard, now
from desktop.ui.contacts.reading import contact_page
from desktop.ui.people.about import AboutPerson, Adding, Opening, Show, ShowPage
from desktop.ui.shared.buttons import quiet
from desktop.ui.shared.dialogs import Question, ask
from desktop.ui.shared.drafts import keep_drafts
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_draft import as_draft
from desktop.ui.shared.form_keys import KeyedInput
from desktop.ui.shared.layouts import holder, row
from desktop.ui.shared.words import translate


class ContactForm(Form):
    """Writes down one contact; from a call it knows the number, and the clock fills in the minutes.

    The keyboard begins at *how did it go*: everything before it is nearly always right as it stands.
    """

    def __init__(
        self, about: AboutPerson, *, call: Call | None = None, clock: Callable[[], datetime] = now
    ) -> None:
        self._about = about
        self._call = call
        self._card = CallCard(call, clock) if call else None
        began = call.began if call else clock()
        super().__init__(
            contact_spec(about, calling=call is not None, intro=taken_for_granted(about, began)),
            first_values(about, began),
            today=about.today,
            with_title=False,
            above=self._card,
        )
        for key in ("result", "still"):
            picked = self.fields[key].input if key in self.fields else None
            if isinstance(picked, KeyedInput):
                picked.picked.connect(partial(self._go_on, key))
        self.answered.connect(self._save_contact)

    def arrive(self) -> None:
        """Begin where something has to be said: how it went."""
        self.fields["result"].input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self, key: str, code: str) -> None:
        """Lead on to what comes next once one key has answered."""
        if key == "result" and self._card is not None:
            minutes = self.fields["minutes"].input
            if not minutes.typed():
                minutes.fill(str(self._card.minutes()))
        if key == "result" and code == REACHED and "still" in self.fields:
            following = "still"
        else:
            following = "note" if self.fields["minutes"].input.typed() else "minutes"
        self.fields[following].input.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_now(self) -> None:
        """Keep with a draft the day and the time it began: taken up tomorrow, it still happened today."""
        super().keep_now()
        touched = self.touched
        if touched:
            when = {key: self.fields[key].input.typed() for key in ("day", "at")}
            self.draft_changed.emit(as_draft(when | touched))

    def _save_contact(self, answers: FormAnswers) -> None:
        about = self._about
        point = self._call.contact_point_id if self._call and answers.code("channel") == "phone" else None
        case = answers.code("case") if "case" in self.fields else None
        cases = [one.case_id for one in about.cases if one.is_open]
        chosen = CaseId(UUID(case)) if case else cases[0] if len(cases) == 1 else None
        facts = facts_of(answers, today=about.today, contact_point_id=point)
        new = NewContact(person_id=about.person_id, facts=facts, case_id=chosen)
        work = partial(record_contact, actor=about.actor, new=new)
        about.tasks.write(self, work, lambda _: self._kept(answers), otherwise=self.refuse)

    def _kept(self, answers: FormAnswers) -> None:
        """Write down beside the contact what the person said of the number."""
        still = answers.code("still") if "still" in self.fields else None
        if self._call is None or still is None:
            self.saved()
            return
        work = partial(
            say_what_is_safe,
            actor=self._about.actor,
            contact_point_id=self._call.contact_point_id,
            version=self._call.version,
            state=SafeState.SAFE if still == "yes" else SafeState.UNSAFE,
        )
        self._about.tasks.write(self, work)
        self.saved()


class CorrectingForm(Form):
    """Corrects a contact; if somebody else did so meanwhile, both texts are kept and settled."""

    def __init__(self, about: AboutPerson, contact: ContactDetails) -> None:
        self._about = about
        self._contact = contact
        put_away = quiet(translate("Contacts", "Recorded by mistake: put it away"), self._ask_to_put_away)
        super().__init__(
            contact_spec(about, correcting=contact),
            values_of(contact),
            today=about.today,
            with_title=False,
            above=holder(row(put_away, None)),
        )
        self.answered.connect(self._correct)

    def _correct(self, answers: FormAnswers) -> None:
        point = self._contact.contact_point_id
        facts = facts_of(answers, today=self._about.today, contact_point_id=point)
        work = partial(
            correct_contact,
            actor=self._about.actor,
            contact_id=self._contact.contact_id,
            version=self._contact.version,
            facts=facts,
        )
        self._about.tasks.write(self, work, lambda _: self.saved(), otherwise=self._meet_refusal)

    def _meet_refusal(self, error: AlongsideError) -> None:
        if isinstance(error, StaleVersionError):
            self._about.tasks.read(self, _asking(self._about, self._contact.contact_id), self._meet_theirs)
        else:
            self.refuse(error)

    def _meet_theirs(self, newer: ContactDetails) -> None:
        self._contact = newer
        self.meet_newer(values_of(newer))

    def _ask_to_put_away(self) -> None:
        question = Question(
            translate("Contacts", "Put this contact away?"),
            translate("Contacts", "It counts nowhere any more. It stays in the history of the record."),
            translate("Contacts", "Put away"),
        )
        ask(self, question, self._put_away)

    def _put_away(self) -> None:
        work = partial(
            archive_contact,
            actor=self._about.actor,
            contact_id=self._contact.contact_id,
            version=self._contact.version,
        )
        self._about.tasks.write(self, work, lambda _: self.saved(), otherwise=self._meet_refusal)


def _asking(about: AboutPerson, contact_id: ContactId) -> Callable[..., ContactDetails]:
    return partial(contact_details, actor=about.actor, contact_id=contact_id, code_lists=about.lists)


def new_contact_form(about: AboutPerson, call: Call | None = None) -> ContactForm:
    """Begin a contact, with what was being written before, if anything was."""
    form = ContactForm(about, call=call)
    keep_drafts(form, about.drafts, form_name="contact", record_id=about.person_id)
    return form


def _begin(about: AboutPerson, show: Show) -> None:
    show(new_contact_form(about))


def _open(about: AboutPerson, record_id: UUID, show: Show, show_page: ShowPage) -> None:
    """Open a contact to be corrected by whoever may, else to be read."""

    def opened(contact: ContactDetails) -> None:
        if contact.may_correct and may(about.actor, Permission.CHANGE_CONTACT):
            form = CorrectingForm(about, contact)
            keep_drafts(form, about.drafts, form_name="correct-contact", record_id=record_id)
            show(form)
        else:
            show_page(translate("Contacts", "Contact"), contact_page(contact))

    about.tasks.read(about.tasks, _asking(about, ContactId(record_id)), opened)


ADDINGS = (
    Adding(
        "contact", translate("Contacts", "Record a contact"), "contact", Permission.RECORD_CONTACT, _begin
    ),
)
OPENINGS = (Opening("contact", _open),)
