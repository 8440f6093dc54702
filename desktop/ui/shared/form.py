"""A plain form made from its description: it asks, reads early, keeps drafts, and never loses a word."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHideEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.domain.dates import civil_date
from desktop.errors import AlongsideError, BadInputError
from desktop.ui.shared.buttons import primary, quiet, secondary
from desktop.ui.shared.dialogs import Question, ask
from desktop.ui.shared.flow import Flow
from desktop.ui.shared.form_answers import FormAnswers, Typed, Value, typed_of
from desktop.ui.shared.form_draft import as_draft, typed_in
from desktop.ui.shared.form_fields import FormSpec, Heading, Words
from desktop.ui.shared.form_line import FieldLine, FieldRow, heading_line
from desktop.ui.shared.form_notice import draft_notice, error_notice, merged_notice
from desktop.ui.shared.layouts import at_most, column, frame, holder, row, scrolled
from desktop.ui.shared.look import look
from desktop.ui.shared.stale import Differs, Stands, put_together, settle
from desktop.ui.shared.tokens import READING_WIDTH, Space
from desktop.ui.shared.words import counted, muted, problem, title

_MILLISECONDS_BETWEEN_DRAFTS = 2000
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Form(QWidget):
    """Shows a form; the caller answers ``answered`` with ``saved()`` or ``refuse(error)``.

    Ctrl+Enter saves and Esc leaves, wherever the focus is inside.
    """

    answered = Signal(object)
    """A ``FormAnswers``: everything can be read; save it."""
    finished = Signal()
    """It is saved and there is no more to write."""
    left = Signal()
    """It was left without saving."""
    draft_changed = Signal(str)
    """What is typed, at most every two seconds; ``restore`` takes it back."""
    draft_dropped = Signal()
    """There is nothing unfinished any more: saved, or thrown away."""

    def __init__(
        self,
        spec: FormSpec,
        values: Mapping[str, object] | None = None,
        *,
        today: date | None = None,
        with_title: bool = True,
        above: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.spec = spec
        self._above = above
        self._today = today or civil_date(datetime.now(UTC))
        self._lines: dict[str, FieldLine] = {}
        self._rows: list[FieldRow] = []
        self._words: list[tuple[QWidget, str]] = []
        self._saving = self._another = False
        self._noticed: QWidget | None = None
        self._draft_timer = QTimer(self, interval=_MILLISECONDS_BETWEEN_DRAFTS, singleShot=True)
        self._draft_timer.timeout.connect(self.keep_now)
        self._notices = column(space=Space.S)
        self._build(with_title=with_title)
        for key, value in (values or {}).items():
            if key in self._lines:
                self._lines[key].input.hold(typed_of(value))
        self._initial = self._typed()
        self._show_what_applies()
        for line in self._lines.values():
            line.input.changed.connect(self._notice_change)

    # ── making it ───────────────────────────────────────────────────────────────────────────────────────────

    def _build(self, *, with_title: bool) -> None:
        inside = column(space=Space.L, margin=Space.XL)
        centred = row(at_most(holder(inside), READING_WIDTH), space=0)
        self._area = scrolled(holder(centred, "page"))
        self.setAccessibleName(self.spec.title)
        # From the outside in: whatever changes its parent is dressed again with all that is in it.
        whole = column(self._area, space=0)
        self.setLayout(whole)
        self._title = title(self.spec.title)
        inside.addWidget(self._title)
        self._title.setVisible(with_title)
        if self.spec.intro:
            inside.addWidget(muted(self.spec.intro))
        if self._above is not None:
            inside.addWidget(self._above)
        inside.addLayout(self._notices)
        self._build_lines(inside)
        inside.addStretch(1)
        whole.addWidget(self._build_foot())

    def _build_lines(self, inside: QVBoxLayout) -> None:
        group: FieldRow | None = None
        for spec in self.spec.fields:
            if isinstance(spec, Heading):
                words = heading_line(spec)
                self._words.append((words, spec.key))
                inside.addWidget(words)
                group = None
                continue
            line = FieldLine(spec, self._today)
            self._lines[spec.key] = line
            if not spec.beside or group is None:
                group = FieldRow()
                self._rows.append(group)
                inside.addWidget(group)
            group.add(line)

    def _build_foot(self) -> QWidget:
        self._save_button = primary(self.spec.save_label, self.save)
        self._save_button.setToolTip(self.tr("Ctrl+Enter"))
        self._count = problem()
        buttons: list[QPushButton] = [self._save_button]
        if self.spec.another_label:
            buttons.append(secondary(self.spec.another_label, self.save_and_another))
        buttons.append(quiet(self.tr("Leave"), self.leave))
        line = holder(Flow(*buttons, space=Space.S))
        inside = column(self._count, line, space=Space.S, margin=Space.M)
        side = look().px(Space.XL)
        inside.setContentsMargins(side, look().px(Space.M), side, look().px(Space.M))
        return frame("formfoot", inside)

    # ── what is typed ───────────────────────────────────────────────────────────────────────────────────────

    def _typed(self) -> dict[str, Typed]:
        return {key: line.input.typed() for key, line in self._lines.items()}

    def _fill(self, typed: Mapping[str, Typed]) -> None:
        for key, said in typed.items():
            if key in self._lines:
                self._lines[key].input.fill(said)

    @property
    def touched(self) -> dict[str, Typed]:
        """What is typed and differs from what stood there at first."""
        return {key: said for key, said in self._typed().items() if said != self._initial[key]}

    @property
    def fields(self) -> Mapping[str, FieldLine]:
        """The fields on screen by their keys."""
        return self._lines

    def _notice_change(self) -> None:
        self._show_what_applies()
        self._count.hide()
        if not self._draft_timer.isActive():
            self._draft_timer.start()

    def _show_what_applies(self) -> None:
        shown: set[str] = set()
        for spec in self.spec.fields:
            rule = spec.depends_on
            applies = rule is None or (rule.key in shown and self._is_answered(rule.key, rule.answers))
            if applies:
                shown.add(spec.key)
            if spec.key in self._lines:
                self._lines[spec.key].apply(applies=applies)
        for words, key in self._words:
            if words.isHidden() is (key in shown):
                words.setVisible(key in shown)
        for group in self._rows:
            group.show_if_needed()

    def _is_answered(self, key: str, answers: frozenset[str]) -> bool:
        given = self._lines[key].input.answers()
        return bool(given & answers) if answers else bool(given)

    def _shown_lines(self) -> Iterator[FieldLine]:
        return (line for line in self._lines.values() if line.applies)

    # ── saving and leaving ──────────────────────────────────────────────────────────────────────────────────

    def save(self) -> None:
        """Read everything; ask for it to be saved, or say beside each field what is wrong."""
        self._ask_to_save(another=False)

    def save_and_another(self) -> None:
        """Save, and begin the next one at once."""
        self._ask_to_save(another=True)

    def _ask_to_save(self, *, another: bool) -> None:
        if self._saving:
            return
        self._clear_notice()
        values: dict[str, Value] = dict.fromkeys(self._lines)
        wrong: list[FieldLine] = []
        for line in self._shown_lines():
            line.be_content()
            try:
                values[line.spec.key] = line.read()
            except BadInputError as error:
                line.complain(error)
                wrong.append(line)
        if wrong:
            self._lead_to_problems(wrong)
            return
        self._saving, self._another = True, another
        self._save_button.setText(self.tr("Saving…"))
        self.answered.emit(FormAnswers(values, another))

    def _lead_to_problems(self, wrong: list[FieldLine]) -> None:
        said = counted(
            len(wrong), self.tr("One thing above needs mending."), self.tr("%1 things above need mending.")
        )
        self._count.setText(said)
        self._count.show()
        self._announce(said)
        self._go_to(wrong[0])

    def _go_to(self, line: FieldLine) -> None:
        line.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(line, 0, look().px(Space.XL))
        QTimer.singleShot(0, line, lambda: self._show_once_placed(line))

    def _show_once_placed(self, line: FieldLine) -> None:
        """Bring a field into sight that just came and had no place yet, unless somebody went on meanwhile."""
        if line.isAncestorOf(self.window().focusWidget()):
            self._area.ensureWidgetVisible(line, 0, look().px(Space.XL))

    def saved(self) -> None:
        """Say that the answers are in the records: the draft goes, and the form with it, or begins anew."""
        self._end_saving()
        self._draft_timer.stop()
        self.draft_dropped.emit()
        if self._another:
            self._reset()
            self.arrive()
        else:
            self._initial = self._typed()
            self.finished.emit()

    def refuse(self, error: AlongsideError, *, field: str = "") -> None:
        """Say in full what could not be done; every word typed stays."""
        self._end_saving()
        if field in self._lines:
            self._lines[field].complain(error)
            self._go_to(self._lines[field])
            return
        self._show_notice(error_notice(error))
        self._area.verticalScrollBar().setValue(0)
        self._announce(str(error))

    def _end_saving(self) -> None:
        self._saving = False
        self._save_button.setText(self.spec.save_label)

    def leave(self) -> None:
        """Leave; if something was typed, ask first."""
        if not self.touched:
            self.left.emit()
            return
        question = Question(
            self.tr("Throw away what you wrote?"),
            self.tr("It is not saved yet."),
            self.tr("Throw away"),
            self.tr("Keep writing"),
        )
        ask(self, question, self._throw_away)

    def _throw_away(self) -> None:
        self._reset()
        self._draft_timer.stop()
        self.draft_dropped.emit()
        self.left.emit()

    def _reset(self) -> None:
        self._clear_notice()
        self._fill(self._initial)
        self._draft_timer.stop()
        for line in self._lines.values():
            line.be_content()
        self._show_what_applies()

    # ── drafts ──────────────────────────────────────────────────────────────────────────────────────────────

    def keep_now(self) -> None:
        """Hand over what is typed, to be kept as a draft."""
        self._draft_timer.stop()
        touched = self.touched
        if touched:
            self.draft_changed.emit(as_draft(touched))
        else:
            self.draft_dropped.emit()

    def restore(self, draft: str, saved_at: datetime | None = None) -> bool:
        """Put back what was being written; fields nobody had touched keep what the record says.

        Nothing happens, and the answer is no, if the draft is of another form or makes no sense.
        """
        typed = typed_in(draft, self._lines.keys())
        if not typed:
            return False
        self._fill(typed)
        self._draft_timer.stop()
        self._show_what_applies()
        self._show_notice(draft_notice(saved_at, self._start_afresh))
        return True

    def _start_afresh(self) -> None:
        self._reset()
        self.draft_dropped.emit()
        self.arrive()

    # ── somebody changed it meanwhile ───────────────────────────────────────────────────────────────────────

    def meet_newer(
        self, values: Mapping[str, object], *, who: str = "", then: Callable[[], object] | None = None
    ) -> None:
        """Bring what somebody else saved meanwhile together with what is typed here.

        What only they changed is taken over; what both changed is settled side by side. ``then`` is called
        once all of it stands in the form: from there on it may be saved over the newer version.
        """
        self._end_saving()
        newer = {key: typed_of(value) for key, value in values.items() if key in self._lines}
        touched = self.touched
        both = [key for key in touched if newer.get(key, self._initial[key]) != self._initial[key]]
        fields = [self._differs(key, newer[key]) for key in both if newer[key] != touched[key]]
        take = partial(self._take_newer, newer, then)
        if fields:
            settle(self, fields, take, who=who)
        else:
            take({})

    def _differs(self, key: str, theirs: Typed) -> Differs:
        line = self._lines[key]
        words = isinstance(line.spec, Words)
        return Differs(key, line.spec.label, line.input.shown_of(theirs), line.input.shown(), words)

    def _take_newer(
        self,
        newer: Mapping[str, Typed],
        then: Callable[[], object] | None,
        settled: Mapping[str, Stands],
    ) -> None:
        touched = self.touched
        for key, theirs in newer.items():
            stands = settled.get(key, Stands.MINE if key in touched else Stands.THEIRS)
            if stands is Stands.THEIRS:
                self._lines[key].input.hold(theirs)
            elif stands is Stands.BOTH:
                self._lines[key].input.fill(put_together(str(theirs), str(touched[key])))
        self._initial.update(newer)
        self._show_what_applies()
        self._show_notice(merged_notice())
        if then is not None:
            then()

    # ── telling ─────────────────────────────────────────────────────────────────────────────────────────────

    def _show_notice(self, notice: QWidget) -> None:
        self._clear_notice()
        self._noticed = notice
        self._notices.addWidget(notice)
        notice.show()
        first = next(self._shown_lines(), None)
        if first is not None:
            for button in notice.findChildren(QPushButton):
                before = first.input.control.previousInFocusChain()
                QWidget.setTabOrder(before or self, button)

    def _clear_notice(self) -> None:
        if self._noticed is not None:
            self._noticed.hide()
            self._noticed.setParent(None)
            self._noticed.deleteLater()
            self._noticed = None

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def leave_title_to_panel(self) -> None:
        """Let whatever holds the form write its title."""
        self._title.hide()

    def go_to_field(self, key: str) -> None:
        """Go on in a field by its key."""
        self._go_to(self._lines[key])

    def arrive(self) -> None:
        """Begin at the top, in the first field."""
        self._area.verticalScrollBar().setValue(0)
        first = next(self._shown_lines(), None)
        if first is not None:
            self._go_to(first)

    # ── keys ────────────────────────────────────────────────────────────────────────────────────────────────

    def event(self, event: QEvent) -> bool:
        """Claim Ctrl+Enter and Esc before the window's own commands take them."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (_saves(event) or event.key() == Qt.Key.Key_Escape)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Save with Ctrl+Enter, leave with Esc."""
        if _saves(event):
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  (Qt's name)
        """Keep what is typed before the screen goes."""
        if self._draft_timer.isActive():
            self.keep_now()
        super().hideEvent(event)


def _saves(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and event.key() in _ENTERS
