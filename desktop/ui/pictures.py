"""A picture of every screen: light and dark, at 100 % and at 150 % text."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QImageWriter
from PySide6.QtWidgets import QApplication, QWidget

from desktop.platform.files import private_folder, write_atomically
from desktop.ui.accounts.pictures import pictures as of_accounts
from desktop.ui.assessments.pictures import pictures as of_assessments
from desktop.ui.cases.pictures import pictures as of_cases
from desktop.ui.concerns.pictures import pictures as of_concerns
from desktop.ui.consents.pictures import pictures as of_consents
from desktop.ui.contacts.pictures import pictures as of_contacts
from desktop.ui.funding.pictures import pictures as of_funding
from desktop.ui.imports.pictures import pictures as of_imports
from desktop.ui.onward.pictures import pictures as of_onward
from desktop.ui.organisations.pictures import pictures as of_organisations
from desktop.ui.people.around_pictures import pictures as of_what_stands_around
from desktop.ui.people.pictures import pictures as of_people
from desktop.ui.plans.pictures import pictures as of_plans
from desktop.ui.representation.pictures import pictures as of_representation
from desktop.ui.returns.filling_in.pictures import pictures as of_filling_in
from desktop.ui.returns.pictures import pictures as of_returns
from desktop.ui.safeguarding.pictures import pictures as of_safeguarding
from desktop.ui.setup.pictures import pictures as of_setup
from desktop.ui.shared.look import look
from desktop.ui.shared.pictures import pictures as of_shared
from desktop.ui.shared.screen import Picture, Screen
from desktop.ui.shell.pictures import pictures as of_shell
from desktop.ui.supervision.pictures import pictures as of_supervision
from desktop.ui.unlock.pictures import pictures as of_unlock

_ROUNDS_OF_LAYOUT = 4  # a line that becomes higher moves what lies around it, and so on outwards
_OFFSCREEN_GRUMBLE = "This plugin does not support propagateSizeHints()"


@dataclass(frozen=True, slots=True)
class Dress:
    """One way of looking at the screens."""

    name: str
    dark: bool
    scale: float


DRESSES = tuple(
    Dress(f"{'dark' if dark else 'light'}-{round(scale * 100)}", dark, scale)
    for dark, scale in product((False, True), (1.0, 1.5))
)


def all_pictures() -> tuple[Picture, ...]:
    """Every screen of the program in every state worth looking at."""
    return (
        *of_setup(),
        *of_unlock(),
        *of_shell(),
        *of_people(),
        *of_contacts(),
        *of_cases(),
        *of_safeguarding(),
        *of_concerns(),
        *of_what_stands_around(),
        *of_returns(),
        *of_filling_in(),
        *of_representation(),
        *of_imports(),
        *of_accounts(),
        *of_assessments(),
        *of_consents(),
        *of_onward(),
        *of_plans(),
        *of_funding(),
        *of_supervision(),
        *of_organisations(),
        *of_shared(),
    )


def take_pictures(
    folder: Path, pictures: Sequence[Picture] | None = None, dresses: Sequence[Dress] = DRESSES
) -> list[Path]:
    """Draw the screens into PNG files named screen-dress.png, and give their paths.

    Raises:
        OSError: the folder cannot be written.
    """
    private_folder(folder)
    taken: list[Path] = []
    for dress in dresses:
        look().apply(dark=dress.dark, scale=dress.scale)
        for picture in pictures or all_pictures():
            path = folder / f"{picture.name}-{dress.name}.png"
            write_atomically(path, _drawn(picture), durable=False)
            taken.append(path)
    look().apply()
    return taken


def draw_unseen(
    folder: Path, pictures: Sequence[Picture] | None = None, dresses: Sequence[Dress] = DRESSES
) -> list[Path]:
    """Draw the screens without a display, in a program that has no window yet, and give the paths.

    Raises:
        OSError: the folder cannot be written.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qInstallMessageHandler(_without_grumble)
    application = QApplication.instance() or QApplication(["alongside"])
    try:
        return take_pictures(folder, pictures, dresses)
    finally:
        application.quit()
        qInstallMessageHandler(None)


def _without_grumble(_kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    """WORKAROUND: Qt's offscreen platform warns of each window that it cannot size like a real one."""
    if words != _OFFSCREEN_GRUMBLE:
        sys.stderr.write(f"{words}\n")


def staged(picture: Picture) -> QWidget:
    """Build a screen at its size for the text in force, shown without a window frame; close it after use."""
    widget = picture.build()
    widget.resize(
        round(picture.width * min(look().scale, 1.3)), round(picture.height * min(look().scale, 1.3))
    )
    widget.show()
    widget.activateWindow()
    if isinstance(widget, Screen):
        widget.arrive()
    for _ in range(_ROUNDS_OF_LAYOUT):
        QCoreApplication.sendPostedEvents()
    return widget


def _drawn(picture: Picture) -> bytes:
    widget = staged(picture)
    image = widget.grab().toImage()
    widget.close()
    widget.deleteLater()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
