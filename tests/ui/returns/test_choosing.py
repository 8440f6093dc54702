"""The fields a return is chosen in: whole names while there is room, lines that part where they belong."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QComboBox

from desktop.queries.funding_streams import StreamToCount
from desktop.ui.returns.asked import RulesChoice
from desktop.ui.returns.choosing import ReturnChoices
from tests.ui.conftest import Show

TITLE = "Quarterly return to the commissioner"
STREAMS = (
    StreamToCount("Commissioner's grant"),
    StreamToCount("Lottery fund", ended=True, ended_on=date(2019, 3, 31)),
    StreamToCount("Old trust", ended=True),
)


@pytest.fixture
def choices(show: Show) -> ReturnChoices:
    made = ReturnChoices()
    show(made)
    made.offer_streams(STREAMS)
    made.offer((RulesChoice("pcc-quarterly", TITLE, 4),), (date(2018, 8, 1),), today=date(2019, 5, 20))
    return made


def tops(choices: ReturnChoices, width: int) -> dict[str, int]:
    choices.resize(width, 300)
    boxes = choices.findChildren(QComboBox)
    return {box.accessibleName(): box.mapTo(choices, box.rect().topLeft()).y() for box in boxes}


def test_everything_stands_in_one_line_where_there_is_room(choices: ReturnChoices) -> None:
    assert len(set(tops(choices, 1500).values())) == 1


@pytest.mark.parametrize("width", [736, 892])
def test_a_return_and_its_period_stand_above_whose_money_it_is(choices: ReturnChoices, width: int) -> None:
    found = tops(choices, width)
    above, below = found["Return"], found["Funding stream"]
    assert above < below
    assert (found["Year"], found["Part of the year"], found["Protection"]) == (above, above, below)


def test_a_name_is_not_cut_and_is_told_when_pointed_at(choices: ReturnChoices) -> None:
    choices.resize(736, 300)
    box = next(each for each in choices.findChildren(QComboBox) if each.accessibleName() == "Return")
    assert box.fontMetrics().horizontalAdvance(TITLE) < box.width() - 40
    middle = box.rect().center()
    QApplication.sendEvent(box, QHelpEvent(QEvent.Type.ToolTip, middle, box.mapToGlobal(middle)))
    assert box.toolTip() == TITLE
    assert box.itemData(0, Qt.ItemDataRole.ToolTipRole) == TITLE


def test_streams_that_ended_say_so(choices: ReturnChoices) -> None:
    box = next(each for each in choices.findChildren(QComboBox) if each.accessibleName() == "Funding stream")
    assert [box.itemText(place) for place in range(box.count())] == [
        "All",
        "Commissioner's grant",
        "Lottery fund (ended 31 March 2019)",
        "Old trust (ended)",
    ]


def test_everything_stays_in_sight_however_narrow(choices: ReturnChoices) -> None:
    choices.resize(420, 500)
    for box in choices.findChildren(QComboBox):
        assert choices.rect().contains(box.mapTo(choices, box.rect().topLeft()))
        assert choices.rect().contains(box.mapTo(choices, box.rect().bottomRight()))
