"""A test that leaves a thread, a running timer or a window behind fails, and is told which line started it.

What a module's or the session's fixture starts may outlive a test: it belongs to that fixture.
"""

import contextlib
import functools
import gc
import sys
import threading
import traceback
import weakref
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

_OURS = Path(__file__).resolve()
_FAILED = pytest.StashKey[bool]()
_PATIENCE = 2.0  # seconds a thread that was told to end has for its last steps


@dataclass(frozen=True, slots=True)
class Start:
    """One thing that was started, by which line, and whether a longer-lived fixture owns it."""

    kind: str
    thing: "weakref.ref[Any]"
    line: str
    kept: bool


@dataclass(slots=True)
class Watch:
    """All that was started and may still be there."""

    starts: list[Start]
    long_fixtures: int = 0
    qt_watched: bool = False

    def note(self, kind: str, thing: object) -> None:
        """Remember the thing and the line that started it."""
        self.starts.append(Start(kind, weakref.ref(thing), _starting_line(), self.long_fixtures > 0))

    def leaks(self) -> list[str]:
        """Say what is still there though its test is over, a line each, and forget it all."""
        suspects = [start for start in self.starts if not start.kept and _alive(start)]
        if suspects:
            _let_go()
        left = [start for start in suspects if _alive(start) and not _ends_soon(start)]
        self.starts = [start for start in self.starts if start.kept and start.thing() is not None]
        return [f"{start.kind} {start.thing()!r}, started at {start.line}" for start in left]


_watch = Watch([])


def _starting_line() -> str:
    """Find the innermost line of a test or of the program itself; else the innermost one of all."""
    frames = [
        (frame, number)
        for frame, number in traceback.walk_stack(sys._getframe(2))
        if Path(frame.f_code.co_filename) != _OURS and not frame.f_code.co_filename.startswith("<")
    ]
    ours = [pair for pair in frames if "site-packages" not in pair[0].f_code.co_filename]
    ours = [pair for pair in ours if not pair[0].f_code.co_filename.startswith(sys.base_prefix + "/lib")]
    frame, number = (ours or frames)[0]
    return f"{frame.f_code.co_filename}:{number} in {frame.f_code.co_name}"


# ── what still lives ────────────────────────────────────────────────────────────────────────────────────────


def _alive(start: Start) -> bool:
    thing = start.thing()
    if thing is None:
        return False
    if isinstance(thing, threading.Thread):
        return thing.is_alive()
    return _qt_alive(start.kind, thing)


def _qt_alive(kind: str, thing: Any) -> bool:
    import shiboken6  # noqa: PLC0415 -- only a test that used Qt comes here

    if not shiboken6.isValid(thing):
        return False
    if kind == "timer":
        return bool(thing.isActive())
    if kind == "Qt thread":
        return bool(thing.isRunning())
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    return thing.isWindow() and any(thing is window for window in QApplication.topLevelWidgets())


def _ends_soon(start: Start) -> bool:
    thing = start.thing()
    if isinstance(thing, threading.Thread):
        thing.join(_PATIENCE)
        return not thing.is_alive()
    if start.kind == "Qt thread" and thing is not None:
        return bool(thing.wait(int(_PATIENCE * 1000)))
    return False


def _let_go() -> None:
    """Let Qt delete what was to be deleted later, and Python what nobody holds."""
    if _watch.qt_watched:
        from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415

        if QCoreApplication.instance() is not None:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


# ── noticing what starts ────────────────────────────────────────────────────────────────────────────────────


def _noted(kind: str, start: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(start)
    def noting(thing: Any, *args: Any, **kwargs: Any) -> Any:
        _watch.note(kind, thing)
        return start(thing, *args, **kwargs)

    return noting


def _watch_qt() -> None:
    """Notice Qt's timers, threads and windows from now on; only once, and only if somebody uses Qt."""
    if _watch.qt_watched or "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QThread, QTimer  # noqa: PLC0415
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415

    _watch.qt_watched = True
    QTimer.start = _noted("timer", QTimer.start)  # type: ignore[method-assign]
    QThread.start = _noted("Qt thread", QThread.start)  # type: ignore[method-assign]
    family: Any = type(QWidget)
    make = family.__call__

    @functools.wraps(make)
    def making(cls: Any, *args: Any, **kwargs: Any) -> Any:
        made = make(cls, *args, **kwargs)
        if isinstance(made, QWidget) and made.parent() is None:
            _watch.note("window", made)
        return made

    family.__call__ = making


@contextlib.contextmanager
def _long_fixture(*, is_long: bool) -> Iterator[None]:
    _watch.long_fixtures += is_long
    try:
        yield
    finally:
        _watch.long_fixtures -= is_long


# ── pytest's hooks ──────────────────────────────────────────────────────────────────────────────────────────


def pytest_sessionstart() -> None:
    """Begin to notice threads."""
    threading.Thread.start = _noted("thread", threading.Thread.start)  # type: ignore[method-assign]


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Generator[None, object, object]:
    """Let a fixture of a module or of the session keep what it starts."""
    with _long_fixture(is_long=fixturedef.scope != "function"):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup() -> Generator[None, None, None]:
    """Forget what earlier tests left, so that each leak is told once; notice Qt if it has come."""
    _watch_qt()
    _watch.starts = [start for start in _watch.starts if start.kept]
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note that a test failed: what it left behind is then no news."""
    report = yield
    if report.failed:
        item.stash[_FAILED] = True
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Look, once all that the test set up is taken down again, whether anything is left."""
    yield
    leaks = _watch.leaks()
    if leaks and not item.stash.get(_FAILED, False):
        pytest.fail("This test left behind:\n" + "\n".join(leaks), pytrace=False)
