"""Forms about a person joined to the records: begun, kept, and settled with what others saved meanwhile."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.errors import BadInputError
from desktop.ui.people.about import AboutPerson
from desktop.ui.shared.dialogs import Question, ask
from desktop.ui.shared.drafts import keep_drafts
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import FormSpec
from desktop.ui.shared.opened import Opened, the_one
from desktop.ui.shared.saving import Changing, ChangingForm, SavingForm, Work
from desktop.ui.shared.words import translate

if TYPE_CHECKING:
    from desktop.models.session import RecordSession

T = TypeVar("T")


def new_form(
    about: AboutPerson,
    spec: FormSpec,
    *,
    name: str,
    save: Callable[[FormAnswers], Work[Any]],
    then: Callable[[Any], object] | None = None,
    values: Mapping[str, object] | None = None,
    record_id: UUID | None = None,
    above: QWidget | None = None,
) -> SavingForm:
    """Begin something about a person, or go on with what was begun; ``name`` finds its draft again.

    ``save`` makes the deed of the answers, and may refuse them; ``then`` is called once it is kept.
    """
    form = SavingForm(spec, save, tasks=about.tasks, today=about.today, values=values, above=above, then=then)
    keep_drafts(form, about.drafts, form_name=name, record_id=record_id or about.person_id)
    return form


def changing_form(
    about: AboutPerson,
    spec: FormSpec,
    held: T,
    changing: Changing[T],
    *,
    name: str,
    record_id: UUID,
    then: Callable[[Any], object] | None = None,
) -> ChangingForm[T]:
    """Change a record; if somebody else did so meanwhile, both texts stay and are settled side by side."""
    form = ChangingForm(spec, held, changing, tasks=about.tasks, today=about.today, then=then)
    keep_drafts(form, about.drafts, form_name=name, record_id=record_id)
    return form


def one_of(question: Work[Iterable[T]], is_it: Callable[[T], bool]) -> Work[T]:
    """Ask for one line of a list; the answer refuses if it is there no more."""

    def ask(session: "RecordSession") -> T:
        return the_one([line for line in question(session) if is_it(line)])

    return ask


def do_from_page(about: AboutPerson, page: Opened, work: Work[Any], words: str) -> None:
    """Do something about what a page shows; the page then says that it is done, or why it could not be."""
    about.tasks.write(page, work, lambda _: page.end(words), otherwise=page.refuse)


def ask_to_put_away(
    about: AboutPerson, page: Opened, work: Work[Any], *, question: str, words: str, done: str
) -> None:
    """Ask whether what a page shows is to be put away, do it, and say on the page that it is done."""
    asked = Question(question, words, translate("Person", "Put away"))
    ask(page, asked, partial(do_from_page, about, page, work, done))


def needed_day(answers: FormAnswers, key: str) -> date:
    """Read a day that the form asks for in any case.

    Raises:
        BadInputError: there is none.
    """
    day = answers.day(key)
    if day is None:
        raise BadInputError(translate("Person", "The day is missing."), translate("Person", "Fill it in."))
    return day
