"""How the forms of cases save, and how they read what is asked in two steps."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from desktop.ui.people.about import AboutPerson
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import NO, YES, FormAnswers

if TYPE_CHECKING:
    from desktop.models.session import RecordSession

T = TypeVar("T")


def save_with(
    form: Form,
    about: AboutPerson,
    change: "Callable[[FormAnswers], Callable[[RecordSession], T]]",
    then: Callable[[T], object] = lambda _: None,
) -> Form:
    """Let a form save with the change that its answers make; ``then`` gets what the change gave."""

    def kept(value: T) -> None:
        form.saved()
        then(value)

    def save(answers: FormAnswers) -> None:
        about.tasks.write(form, change(answers), kept, otherwise=form.refuse)

    form.answered.connect(save)
    return form


def codes_if(answers: FormAnswers, asked: str, which: str) -> frozenset[str] | None:
    """Read which of several apply: empty where the answer before was no, None where nobody asked."""
    said = answers.yes_no(asked)
    return None if said is None else frozenset(answers.codes(which)) if said else frozenset()


def said_yes_no(said: bool | None) -> str:  # noqa: FBT001  (an answer)
    """Fill a question of yes and no from a record."""
    return "" if said is None else YES if said else NO
