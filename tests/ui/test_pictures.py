"""Pictures of every screen, in every dress."""

from pathlib import Path

from PySide6.QtGui import QImage

from desktop.ui.pictures import DRESSES, all_pictures, take_pictures


def test_a_screen_is_drawn_light_and_dark_and_with_large_text(tmp_path: Path) -> None:
    taken = take_pictures(tmp_path, [one for one in all_pictures() if one.name == "people-found"])
    assert [path.name for path in taken] == [f"people-found-{dress.name}.png" for dress in DRESSES]
    shades = [QImage(str(path)).pixelColor(2, 2).lightness() for path in taken]
    assert shades[0] > 200
    assert shades[2] < 100


def test_no_two_pictures_share_a_name() -> None:
    names = [picture.name for picture in all_pictures()]
    assert len(names) == len(set(names))
