"""The names of the files a return is saved under."""

from dataclasses import replace

from desktop.ui.returns.asked import FileKind
from desktop.ui.returns.saving import file_name
from tests.exports.made_return import made_return


def test_the_files_of_two_funding_streams_do_not_have_one_name() -> None:
    whole = made_return()
    of_one = replace(whole, stream="Ministry: core/2026")
    assert file_name(whole, FileKind.XLSX) == "made 2018-19 Q2.xlsx"
    assert file_name(of_one, FileKind.XLSX) == "made 2018-19 Q2 Ministry-core-2026.xlsx"
    assert file_name(of_one, FileKind.TABLES) == "made 2018-19 Q2 Ministry-core-2026 tables"
