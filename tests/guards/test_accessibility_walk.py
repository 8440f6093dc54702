"""The walk over every screen: named, reached by Tab, visibly focused, readable, nothing cut off."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import desktop.ui
from desktop.ui.pictures import DRESSES, Dress, all_pictures, staged
from desktop.ui.shared.look import dress, look
from desktop.ui.shared.screen import Picture, Room, Screen
from desktop.ui.shared.tokens import DARK, LIGHT, Palette
from desktop.ui.shared.words import named
from tests.guards.accessibility import (
    contrast,
    cut_off,
    nameless,
    out_of_order,
    unreachable,
    unseen_focus,
    weak_contrasts,
)

PICTURES = all_pictures()
LOOKS = [one for one in DRESSES if one.name in {"light-100", "dark-150"}]


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    dress(qapp)
    yield
    look().apply()


def _faults(screen: QWidget) -> list[str]:
    walks = (nameless, unreachable, out_of_order, unseen_focus, cut_off)
    return [fault for walk in walks for fault in walk(screen)]


def _shown(qtbot: QtBot, picture: Picture, worn: Dress) -> QWidget:
    look().apply(dark=worn.dark, scale=worn.scale)
    screen = staged(picture)
    qtbot.waitUntil(screen.isActiveWindow)
    return screen


def _walked(qtbot: QtBot, picture: Picture, worn: Dress) -> list[str]:
    screen = _shown(qtbot, picture, worn)
    found = _faults(screen)
    screen.close()
    screen.deleteLater()
    return found


@pytest.mark.parametrize("worn", LOOKS, ids=lambda worn: worn.name)
@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_everybody_can_use_every_screen(qtbot: QtBot, picture: Picture, worn: Dress) -> None:
    assert _walked(qtbot, picture, worn) == []


def _screens() -> set[type[QWidget]]:
    """Find every screen and dialog of the program; a room only joins screens to the records."""
    for module in pkgutil.walk_packages(desktop.ui.__path__, "desktop.ui."):
        importlib.import_module(module.name)
    found: set[type[QWidget]] = set()
    waiting: list[type[QWidget]] = [Screen, QDialog]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            if kind.__module__.startswith("desktop.") and kind not in found:
                found.add(kind)
                waiting.append(kind)
    return {kind for kind in found if not issubclass(kind, Room)}


def _seen(pictures: tuple[Picture, ...]) -> set[type]:
    seen: set[type] = set()
    for picture in pictures:
        widget = picture.build()
        seen |= {type(one) for one in (widget, *widget.findChildren(QWidget))}
        widget.deleteLater()
    return seen


def test_no_screen_is_missing_from_the_walk() -> None:
    assert _screens() - _seen(PICTURES) == set()


def test_a_screen_missing_from_the_walk_is_noticed() -> None:
    without = tuple(picture for picture in PICTURES if picture.name != "welcome")
    assert {kind.__name__ for kind in _screens() - _seen(without)} == {"WelcomeView"}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_can_be_read_on_its_ground(palette: Palette) -> None:
    assert list(weak_contrasts(palette)) == []


def test_a_pale_colour_is_noticed() -> None:
    pale = replace(LIGHT, muted="#a0a0a0")
    assert any("#a0a0a0" in fault for fault in weak_contrasts(pale))


def test_contrast_follows_the_published_examples() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def _planted(*widgets: QWidget) -> Picture:
    def build() -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        for widget in widgets:
            layout.addWidget(widget)
        return page

    return Picture("planted", build, width=300, height=200)


def test_a_field_without_a_name_is_noticed(qtbot: QtBot) -> None:
    assert _walked(qtbot, _planted(QLineEdit()), LOOKS[0]) == ["QLineEdit has no accessible name"]


def test_a_button_without_visible_focus_is_noticed(qtbot: QtBot) -> None:
    button = QPushButton("Save")
    button.setStyleSheet("QPushButton, QPushButton:focus { border: 0; padding: 4px; }")
    assert _walked(qtbot, _planted(button), LOOKS[0]) == ["Save looks the same with the focus as without"]


def test_words_that_are_cut_off_are_noticed(qtbot: QtBot) -> None:
    label = QLabel("Wilhelmina Featherstonehaugh-Cholmondeley")
    label.setFixedWidth(60)
    assert _walked(qtbot, _planted(label), LOOKS[0]) == [
        "“Wilhelmina Featherstonehaugh-Cholmondeley” is cut off"
    ]


def test_a_tab_order_that_jumps_upwards_is_noticed(qtbot: QtBot) -> None:
    fields = [QLineEdit() for _ in range(3)]
    for field, name in zip(fields, ("First", "Second", "Third"), strict=True):
        named(field, name)
    screen = _shown(qtbot, _planted(*fields), LOOKS[0])
    QWidget.setTabOrder(fields[0], fields[2])
    assert list(out_of_order(screen)) == ["Tab comes to Third before Second, which stands above it"]
    screen.close()
    screen.deleteLater()
