"""Forms that save themselves into the records; two who write at once lose nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from desktop.background.tasks import Tasks
from desktop.errors import AlongsideError, RefusedError, StaleVersionError
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import FormSpec
from desktop.ui.shared.words import translate

if TYPE_CHECKING:
    from desktop.models.session import RecordSession

T = TypeVar("T")
Work = Callable[["RecordSession"], T]


class SavingForm(Form):
    """Writes what it is answered; ``then`` is called with what the records gave back."""

    def __init__(
        self,
        spec: FormSpec,
        save: Callable[[FormAnswers], Work[Any]],
        *,
        tasks: Tasks,
        today: date,
        values: Mapping[str, object] | None = None,
        above: QWidget | None = None,
        then: Callable[[Any], object] | None = None,
    ) -> None:
        super().__init__(spec, values, today=today, above=above)
        self._tasks = tasks
        self._save_work = save
        self._then = then
        self.answered.connect(self._write)

    def _write(self, answers: FormAnswers) -> None:
        try:
            work = self._save_work(answers)
        except AlongsideError as error:
            self.refuse(error)
            return
        self._tasks.write(self, work, self._finish, otherwise=self._meet_refusal)

    def _finish(self, given: object) -> None:
        then = self._then
        self.saved()
        if then is not None:
            then(given)

    def _meet_refusal(self, error: AlongsideError) -> None:
        self.refuse(error)


@dataclass(frozen=True, slots=True)
class Changing(Generic[T]):
    """How a record that is there already is read, shown in a form, and written anew.

    ``readable`` says whether every word that the form would write can be read by whoever writes;
    ``reading_is_noted``, whether it holds numbers, so that reading it is written down.
    """

    read: Work[T]
    values: Callable[[T], Mapping[str, object]]
    write: Callable[[T, FormAnswers], Work[Any]]
    readable: Callable[[T], bool] = lambda _newer: True
    reading_is_noted: bool = False


class ChangingForm(SavingForm, Generic[T]):
    """Writes a record anew at the version that was read; a newer one is settled side by side."""

    def __init__(
        self,
        spec: FormSpec,
        held: T,
        changing: Changing[T],
        *,
        tasks: Tasks,
        today: date,
        above: QWidget | None = None,
        then: Callable[[Any], object] | None = None,
    ) -> None:
        self._held = held
        self._changing = changing
        super().__init__(
            spec,
            self._work,
            tasks=tasks,
            today=today,
            values=changing.values(held),
            above=above,
            then=then,
        )

    def _work(self, answers: FormAnswers) -> Work[Any]:
        return self._changing.write(self._held, answers)

    def _meet_refusal(self, error: AlongsideError) -> None:
        if isinstance(error, StaleVersionError):
            ask = self._tasks.write if self._changing.reading_is_noted else self._tasks.read
            ask(self, self._changing.read, self._meet_theirs, otherwise=self.refuse)
        else:
            self.refuse(error)

    def _meet_theirs(self, newer: T) -> None:
        if not self._changing.readable(newer):
            what = translate("Form", "These words were sealed meanwhile.")
            do = translate("Form", "Your role does not read them, so it cannot write them anew either.")
            self.refuse(RefusedError(what, do))
            return

        def use() -> None:
            self._held = newer

        self.meet_newer(self._changing.values(newer), then=use)
