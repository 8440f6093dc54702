"""An answer by one key, in a real window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.ui.shared.form_fields import Keyed, options
from desktop.ui.shared.form_keys import KeyedInput
from tests.ui.conftest import Show

ANSWERS = options([("spoke", "Spoke with them"), ("no-answer", "No answer"), ("wrong", "Number wrong")])


def _shown(show: Show) -> KeyedInput:
    made = KeyedInput(Keyed("result", "How did it go?", options=ANSWERS))
    made.describe("How did it go?", "")
    show(made)
    made.setFocus()
    return made


def test_the_digit_beside_an_answer_gives_it_and_says_that_somebody_chose(show: Show) -> None:
    made = _shown(show)
    picked: list[str] = []
    made.picked.connect(picked.append)
    QTest.keyClick(made.control, Qt.Key.Key_2)
    assert made.value() == "no-answer"
    assert picked == ["no-answer"]


def test_a_key_without_an_answer_changes_nothing(show: Show) -> None:
    made = _shown(show)
    QTest.keyClick(made.control, Qt.Key.Key_1)
    QTest.keyClick(made.control, Qt.Key.Key_7)
    assert made.value() == "spoke"


def test_arrows_walk_through_the_answers_and_delete_takes_back(show: Show) -> None:
    made = _shown(show)
    for _ in range(5):
        QTest.keyClick(made.control, Qt.Key.Key_Down)
    assert made.value() == "wrong"
    QTest.keyClick(made.control, Qt.Key.Key_Delete)
    assert made.value() is None


def test_an_answer_that_its_list_lost_is_kept(show: Show) -> None:
    made = _shown(show)
    made.fill("fax")
    assert made.value() == "fax"
    assert made.shown() == "fax (no longer in the list)"


def test_the_answer_is_said_with_the_question(show: Show) -> None:
    made = _shown(show)
    assert made.control.accessibleName() == "How did it go?: Nothing chosen"
    QTest.keyClick(made.control, Qt.Key.Key_3)
    assert made.control.accessibleName() == "How did it go?: Number wrong"
    assert "1 Spoke with them" in made.control.accessibleDescription()
