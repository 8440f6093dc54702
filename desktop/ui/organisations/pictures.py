"""The directory with made-up places."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from desktop.errors import RefusedError
from desktop.queries.organisations import OrganisationDetails
from desktop.ui.organisations.made_up import BARE, DETAILS, PLACES
from desktop.ui.organisations.reading import organisation_page
from desktop.ui.organisations.view import DirectoryView
from desktop.ui.organisations.writing import Writing, changing_form, closing_form, new_form
from desktop.ui.people.made_up import MANAGER, TODAY, beside, filled, made_up_person
from desktop.ui.shared.form import Form
from desktop.ui.shared.opened import Deed
from desktop.ui.shared.screen import Picture

if TYPE_CHECKING:
    from desktop.background.tasks import Tasks


def _writing() -> Writing:
    who = made_up_person()
    return Writing(cast("Tasks", None), MANAGER, who.drafts, who.lists, TODAY)


def _deeds() -> list[Deed]:
    return [
        Deed("Still so today", lambda: None, "primary"),
        Deed("Change it…", lambda: None),
        Deed("It closes…", lambda: None, "quiet"),
    ]


def _list(*, may_change: bool = True) -> DirectoryView:
    view = DirectoryView(may_change=may_change)
    view.offer(made_up_person().lists, today=TODAY)
    view.show_places(PLACES)
    return view


def _empty() -> DirectoryView:
    view = DirectoryView(may_change=True)
    view.show_places(())
    return view


def _nothing() -> DirectoryView:
    view = _list()
    view.look_for("zzz")
    view.show_places(())
    return view


def _with_place() -> DirectoryView:
    view = _list()
    view.panel.open(DETAILS.line.name, _page(DETAILS))
    return view


def _page(held: OrganisationDetails) -> QWidget:
    return organisation_page(held, made_up_person().lists, _deeds())


def _refused() -> Form:
    form = filled(new_form(_writing()), name="Riverside Housing Advice")
    what = "The directory has a “Riverside Housing Advice” already."
    form.refuse(RefusedError(what, "Change that entry, or tell the two apart by their names."))
    return form


def _changing() -> Form:
    return changing_form(_writing(), DETAILS)


def pictures() -> tuple[Picture, ...]:
    """Every state of the directory."""
    size = partial(Picture, width=972, height=700)
    panel = partial(Picture, width=560, height=900)
    closed = replace(DETAILS, line=replace(PLACES[3], closed_on=date(2026, 1, 1)))
    return (
        size("directory", _list),
        size("directory-volunteer", lambda: _list(may_change=False)),
        size("directory-empty", _empty),
        size("directory-nothing", _nothing),
        Picture("directory-with-place", _with_place),
        panel("place-read", lambda: beside(DETAILS.line.name, _page(DETAILS))),
        panel("place-bare", lambda: beside(BARE.line.name, _page(BARE))),
        panel("place-closed", lambda: beside(closed.line.name, _page(closed))),
        panel("place-new", lambda: beside("", new_form(_writing()))),
        panel("place-refused", lambda: beside("", _refused())),
        panel("place-change", lambda: beside("", _changing()), height=1700),
        panel("place-closes", lambda: beside("", closing_form(_writing(), DETAILS)), height=420),
    )
