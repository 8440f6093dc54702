"""How the forms of cases save: one change, and the form says what was refused."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from desktop.ui.people.about import AboutPerson
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import FormAnswers

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
