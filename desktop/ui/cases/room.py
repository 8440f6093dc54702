"""The room of cases: the list joined to the records; Enter leads to the person."""

from collections.abc import Mapping
from functools import partial

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.changes import Changed
from desktop.domain.codes import CodeList
from desktop.domain.ids import UserId
from desktop.domain.pages import Page
from desktop.domain.permissions import Permission
from desktop.queries.cases import CasePage, CaseRow, list_cases
from desktop.queries.code_lists import code_lists
from desktop.queries.colleagues import colleagues
from desktop.ui.cases.list_view import CasesView
from desktop.ui.shared.screen import Destination, Room

_MOST = 200


class CasesRoom(Room):
    """Asks for the caseload, and keeps it as it now stands."""

    def __init__(self, *, tasks: Tasks, actor: Actor) -> None:
        super().__init__()
        self._tasks, self._actor = tasks, actor
        self._whose: UserId | None = actor.user_id
        self._most = _MOST
        self._lists: Mapping[str, CodeList] | None = None
        self._view = CasesView(me=actor.user_id)
        self._fill(self._view)
        self._view.opened.connect(self._open)
        self._view.wanted.connect(self._show_of)
        self._view.more_wanted.connect(self._show_more)
        tasks.changed.connect(self._notice)
        tasks.read(self, partial(code_lists, actor=actor), self._keep_lists)
        self._read_colleagues()

    def _keep_lists(self, lists: Mapping[str, CodeList]) -> None:
        self._lists = lists
        self._read()

    def _read_colleagues(self) -> None:
        work = partial(colleagues, actor=self._actor, who_may=Permission.SEE_CASES)
        self._tasks.read(self, work, self._view.show_colleagues, replaces="colleagues")

    def _read(self) -> None:
        if self._lists is None:
            return
        work = partial(
            list_cases,
            actor=self._actor,
            code_lists=self._lists,
            worker=self._whose,
            page=Page(0, self._most),
        )
        self._tasks.read(self, work, self._show, replaces="cases", otherwise=self._explain)

    def _show(self, found: CasePage) -> None:
        waited = not self._view.rows
        self._view.show_cases(found)
        if waited and self.isVisible():
            self._view.arrive()

    def _show_of(self, whose: UserId | None) -> None:
        self._whose, self._most = whose, _MOST
        self._read()

    def _show_more(self) -> None:
        self._most += _MOST
        self._read()

    def _open(self, case: CaseRow) -> None:
        self.leads_to.emit(Destination("people", case.person_id))

    def _notice(self, changed: Changed) -> None:
        if changed.touches("support_case", "contact", "person", "lock_out", "broken_glass"):
            self._read()
        if changed.touches("user_account"):
            self._read_colleagues()
