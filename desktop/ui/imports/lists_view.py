"""Where bringing in begins: drop or choose a file; below it, the lists brought in so far."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.incoming import RowsAre
from desktop.queries.imports import ImportRow
from desktop.services.import_undo import KeptReferral, UndoOutcome
from desktop.ui.imports.check_tables import filled
from desktop.ui.imports.drop_area import DropArea
from desktop.ui.shared.buttons import secondary
from desktop.ui.shared.icons import set_icon
from desktop.ui.shared.layouts import column, holder, row
from desktop.ui.shared.pages import page, page_header, section
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tables import Column, Table
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import (
    counted,
    heading,
    muted,
    sentence,
    translate,
    uk_moment,
    whole_number,
)

_KEPT_SHOWN = 3


class ListsView(Screen):
    """Takes a file or takes a list back.

    ``file_chosen`` carries the ``Path`` of a file, ``undo_wanted`` the ``ImportRow`` of a list.
    """

    file_chosen = Signal(object)
    undo_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._drop = DropArea()
        self._drop.chosen.connect(self.file_chosen)
        self._table = self._build_table()
        self._undo = secondary(self.tr("Take it back…"), self._want_undo)
        set_icon(self._undo, "undo", "ink")
        self._none = muted(self.tr("No list has been brought in yet."))
        self._kept_words = sentence("")
        self._kept: Table[KeptReferral] = Table(
            self.tr("Referrals that were not taken back"),
            (
                Column(self.tr("Reference"), lambda kept: kept.reference, width=180),
                Column(self.tr("Why it stays"), lambda kept: kept.reason, stretch=True),
            ),
        )
        self._kept_card = self._build_kept()
        self._earlier = self._build_earlier()
        layout = page(
            page_header(self.tr("Bring in a list")), self._drop, self._kept_card, self._earlier, None
        )
        layout.setStretch(3, 100)
        self.setLayout(layout)
        self.show_imports(())
        self._earlier.hide()

    def _build_table(self) -> Table[ImportRow]:
        table: Table[ImportRow] = Table(
            self.tr("Lists brought in"),
            (
                Column(
                    self.tr("Brought in"),
                    lambda one: uk_moment(one.brought_in_at),
                    note=_by,
                    stretch=True,
                    least=180,
                ),
                Column(self.tr("List"), lambda one: one.source, width=130),
                Column(self.tr("Rows"), lambda one: whole_number(one.rows_taken), note=_left_out, width=170),
                Column(self.tr("State"), _state, tone=_tone, width=170),
            ),
        )
        table.opened.connect(self._ask_undo)
        table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._notice_choice())
        return table

    def _build_earlier(self) -> QWidget:
        words = heading(self.tr("Lists brought in so far"))
        words.setWordWrap(False)  # so that the table below may become small
        head = row(words, self._undo)
        head.setStretch(0, 1)
        inside = column(head, self._none, self._table, None, space=Space.S)
        inside.setStretch(2, 100)
        return holder(inside)

    def _build_kept(self) -> QFrame:
        made = section(self.tr("Not everything could be taken back"), self._kept_words, self._kept)
        made.hide()
        return made

    def show_imports(self, imports: Sequence[ImportRow]) -> None:
        """List what was brought in so far, the latest first."""
        self._table.show_rows(imports)
        self._table.setVisible(bool(imports))
        self._undo.setVisible(bool(imports))
        self._none.setVisible(not imports)
        self._earlier.show()
        self._notice_choice()

    def show_kept(self, outcome: UndoOutcome | None) -> None:
        """Name the referrals that stay because somebody worked on them."""
        kept = () if outcome is None else outcome.kept
        one = self.tr("1 referral stays, because somebody has worked on it since. Put it right by hand.")
        many = self.tr(
            "%1 referrals stay, because somebody has worked on them since. Put them right by hand."
        )
        self._kept_words.setText(counted(len(kept), one, many))
        filled(self._kept, kept, most=_KEPT_SHOWN)
        self._kept_card.setVisible(bool(kept))

    @property
    def _chosen(self) -> ImportRow | None:
        place = self._table.currentIndex().row()
        rows = self._table.rows
        return rows[place] if 0 <= place < len(rows) else None

    def _notice_choice(self) -> None:
        self._undo.setEnabled(self._chosen is not None and self._chosen.undone_at is None)

    def _want_undo(self) -> None:
        if self._chosen is not None:
            self._ask_undo(self._chosen)

    def _ask_undo(self, chosen: ImportRow) -> None:
        if chosen.undone_at is None:
            self.undo_wanted.emit(chosen)

    def arrive(self) -> None:
        """Begin with choosing a file."""
        self._drop.go_to_button()


def _by(one: ImportRow) -> str:
    return translate("ListsView", "by %1").replace("%1", one.brought_in_by)


def _left_out(one: ImportRow) -> str:
    words = []
    if one.rows_duplicate:
        words.append(translate("ListsView", "%1 double").replace("%1", whole_number(one.rows_duplicate)))
    if one.rows_rejected:
        words.append(translate("ListsView", "%1 not taken").replace("%1", whole_number(one.rows_rejected)))
    return ", ".join(words) or translate("ListsView", "every row")


def _state(one: ImportRow) -> str:
    if one.undone_at is not None:
        return translate("ListsView", "Taken back")
    if one.rows_are is RowsAre.HISTORY:
        return translate("ListsView", "Cases of the past")
    return translate("ListsView", "Open cases")


def _tone(one: ImportRow) -> Tone:
    if one.undone_at is not None:
        return Tone.PLAIN
    return Tone.INFO if one.rows_are is RowsAre.HISTORY else Tone.GOOD
