"""A form with every kind of field, as the tests of forms use it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import (
    Choice,
    ClockTime,
    Day,
    FormSpec,
    Heading,
    Line,
    Number,
    PartialDay,
    Scale,
    Several,
    Tick,
    Whenabouts,
    Words,
    YesNo,
    options,
    shown_if,
)

TODAY = date(2026, 11, 18)  # a Wednesday
CRIMES = options((f"crime-{number}", f"Crime of kind {number}") for number in range(20))
SPEC = FormSpec(
    "Record a contact",
    (
        Day("day", "Day", required=True, lies=Whenabouts.PAST),
        ClockTime("at", "Time", beside=True),
        Choice("how", "How", options=options([("phone", "Phone"), ("visit", "Visit")]), required=True),
        Line("who", "Who rang", depends_on=shown_if("how", "phone")),
        Choice("crime", "Crime", options=CRIMES),
        Several("needs", "Needs", options=options([("work", "Work"), ("home", "Home")])),
        Several("rights", "Rights", options=CRIMES),
        YesNo("safe", "Is it still safe to ring?"),
        Words("why", "What makes it unsafe", sealed=True, depends_on=shown_if("safe", "no")),
        Heading("more", "What was said", hint="In their own words where you can."),
        Words("note", "Note", hint="What matters for whoever rings next."),
        Number("minutes", "Minutes", least=0, most=600),
        Scale("effect", "How much is this affecting you?"),
        PartialDay("since", "Since when"),
        Tick("promised", "I promised to ring again"),
    ),
    save_label="Save the contact",
    another_label="Save and add another",
)


def answers_of(form: Form) -> list[FormAnswers]:
    """Collect what the form asks to be saved."""
    taken: list[FormAnswers] = []
    form.answered.connect(taken.append)
    return taken


def focused() -> QWidget:
    """Give what has the focus."""
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def type_in(text: str) -> None:
    """Type where the focus is."""
    QTest.keyClicks(focused(), text)


def tab(times: int = 1) -> None:
    """Go on to the next field."""
    for _ in range(times):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)


def fill(form: Form, **typed: str | list[str]) -> None:
    """Put what is typed into the fields."""
    for key, said in typed.items():
        form.fields[key].input.fill(said)
