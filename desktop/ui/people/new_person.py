"""Adding somebody who is not in the records: while it is typed, whoever they may already be stands beside."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.ids import PersonId
from desktop.domain.safe_contact import Channel, SafeState
from desktop.errors import AlongsideError, BadInputError
from desktop.services.contact_points import ContactWords, add_contact_point, national_digits
from desktop.services.people import PersonWords, register_person
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import (
    Choice,
    FormSpec,
    Heading,
    Line,
    PartialDay,
    Whenabouts,
    options,
    shown_if,
)
from desktop.ui.shared.words import translate

_NAMES = ("forename", "surname", "known_as")


def person_spec() -> FormSpec:
    """Ask the least that makes somebody known again; a name is not needed."""
    states = [
        (SafeState.GIVEN_BY_REFERRER.value, translate("NewPerson", "Given by whoever referred them")),
        (SafeState.SAFE.value, translate("NewPerson", "Safe: they said so themselves")),
        (SafeState.UNKNOWN.value, translate("NewPerson", "Not known")),
        (SafeState.UNSAFE.value, translate("NewPerson", "Unsafe")),
    ]
    return FormSpec(
        translate("NewPerson", "Add a person"),
        (
            Line("forename", translate("NewPerson", "Forename")),
            Line("surname", translate("NewPerson", "Surname")),
            Line("known_as", translate("NewPerson", "What to call them")),
            PartialDay("born", translate("NewPerson", "Date of birth"), lies=Whenabouts.PAST),
            Line("postcode", translate("NewPerson", "Postcode")),
            Heading("reach", translate("NewPerson", "How to reach them")),
            Line("phone", translate("NewPerson", "Telephone")),
            Choice(
                "state",
                translate("NewPerson", "Is it safe?"),
                required=True,
                options=options(states),
                depends_on=shown_if("phone"),
            ),
        ),
        save_label=translate("NewPerson", "Add the person"),
        intro=translate(
            "NewPerson",
            "Look beside first: they may be here already. Nobody has to give a name; what to call them is "
            "enough.",
        ),
    )


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed to find somebody before nobody fitted."""

    text: str

    def names(self) -> dict[str, str]:
        """Take words as forename and surname; what holds digits is no name."""
        words = [word for word in self.text.split() if not any(sign.isdigit() for sign in word)]
        if not words:
            return {}
        named = {"forename": words[0].title()}
        return named | ({"surname": " ".join(words[1:]).title()} if len(words) > 1 else {})


class NewPersonForm(Form):
    """Adds a person; ``looked_for`` carries what to look for meanwhile, ``added`` who they now are."""

    looked_for = Signal(str)
    added = Signal(object)
    could_not_add = Signal(object)
    """The person is there; their number could not be added."""

    def __init__(self, tasks: Tasks, actor: Actor, typed: Typed) -> None:
        super().__init__(person_spec(), with_title=False)
        self._tasks, self._actor = tasks, actor
        for key, said in typed.names().items():
            self.fields[key].input.fill(said)
        for key in _NAMES:
            self.fields[key].input.changed.connect(self._look)
        self.answered.connect(self._add)

    def _look(self) -> None:
        said = [str(self.fields[key].input.typed()).strip() for key in _NAMES]
        name = " ".join(word for word in said[:2] if word) or said[2]
        if name:
            self.looked_for.emit(name)

    def _add(self, answers: FormAnswers) -> None:
        phone = answers.text("phone")
        if phone and national_digits(phone) is None:
            what = translate("NewPerson", "This cannot be a telephone number.")
            self.refuse(BadInputError(what, translate("NewPerson", "Check the digits.")), field="phone")
            return
        words = PersonWords(
            forename=answers.text("forename") or None,
            surname=answers.text("surname") or None,
            known_as=answers.text("known_as") or None,
            born=answers.partial("born"),
            postcode=answers.text("postcode") or None,
        )
        work = partial(register_person, actor=self._actor, words=words)
        self._tasks.write(self, work, partial(self._add_phone, answers), otherwise=self.refuse)

    def _add_phone(self, answers: FormAnswers, person_id: PersonId) -> None:
        phone = answers.text("phone")
        finish: Callable[[object], None] = partial(self._finish, person_id)
        if not phone:
            finish(None)
            return
        state = SafeState(answers.code("state") or SafeState.UNKNOWN.value)
        words = ContactWords(channel=Channel.PHONE, value=phone, state=state)
        work = partial(add_contact_point, actor=self._actor, person_id=person_id, words=words)
        self._tasks.write(self, work, finish, otherwise=partial(self._finish_without, person_id))

    def _finish(self, person_id: PersonId, _: object) -> None:
        self.saved()
        self.added.emit(person_id)

    def _finish_without(self, person_id: PersonId, error: AlongsideError) -> None:
        self._finish(person_id, None)
        self.could_not_add.emit(error)
