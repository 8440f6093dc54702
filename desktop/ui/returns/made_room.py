"""The room of returns made: for whoever oversees the work and does not count."""

from collections.abc import Mapping
from functools import partial

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.changes import Changed
from desktop.domain.codes import CodeList
from desktop.domain.permissions import Permission, may
from desktop.queries.code_lists import code_lists
from desktop.queries.releases import ReleaseRow, list_releases
from desktop.returns.rules.reading import definition_ids, load_definition
from desktop.ui.returns.made_view import MadeView
from desktop.ui.shared.screen import Room


class MadeRoom(Room):
    """Asks which returns were made, and keeps the list as it now stands."""

    def __init__(self, *, tasks: Tasks, actor: Actor) -> None:
        super().__init__()
        self._tasks, self._actor = tasks, actor
        self._titles: Mapping[str, str] = {}
        self.view = MadeView(sees_people=may(actor, Permission.SEE_PERSON))
        self._fill(self.view)
        tasks.changed.connect(self._notice)
        tasks.read(self, partial(code_lists, actor=actor), self._name_rules, otherwise=self._explain)

    def _name_rules(self, lists: Mapping[str, CodeList]) -> None:
        work = partial(_titles, lists)
        self._tasks.work(self, work, self._keep_titles, replaces="rules", otherwise=self._explain)

    def _keep_titles(self, titles: Mapping[str, str]) -> None:
        self._titles = titles
        self._read()

    def _read(self) -> None:
        work = partial(list_releases, actor=self._actor)
        self._tasks.read(self, work, self._show, replaces="made", otherwise=self._explain)

    def _show(self, made: tuple[ReleaseRow, ...]) -> None:
        self.view.show_made(made, self._titles)

    def _notice(self, changed: Changed) -> None:
        if changed.touches("release"):
            self._read()


def _titles(lists: Mapping[str, CodeList]) -> dict[str, str]:
    return {one: load_definition(one, code_lists=lists).title for one in definition_ids()}
