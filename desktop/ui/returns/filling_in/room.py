"""The room where a return is filled in: asks what stands there, opens one part after the other, saves."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.changes import Changed
from desktop.domain.codes import CodeList
from desktop.domain.dates import civil_date
from desktop.domain.periods import Period
from desktop.domain.return_entries import Entries
from desktop.queries.code_lists import code_lists
from desktop.returns.rules.definitions import Definition
from desktop.returns.rules.reading import definition_ids, load_definition
from desktop.services.return_entries import AnyRules
from desktop.ui.returns.filling_in.asked import Asked, PartLine, lines_of, next_open
from desktop.ui.returns.filling_in.view import FillingView
from desktop.ui.returns.filling_in.writing import (
    Filling,
    PartHeld,
    entries_work,
    look_again,
    part_form,
    part_work,
)
from desktop.ui.shared.drafts import DraftKeeper
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.messages import Message, done
from desktop.ui.shared.screen import Room
from desktop.ui.shared.tokens import Tone

Rules = Callable[[Mapping[str, CodeList]], Mapping[str, Definition]]


def shipped_rules(lists: Mapping[str, CodeList]) -> dict[str, Definition]:
    """Read the counting rules that ship with the program."""
    return {one: load_definition(one, code_lists=lists) for one in definition_ids()}


class FillingRoom(Room):
    """Joins the parts of a return on the screen to the records; ``rules`` reads the counting rules."""

    def __init__(
        self, *, tasks: Tasks, actor: Actor, drafts: DraftKeeper, rules: Rules = shipped_rules
    ) -> None:
        super().__init__()
        self._tasks, self._actor, self._drafts = tasks, actor, drafts
        self._rules = rules
        self._today = civil_date(datetime.now(UTC))
        self._known = False
        self._wanted: Asked | None = None
        self._entries: Entries | None = None
        self._answers = FormAnswers()
        self._writing_for: Period | None = None
        self.view = FillingView()
        self._fill(self.view)
        self.view.asked.connect(self._choose)
        self.view.opened.connect(self._open_line)
        tasks.changed.connect(self._notice)

    def arrive(self) -> None:
        """Look which returns need something typed in."""
        if not self._known:
            work = partial(code_lists, actor=self._actor)
            self._tasks.read(self, work, self._load_rules, replaces="lists", otherwise=self._explain)
        self.view.arrive()

    def open_thing(self, thing: object) -> None:
        """Choose the return and quarter that somebody comes from."""
        if isinstance(thing, Asked):
            self._wanted = thing
            if self._known:
                self.view.choose(thing)

    def _load_rules(self, lists: Mapping[str, CodeList]) -> None:
        work = partial(self._rules, lists)
        self._tasks.work(self, work, self._offer, replaces="rules", otherwise=self._explain)

    def _offer(self, definitions: Mapping[str, Definition]) -> None:
        self._known = True
        self.view.offer(definitions, today=self._today)
        if self._wanted is not None:
            self.view.choose(self._wanted)

    def _choose(self, _asked: Asked) -> None:
        """Show another quarter; what is being written in the panel is kept, and said to be unsaved."""
        self._say_set_aside()
        self.view.panel.close_panel()
        self._read()

    def _filling(self) -> Filling | None:
        asked = self.view.chosen
        if asked is None:
            return None
        return Filling(self._tasks, self._actor, self._drafts, self._today, asked)

    def _read(self) -> None:
        by = self._filling()
        if by is not None:
            show = partial(self._show, by.asked)
            self._tasks.read(self, entries_work(by), show, replaces="entries", otherwise=self._explain)

    def _show(self, asked: Asked, entries: Entries) -> None:
        definition = self.view.definition
        if definition is not None and self.view.chosen == asked:
            self._entries = entries
            self.view.show_parts(lines_of(definition, entries, asked.quarter))

    # ── one part ────────────────────────────────────────────────────────────────────────────────────────────

    def _open_line(self, line: PartLine) -> None:
        """Open a part as it stands in the records now."""
        self._open(line.rules)

    def _open(self, rules: AnyRules) -> None:
        by = self._filling()
        if by is not None:
            show = partial(self._show_form, by, rules)
            self._tasks.read(self, part_work(by, rules), show, replaces="part", otherwise=self._explain)

    def _show_form(self, by: Filling, rules: AnyRules, held: PartHeld) -> None:
        if by.asked != self.view.chosen:
            return
        form = part_form(by, rules, held, then=partial(self._say_saved, rules))
        form.answered.connect(self._remember)
        self._say_set_aside()
        self._writing_for = by.asked.quarter
        self.view.choose_part(rules)
        self.view.panel.open_form(form)

    def _say_set_aside(self) -> None:
        """Say that what stands unsaved in the panel is kept, before something else takes its place."""
        inside = self.view.panel.inside
        if isinstance(inside, Form) and inside.touched and self._writing_for is not None:
            said = self.tr("“%1” for %2 is not saved. What you wrote is kept: open it again to go on.")
            said = said.replace("%1", inside.spec.title).replace("%2", self._writing_for.name)
            self.said.emit(Message(said, Tone.CAUTION))

    def _remember(self, answers: FormAnswers) -> None:
        self._answers = answers

    def _say_saved(self, rules: AnyRules, _nothing: object) -> None:
        said = self.tr("%1 is saved.").replace("%1", rules.title)
        again = look_again(rules, self._answers)
        self.said.emit(Message(f"{said} {again}", Tone.CAUTION) if again else done(said))
        if not self._answers.another:
            return
        following = next_open(self.view.rows, rules)
        if following is None:
            self.view.panel.close_panel()
        else:
            self._open(following)

    def _notice(self, changed: Changed) -> None:
        if changed.touches("return_entry", "consent"):
            self._read()
