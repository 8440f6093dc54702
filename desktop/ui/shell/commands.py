"""Every command of the window in one table: its name, its keys, what it does."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done from the keyboard anywhere in the window."""

    text: str
    keys: str
    do: Callable[[], object]


def _both_enters(keys: str) -> tuple[str, ...]:
    """Take the Enter of the number pad for the other one."""
    return (keys, keys.replace("Return", "Enter")) if "Return" in keys else (keys,)


def install(widget: QWidget, commands: Iterable[Command]) -> tuple[QAction, ...]:
    """Make the commands work wherever the focus is inside the widget."""
    actions = []
    for command in commands:
        action = QAction(command.text, widget)
        action.setShortcuts([QKeySequence(keys) for keys in _both_enters(command.keys)])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked, do=command.do: do())
        widget.addAction(action)
        actions.append(action)
    return tuple(actions)
