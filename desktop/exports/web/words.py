"""Words made safe for a web page."""

from html import escape

from desktop.exports.figures import clean_words


def escaped(words: str) -> str:
    """Escape words so that nothing in them is taken for mark-up; for text and quoted attributes alike."""
    return escape(clean_words(words), quote=True)


def escaped_lines(words: str) -> str:
    """Escape words of several lines and keep the line breaks."""
    return escaped(words.replace("\r\n", "\n")).replace("\n", "<br>")
