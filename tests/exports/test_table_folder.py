"""Tables of another return are never left among those of this one, and never deleted either."""

from pathlib import Path

import pytest

from desktop.errors import FolderError
from desktop.exports.returns.table_folder import require_no_other_tables


def test_a_folder_that_is_not_there_or_holds_the_same_tables_is_taken(tmp_path: Path) -> None:
    require_no_other_tables(tmp_path / "tables", ["R1.csv"])
    (tmp_path / "r1.CSV").write_bytes(b"")
    (tmp_path / "Thumbs.db").write_bytes(b"")
    (tmp_path / "notes.txt").write_bytes(b"")
    require_no_other_tables(tmp_path, ["R1.csv", "R2.csv"])


def test_tables_of_another_return_are_named_and_left_alone(tmp_path: Path) -> None:
    others = [tmp_path / f"R{number}.csv" for number in range(20, 27)]
    for one in others:
        one.write_bytes(b"old")
    with pytest.raises(FolderError, match=r"does not have: R20.csv, .*R24.csv and 2 more"):
        require_no_other_tables(tmp_path, ["R1.csv"])
    assert all(one.read_bytes() == b"old" for one in others)
