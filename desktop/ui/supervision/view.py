"""Supervision notes on the screen: the notes I may read, the newest first, one of them beside."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain.sealed_text import ShownWords
from desktop.queries.supervision import SupervisionDetails
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.layouts import Item
from desktop.ui.shared.list_screen import ListScreen
from desktop.ui.shared.opened import Deed, Opened, told
from desktop.ui.shared.pages import empty_state
from desktop.ui.shared.tables import Column, Table
from desktop.ui.shared.words import translate, uk_date


def supervision_list(*, supervises: bool) -> ListScreen[SupervisionDetails]:
    """List the notes somebody may read; whoever supervises may write another."""
    return ListScreen(
        translate("Supervision", "Supervision"),
        translate("Supervision", "What you and your colleagues talked about and agreed.")
        if supervises
        else translate("Supervision", "What you and whoever supervises you talked about and agreed."),
        table=_table(),
        empty=_empty(supervises=supervises),
        add=translate("Supervision", "Write a note") if supervises else "",
    )


def _table() -> Table[SupervisionDetails]:
    return Table(
        translate("Supervision", "Supervision notes"),
        (
            Column(translate("Supervision", "Day"), lambda one: uk_date(one.held_on)),
            Column(
                translate("Supervision", "About the work of"),
                lambda one: one.worker,
                note=_first,
                stretch=True,
                least=200,
            ),
            Column(translate("Supervision", "Next time"), lambda one: uk_date(one.next_on)),
        ),
    )


def _empty(*, supervises: bool) -> QWidget:
    if supervises:
        words = translate(
            "Supervision", "After a supervision, write down what you talked about and what you agreed."
        )
    else:
        words = translate("Supervision", "Notes appear here once whoever supervises you has written one.")
    return empty_state("supervision", translate("Supervision", "No supervision notes yet"), words)


def _first(one: SupervisionDetails) -> str:
    return " ".join((one.agreed or one.words).split())


def note_page(note: SupervisionDetails, deeds: Sequence[Deed]) -> QWidget:
    """Lay one note out to be read."""
    details = [
        Detail(translate("Supervision", "Day"), uk_date(note.held_on)),
        Detail(translate("Supervision", "About the work of"), note.worker),
        Detail(translate("Supervision", "Written by"), note.supervisor),
        Detail(translate("Supervision", "Next time"), uk_date(note.next_on)),
    ]
    if note.case_reference:
        details.append(Detail(translate("Supervision", "About the case"), note.case_reference))
    items: list[Item] = [DetailList(details)]
    items.extend(told(translate("Supervision", "What was talked about"), ShownWords(note.words)))
    items.extend(told(translate("Supervision", "What was agreed"), ShownWords(note.agreed)))
    return Opened(translate("Supervision", "Supervision note"), items, deeds)
