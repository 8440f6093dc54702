"""Beside the return: who is behind a number, and why somebody is not."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.returns.explaining.behind import Behind, BehindCell, behind_cell
from desktop.returns.explaining.who import Member, Reason
from desktop.returns.result import Table as ReturnTable
from desktop.ui.returns.asked import Candidate, CellChosen, WhyAsked
from desktop.ui.shared.buttons import quiet, secondary
from desktop.ui.shared.fields import Field, WithButton, text_input
from desktop.ui.shared.icons import icon_label, set_icon
from desktop.ui.shared.layouts import column, frame, holder, part, row, scrolled
from desktop.ui.shared.look import look
from desktop.ui.shared.tables import Column, Table
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import counted, heading, muted, named, sentence, small, strong

_LEAST_WIDTH = 300
_LEAST_HEIGHT = 92
_HOW_MUCH = 1  # the column that says what each brings to the number
_ALL_THE_ROOM = 100


class WhoPanel(QFrame):
    """Lists who is counted; ``person_chosen`` carries a ``Member``, ``why_asked`` a ``WhyAsked``.

    ``left`` wants the return back, which has all the room again; ``fill_wanted`` wants to type in what is not
    counted.
    """

    person_chosen = Signal(object)
    why_asked = Signal(object)
    left = Signal()
    fill_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self.setMinimumWidth(look().px(_LEAST_WIDTH))
        self._cell: CellChosen | None = None
        self._behind: BehindCell | None = None
        self._title = heading("")
        self._where = small("")
        self._table: Table[Member] = Table(
            self.tr("Who is in this number"),
            (
                Column(self.tr("Who"), _who, stretch=True, least=140),
                Column(self.tr("How much"), lambda member: member.detail, width=146),
            ),
        )
        self._table.setMinimumHeight(look().px(_LEAST_HEIGHT))
        # it takes what is left, and asks for no more: the question below it stays in sight
        self._table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._table.opened.connect(self.person_chosen)
        self._nobody = muted(self.tr("Nobody is in this number."))
        self._unseen = small("")
        self._fill_in = secondary(self.tr("Fill in…"), self.fill_wanted.emit)
        self._why = text_input()
        self._why.returnPressed.connect(self._ask)
        self._answer = QVBoxLayout()
        self.setLayout(column(self._build_who(), margin=Space.L))
        self.hide()

    def _build_who(self) -> QWidget:
        self._back = quiet(self.tr("Back to the return"), self.left.emit)
        set_icon(self._back, "back", "accent")
        self._back.hide()
        self._close = quiet("", self.left.emit)
        set_icon(self._close, "close", "ink")
        named(self._close, self.tr("Close who is counted"))
        self._close.setToolTip(self.tr("Esc"))
        words = row(column(self._title, self._where, space=Space.HAIR), self._close, space=Space.S)
        words.setStretch(0, 1)
        words.setAlignment(self._close, Qt.AlignmentFlag.AlignTop)
        head = column(holder(row(self._back, None)), words, space=Space.XS)
        self._ask_why = secondary(self.tr("Ask"), self._ask)
        asking = WithButton(self._why, self._ask_why)
        hint = self.tr("A reference, or a name")
        self._field = Field(self.tr("Why is somebody not here?"), asking, hint=hint)
        listed = column(
            self._unseen, self._table, self._nobody, row(self._fill_in, None), None, space=Space.S
        )
        listed.setStretch(1, _ALL_THE_ROOM)
        inside = column(head, listed, self._field, self._answer, space=Space.S)
        inside.setStretch(1, 1)
        made = holder(inside)
        self._area = scrolled(made)
        self._area.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._show_answer_whole())
        for widget in (self._area, made):
            part(widget, "clear")
        return self._area

    def stand_alone(self, *, alone: bool) -> None:
        """Take the whole width, with a way back in words; or stand beside the return."""
        self._back.setVisible(alone)
        self._close.setVisible(not alone)

    def begin(self) -> None:
        """Put the focus on the way back, where the panel stands alone and those counted are looked up."""
        self._back.setFocus()

    def forget(self) -> None:
        """Hold no number any more: the return has all the room."""
        self._cell = None
        self._table.show_rows(())
        self._clear_answer()

    @property
    def has_cell(self) -> bool:
        """Whether a number was opened."""
        return self._cell is not None

    def show_cell(self, cell: CellChosen, table: ReturnTable) -> None:
        """Say which number was chosen, while those behind it are looked up."""
        self._cell = cell
        behind = behind_cell(table, row=cell.row, column=cell.column)
        self._behind = behind
        self._title.setText(behind.words)
        self._where.setText(table.name)
        self._table.show_rows(())
        self._table.setVisible(False)
        self._nobody.setText(self._about(behind))
        self._nobody.setVisible(behind.kind is not Behind.PEOPLE)
        self._unseen.hide()
        self._fill_in.setVisible(behind.kind is Behind.TYPED_IN)
        self._field.setVisible(behind.kind is Behind.PEOPLE)
        self._why.clear()
        self._field.be_content()
        self._clear_answer()

    def _about(self, behind: BehindCell) -> str:
        if behind.kind is Behind.TYPED_IN:
            return self.tr("This number was typed in by the service. It counts nobody in the records.")
        if behind.kind is Behind.REPLIES:
            return self.tr("Replies to the survey are anonymous. They belong to a quarter and to nobody.")
        return self.tr("Nobody is in this number.")

    def show_who(self, cell: CellChosen, members: Sequence[Member]) -> None:
        """List who is behind the number, unless another was chosen meanwhile."""
        if cell != self._cell:
            return
        self._table.show_rows(members)
        self._table.setVisible(bool(members))
        self._table.setColumnHidden(_HOW_MUCH, not any(one.detail for one in members))
        unseen = max(self._behind.people - len(members), 0) if self._behind else 0
        self._nobody.setVisible(not members and not unseen)
        self._unseen.setText(
            counted(
                unseen,
                self.tr("1 more is out of your sight, and counted here."),
                self.tr("%1 more are out of your sight, and counted here."),
            )
        )
        self._unseen.setVisible(bool(unseen))
        people = counted(len(members), self.tr("1 person"), self.tr("%1 people"))
        named(self._table, self.tr("Who is in this number: %1").replace("%1", people))

    def _ask(self) -> None:
        self._field.be_content()
        self._clear_answer()
        typed = self._why.text().strip()
        if not typed:
            self._field.complain(self.tr("Type a reference or a name."))
        elif self._cell is not None:
            self.why_asked.emit(WhyAsked(self._cell, typed))

    def show_reason(self, cell: CellChosen, reason: Reason) -> None:
        """Say why the person is, or is not, in the number."""
        if cell != self._cell:
            return
        tone = Tone.GOOD if reason.counted else Tone.INFO
        who = _who(reason.member)
        opening = quiet(self.tr("Open this person"), partial(self.person_chosen.emit, reason.member))
        words = column(strong(who), sentence(reason.sentence), space=Space.HAIR)
        words.addWidget(opening, 0, Qt.AlignmentFlag.AlignLeft)
        picture = icon_label(tone.value, tone, size=20)
        line = row(picture, words, space=Space.M, margin=Space.M)
        line.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        made = frame("message", line)
        made.setProperty("tone", tone.value)
        made.setAccessibleName(f"{who}: {reason.sentence}")
        self._show_answer(made)

    def show_candidates(self, cell: CellChosen, candidates: Sequence[Candidate]) -> None:
        """Ask which of several people is meant."""
        if cell != self._cell:
            return
        words = sentence(self.tr("Several people may be meant. Which one?"))
        buttons = [self._build_candidate(one) for one in candidates]
        self._show_answer(holder(column(words, *buttons, space=Space.XS)))
        buttons[0].setFocus()

    def _build_candidate(self, candidate: Candidate) -> QWidget:
        def choose() -> None:
            self._why.setText(candidate.reference)
            self._ask()

        return secondary(f"{candidate.reference} {candidate.initials}".strip(), choose)

    def complain(self, cell: CellChosen, problem: str) -> None:
        """Say beside the field why there is no answer."""
        if cell == self._cell:
            self._field.complain(problem)

    def _show_answer(self, widget: QWidget) -> None:
        self._clear_answer()
        self._answer.addWidget(widget)
        before: QWidget = self._ask_why
        for button in widget.findChildren(QPushButton):
            self.setTabOrder(before, button)
            before = button
        self._show_answer_whole()

    def _show_answer_whole(self) -> None:
        """Bring the answer into sight, from its first line; again once there is room made for it."""
        shown = self._answer.itemAt(0)
        if shown is not None:
            self._area.verticalScrollBar().setValue(shown.geometry().top())

    def _clear_answer(self) -> None:
        _empty(self._answer)

    def enter(self) -> bool:
        """Put the focus here from the number that is open; say whether one is."""
        if self._cell is None:
            return False
        first = self._table if self._table.rows else self._why if self._field.isVisible() else self._close
        first.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def go_to_list(self) -> None:
        """Put the focus into the list of people."""
        self._table.setFocus()

    @property
    def members(self) -> tuple[Member, ...]:
        """Who is listed now."""
        return self._table.rows


def _who(member: Member) -> str:
    return " ".join(words for words in (member.reference, member.initials) if words)


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
