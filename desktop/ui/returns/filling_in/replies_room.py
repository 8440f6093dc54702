"""The room where replies to the survey are typed in, for everybody to whom forms are handed."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import partial

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.changes import Changed
from desktop.domain.codes import CodeList
from desktop.domain.dates import civil_date
from desktop.domain.ids import SurveyReplyId
from desktop.domain.survey import QUESTIONS
from desktop.queries.code_lists import code_lists
from desktop.queries.survey_replies import Reply, count_replies, reply_details
from desktop.services.survey_replies import archive_reply
from desktop.ui.returns.filling_in.replies import ReplyForm, Replying, correcting_form
from desktop.ui.returns.filling_in.replies_view import RepliesView
from desktop.ui.shared.drafts import DraftKeeper
from desktop.ui.shared.messages import Message, done
from desktop.ui.shared.screen import Room
from desktop.ui.shared.tokens import Tone


class RepliesRoom(Room):
    """Joins the form of a reply to the records."""

    def __init__(self, *, tasks: Tasks, actor: Actor, drafts: DraftKeeper) -> None:
        super().__init__()
        self._tasks, self._actor, self._drafts = tasks, actor, drafts
        self._today = civil_date(datetime.now(UTC))
        self._by: Replying | None = None
        self._last: SurveyReplyId | None = None
        self.view = RepliesView()
        self._fill(self.view)
        self.view.quarter_chosen.connect(self._count)
        self.view.last_wanted.connect(self._open_last)
        tasks.changed.connect(self._notice)

    def arrive(self) -> None:
        """Begin a reply."""
        if self._by is None:
            work = partial(code_lists, actor=self._actor)
            self._tasks.read(self, work, self._begin, replaces="lists", otherwise=self._explain)
        self.view.arrive()

    def _begin(self, lists: Mapping[str, CodeList]) -> None:
        if self._by is not None:
            return
        if not set(QUESTIONS.values()) <= lists.keys():
            text = self.tr("The survey's answers are not in these records yet. Ask a manager to sign in.")
            self.said.emit(Message(text, Tone.CAUTION))
            return
        self._by = Replying(self._tasks, self._actor, self._drafts, lists, self._today)
        self.view.offer(today=self._today)
        self._show_new()

    def _show_new(self) -> None:
        if self._by is not None:
            self.view.show_form(ReplyForm(self._by, lambda: self.view.quarter, then=self._say_saved))

    def _say_saved(self, reply_id: SurveyReplyId) -> None:
        self._last = reply_id
        self.view.offer_last()
        self.said.emit(
            done(
                self.tr("The reply is saved."),
                undo=self.tr("Take it back"),
                take_back=partial(self._take_back, reply_id),
            )
        )

    # ── the last one ────────────────────────────────────────────────────────────────────────────────────────

    def _take_back(self, reply_id: SurveyReplyId) -> None:
        self._ask_for(reply_id, self._put_away)

    def _put_away(self, held: Reply) -> None:
        work = partial(archive_reply, actor=self._actor, reply_id=held.reply_id, version=held.version)
        self._tasks.write(self, work, self._say_taken_back, otherwise=self._explain)

    def _say_taken_back(self, _nothing: None) -> None:
        self._last = None
        self.view.offer_last(offered=False)
        self.said.emit(done(self.tr("The reply is taken back.")))

    def _open_last(self) -> None:
        if self._last is not None:
            self._ask_for(self._last, self._show_last)

    def _ask_for(self, reply_id: SurveyReplyId, then: Callable[[Reply], None]) -> None:
        work = partial(reply_details, actor=self._actor, reply_id=reply_id)
        self._tasks.read(self, work, then, replaces="reply", otherwise=self._explain)

    def _show_last(self, held: Reply) -> None:
        if self._by is None:
            return
        form = correcting_form(self._by, held, then=self._say_put_right)
        form.finished.connect(self._show_new)
        form.left.connect(self._show_new)
        self.view.show_form(form, with_title=True)

    def _say_put_right(self, _nothing: object) -> None:
        self.said.emit(done(self.tr("The reply is put right.")))

    # ── how many ────────────────────────────────────────────────────────────────────────────────────────────

    def _count(self, start: date) -> None:
        work = partial(count_replies, actor=self._actor, quarter_start=start)
        self._tasks.read(self, work, self.view.show_count, replaces="count", otherwise=self._explain)

    def _notice(self, changed: Changed) -> None:
        if changed.touches("survey_reply") and self._by is not None:
            self._count(self.view.quarter)
