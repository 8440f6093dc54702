"""Work that needs no records: run it off the screen's thread and deliver the answer to whoever asked."""

import itertools
import weakref
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from desktop.background.bugs import BugReport, report_bug
from desktop.background.lanes import Job, Lane
from desktop.background.progress import Progress, Step
from desktop.domain.changes import Changed
from desktop.errors import AlongsideError

T = TypeVar("T")
_MILLISECONDS_BETWEEN_INTERRUPTS = 20
Then = Callable[[T], None]
Otherwise = Callable[[AlongsideError], None]


@dataclass(frozen=True, slots=True)
class Wish(Generic[T]):
    """Who waits for an answer, and what to do with it; stays in the screen's thread."""

    owner: QObject
    then: Then[T] | None
    otherwise: Otherwise | None
    replaces: str | None = None
    must_tell: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    job: Job
    wish: Wish[Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """How one job ended, on its way from its own thread to the screen's."""

    job: Job
    value: object = None
    changed: Changed | None = None
    error: AlongsideError | None = None
    bug: BugReport | None = None


@dataclass(frozen=True, slots=True)
class Committed:
    """What a change to the records returned, and which records it touched."""

    value: object
    changed: Changed


@dataclass(frozen=True, slots=True)
class _Moved:
    number: int
    step: Step


@dataclass(frozen=True, slots=True)
class _Shown:
    progress: "weakref.ref[Progress]"
    owner: QObject
    show: Callable[[Step], None]


class Errands(QObject):
    """Runs work that needs no records; answers arrive in the thread that made this object.

    ``unclaimed`` carries an AlongsideError that nobody took; ``bug`` a BugReport of any other exception;
    ``changed`` the Changed of a commit.
    """

    changed = Signal(object)
    unclaimed = Signal(object)
    bug = Signal(object)
    _answered = Signal(object)
    _moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._asked: dict[int, _Asked] = {}
        self._shows: dict[int, _Shown] = {}
        self._watched: set[int] = set()
        self._closed = False
        self._workers = Lane("worker", threads=2)
        self._again = QTimer(self, interval=_MILLISECONDS_BETWEEN_INTERRUPTS)
        self._again.timeout.connect(self._interrupt_again)
        queued = Qt.ConnectionType.QueuedConnection
        self._answered.connect(self._deliver, queued)
        self._moved.connect(self._show_step, queued)

    def work(
        self,
        owner: QObject,
        work: Callable[[], T],
        then: Then[T],
        *,
        replaces: str | None = None,
        otherwise: Otherwise | None = None,
    ) -> Job:
        """Run ``work`` and hand its value to ``then``; what it replaces of this owner is dropped."""
        return self._queue(self._workers, Wish(owner, then, otherwise, replaces), work)

    def cancel(self, job: Job) -> None:
        """Break off a question whose answer the person at the screen no longer wants."""
        asked = self._asked.get(job.number)
        if asked is not None:
            self._stop_where(lambda wish: wish is asked.wish)

    def progress(self, owner: QObject, show: Callable[[Step], None]) -> Progress:
        """Make what long work calls as it goes; ``show`` is called in the screen's thread."""
        number = next(self._numbers)
        progress = Progress(lambda step: self._moved.emit(_Moved(number, step)))
        self._shows = {key: shown for key, shown in self._shows.items() if shown.progress() is not None}
        self._shows[number] = _Shown(weakref.ref(progress), owner, show)
        self._watch(owner)
        return progress

    def close(self) -> None:
        """Stop what may be stopped, wait for the rest, end every thread; nothing is delivered afterwards."""
        self._closed = True
        for shown in self._shows.values():
            progress = shown.progress()
            if progress is not None:
                progress.stop()
        self._close_lanes()
        self._again.stop()  # closing the lanes breaks off what still runs, and that starts it
        self._asked.clear()
        self._shows.clear()

    def _close_lanes(self) -> None:
        self._workers.close(drop_queued=True)

    def _queue(self, lane: Lane, wish: Wish[T], work: Callable[[], object]) -> Job:
        if wish.replaces is not None:
            self._stop_where(lambda old: old.owner is wish.owner and old.replaces == wish.replaces)
        job = Job(lane, next(self._numbers))
        self._asked[job.number] = _Asked(job, wish)
        self._watch(wish.owner)
        lane.submit(job, work, self._ended)
        return job

    def _stop_where(self, condition: Callable[[Wish[Any]], bool]) -> None:
        for asked in list(self._asked.values()):
            if condition(asked.wish) and not asked.wish.must_tell:
                asked.job.stop()
                del self._asked[asked.job.number]
                self._again.start()

    def _interrupt_again(self) -> None:
        """Break off what nobody wants but was between two statements when it was interrupted."""
        still_running = [lane.interrupt_stopped() for lane in self._lanes()]
        if not any(still_running):
            self._again.stop()

    def _lanes(self) -> tuple[Lane, ...]:
        return (self._workers,)

    def _watch(self, owner: QObject) -> None:
        """Stop what a widget asked for once it is gone."""
        if id(owner) in self._watched:
            return
        identity = id(owner)
        self._watched.add(identity)
        owner.destroyed.connect(lambda: self._owner_gone(identity))

    def _owner_gone(self, identity: int) -> None:
        self._watched.discard(identity)
        self._stop_where(lambda wish: id(wish.owner) == identity)
        self._shows = {key: shown for key, shown in self._shows.items() if id(shown.owner) != identity}

    def _ended(self, job: Job, future: Future[T]) -> None:
        """Turn the end of a job into an answer; runs in the job's own thread."""
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            self._answered.emit(_answer(job, future.result()))
        elif isinstance(error, AlongsideError):
            self._answered.emit(Answer(job, error=_bare(error)))
        elif job.stopped:
            self._answered.emit(Answer(job))
        else:
            self._answered.emit(Answer(job, bug=report_bug(error)))

    def _deliver(self, answer: Answer) -> None:
        asked = self._asked.pop(answer.job.number, None)
        if self._closed:
            return
        if answer.changed is not None and answer.changed.kinds:
            self.changed.emit(answer.changed)
        if answer.bug is not None:
            self.bug.emit(answer.bug)
        elif asked is not None:
            self._hand_over(asked.wish, answer)

    def _hand_over(self, wish: Wish[Any], answer: Answer) -> None:
        there = isValid(wish.owner)
        if answer.job.stopped or not (there or wish.must_tell):
            return
        if answer.error is None:
            if there and wish.then is not None:
                wish.then(answer.value)
        elif there and wish.otherwise is not None:
            wish.otherwise(answer.error)
        else:
            self.unclaimed.emit(answer.error)

    def _show_step(self, moved: _Moved) -> None:
        shown = self._shows.get(moved.number)
        if shown is not None and isValid(shown.owner):
            shown.show(moved.step)


def _answer(job: Job, result: object) -> Answer:
    if isinstance(result, Committed):
        return Answer(job, result.value, result.changed)
    return Answer(job, result)


def _bare(error: AlongsideError) -> AlongsideError:
    """Take the frames off, which hold sessions and records, before the error travels to the screen."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)
