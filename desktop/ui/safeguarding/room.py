"""The room of safeguarding: joins the board and what is opened beside it to the records."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.changes import Changed
from desktop.domain.codes import CodeList
from desktop.domain.dates import civil_date
from desktop.domain.ids import PersonId
from desktop.domain.permissions import Permission, may
from desktop.queries.code_lists import code_lists
from desktop.queries.concerns import (
    ConcernLine,
    UntoldConcern,
    open_concerns,
    own_untold_concerns,
    people_to_ring,
)
from desktop.queries.glass import BrokenGlassRow, OpenGlass, broken_glass, glass_in_vain, my_open_glass
from desktop.services.glass import USUAL_HOURS, break_glass_by_reference, close_glass, note_seen
from desktop.ui.concerns.forms import first_call_form, open_concern
from desktop.ui.glass.forms import glass_spec
from desktop.ui.people.about import AboutPerson
from desktop.ui.safeguarding.board_view import Board, BoardView
from desktop.ui.shared.drafts import DraftKeeper
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.messages import done
from desktop.ui.shared.screen import Room
from desktop.ui.shared.side_panel import WithPanel
from desktop.ui.shared.words import uk_moment

_SHOWN = ("concern", "concern_call", "concern_decision", "broken_glass", "user_account", "lock_out", "person")


class SafeguardingRoom(Room):
    """Asks for the board, opens concerns beside it, and notices what others change."""

    def __init__(self, *, tasks: Tasks, actor: Actor, drafts: DraftKeeper) -> None:
        super().__init__()
        self._tasks, self._actor, self._drafts = tasks, actor, drafts
        self._lists: Mapping[str, CodeList] = {}
        self.board = BoardView()
        self.beside = WithPanel(self.board)
        self._fill(self.beside)
        self.board.opened.connect(self._open)
        self.board.call_wanted.connect(self._begin_call)
        self.board.seen.connect(self._note_seen)
        self.board.glass_wanted.connect(self._begin_glass)
        self.board.glass_closed.connect(self._close_glass)
        tasks.changed.connect(self._notice)
        tasks.read(self, partial(code_lists, actor=actor), self._keep_lists)

    def _keep_lists(self, lists: Mapping[str, CodeList]) -> None:
        self._lists = lists
        self._read()

    def _read(self) -> None:
        self._tasks.read(self, self._asking, self._show, replaces="board", otherwise=self._explain)

    def _asking(self, session: Any) -> Board:
        me = self._actor
        allowed = partial(may, me)
        sees_glass = allowed(Permission.SEE_BROKEN_GLASS)
        return Board(
            untold=own_untold_concerns(session, actor=me),
            ring=people_to_ring(session, actor=me),
            concerns=open_concerns(session, actor=me) if allowed(Permission.SEE_CONCERNS) else None,
            glass=broken_glass(session, actor=me) if sees_glass else None,
            in_vain=glass_in_vain(session, actor=me) if sees_glass else (),
            own_glass=my_open_glass(session, actor=me) if allowed(Permission.BREAK_GLASS) else None,
        )

    def _show(self, board: Board) -> None:
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.board.isAncestorOf(focus)
        self.board.show_board(board)
        if had_focus:
            self.board.arrive()

    def _notice(self, changed: Changed) -> None:
        if changed.touches(*_SHOWN):
            self._read()

    # ── concerns ────────────────────────────────────────────────────────────────────────────────────────────

    def _about(self, person_id: PersonId, name: str) -> AboutPerson:
        return AboutPerson(
            tasks=self._tasks,
            actor=self._actor,
            drafts=self._drafts,
            person_id=person_id,
            name=name,
            cases=(),
            lists=self._lists,
            today=civil_date(datetime.now(UTC)),
        )

    def _open(self, line: ConcernLine) -> None:
        about = self._about(line.person_id, line.initials or line.reference)
        open_concern(about, line.concern_id, self.beside.open_form, self._show_page)

    def _show_page(self, title: str, inside: QWidget) -> None:
        self.beside.open(title, inside)

    def _begin_call(self, one: UntoldConcern) -> None:
        about = self._about(one.person_id, one.reference)
        show = self.beside.open_form
        show(first_call_form(about, one.concern_id, one.sentence, show))

    # ── the glass ───────────────────────────────────────────────────────────────────────────────────────────

    def _note_seen(self, one: BrokenGlassRow) -> None:
        work = partial(note_seen, actor=self._actor, glass_id=one.glass_id, version=one.version)
        said = self.tr("It is noted that you have seen why %1 broke the glass.").replace("%1", one.who)
        self._tasks.write(self, work, lambda _: self.said.emit(done(said)), otherwise=self._explain)

    def _close_glass(self, one: OpenGlass) -> None:
        work = partial(close_glass, actor=self._actor, glass_id=one.glass_id, version=one.version)
        said = self.tr("The glass over %1 is closed.").replace("%1", one.reference)
        self._tasks.write(self, work, lambda _: self.said.emit(done(said)), otherwise=self._explain)

    def _begin_glass(self) -> None:
        form = Form(glass_spec(by_reference=True), {"hours": USUAL_HOURS}, with_title=False)

        def kept(until: datetime) -> None:
            form.saved()
            words = self.tr("If somebody has this reference, you see them until %1. Find them now.")
            self.said.emit(done(words.replace("%1", uk_moment(until))))

        def write(answers: FormAnswers) -> None:
            work = partial(
                break_glass_by_reference,
                actor=self._actor,
                reference=answers.text("reference"),
                reason=answers.text("reason"),
                hours=answers.number("hours") or USUAL_HOURS,
            )
            self._tasks.write(form, work, kept, otherwise=form.refuse)

        form.answered.connect(write)
        self.beside.open_form(form)

    # ── the rest ────────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self) -> None:
        """Look again where the clocks stand."""
        if self._lists:
            self._read()
        inside = self.beside.inside
        if isinstance(inside, Form):
            inside.arrive()
        else:
            self.board.arrive()

    def save(self) -> None:
        """Save what is written in the panel."""
        self.beside.save()

    def step_back(self) -> bool:
        """Close the panel."""
        return self.beside.step_back()
