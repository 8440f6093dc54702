"""A thread for each connection, and what runs on it at this moment."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from desktop.background.progress import StoppedError

T = TypeVar("T")
_SECONDS_BETWEEN_INTERRUPTS = 0.01


class Job:
    """One piece of work on its way through a lane; it may be stopped before or while it runs."""

    def __init__(self, lane: "Lane", number: int) -> None:
        self.number = number
        self._lane = lane
        self._stopped = threading.Event()

    @property
    def stopped(self) -> bool:
        """Whether nobody wants the answer any more."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Drop it from the queue, or interrupt it if its lane can; its answer is not delivered."""
        self._stopped.set()
        self._lane.interrupt_stopped()


class Lane:
    """One or more threads that do one job after another."""

    def __init__(
        self, name: str, *, threads: int = 1, interrupt_running: Callable[[], None] | None = None
    ) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=f"alongside-{name}")
        self._interrupt_running = interrupt_running
        self._running: set[Job] = set()
        self._ended = threading.Condition()

    def submit(self, job: Job, work: Callable[[], T], done: Callable[[Job, Future[T]], None]) -> None:
        """Queue the work; ``done`` is called in the lane's thread when it ends, however it ends."""
        future = self._pool.submit(self._run, job, work)
        future.add_done_callback(lambda ended: done(job, ended))

    def interrupt_stopped(self) -> bool:
        """Interrupt what runs now if nobody wants it; say whether it has still to end.

        Never the job that follows. Between two statements nothing can be interrupted: ask until it ended.
        """
        if self._interrupt_running is None:
            return False
        with self._ended:
            unwanted = any(job.stopped for job in self._running)
            if unwanted:
                self._interrupt_running()
            return unwanted

    def close(self, *, drop_queued: bool) -> None:
        """Wait for the running work, and for the queued work too unless it is dropped; end the threads."""
        self._pool.shutdown(wait=False, cancel_futures=drop_queued)
        while self.interrupt_stopped():
            with self._ended:
                self._ended.wait_for(lambda: not self._running, timeout=_SECONDS_BETWEEN_INTERRUPTS)
        self._pool.shutdown(wait=True)

    def _run(self, job: Job, work: Callable[[], T]) -> T:
        with self._ended:
            self._running.add(job)
        try:
            if job.stopped:
                raise StoppedError
            return work()
        finally:
            with self._ended:
                self._running.discard(job)
                self._ended.notify_all()
