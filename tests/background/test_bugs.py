"""What a report of a fault of ours says, and what it never says."""

from desktop.background.bugs import report_bug


def _inner() -> None:
    secret = "Planted Name"
    raise KeyError(secret)


def _outer() -> None:
    try:
        _inner()
    except KeyError as error:
        message = "while reading Planted Name"
        raise RuntimeError(message) from error


def _report() -> str:
    try:
        _outer()
    except RuntimeError as error:
        return report_bug(error).text
    return ""


def test_a_report_names_kinds_and_places_of_the_whole_chain() -> None:
    report = _report()
    assert "builtins.RuntimeError" in report
    assert "builtins.KeyError" in report
    assert "test_bugs.py" in report
    assert "in _inner" in report


def test_a_report_holds_no_value_and_no_path_of_the_user() -> None:
    report = _report()
    assert "Planted" not in report
    assert "/tests/" not in report
