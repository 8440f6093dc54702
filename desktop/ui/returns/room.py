"""The room of returns: counts on the long connection, looks people up, writes down and saves what is made."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial

from PySide6.QtWidgets import QStackedWidget

from desktop.background.errands import Otherwise
from desktop.background.lanes import Job
from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.changes import Changed
from desktop.domain.codes import CodeList
from desktop.domain.dates import civil_date
from desktop.domain.ids import ReleaseId
from desktop.domain.periods import parse_period
from desktop.domain.permissions import Permission, may
from desktop.errors import AlongsideError, BadInputError, RefusedError
from desktop.exports.profiles import require_profile
from desktop.queries.code_lists import code_lists
from desktop.queries.funding_streams import StreamToCount, streams_to_count
from desktop.queries.people import FindResult, find_people
from desktop.queries.referrals import months_with_referrals
from desktop.returns.counting import count
from desktop.returns.explaining.who import Member, who, why_not
from desktop.returns.representing.comparing import DEFINITION as REPRESENTATION
from desktop.returns.result import Return
from desktop.returns.rules.definitions import Definition
from desktop.returns.rules.reading import definition_ids, load_definition
from desktop.services.releases import record_release
from desktop.services.service import name_commissioner
from desktop.ui.returns.asked import Candidate, CellChosen, ReturnAsked, RulesChoice, SaveAsked, WhyAsked
from desktop.ui.returns.charts import draw_charts
from desktop.ui.returns.filling_in.asked import Asked
from desktop.ui.returns.filling_in.view import last_quarter_of
from desktop.ui.returns.inbox_room import InboxRoom
from desktop.ui.returns.return_view import ReturnView
from desktop.ui.returns.saving import ReturnFiles, prepare_files, write_files
from desktop.ui.shared.charts import as_the_window
from desktop.ui.shared.dialogs import Question, ask
from desktop.ui.shared.drafts import DraftKeeper
from desktop.ui.shared.look import look
from desktop.ui.shared.messages import done
from desktop.ui.shared.screen import Destination, Room
from desktop.ui.shared.words import counted

_COUNTED_FROM = ("person", "referral", "incident", "support_case", "return_entry", "survey_reply")
_MOST_CANDIDATES = 5


class ReturnsRoom(Room):
    """Asks the records for the screen of returns; leads to people's records, and to where lists come in."""

    def __init__(self, *, tasks: Tasks, actor: Actor, drafts: DraftKeeper) -> None:
        super().__init__()
        self._tasks = tasks
        self._actor = actor
        self._definitions: Mapping[str, Definition] = {}
        self._months: tuple[date, ...] = ()
        self._asked: ReturnAsked | None = None
        self._job: Job | None = None
        self._known = False
        self._dress = as_the_window()
        self._view = ReturnView()
        self._drafts = drafts
        self._inbox: InboxRoom | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self._view)
        self._fill(self._pages)
        self._connect()
        tasks.changed.connect(self._notice)
        look().changed.connect(self._draw_anew)

    def _connect(self) -> None:
        view = self._view
        view.asked.connect(self._count)
        view.again.connect(self._count_again)
        view.stopped.connect(self._stop)
        view.cell_opened.connect(self._look_who)
        view.save_asked.connect(self._prepare)
        view.list_wanted.connect(partial(self.leads_to.emit, Destination("imports")))
        view.fill_wanted.connect(self._lead_to_filling_in)
        view.commissioner_named.connect(self._name_commissioner)
        view.compare_wanted.connect(partial(self.leads_to.emit, Destination("representation")))
        view.document.complete.connect(self._draw)
        view.missing_wanted.connect(self._look_through)
        view.who.why_asked.connect(self._ask_why)
        view.who.person_chosen.connect(self._lead_to_person)
        if not may(self._actor, Permission.SEE_WHO_IS_COUNTED):
            view.leave_out_inbox()

    @property
    def inbox(self) -> InboxRoom:
        """What is missing or contradictory behind a return; built when it is first looked through."""
        if self._inbox is None:
            self._inbox = self._build_inbox()
        return self._inbox

    def _build_inbox(self) -> InboxRoom:
        made = InboxRoom(tasks=self._tasks, actor=self._actor, drafts=self._drafts)
        made.back.connect(self._show_return)
        made.again.connect(self._show_return)
        made.again.connect(self._count_again)
        made.said.connect(self.said)
        made.leads_to.connect(self.leads_to)
        self._pages.addWidget(made)
        return made

    def _look_through(self) -> None:
        """Show what is missing or contradictory behind the return on screen."""
        result = self._view.result
        if result is not None:
            self._pages.setCurrentWidget(self.inbox)
            self.inbox.look_through(result)

    def _show_return(self) -> None:
        self._pages.setCurrentWidget(self._view)
        self._view.arrive()

    @property
    def _in_inbox(self) -> bool:
        return self._inbox is not None and self._pages.currentWidget() is self._inbox

    def _lead_to_filling_in(self) -> None:
        """Go where the last quarter of the return on screen is filled in."""
        asked = self._asked
        if asked is None:
            self.leads_to.emit(Destination("fill-in"))
            return
        start_month = self._definitions[asked.definition_id].year_start_month
        period = parse_period(asked.period_id, year_start_month=start_month)
        quarter = last_quarter_of(period, today=civil_date(datetime.now(UTC)))
        self.leads_to.emit(Destination("fill-in", Asked(asked.definition_id, quarter)))

    def _lead_to_person(self, member: Member) -> None:
        self.leads_to.emit(Destination("people", member.person_id))

    @property
    def view(self) -> ReturnView:
        """The screen of this room."""
        return self._view

    def arrive(self) -> None:
        """Look what there is to count, the first time and as there was nothing."""
        if not self._known:
            self._begin()
        self._draw_anew()
        (self.inbox if self._in_inbox else self._view).arrive()

    def save(self) -> None:
        """Save the return on screen (Ctrl+Enter)."""
        (self.inbox if self._in_inbox else self._view).save()

    def step_back(self) -> bool:
        """Go back from who is in a number to the number itself."""
        return self.inbox.step_back() if self._in_inbox else self._view.step_back()

    def _begin(self) -> None:
        work = partial(months_with_referrals, actor=self._actor)
        self._tasks.read(self, work, self._take_months, replaces="months", otherwise=self._explain)

    def _take_months(self, months: tuple[date, ...]) -> None:
        self._months = months
        if months:
            work = partial(code_lists, actor=self._actor)
            self._tasks.read(self, work, self._load_rules, replaces="lists", otherwise=self._explain)
        else:
            self._view.show_empty()

    def _load_rules(self, lists: Mapping[str, CodeList]) -> None:
        self._tasks.work(
            self, partial(_definitions, lists), self._take_rules, replaces="rules", otherwise=self._explain
        )

    def _take_rules(self, definitions: Mapping[str, Definition]) -> None:
        self._definitions = definitions
        work = partial(streams_to_count, actor=self._actor)
        self._tasks.read(self, work, self._offer, replaces="streams", otherwise=self._explain)

    def _offer(self, streams: Sequence[StreamToCount]) -> None:
        self._known = True
        rules = [
            RulesChoice(one.id, one.title, one.year_start_month, one.usual_period, one.funding_stream)
            for one in self._definitions.values()
        ]
        self._view.offer(rules, self._months, today=civil_date(datetime.now(UTC)), streams=streams)

    def _count(self, asked: ReturnAsked) -> None:
        self._asked = asked
        try:
            require_profile(asked.profile)
        except RefusedError as error:
            self._stop_job()
            self._view.refuse_profile(str(error))
            return
        self._count_again()

    def _count_again(self) -> None:
        if self._asked is None:
            return
        definition = self._definitions[self._asked.definition_id]
        period = parse_period(self._asked.period_id, year_start_month=definition.year_start_month)
        self._pages.setCurrentWidget(self._view)
        self._view.show_counting()
        work = partial(
            count, actor=self._actor, definition=definition, period=period, stream=self._asked.stream
        )
        self._job = self._tasks.read_long(
            self, work, self._view.show_return, replaces="count", otherwise=self._refuse_count
        )

    def _draw_anew(self) -> None:
        """Draw in the new colours what is in sight; what is not, when somebody comes back."""
        if self.isVisible() and self._dress != as_the_window():
            self._draw()

    def _draw(self) -> None:
        """Draw the charts in the colours in force, off the screen's own thread."""
        result, self._dress = self._view.result, as_the_window()
        if result is not None:
            work = partial(draw_charts, result, self._dress)
            then = partial(self._view.show_charts, result)
            self._tasks.work(self, work, then, replaces="charts", otherwise=self._explain)

    def _refuse_count(self, error: AlongsideError) -> None:
        self._view.show_nothing()
        self._explain(error)

    def _stop_job(self) -> None:
        if self._job is not None:
            self._tasks.cancel(self._job)
            self._job = None

    def _stop(self) -> None:
        self._stop_job()
        self._view.show_nothing()

    def _look_who(self, cell: CellChosen) -> None:
        result = self._view.result
        if result is None or result.table(cell.table_id).entered:
            return
        work = partial(
            who, actor=self._actor, result=result, table_id=cell.table_id, row=cell.row, column=cell.column
        )
        show = partial(self._view.show_who, cell)
        self._tasks.read(self, work, show, replaces="who", otherwise=self._explain)

    def _ask_why(self, asked: WhyAsked) -> None:
        self._why(asked, otherwise=partial(self._find_by_name, asked))

    def _why(self, asked: WhyAsked, otherwise: Otherwise) -> None:
        result, cell = self._view.result, asked.cell
        if result is None:
            return
        work = partial(
            why_not,
            actor=self._actor,
            result=result,
            table_id=cell.table_id,
            row=cell.row,
            column=cell.column,
            reference=asked.typed,
        )
        show = partial(self._view.who.show_reason, cell)
        self._tasks.read(self, work, show, replaces="why", otherwise=otherwise)

    def _find_by_name(self, asked: WhyAsked, error: AlongsideError) -> None:
        """Look for people of that name: what was typed is no reference."""
        if not isinstance(error, BadInputError):
            self._view.who.complain(asked.cell, str(error))
            return
        work = partial(find_people, actor=self._actor, text=asked.typed, limit=_MOST_CANDIDATES)
        then = partial(self._take_found, asked)
        self._tasks.read(self, work, then, replaces="why", otherwise=self._explain)

    def _take_found(self, asked: WhyAsked, found: FindResult) -> None:
        if not found.rows:
            words = self.tr("Nobody has the reference or the name “%1”. Check how it is written.")
            self._view.who.complain(asked.cell, words.replace("%1", asked.typed))
        elif len(found.rows) == 1:
            complain = partial(self._complain, asked.cell)
            self._why(WhyAsked(asked.cell, found.rows[0].reference), otherwise=complain)
        else:
            candidates = [Candidate(row.reference, _initials(row.name)) for row in found.rows]
            self._view.who.show_candidates(asked.cell, candidates)

    def _complain(self, cell: CellChosen, error: AlongsideError) -> None:
        self._view.who.complain(cell, str(error))

    def _prepare(self, asked: SaveAsked) -> None:
        result = self._view.result
        if result is not None:
            then = partial(self._take_files, asked, result)
            self._tasks.work(self, partial(prepare_files, result, asked), then, otherwise=self._refuse_saving)

    def _take_files(self, asked: SaveAsked, result: Return, files: ReturnFiles) -> None:
        if files.there_already and not asked.replace:
            self._ask_to_replace(asked, files)
            return
        work = partial(record_release, actor=self._actor, result=result, return_json=files.register_copy)
        self._tasks.write(self, work, partial(self._write, files), otherwise=self._refuse_saving)

    def _ask_to_replace(self, asked: SaveAsked, files: ReturnFiles) -> None:
        names = ", ".join(files.there_already)
        words = self.tr("There are files of this name already: %1. They would be replaced.")
        question = Question(self.tr("Replace files?"), words.replace("%1", names), self.tr("Replace"))
        self._view.wait_with_saving()
        ask(self._view.saving or self, question, partial(self._view.keep_asking, asked))

    def _write(self, files: ReturnFiles, _release_id: ReleaseId) -> None:
        then = partial(self._say_saved, files)
        self._tasks.work(self, partial(write_files, files), then, otherwise=self._refuse_saving)

    def _say_saved(self, files: ReturnFiles, _nothing: None) -> None:
        self._view.show_saved()
        one, many = self.tr("1 file was saved in “%2”."), self.tr("%1 files were saved in “%2”.")
        folder = self._view.folder.name
        marked = self.tr("They hold personal data: do not send them.")
        saved = counted(len(files.files), one, many).replace("%2", folder)
        self.said.emit(done(f"{saved} {marked}"))

    def _name_commissioner(self, name: str) -> None:
        work = partial(name_commissioner, actor=self._actor, name=name)
        self._tasks.write(self, work, self._take_commissioner, otherwise=self._refuse_commissioner)

    def _take_commissioner(self, _nothing: None) -> None:
        if self._view.naming is not None:
            self._view.naming.accept()
        self._count_again()

    def _refuse_commissioner(self, error: AlongsideError) -> None:
        if self._view.naming is not None:
            self._view.naming.refuse(str(error))

    def _refuse_saving(self, error: AlongsideError) -> None:
        self._view.refuse_saving(str(error))

    def _notice(self, changed: Changed) -> None:
        if not changed.touches(*_COUNTED_FROM):
            return
        if self._view.result is not None:
            self._view.show_stale()
            if self._inbox is not None:
                self._inbox.show_stale()
        if changed.touches("referral"):
            self._known = False


def _definitions(lists: Mapping[str, CodeList]) -> dict[str, Definition]:
    shown = (one for one in definition_ids() if one != REPRESENTATION)  # which has a room of its own
    return {one: load_definition(one, code_lists=lists) for one in shown}


def _initials(name: str) -> str:
    return "".join(f"{word[0].upper()}." for word in name.split() if word[0].isalpha())
