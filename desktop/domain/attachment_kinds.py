"""What a file is, told by its first bytes and not by what it is called."""

import re
from enum import StrEnum

from desktop.errors import BadInputError

MOST_BYTES = 20 * 1024 * 1024
"""The largest file that is kept with a person."""
LONGEST_NAME = 255


class AttachmentKind(StrEnum):
    """What can be shown, and everything else, of which only a copy can be saved."""

    PNG = "png"
    JPEG = "jpeg"
    PDF = "pdf"
    OTHER = "other"

    @property
    def may_be_shown(self) -> bool:
        """Whether the program shows it itself."""
        return self is not AttachmentKind.OTHER


_FIRST_BYTES = {
    AttachmentKind.PNG: b"\x89PNG\r\n\x1a\n",
    AttachmentKind.JPEG: b"\xff\xd8\xff",
    AttachmentKind.PDF: b"%PDF-",
}
_ENDINGS = {
    "png": AttachmentKind.PNG,
    "jpg": AttachmentKind.JPEG,
    "jpeg": AttachmentKind.JPEG,
    "jpe": AttachmentKind.JPEG,
    "pdf": AttachmentKind.PDF,
}
_WORDS = {
    AttachmentKind.PNG: "a PNG picture",
    AttachmentKind.JPEG: "a JPEG picture",
    AttachmentKind.PDF: "a PDF",
}
_ENDING = re.compile(r"[^.]\.([A-Za-z0-9]{1,8})$")


def kind_of(content: bytes) -> AttachmentKind:
    """Say what a file is by its first bytes."""
    return next(
        (kind for kind, first in _FIRST_BYTES.items() if content.startswith(first)), AttachmentKind.OTHER
    )


def checked_kind(name: str, content: bytes) -> AttachmentKind:
    """Say what a file is, and stop where what it is called says something else.

    Raises:
        BadInputError: it is empty, larger than ``MOST_BYTES``, or its name and its first bytes disagree.
    """
    if not content:
        what = "This file is empty."
        raise BadInputError(what, "Choose another one.")
    if len(content) > MOST_BYTES:
        raise too_large(len(content))
    kind = kind_of(content)
    found = _ENDING.search(name)
    ending = found.group(1).lower() if found else ""
    if ending and _ENDINGS.get(ending, AttachmentKind.OTHER) is not kind:
        called = f"This is called .{ending} but is {_WORDS.get(kind, f'no {ending.upper()} file')}."
        raise BadInputError(called, "Ask where it comes from; if it is right, give it the right name first.")
    return kind


def file_name(text: str) -> str:
    """Give what a file is called, without the folder it lay in and without signs that cannot be seen.

    Raises:
        BadInputError: nothing is left, or it is too long.
    """
    last = re.split(r"[/\\]", text)[-1]
    name = " ".join("".join(sign for sign in last if sign.isprintable()).split())
    if not name.strip("."):
        what = "The file has no name."
        raise BadInputError(what, "Give it one.")
    if len(name) > LONGEST_NAME:
        what = f"The file's name has {len(name)} letters; {LONGEST_NAME} are kept."
        raise BadInputError(what, "Shorten it.")
    return name


def too_large(size: int) -> BadInputError:
    """Make the refusal of a file of so many bytes."""
    most = MOST_BYTES // 1024**2
    what = f"This file has {size / 1024**2:,.0f} MB; files of up to {most} MB are kept."
    return BadInputError(what, "Make it smaller, or keep it elsewhere and write down where.")
