"""A return is filled in part by part from the keyboard; two who write at once lose nothing."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.background.kept_drafts import KeptDrafts
from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.periods import Period, period_containing, previous
from desktop.domain.return_entries import Entries
from desktop.domain.survey import quarter_start
from desktop.queries.return_entries import entries_of
from desktop.returns.rules.definitions import Definition
from desktop.returns.rules.reading import parse_definition
from desktop.services.return_entries import Filled, fill_in
from desktop.services.survey_replies import ReplyWords, record_reply
from desktop.store.records import Records
from desktop.ui.returns.filling_in.asked import Asked
from desktop.ui.returns.filling_in.grid import GridForm
from desktop.ui.returns.filling_in.room import FillingRoom
from desktop.ui.shared.form import Form
from desktop.ui.shared.messages import Message
from desktop.ui.shared.stale import SettleDialog
from tests.returns.made_grant import GRANT
from tests.ui.conftest import Show, button, words

PATIENCE = 15_000  # milliseconds until an answer must be there
WIDE = """
[[tables]]
id = "wide"
title = "A wide table"
entered = true
rows = [{ code = "a", label = "Sessions" }]
columns = [
  { code = "c1", label = "April" }, { code = "c2", label = "May" }, { code = "c3", label = "June" },
  { code = "c4", label = "July" }, { code = "c5", label = "August" },
]
"""
RULES = parse_definition(GRANT + WIDE, {})
NOW = datetime.now(UTC).date()
THIS = period_containing(NOW)
LAST = previous(THIS)


def rules(_lists: object) -> Mapping[str, Definition]:
    return {"grant": RULES}


class Filler:
    """Somebody at the screen where a return is filled in."""

    def __init__(self, qtbot: QtBot, room: FillingRoom, records: Records, actor: Actor) -> None:
        self.qtbot, self.room, self.records, self.actor = qtbot, room, records, actor
        self.said: list[Message] = []
        room.said.connect(self.said.append)

    def until(self, true: Callable[[], object]) -> None:
        """Wait until something holds."""
        self.qtbot.waitUntil(lambda: bool(true()), timeout=PATIENCE)

    def open(self, title: str) -> Form:
        """Open a part from the list with Enter."""
        self.until(lambda: self.room.view.rows)
        part = next(one.rules for one in self.room.view.rows if one.rules.title == title)
        self.room.view.choose_part(part)
        self.room.view.open_chosen()
        return self.form(title)

    def form(self, title: str) -> Form:
        """Wait for the form of a part."""

        def there() -> bool:
            inside = self.room.view.panel.inside
            return isinstance(inside, Form) and inside.spec.title == title

        self.until(there)
        inside = self.room.view.panel.inside
        assert isinstance(inside, Form)
        return inside

    def type(self, form: Form, key: str, text: str) -> None:
        """Type into a field."""
        control = form.fields[key].input.control
        control.setFocus()
        QTest.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(control, text)

    def save(self) -> None:
        """Press Ctrl+Enter wherever the focus is."""
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def save_and_close(self) -> None:
        """Save, and wait until the panel has closed."""
        self.save()
        self.until(lambda: not self.room.view.panel.panel_open)

    def entries(self, quarter: Period = LAST) -> Entries:
        """Read back what is kept."""
        asked = partial(entries_of, actor=self.actor, definition_id="grant", quarters=(quarter,))
        return self.records.read(self.actor, asked)

    def spent(self, quarter: Period = LAST) -> dict[tuple[str, str], int | None]:
        """Read back the numbers of the table of money."""
        held = self.entries(quarter).of("R26", quarter)
        return {place: one.hundredths for place, one in held.items()}

    def somebody_else_fills_in(self, numbers: Mapping[tuple[str, str], int | None]) -> None:
        """Let somebody fill in the table of money meanwhile."""
        work = partial(
            fill_in,
            actor=self.actor,
            definition_id="grant",
            quarter=LAST,
            rules=RULES.entered[0],
            filled=Filled(numbers=numbers),
            version=self.entries().version("R26", LAST),
        )
        self.records.write(self.actor, work)

    def how_far(self) -> dict[str, tuple[int, int]]:
        """Say of each part on screen how much of it stands there."""
        return {one.rules.title: (one.filled, one.places) for one in self.room.view.rows}


@pytest.fixture
def filler(
    qtbot: QtBot, show: Show, tasks: Tasks, drafts: KeptDrafts, records: Records, actor: Actor
) -> Filler:
    room = FillingRoom(tasks=tasks, actor=actor, drafts=drafts, rules=rules)
    show(room)
    room.arrive()
    return Filler(qtbot, room, records, actor)


def test_the_last_full_quarter_comes_first_with_all_its_parts(filler: Filler) -> None:
    filler.until(lambda: filler.room.view.rows)
    assert filler.room.view.chosen == Asked("grant", LAST)
    assert filler.how_far() == {
        "Cover": (0, 2),
        "Spend against budget": (0, 4),
        "A wide table": (0, 5),
        "Narrative": (0, 1),
        "A case study": (0, 1),
    }


def test_a_table_is_typed_in_and_its_sums_follow(filler: Filler) -> None:
    form = filler.open("Spend against budget")
    assert isinstance(form, GridForm)
    filler.type(form, "staff|budget", "1,234.50")
    filler.type(form, "staff|spent", "£1,000")
    filler.type(form, "travel|budget", "0")
    said = {one.accessibleName() for one in form.findChildren(QLabel)}
    assert {"Staff, Left: £234.50", "Total, Budget: £1,234.50", "Travel, Left: –"} <= said
    filler.save_and_close()
    assert filler.spent() == {
        ("staff", "budget"): 123_450,
        ("staff", "spent"): 100_000,
        ("travel", "budget"): 0,
    }
    filler.until(lambda: filler.how_far()["Spend against budget"] == (3, 4))
    assert filler.said[-1].text == "Spend against budget is saved."


def test_what_is_no_number_is_said_beside_its_field_and_nothing_is_saved(filler: Filler) -> None:
    form = filler.open("Spend against budget")
    filler.type(form, "staff|budget", "500")
    filler.type(form, "travel|spent", "37,5")
    filler.save()
    assert form.fields["travel|spent"].complaint == "“37,5” is not a number. Type it with a point: 37.5"
    assert form.fields["staff|budget"].complaint == ""
    assert QApplication.focusWidget() is form.fields["travel|spent"].input.control
    assert filler.spent() == {}
    filler.type(form, "travel|spent", "37.5")
    filler.save_and_close()
    assert filler.spent()["travel", "spent"] == 3_750


def test_every_field_of_the_grid_says_its_row_and_column(filler: Filler) -> None:
    form = filler.open("Spend against budget")
    names = [line.input.control.accessibleName() for line in form.fields.values()]
    assert names == ["Staff, Budget", "Staff, Spent", "Travel, Budget", "Travel, Spent"]


def test_a_wide_table_has_its_fields_below_the_heading_of_each_row(filler: Filler) -> None:
    form = filler.open("A wide table")
    assert not isinstance(form, GridForm)
    filler.type(form, "a|c3", "12")
    filler.save_and_close()
    assert filler.entries().of("wide", LAST)["a", "c3"].hundredths == 1_200


def test_saving_leads_on_to_the_next_part(filler: Filler) -> None:
    form = filler.open("Cover")
    filler.type(form, "grant|words", "The grant of 2026")
    button(form, "Save, and on to the next").click()
    following = filler.form("Spend against budget")
    filler.type(following, "staff|budget", "1")
    assert filler.entries().of("R0", LAST)["grant", "words"].words == "The grant of 2026"


def test_a_part_says_first_which_quarter_is_filled_in(filler: Filler) -> None:
    for title in ("Cover", "Spend against budget", "A wide table", "Narrative", "A case study"):
        said = words(filler.open(title))
        assert LAST.in_words in said
        assert "not over yet" not in said


def test_of_a_quarter_that_goes_on_it_is_said(filler: Filler) -> None:
    filler.room.open_thing(Asked("grant", THIS))
    filler.until(lambda: filler.room.view.chosen == Asked("grant", THIS))
    assert f"{THIS.in_words}. It is not over yet." in words(filler.open("Narrative"))


def test_the_cover_of_the_quarter_before_is_taken_over_and_saved(filler: Filler) -> None:
    form = filler.open("Cover")
    assert "As in Quarter" not in words(form)
    filler.type(form, "grant|words", "The grant of 2026")
    filler.save_and_close()
    filler.room.open_thing(Asked("grant", THIS))
    filler.until(lambda: filler.room.view.chosen == Asked("grant", THIS))
    form = filler.open("Cover")
    taking = button(form, f"As in {LAST.name}")
    taking.click()
    assert form.fields["grant|words"].input.typed() == "The grant of 2026"
    assert taking.isHidden()
    filler.save_and_close()
    assert filler.entries(THIS).of("R0", THIS)["grant", "words"].words == "The grant of 2026"
    assert button_is_gone(filler.open("Cover"))


def button_is_gone(form: Form) -> bool:
    return not any(one.text().startswith("As in") for one in form.findChildren(QPushButton))


def test_what_people_wrote_on_their_forms_stands_above_the_narrative(filler: Filler) -> None:
    start = quarter_start(LAST.start)
    for change, unmet in (("Ring after work.", "A lift to court."), ("Ring after work.", "")):
        reply = ReplyWords(quarter_start=start, unmet_code="yes", change_words=change, unmet_words=unmet)
        filler.records.write(filler.actor, partial(record_reply, actor=filler.actor, words=reply))
    form = filler.open("Narrative")
    (shown,) = [one for one in form.findChildren(QPlainTextEdit) if one.isReadOnly()]
    assert sorted(shown.toPlainText().splitlines()) == ["• A lift to court.", "• Ring after work."]
    assert shown.accessibleName().startswith("What people wrote")
    assert not [one for one in filler.open("A case study").findChildren(QPlainTextEdit) if one.isReadOnly()]


def test_two_who_fill_in_different_cells_both_keep_what_they_typed(filler: Filler) -> None:
    form = filler.open("Spend against budget")
    filler.type(form, "staff|budget", "100")
    filler.somebody_else_fills_in({("staff", "spent"): 5_000})
    filler.save()
    filler.until(lambda: "Look at it, then save again" in words(form))
    filler.save_and_close()
    assert filler.spent() == {("staff", "budget"): 10_000, ("staff", "spent"): 5_000}


def test_two_who_fill_in_the_same_cell_settle_it_side_by_side(filler: Filler) -> None:
    form = filler.open("Spend against budget")
    filler.type(form, "staff|budget", "100")
    filler.somebody_else_fills_in({("staff", "budget"): 9_900})
    filler.save()
    filler.until(lambda: form.findChildren(SettleDialog))
    told = words(form.findChildren(SettleDialog)[0])
    assert "Staff, Budget" in told
    assert "£99.00" in told
    assert filler.spent() == {("staff", "budget"): 9_900}
    form.findChildren(SettleDialog)[0].reject()


def test_what_was_begun_is_put_back(filler: Filler) -> None:
    form = filler.open("Narrative")
    filler.type(form, "words|words", "A busy quarter")
    form.keep_now()
    filler.room.view.panel.close_panel()
    again = filler.open("Narrative")
    filler.until(lambda: "You were writing this" in words(again))
    assert again.fields["words|words"].input.typed() == "A busy quarter"


def test_what_is_not_saved_is_said_when_another_quarter_or_part_is_chosen(filler: Filler) -> None:
    unsaved = f"“Narrative” for {LAST.name} is not saved. What you wrote is kept: open it again to go on."
    filler.type(filler.open("Narrative"), "words|words", "A busy quarter")
    filler.room.view.choose(Asked("grant", THIS))
    assert filler.said[-1].text == unsaved
    filler.room.view.choose(Asked("grant", LAST))
    again = filler.open("Narrative")
    filler.until(lambda: again.fields["words|words"].input.typed() == "A busy quarter")
    filler.open("Cover")
    assert [one.text for one in filler.said] == [unsaved, unsaved]
    filler.save_and_close()
    assert filler.said[-1].text == "Cover is saved."


def test_words_that_may_point_at_somebody_are_saved_and_said(filler: Filler) -> None:
    form = filler.open("Narrative")
    form.fields["words|words"].input.fill("Ring\u00a001632 960123.\r\n\uf0b7\tOn 3 July we moved.")
    filler.type(form, "words|words", "")
    form.fields["words|words"].input.fill("Ring\u00a001632 960123.\n\uf0b7\tOn 3 July we moved.")
    filler.save_and_close()
    assert filler.entries().of("R27", LAST)["words", "words"].words == (
        "Ring 01632 960123.\n• On 3 July we moved."
    )
    assert "telephone number 01632 960123; date 3 July" in filler.said[-1].text


def test_a_case_study_without_consent_is_refused_and_every_word_stays(filler: Filler) -> None:
    form = filler.open("A case study")
    filler.type(form, "words|words", "She slept again.")
    filler.save()
    filler.until(lambda: "It is not said whose story this is" in words(form))
    assert form.fields["words|words"].input.typed() == "She slept again."
    filler.type(form, "story_of", "PA-999999-K")
    filler.save()
    filler.until(lambda: "Nobody here has the reference" in words(form))
    assert not filler.entries().is_filled_in("R28", LAST)


def test_whoever_comes_from_a_return_finds_its_quarter(filler: Filler) -> None:
    filler.room.open_thing(Asked("grant", THIS))
    filler.until(lambda: filler.room.view.chosen == Asked("grant", THIS))
    form = filler.open("Cover")
    filler.type(form, "grant|words", "New")
    filler.save_and_close()
    assert filler.entries(THIS).is_filled_in("R0", THIS)
    assert not filler.entries(LAST).is_filled_in("R0", LAST)
