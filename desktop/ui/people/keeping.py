"""Forms about a person joined to the records: begun, kept, and settled with what others saved meanwhile."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.ids import CaseId
from desktop.errors import AlongsideError, BadInputError, StaleVersionError
from desktop.ui.people.about import AboutPerson, CaseChoice
from desktop.ui.shared.drafts import keep_drafts
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import Choice, FieldSpec, FormSpec, options
from desktop.ui.shared.opened import Opened
from desktop.ui.shared.words import translate

T = TypeVar("T")
Work = Callable[..., T]
"""A question or a deed that lacks only its session."""


def _nothing(_: object) -> None:
    """Need nothing more once it is kept."""


def new_form(
    about: AboutPerson,
    spec: FormSpec,
    *,
    name: str,
    save: Callable[[FormAnswers], Work[T]],
    then: Callable[[T], object] = _nothing,
    values: Mapping[str, object] | None = None,
    record_id: UUID | None = None,
    above: QWidget | None = None,
) -> Form:
    """Begin something about a person, or go on with what was begun; ``name`` finds its draft again.

    ``save`` makes the deed of the answers, and may refuse them; ``then`` is called once it is kept.
    """
    form = Form(spec, values, today=about.today, with_title=False, above=above)

    def kept(value: T) -> None:
        form.saved()
        then(value)

    def write(answers: FormAnswers) -> None:
        try:
            work = save(answers)
        except AlongsideError as error:
            form.refuse(error)
        else:
            about.tasks.write(form, work, kept, otherwise=form.refuse)

    form.answered.connect(write)
    keep_drafts(form, about.drafts, form_name=name, record_id=record_id or about.person_id)
    return form


@dataclass(frozen=True, slots=True)
class Held(Generic[T]):
    """A record as it was read, how it is read again, and how it fills a form."""

    record_id: UUID
    record: T
    read: Work[T]
    values: Callable[[T], Mapping[str, object]]
    reading_is_noted: bool = False
    """Whether it holds numbers, so that reading it is written down."""


def changing_form(
    about: AboutPerson,
    spec: FormSpec,
    held: Held[T],
    *,
    name: str,
    save: Callable[[FormAnswers, T], Work[Any]],
    then: Callable[[Any], object] = _nothing,
    above: QWidget | None = None,
) -> Form:
    """Change a record; if somebody else did so meanwhile, both texts stay and are settled side by side."""
    form = Form(spec, held.values(held.record), today=about.today, with_title=False, above=above)
    record = held.record

    def kept(value: object) -> None:
        form.saved()
        then(value)

    def use(newer: T) -> None:
        nonlocal record
        record = newer

    def meet(newer: T) -> None:
        form.meet_newer(held.values(newer), then=lambda: use(newer))

    def refuse(error: AlongsideError) -> None:
        if isinstance(error, StaleVersionError):
            ask = about.tasks.write if held.reading_is_noted else about.tasks.read
            ask(form, held.read, meet, otherwise=form.refuse)
        else:
            form.refuse(error)

    def write(answers: FormAnswers) -> None:
        try:
            work = save(answers, record)
        except AlongsideError as error:
            form.refuse(error)
        else:
            about.tasks.write(form, work, kept, otherwise=refuse)

    form.answered.connect(write)
    keep_drafts(form, about.drafts, form_name=name, record_id=held.record_id)
    return form


def one_of(question: Work[Iterable[T]], is_it: Callable[[T], bool]) -> Work[T]:
    """Ask for one line of a list; the answer refuses if it is there no more."""

    def ask(session: Any) -> T:
        found = next((line for line in question(session) if is_it(line)), None)
        if found is None:
            what = translate("Person", "This is no longer in the record.")
            raise BadInputError(what, translate("Person", "Look at the person's page again."))
        return found

    return ask


def case_field(cases: Sequence[CaseChoice]) -> tuple[FieldSpec, ...]:
    """Ask which case it belongs to, where there is one."""
    if not cases:
        return ()
    return (
        Choice(
            "case",
            translate("Person", "For which case"),
            options=options((str(one.case_id), one.label) for one in cases),
            nothing=translate("Person", "No one case: about the person"),
        ),
    )


def first_case(cases: Sequence[CaseChoice]) -> dict[str, object]:
    """Fill in the case where it can only be one."""
    running = [one for one in cases if one.is_open]
    return {"case": str(running[0].case_id)} if len(running) == 1 else {}


def case_of(cases: Sequence[CaseChoice], answers: FormAnswers) -> CaseId | None:
    """Read which case was chosen, if one was."""
    code = answers.code("case") if cases else None
    return next((one.case_id for one in cases if str(one.case_id) == code), None)


def do_from_page(about: AboutPerson, page: Opened, work: Work[Any], words: str) -> None:
    """Do something about what a page shows; the page then says that it is done, or why it could not be."""
    about.tasks.write(page, work, lambda _: page.end(words), otherwise=page.refuse)


def needed_day(answers: FormAnswers, key: str) -> date:
    """Read a day that the form asks for in any case.

    Raises:
        BadInputError: there is none.
    """
    day = answers.day(key)
    if day is None:
        raise BadInputError(translate("Person", "The day is missing."), translate("Person", "Fill it in."))
    return day
