"""A file that somebody chose is read whole, or its size is told before it is read."""

from pathlib import Path

import pytest

from desktop.errors import BadInputError
from desktop.platform.files import read_limited

MOST = 20 * 1024 * 1024


def test_a_file_up_to_the_limit_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-" + b"x" * 95)
    assert read_limited(path, 100) == path.read_bytes()
    with pytest.raises(BadInputError, match="at most"):
        read_limited(path, 99)


def test_a_file_of_two_gigabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "film.pdf"
    with path.open("wb") as stream:
        stream.truncate(2 * 1024**3)  # takes no room on the disk
    with pytest.raises(BadInputError, match=r"has 2,048 MB; at most 20 MB"):
        read_limited(path, MOST)


def test_what_is_no_file_is_explained(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone.pdf"):
        with pytest.raises(BadInputError, match="no such file"):
            read_limited(path, MOST)
