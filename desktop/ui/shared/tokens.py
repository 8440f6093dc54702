"""Colours, distances and sizes of type: the few values every screen is drawn from."""

from dataclasses import dataclass, fields
from enum import IntEnum, StrEnum


@dataclass(frozen=True, slots=True)
class Palette:
    """One set of colours; every pair that carries text keeps WCAG 2.2 AA (tests/ui/test_palette.py)."""

    dark: bool
    paper: str  # behind everything
    surface: str  # cards, fields, tables
    sunken: str  # the rail, table headings, what is not to be touched
    line: str  # hairlines that only decorate
    edge: str  # the boundary of a control: 3:1 against what lies behind it
    ink: str
    muted: str
    accent: str
    accent_strong: str
    on_accent: str
    accent_soft: str
    danger: str
    danger_strong: str
    on_danger: str
    danger_soft: str
    caution: str
    caution_soft: str
    good: str
    good_soft: str
    info: str
    info_soft: str
    focus: str

    def colours(self) -> dict[str, str]:
        """Give each colour under its name."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "dark"}


LIGHT = Palette(
    dark=False,
    paper="#f7f6f2",
    surface="#ffffff",
    sunken="#efede7",
    line="#e0dcd3",
    edge="#858b87",
    ink="#1d2422",
    muted="#565f5b",
    accent="#17655c",
    accent_strong="#0f4f48",
    on_accent="#ffffff",
    accent_soft="#e0efec",
    danger="#a1301f",
    danger_strong="#822415",
    on_danger="#ffffff",
    danger_soft="#fbe9e5",
    caution="#765000",
    caution_soft="#faf0d8",
    good="#1f6239",
    good_soft="#e3f2e8",
    info="#27567f",
    info_soft="#e5eff8",
    focus="#17655c",
)

DARK = Palette(
    dark=True,
    paper="#151a19",
    surface="#1d2322",
    sunken="#111514",
    line="#2f3735",
    edge="#7d8784",
    ink="#eaeeec",
    muted="#a8b2ae",
    accent="#6fc7bb",
    accent_strong="#93d8ce",
    on_accent="#08221f",
    accent_soft="#1c3834",
    danger="#f19c8e",
    danger_strong="#f7b9ae",
    on_danger="#330e08",
    danger_soft="#3d221e",
    caution="#e6bd6b",
    caution_soft="#382c15",
    good="#86d0a1",
    good_soft="#1a3425",
    info="#92bfe9",
    info_soft="#1b2f41",
    focus="#8adfd3",
)


class Tone(StrEnum):
    """What a colour says; the same words choose the colours of badges, messages and icons."""

    PLAIN = "plain"
    ACCENT = "accent"
    GOOD = "good"
    CAUTION = "caution"
    DANGER = "danger"
    INFO = "info"


class Space(IntEnum):
    """Distances between things, in pixels at 100 %."""

    HAIR = 2
    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    XXL = 40


class TypeSize(IntEnum):
    """Sizes of type in pixels at 100 %; nothing is smaller than 14."""

    SMALL = 14
    BODY = 15
    HEADING = 18
    TITLE = 26


RADIUS = 8
RADIUS_SMALL = 6
READING_WIDTH = 620  # a comfortable measure for sentences and forms


def ink_of(palette: Palette, tone: Tone) -> str:
    """Say which colour writes in this tone on its soft ground, on paper and on a surface."""
    return palette.ink if tone is Tone.PLAIN else palette.colours()[tone.value]


def ground_of(palette: Palette, tone: Tone) -> str:
    """Say which soft colour lies behind words of this tone."""
    return palette.sunken if tone is Tone.PLAIN else palette.colours()[f"{tone.value}_soft"]
