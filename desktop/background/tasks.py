"""The two verbs of the screen, ask and change, each on its own connection and thread."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer

from desktop.background.errands import Committed, Errands, Otherwise, Then, Wish
from desktop.background.lanes import Job, Lane
from desktop.domain.actor import Actor
from desktop.domain.changes import Changed

if TYPE_CHECKING:
    from desktop.models.session import RecordSession
    from desktop.store.records import Records, Written

T = TypeVar("T")
_MILLISECONDS_UNTIL_CHECKPOINT = 2000


class Tasks(Errands):
    """Asks and changes on behalf of one signed-in person; ``changed`` follows every commit.

    Answers and notices arrive in the thread that made this object. It does not close the records.
    """

    def __init__(self, records: "Records", actor: Actor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records = records
        self._actor = actor
        self._writer = Lane("writer")
        self._aside = Lane("drafts")
        self._reader = Lane("reader", interrupt_running=records.interrupt_read)
        self._long_reader = Lane("long-reader", interrupt_running=records.interrupt_long)
        self._quiet = QTimer(self, interval=_MILLISECONDS_UNTIL_CHECKPOINT, singleShot=True)
        self._quiet.timeout.connect(self._checkpoint)
        self.changed.connect(self._wait_for_quiet)

    def read(
        self,
        owner: QObject,
        work: "Callable[[RecordSession], T]",
        then: Then[T],
        *,
        replaces: str | None = None,
        otherwise: Otherwise | None = None,
    ) -> Job:
        """Ask a question that answers at once; an earlier one of this owner it replaces is broken off."""
        wish = Wish(owner, then, otherwise, replaces)
        return self._queue(self._reader, wish, lambda: self._records.read(self._actor, work))

    def read_long(
        self,
        owner: QObject,
        work: "Callable[[RecordSession], T]",
        then: Then[T],
        *,
        replaces: str | None = None,
        otherwise: Otherwise | None = None,
    ) -> Job:
        """Ask a question that takes long: a return, a check, a backup; the quick ones go on meanwhile."""
        wish = Wish(owner, then, otherwise, replaces)
        return self._queue(self._long_reader, wish, lambda: self._records.read_long(self._actor, work))

    def write(
        self,
        owner: QObject,
        work: "Callable[[RecordSession], T]",
        then: Then[T] | None = None,
        *,
        otherwise: Otherwise | None = None,
    ) -> Job:
        """Change records in one transaction; it is done even if the owner is gone, and a refusal is told."""
        wish = Wish(owner, then, otherwise, must_tell=True)
        return self._queue(self._writer, wish, lambda: self._commit(work))

    def keep_aside(self, work: Callable[[], None]) -> Job:
        """Do a small thing beside the records, in the order asked, even if the screen is gone; a draft."""
        wish: Wish[None] = Wish(self, None, None, must_tell=True)
        return self._queue(self._aside, wish, work)

    def look_aside(self, owner: QObject, work: Callable[[], T], then: Then[T]) -> Job:
        """Look something up beside the records, once everything kept there before is kept."""
        return self._queue(self._aside, Wish(owner, then, None), work)

    def change_accounts(
        self,
        owner: QObject,
        work: "Callable[[], Written[T]]",
        then: Then[T] | None = None,
        *,
        otherwise: Otherwise | None = None,
    ) -> Job:
        """Change who may sign in: off the writer's thread, since the records may change places meanwhile."""
        wish = Wish(owner, then, otherwise, must_tell=True)

        def change() -> Committed:
            written = work()
            return Committed(written.value, written.changed)

        return self._queue(self._workers, wish, change)

    def _wait_for_quiet(self, _: Changed) -> None:
        self._quiet.start()

    def _checkpoint(self) -> None:
        """Bring the log into the file: a log left behind is where acknowledged work could vanish."""
        wish: Wish[None] = Wish(self, None, None, must_tell=True)
        self._queue(self._writer, wish, self._records.checkpoint)

    def _commit(self, work: "Callable[[RecordSession], T]") -> Committed:
        written = self._records.write(self._actor, work)
        return Committed(written.value, written.changed)

    def _lanes(self) -> tuple[Lane, ...]:
        return (self._reader, self._long_reader, self._writer, self._aside, self._workers)

    def _close_lanes(self) -> None:
        """Break off the questions, let every change already asked for be done."""
        self._quiet.stop()
        self._stop_where(lambda wish: not wish.must_tell)
        self._reader.close(drop_queued=True)
        self._long_reader.close(drop_queued=True)
        self._writer.close(drop_queued=False)
        self._aside.close(drop_queued=False)
        super()._close_lanes()
