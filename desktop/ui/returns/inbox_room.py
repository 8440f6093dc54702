"""The room of the data-quality inbox: looks through the records behind a return, and settles in place."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.codes import CodeList
from desktop.domain.dates import civil_date
from desktop.domain.ids import PersonId
from desktop.queries.code_lists import code_lists
from desktop.queries.people import PersonDetails, person_details
from desktop.returns.inbox.findings import Finding
from desktop.returns.inbox.inbox import inbox
from desktop.returns.inbox.standing import still_standing
from desktop.returns.result import Return
from desktop.services.access import Look, note_access
from desktop.ui.people.about import about_person
from desktop.ui.returns.inbox_view import InboxView
from desktop.ui.returns.inbox_ways import Mending, Way, other_way_of, way_of, why_not
from desktop.ui.returns.inbox_words import said_above, said_without_form
from desktop.ui.shared.drafts import DraftKeeper
from desktop.ui.shared.form import Form
from desktop.ui.shared.messages import Message
from desktop.ui.shared.screen import Destination, Room
from desktop.ui.shared.side_panel import WithPanel
from desktop.ui.shared.tokens import Tone


class InboxRoom(Room):
    """Asks for the findings of one return; ``back`` wants the return again, ``again`` to count it anew."""

    back = Signal()
    again = Signal()

    def __init__(self, *, tasks: Tasks, actor: Actor, drafts: DraftKeeper) -> None:
        super().__init__()
        self._tasks, self._actor, self._drafts = tasks, actor, drafts
        self._result: Return | None = None
        self._lists: Mapping[str, CodeList] = {}
        self._finding: Finding | None = None
        self._led_to: PersonId | None = None
        self.view = InboxView(me=actor.user_id)
        self.panel = WithPanel(self.view)
        self._fill(self.panel)
        self.view.chosen.connect(self._settle)
        self.view.back.connect(self.back)
        self.view.again.connect(self.again)

    def look_through(self, result: Return) -> None:
        """Look through the records behind this return, unless that was done."""
        self.panel.close_panel()
        if result is self._result:
            return
        self._result, self._led_to = result, None
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
        if self._finding is not None:
            self._settle(self._finding)

    # ── settling ────────────────────────────────────────────────────────────────────────────────────────────

    def _settle(self, finding: Finding) -> None:
        """Open what settles it here, or lead to the person's page where nothing else does."""
        way = way_of(finding)
        if way is None:
            self._lead_to(finding)
        else:
            self._open(finding, way)

    def _open(self, finding: Finding, way: Way) -> None:
        """Read about the person, which is noted as a look, and open the form; or say why there is none."""
        self._finding = finding
        why = why_not(finding, way, self._actor)
        if why:
            self._show_why_not(finding, why)
        elif self._lists:
            self._read(finding, way)

    def _read(self, finding: Finding, way: Way) -> None:
        work = partial(person_details, actor=self._actor, person_id=finding.person_id, code_lists=self._lists)
        then = partial(self._begin, finding, way)
        self._tasks.read(self, work, then, replaces="finding", otherwise=self._explain)
        look = partial(note_access, look=Look.LOOKED, kind="person", record_id=finding.person_id)
        self._tasks.write(self, partial(look, actor=self._actor))

    def _begin(self, finding: Finding, way: Way, person: PersonDetails) -> None:
        about = about_person(
            person,
            tasks=self._tasks,
            actor=self._actor,
            drafts=self._drafts,
            lists=self._lists,
            today=civil_date(datetime.now(UTC)),
        )
        mending = Mending(
            about=about,
            person=person,
            finding=finding,
            besides=self.view.beside(finding),
            show=partial(self._show_form, finding, way),
            tell=self.said.emit,
            refuse=partial(self._show_why_not, finding),
            explain=self._explain,
            over=self,
        )
        way.begin(mending)

    def _show_form(self, finding: Finding, way: Way, form: Form) -> None:
        """Open a form with the finding above it, unless another was chosen by the time it is ready."""
        if finding is not self._finding or not self.isVisible():
            form.deleteLater()
            return
        form.finished.connect(partial(self._look_again, finding.person_id))
        self.panel.open_form(form, above=self._above(finding, way))
        if way.field in form.fields:
            form.go_to_field(way.field)

    def _above(self, finding: Finding, way: Way | None) -> QWidget:
        other = other_way_of(finding)
        ways = [one for one in (way_of(finding), other) if one is not None and one is not way]
        offered = [(one.label, partial(self._open, finding, one)) for one in ways if other is not None]
        lead = partial(self._lead_to, finding)
        return said_above(finding, (*offered, (self.tr("Open this person"), lead)))

    def _show_why_not(self, finding: Finding, why: str) -> None:
        if finding is self._finding and self.isVisible():
            title = self.tr("Not for you to change")
            self.panel.open(title, said_without_form(why), above=self._above(finding, None))

    def _lead_to(self, finding: Finding) -> None:
        self._finding, self._led_to = None, finding.person_id
        self.leads_to.emit(Destination("people", finding.person_id))

    # ── what still stands ───────────────────────────────────────────────────────────────────────────────────

    def _look_again(self, person_id: PersonId) -> None:
        """Look which findings about somebody still stand, now that something was written down."""
        result, findings = self._result, self.view.about(person_id)
        if result is not None and findings:
            work = partial(still_standing, actor=self._actor, result=result, findings=findings)
            then = partial(self._keep, findings)
            self._tasks.read(self, work, then, otherwise=self._explain)

    def _keep(self, looked_at: tuple[Finding, ...], standing: tuple[Finding, ...]) -> None:
        settled = [one for one in looked_at if one not in standing]
        finding, self._finding = self._finding, None
        if settled:
            self.view.take_out(settled)
        elif finding is not None:
            still = self.tr("Saved, but it still stands: %1").replace("%1", finding.sentence)
            self.said.emit(Message(still, Tone.CAUTION))
        if not self.panel.panel_open:
            self.view.arrive()

    def show_stale(self) -> None:
        """Say that the records changed since the return was counted."""
        self.view.show_stale()

    def save(self) -> None:
        """Save what is being written."""
        self.panel.save()

    def step_back(self) -> bool:
        """Close the panel, then go back to the return."""
        if not self.panel.step_back():
            self.back.emit()
        return True

    def arrive(self) -> None:
        """Begin in the form that is open, or in the list; what was done on somebody's page is settled."""
        inside = self.panel.inside
        if isinstance(inside, Form):
            inside.arrive()
        else:
            self.view.arrive()
        led_to, self._led_to = self._led_to, None
        if led_to is not None:
            self._look_again(led_to)
