"""Household links through the window: the other is found, never typed in."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.domain.actor import Role
from desktop.queries.households import household_of
from desktop.services.households import HouseholdWords, link_household
from desktop.ui.households.finder import OtherPerson
from desktop.ui.households.forms import ADDINGS, OPENINGS
from desktop.ui.shared.tables import Table
from tests.services.colleagues import Team
from tests.ui.seated import Sit

(LINK,), (OPEN,) = ADDINGS, OPENINGS


def test_a_mother_is_found_by_name_and_linked_from_the_keyboard(team: Team, sit: Sit) -> None:
    person, mother = team.person("Ada", "Wren"), team.person("Maud", "Wren")
    desk = sit(Role.SUPPORT_WORKER, person)
    form = desk.begin(LINK)
    (other,) = form.findChildren(OtherPerson)
    desk.fill(form, relation="parent", together="yes")
    form.save()
    desk.says("Nobody is chosen yet.")
    (line,) = other.findChildren(QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, "Wren")
    (table,) = other.findChildren(Table)
    desk.qtbot.waitUntil(lambda: [row.name for row in table.rows] == ["Maud Wren"], timeout=20_000)
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.says("Chosen: Maud Wren")
    assert QApplication.focusWidget() is not line
    desk.save(form)
    desk.gone()
    (link,) = desk.asks(household_of, person_id=person)
    assert (link.other_id, link.relation_code, link.live_together) == (mother, "parent", True)
    desk.open(OPEN, link.household_link_id)
    desk.press("Change")
    form = desk.form("Change the link")
    desk.fill(form, note="Moved out in spring")
    desk.save(form)
    desk.says("Moved out in spring")


def test_a_link_made_from_the_other_side_is_changed_there(team: Team, sit: Sit) -> None:
    person, mother = team.person("Ada", "Wren"), team.person("Maud", "Wren")

    words = HouseholdWords(relation_code="child")
    team.does(team.manager, link_household, person_id=mother, other_id=person, words=words)
    desk = sit(Role.SUPPORT_WORKER, person)
    (link,) = desk.asks(household_of, person_id=person)
    desk.open(OPEN, link.household_link_id)
    desk.says("This link was made on Maud Wren's page and is changed there.")
