"""How the forms of cases save, and how they show what a record holds."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from desktop.ui.people.about import AboutPerson
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import FormAnswers

if TYPE_CHECKING:
    from desktop.models.session import RecordSession

T = TypeVar("T")
NONE_OF_THESE = "none"


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


def shown_codes(held: frozenset[str] | None) -> list[str]:
    """Fill a question of several answers from a record: that none applies is an answer of its list too."""
    return [] if held is None else sorted(held) or [NONE_OF_THESE]
