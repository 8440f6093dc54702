"""A report of a fault of ours that may be passed on: where it happened, never what the records say."""

import platform
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from types import TracebackType


@dataclass(frozen=True, slots=True)
class BugReport:
    """Kinds of exception and places in the program; no message, no value, no path of the user's."""

    text: str


def report_bug(error: BaseException) -> BugReport:
    """Describe an unexpected exception and its causes without any value it carries."""
    system = f"Python {platform.python_version()} on {platform.system()} {platform.release()}"
    lines = [system]
    for link in _chain(error):
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines.extend(_places(link.__traceback__))
    return BugReport("\n".join(lines))


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _places(trace: TracebackType | None) -> Iterator[str]:
    for frame, line in traceback.walk_tb(trace):
        yield f"    {_short(frame.f_code.co_filename)}:{line} in {frame.f_code.co_qualname}"


def _short(filename: str) -> str:
    """Keep the path inside the program or library; what lies before names the user's folders."""
    parts = PurePath(filename.replace("\\", "/")).parts
    starts = [index for index, part in enumerate(parts) if part in {"desktop", "site-packages"}]
    return "/".join(parts[starts[-1] :] if starts else parts[-1:])
