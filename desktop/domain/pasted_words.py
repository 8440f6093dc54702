"""Words pasted from a word processor, cleaned of what nobody typed on purpose."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_NEVER_SEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc]")
_JOINERS_IN_PLAIN_WORDS = re.compile(
    "(?<=[\\x00-\\x7f])[\u200c\u200d]|[\u200c\u200d](?=[\\x00-\\x7f]|$)|^[\u200c\u200d]"
)
_BULLETS = "\u2022\u2023\u25aa\u25ab\u25cf\u25cb\u25e6\u25a0\u25a1\u25c6\u27a2\u2713\u2714\u00b7\u2219\u2043"
_BULLET = re.compile(f"^[ \t]*(?:[\ue000-\uf8ff{_BULLETS}][ \t]*|[o\u00a7\u00d8*\u2013-]\t[ \t]*)")
"""A bullet as it comes out: from the Symbol and Wingdings fonts (private use), or a letter before a tab."""
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_CELLS = re.compile("(?<=[^\\s:;,.!?(])[ \u00a0]*\t[ \u00a0\t]*(?=\\S)")
"""Between two cells of a table: a word processor gives a tab. After a number of a list it is a space."""
_NUMBER_OF_LIST = re.compile("^([ \t]*(?:[0-9]{1,3}|[A-Za-z])[.)])\t")
_BLANK_LINES = re.compile(r"\n{3,}")


def clean_pasted(text: str) -> str:
    """Clean pasted words: one kind of line end, of space and of bullet ("• "), nothing invisible.

    Cells of a table stay apart: ``July · 12``. Curly quotation marks, dashes and every letter stay as they
    were written; at most one blank line parts two paragraphs. What was cleaned once is not changed by
    cleaning it again.
    """
    while (cleaned := _cleaned_once(text)) != text:  # what goes may bare a bullet
        text = cleaned
    return text


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Part cleaned words into their paragraphs; each line is one, as a bullet is."""
    return tuple(line for line in text.split("\n") if line)


def _cleaned_once(text: str) -> str:
    text = _NEVER_SEEN.sub("", _LINE_ENDS.sub("\n", text))
    lines = (_clean_line(line) for line in unicodedata.normalize("NFC", text).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def _clean_line(line: str) -> str:
    line = _BULLET.sub("\u2022 ", line)
    if not line.startswith("\u2022"):
        line = _CELLS.sub(" \u00b7 ", _NUMBER_OF_LIST.sub(r"\1 ", line))
    line = _SPACES.sub(" ", line)
    line = _JOINERS_IN_PLAIN_WORDS.sub("", line)
    clean = "".join(sign for sign in line if sign.isprintable() or sign in "\u200c\u200d").strip()
    return "" if clean == "\u2022" else clean
