"""The room of the data-quality inbox: looks through the records behind a return, and settles in place."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.codes import CodeList
from desktop.domain.dates import civil_date
from desktop.domain.permissions import Permission, may
from desktop.errors import AlongsideError
from desktop.queries.code_lists import code_lists
from desktop.queries.people import PersonToChange
from desktop.returns.inbox.findings import Finding
from desktop.returns.inbox.inbox import inbox
from desktop.returns.result import Return
from desktop.ui.returns.inbox_fixing import Fixing, fixing_form, is_fixed_here, reading
from desktop.ui.returns.inbox_view import InboxView
from desktop.ui.shared.buttons import quiet
from desktop.ui.shared.layouts import holder, row
from desktop.ui.shared.messages import could_not, done
from desktop.ui.shared.screen import Destination, Room
from desktop.ui.shared.side_panel import WithPanel


class InboxRoom(Room):
    """Asks for the findings of one return; ``back`` wants the return again, ``again`` to count it anew."""

    back = Signal()
    again = Signal()

    def __init__(self, *, tasks: Tasks, actor: Actor) -> None:
        super().__init__()
        self._tasks, self._actor = tasks, actor
        self._result: Return | None = None
        self._lists: Mapping[str, CodeList] = {}
        self.view = InboxView(me=actor.user_id)
        self.panel = WithPanel(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        self.view.chosen.connect(self._settle)
        self.view.back.connect(self.back)
        self.view.again.connect(self.again)

    def look_through(self, result: Return) -> None:
        """Look through the records behind this return, unless that was done."""
        self.panel.close_panel()
        if result is self._result:
            return
        self._result = result
        self.view.show_looking()
        work = partial(inbox, actor=self._actor, result=result)
        self._tasks.read_long(self, work, self._show, replaces="inbox", otherwise=self._explain)
        lists = partial(code_lists, actor=self._actor)
        self._tasks.read(self, lists, self._keep_lists, replaces="lists", otherwise=self._explain)

    def _show(self, findings: tuple[Finding, ...]) -> None:
        self.view.show_findings(findings)
        self.view.arrive()

    def _keep_lists(self, lists: Mapping[str, CodeList]) -> None:
        self._lists = lists

    def _settle(self, finding: Finding) -> None:
        """Ask for the one answer that settles it here, or lead to the person's page."""
        if is_fixed_here(finding) and self._lists and may(self._actor, Permission.CHANGE_PERSON):
            ask = partial(self._ask, finding)
            work = reading(finding, self._actor)
            self._tasks.read(self, work, ask, replaces="finding", otherwise=self._explain)
        else:
            self._lead_to(finding)

    def _lead_to(self, finding: Finding) -> None:
        self.leads_to.emit(Destination("people", finding.person_id))

    def _ask(self, finding: Finding, held: PersonToChange) -> None:
        opening = quiet(self.tr("Open this person"), partial(self._lead_to, finding))
        above = holder(row(opening, None))
        fixing = Fixing(self._tasks, self._actor, self._lists, civil_date(datetime.now(UTC)))
        then = partial(self._take_out, finding)
        self.panel.open_form(fixing_form(finding, held, fixing, above=above, then=then))

    def _take_out(self, finding: Finding, _nothing: object) -> None:
        self.view.take_out(finding)
        self.view.arrive()
        self.said.emit(done(self.tr("Saved. Count again to see it in the return.")))

    def _explain(self, error: AlongsideError) -> None:
        self.said.emit(could_not(error))

    def show_stale(self) -> None:
        """Say that the records changed since the return was counted."""
        self.view.show_stale()

    def save(self) -> None:
        """Save the answer that is being given."""
        self.panel.save()

    def step_back(self) -> bool:
        """Close the panel, then go back to the return."""
        if not self.panel.step_back():
            self.back.emit()
        return True

    def arrive(self) -> None:
        """Begin in the list."""
        self.view.arrive()
