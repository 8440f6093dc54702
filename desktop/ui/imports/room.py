"""The room of bringing in lists: reads, checks, brings in, takes back, all off the screen's thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget

from desktop.background.lanes import Job
from desktop.background.progress import Progress
from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.changes import Changed
from desktop.domain.codes import CodeList
from desktop.domain.dates import civil_date
from desktop.domain.ids import ImportId
from desktop.domain.incoming import RowsAre
from desktop.errors import AlongsideError, FolderError
from desktop.imports.columns import ColumnMatch, heading_signature, recognise_columns
from desktop.imports.duplicates import ProbableDuplicate
from desktop.imports.plan import DateOrderQuestionError, ImportPlan, plan_import, references_of
from desktop.imports.reading import read_list
from desktop.imports.sheet import Sheet
from desktop.platform.files import write_atomically
from desktop.queries.code_lists import code_lists
from desktop.queries.imports import ImportRow, KnownRecords, known_records, list_imports, remembered_columns
from desktop.queries.service import ServiceDetails, service_details
from desktop.services.import_undo import UndoOutcome, undo_import
from desktop.services.imports import ImportOutcome, bring_in
from desktop.ui.imports.asked import CheckAsked, Correction
from desktop.ui.imports.check_tables import is_joined
from desktop.ui.imports.check_view import CheckView
from desktop.ui.imports.columns_view import ColumnsView
from desktop.ui.imports.done_view import DoneView
from desktop.ui.imports.lists_view import ListsView
from desktop.ui.imports.working_view import WorkingView
from desktop.ui.shared.dialogs import Question, ask, documents_folder
from desktop.ui.shared.messages import done
from desktop.ui.shared.screen import Destination, Room, Screen
from desktop.ui.shared.words import counted


@dataclass(frozen=True, slots=True)
class _InHand:
    """The list on its way in: its file, its rows, and how its columns are understood."""

    path: Path
    sheet: Sheet
    match: ColumnMatch


class ImportsRoom(Room):
    """Leads a list from its file into the records, one screen a step."""

    def __init__(self, *, tasks: Tasks, actor: Actor) -> None:
        super().__init__()
        self._tasks = tasks
        self._actor = actor
        self._path = Path()
        self._in_hand: _InHand | None = None
        self._asked: CheckAsked | None = None
        self._plan: ImportPlan | None = None
        self._brought_in: ImportId | None = None
        self._job: Job | None = None
        self._progress: Progress | None = None
        self._writing = False
        self.lists, self.columns, self.working = ListsView(), ColumnsView(), WorkingView()
        self.check, self.done = CheckView(), DoneView()
        self._pages = QStackedWidget()
        for screen in (self.lists, self.columns, self.working, self.check, self.done):
            self._pages.addWidget(screen)
        self._fill(self._pages)
        self._connect()
        tasks.changed.connect(self._notice)

    def _connect(self) -> None:
        self.lists.file_chosen.connect(self.read)
        self.lists.undo_wanted.connect(self._ask_undo)
        self.columns.corrected.connect(self._correct)
        self.columns.checked.connect(self._check)
        self.columns.sheet_chosen.connect(lambda name: self.read(self._path, sheet=name))
        self.columns.back.connect(self._begin_again)
        self.working.stopped.connect(self._stop)
        self.check.agreed.connect(self._bring_in)
        self.check.answered.connect(self._answer)
        self.check.joined.connect(self._join)
        self.check.back.connect(lambda: self._go(self.columns))
        self.done.another.connect(self._begin_again)
        self.done.undo_wanted.connect(self._undo_last)
        self.done.returns_wanted.connect(partial(self.leads_to.emit, Destination("returns")))
        for screen in (self.check, self.done):
            screen.rejects_wanted.connect(self._choose_rejects_file)

    def _go(self, screen: Screen) -> None:
        self._pages.setCurrentWidget(screen)
        screen.arrive()

    def arrive(self) -> None:
        """Put the focus where the step begins; look which lists were brought in."""
        self._refresh()
        super().arrive()

    def _refresh(self) -> None:
        work = partial(list_imports, actor=self._actor)
        self._tasks.read(self, work, self.lists.show_imports, replaces="imports", otherwise=self._explain)

    def _notice(self, changed: Changed) -> None:
        if changed.touches("import_batch"):
            self._refresh()

    # ── reading ─────────────────────────────────────────────────────────────────────────────────────────────

    def read(self, path: Path, *, sheet: str | None = None) -> None:
        """Read a file that was chosen or dropped."""
        self._path = path
        self.lists.show_kept(None)
        self.said.emit(None)
        self._work_on(self.tr("Reading your list…"))
        work = partial(read_list, path, sheet=sheet)
        self._job = self._tasks.work(
            self, work, self._take_sheet, replaces="list", otherwise=self._refuse_file
        )

    def _refuse_file(self, error: AlongsideError) -> None:
        self._go(self.lists)
        self._explain(error)

    def _take_sheet(self, sheet: Sheet) -> None:
        work = partial(remembered_columns, actor=self._actor, signature=heading_signature(sheet.headings))
        then = partial(self._recognise, sheet)
        self._job = self._tasks.read(self, work, then, replaces="list", otherwise=self._refuse_file)

    def _recognise(self, sheet: Sheet, remembered: Mapping[str, str]) -> None:
        work = partial(recognise_columns, sheet, remembered=remembered)
        then = partial(self._show_columns, sheet)
        self._job = self._tasks.work(self, work, then, replaces="list", otherwise=self._refuse_file)

    def _show_columns(self, sheet: Sheet, match: ColumnMatch) -> None:
        self._in_hand = _InHand(self._path, sheet, match)
        self.columns.show_list(sheet, match)
        self._go(self.columns)

    def _correct(self, correction: Correction) -> None:
        if self._in_hand is not None:
            match = self._in_hand.match.corrected(correction.label, correction.choice)
            self._in_hand = replace(self._in_hand, match=match)
            self.columns.show_match(match)

    # ── checking ────────────────────────────────────────────────────────────────────────────────────────────

    def _check(self, asked: CheckAsked) -> None:
        self._asked = asked
        self._work_on(self.tr("Checking every row…"))
        work = partial(code_lists, actor=self._actor)
        self._job = self._tasks.read(
            self, work, self._ask_service, replaces="list", otherwise=self._refuse_list
        )

    def _ask_service(self, lists: Mapping[str, CodeList]) -> None:
        work = partial(service_details, actor=self._actor)
        then = partial(self._ask_known, lists)
        self._job = self._tasks.read(self, work, then, replaces="list", otherwise=self._refuse_list)

    def _ask_known(self, lists: Mapping[str, CodeList], service: ServiceDetails) -> None:
        if self._in_hand is None or self._asked is None:
            return
        sheet, match = self._in_hand.sheet, self._in_hand.match
        known = partial(known_records, actor=self._actor, source=self._asked.source, fingerprint=sheet.digest)
        then = partial(self._plan_list, lists, service.year_start_month)
        self._job = self._tasks.read_long(
            self,
            lambda session: known(session, references=references_of(sheet, match)),
            then,
            replaces="list",
            otherwise=self._refuse_list,
        )

    def _plan_list(self, lists: Mapping[str, CodeList], start: int, known: KnownRecords) -> None:
        if self._in_hand is None or self._asked is None:
            return
        self._progress = self._tasks.progress(self, self.working.show_step)
        work = partial(
            plan_import,
            self._in_hand.sheet,
            self._in_hand.match,
            lists,
            today=civil_date(datetime.now(UTC)),
            existing=known,
            source=self._asked.source,
            date_order=self._asked.order,
            year_start_month=start,
            progress=self._progress,
        )
        self._job = self._tasks.work(
            self, work, self._show_plan, replaces="list", otherwise=self._refuse_list
        )

    def _refuse_list(self, error: AlongsideError) -> None:
        self._go(self.columns)
        if isinstance(error, DateOrderQuestionError):
            self.columns.ask_order(error.what)
        else:
            self.columns.refuse(str(error))

    def _show_plan(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.check.show_plan(plan)
        self._go(self.check)

    def _answer(self, rows_are: RowsAre) -> None:
        if self._plan is not None:
            self._plan = self._plan.with_rows_are(rows_are)

    def _join(self, one: ProbableDuplicate) -> None:
        if self._plan is None or one.person_id is None:
            return
        if is_joined(self._plan, one):
            others = {row: person for row, person in self._plan.same_person.items() if row != one.row}
            self._plan = replace(self._plan, same_person=others)
        else:
            self._plan = self._plan.with_same_person(one.row, one.person_id)
        self.check.show_joined(self._plan)

    # ── bringing in ─────────────────────────────────────────────────────────────────────────────────────────

    def _bring_in(self) -> None:
        plan = self._plan
        if plan is None:
            return
        self._work_on(self.tr("Bringing in your list…"))
        self._writing = True
        progress = self._progress = self._tasks.progress(self, self.working.show_step)
        deed = partial(bring_in, actor=self._actor, progress=progress)
        self._job = self._tasks.write(
            self,
            lambda session: deed(session, incoming=plan.incoming()),
            self._take_outcome,
            otherwise=self._refuse_bringing_in,
        )

    def _take_outcome(self, outcome: ImportOutcome) -> None:
        self._writing = False
        self._brought_in = outcome.import_id
        if self._plan is not None:
            self.done.show_done(outcome, self._plan)
            self._go(self.done)

    def _refuse_bringing_in(self, error: AlongsideError) -> None:
        self._writing = False
        self._go(self.check)
        self._explain(error)

    def _work_on(self, doing: str) -> None:
        self.working.show_doing(doing)
        self._go(self.working)

    def _stop(self) -> None:
        """Stop what is under way; a list being brought in is told so and rolls back by itself."""
        if self._progress is not None:
            self._progress.stop()
        if self._writing:
            return
        if self._job is not None:
            self._tasks.cancel(self._job)
        self._go(self.lists if self._in_hand is None else self.columns)

    def _begin_again(self) -> None:
        """Forget the list in hand: what it says of people is no longer needed."""
        self._in_hand = self._asked = self._plan = self._brought_in = None
        self._progress = self._job = None
        self._go(self.lists)

    # ── rows left out ───────────────────────────────────────────────────────────────────────────────────────

    def _choose_rejects_file(self) -> None:
        if self._plan is None:
            return
        dialog = QFileDialog(self, self.tr("Save the rows left out"), documents_folder())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("CSV (*.csv)"))
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(self.tr("%1 - left out.csv").replace("%1", self._path.stem))
        dialog.fileSelected.connect(lambda name: self.save_rejects(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_rejects(self, path: Path) -> None:
        """Save the rows that could not come in, each unchanged and with its reason."""
        if self._plan is not None:
            work = partial(_write_rejects, self._plan, path)
            self._tasks.work(self, work, self._say_saved, otherwise=self._explain)

    def _say_saved(self, number: int) -> None:
        one = self.tr("1 row was saved with its reason.")
        many = self.tr("%1 rows were saved with their reasons.")
        self.said.emit(done(counted(number, one, many)))

    # ── taking back ─────────────────────────────────────────────────────────────────────────────────────────

    def _ask_undo(self, chosen: ImportRow) -> None:
        one = self.tr("1 referral of this list would be taken back, with the person and the case it made.")
        many = self.tr("%1 referrals of this list would be taken back, with the people and cases they made.")
        stays = self.tr("What somebody has worked on since stays and is named.")
        words = f"{counted(chosen.rows_taken, one, many)} {stays}"
        question = Question(self.tr("Take this list back?"), words, self.tr("Take it back"))
        ask(self, question, partial(self._undo, chosen.id))

    def _undo_last(self) -> None:
        work = partial(list_imports, actor=self._actor)
        self._tasks.read(self, work, self._ask_undo_last, replaces="undo", otherwise=self._explain)

    def _ask_undo_last(self, imports: Sequence[ImportRow]) -> None:
        wanted = next((one for one in imports if one.id == self._brought_in), None)
        if wanted is not None:
            self._ask_undo(wanted)

    def _undo(self, import_id: ImportId) -> None:
        self.working.show_doing(self.tr("Taking the list back…"), may_stop=False)
        self._go(self.working)
        self._writing = True
        self._progress = None
        work = partial(undo_import, actor=self._actor, import_id=import_id)
        self._tasks.write(self, work, self._say_undone, otherwise=self._refuse_undo)

    def _say_undone(self, outcome: UndoOutcome) -> None:
        self._writing = False
        self._begin_again()
        self.lists.show_kept(outcome)
        one, many = self.tr("1 referral was taken back."), self.tr("%1 referrals were taken back.")
        self.said.emit(done(counted(outcome.taken_back, one, many)))

    def _refuse_undo(self, error: AlongsideError) -> None:
        self._writing = False
        self._begin_again()
        self._explain(error)


def _write_rejects(plan: ImportPlan, path: Path) -> int:
    try:
        write_atomically(path, plan.rejects_file())
    except OSError as error:
        what = "The rows could not be saved there."
        raise FolderError(what, "Choose another folder, such as Documents.") from error
    return len(plan.rejects)
