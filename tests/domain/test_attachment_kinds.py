"""What a file is, whatever it is called."""

import pytest

from desktop.domain.attachment_kinds import MOST_BYTES, AttachmentKind, checked_kind, file_name, kind_of
from desktop.errors import BadInputError

PNG = b"\x89PNG\r\n\x1a\n rest"
JPEG = b"\xff\xd8\xff\xe0 rest"
PDF = b"%PDF-1.7 rest"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("door.png", PNG, AttachmentKind.PNG),
        ("door.JPG", JPEG, AttachmentKind.JPEG),
        ("letter.v2.pdf", PDF, AttachmentKind.PDF),
        ("letter", PDF, AttachmentKind.PDF),
        ("statement.docx", b"PK\x03\x04", AttachmentKind.OTHER),
        ("notes", b"words", AttachmentKind.OTHER),
    ],
)
def test_a_file_is_known_by_its_first_bytes(name: str, content: bytes, kind: AttachmentKind) -> None:
    assert checked_kind(name, content) is kind
    assert kind_of(content).may_be_shown is (kind is not AttachmentKind.OTHER)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("letter.pdf", PNG, "This is called .pdf but is a PNG picture."),
        ("letter.docx", PDF, "This is called .docx but is a PDF."),
        ("door.png", JPEG, "This is called .png but is a JPEG picture."),
        ("door.png", b"MZ\x90", "This is called .png but is no PNG file."),
        ("door.png", b"", "This file is empty."),
        ("film.mp4", bytes(MOST_BYTES + 1), "files of up to 20 MB are kept"),
    ],
)
def test_a_file_that_is_not_what_it_is_called_is_explained(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(BadInputError, match=sentence.replace(".", r"\.")):
        checked_kind(name, content)


def test_a_file_leaves_its_folder_behind() -> None:
    assert file_name("scans\\Ada Wren\\letter\u202e .pdf") == "letter .pdf"
    assert file_name("../scans/letter.pdf") == "letter.pdf"
    for bad in ("", "..", "folder/", "\u200b"):
        with pytest.raises(BadInputError, match="no name"):
            file_name(bad)
    with pytest.raises(BadInputError, match="Shorten"):
        file_name("x" * 256)
