"""The one font of our PDFs, embedded, with every letter that names in Britain are written in."""

from functools import cache

from reportlab import rl_config
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont

from desktop.platform.resources import resource_path

PLAIN = "AlongsideSans"
BOLD = "AlongsideSans-Bold"


@cache
def register_fonts() -> None:
    """Make ``PLAIN`` and ``BOLD`` known to ReportLab, once; files hold bytes, not letters for old mail."""
    rl_config.useA85 = 0
    registerFont(TTFont(PLAIN, resource_path("fonts/DejaVuSans.ttf")))
    registerFont(TTFont(BOLD, resource_path("fonts/DejaVuSans-Bold.ttf")))
    registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)
