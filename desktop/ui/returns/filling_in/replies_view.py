"""Replies to the survey: how many are in for a quarter, and the form for the one in hand."""

from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStackedWidget, QStyle, QVBoxLayout

from desktop.domain.dates import MONTHS, months_later
from desktop.domain.survey import quarter_start
from desktop.ui.shared.buttons import quiet
from desktop.ui.shared.fields import Field
from desktop.ui.shared.form import Form
from desktop.ui.shared.layouts import at_most, column, holder, row
from desktop.ui.shared.look import look
from desktop.ui.shared.pages import page_header
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tokens import READING_WIDTH, Space
from desktop.ui.shared.words import counted, strong

_QUARTERS = 8
_A_QUARTER = 3  # months


class RepliesView(Screen):
    """Shows one form; ``quarter_chosen`` carries a quarter's first day, ``last_wanted`` asks for a reply."""

    quarter_chosen = Signal(object)
    last_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._quarter = QComboBox()
        self._quarter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._count = strong("")
        self._last = quiet(self.tr("Put the last one right…"), self.last_wanted.emit)
        self._last.hide()
        self._forms = QStackedWidget()
        self._form: Form | None = None
        self.setLayout(self._build())
        self._quarter.currentIndexChanged.connect(lambda _place: self._choose())

    def _build(self) -> QVBoxLayout:
        said = self.tr("Type in the forms that came back. A reply belongs to its quarter and to nobody.")
        self._count.setWordWrap(False)
        below = row(self._count, self._last, None, space=Space.M)
        field = Field(self.tr("Quarter"), self._quarter)
        head = column(page_header(self.tr("Survey replies"), said), field, below, space=Space.S)
        side = look().px(Space.XL)
        head.setContentsMargins(side, look().px(28), side, 0)
        centred = row(at_most(holder(head), READING_WIDTH), space=0)
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        centred.setContentsMargins(0, 0, bar, 0)  # the form below leaves room for its scroll bar
        layout = column(centred, self._forms, space=0)
        layout.setStretch(1, 1)
        return layout

    def offer(self, *, today: date) -> None:
        """Offer the present quarter, which comes first, and those before it."""
        start = quarter_start(today)
        with QSignalBlocker(self._quarter):
            self._quarter.clear()
            for _number in range(_QUARTERS):
                self._quarter.addItem(_in_words(start), start)
                start = months_later(start, -_A_QUARTER)
        self._choose()

    def _choose(self) -> None:
        if self._quarter.count():
            self.quarter_chosen.emit(self.quarter)

    @property
    def quarters(self) -> QComboBox:
        """Where the quarter is chosen."""
        return self._quarter

    @property
    def quarter(self) -> date:
        """The first day of the quarter chosen."""
        chosen: date = self._quarter.currentData()
        return chosen

    def show_count(self, number: int) -> None:
        """Say how many replies are in for the quarter."""
        one, many = self.tr("1 reply is in."), self.tr("%1 replies are in.")
        self._count.setText(counted(number, one, many))

    def offer_last(self, *, offered: bool = True) -> None:
        """Offer to put the reply right that was typed in last, or no longer."""
        self._last.setVisible(offered)

    def show_form(self, form: Form, *, with_title: bool = False) -> None:
        """Show a form in place of the one before; its title where it is not the usual one."""
        before = self._form
        self._form = form
        if not with_title:
            form.leave_title_to_panel()
        self._forms.addWidget(form)
        self._forms.setCurrentWidget(form)
        if before is not None:
            self._forms.removeWidget(before)
            before.deleteLater()
        form.arrive()

    @property
    def form(self) -> Form | None:
        """The form in sight."""
        return self._form

    def arrive(self) -> None:
        """Begin with the first question."""
        if self._form is not None:
            self._form.arrive()

    def save(self) -> None:
        """Save the reply."""
        if self._form is not None:
            self._form.save()


def _in_words(start: date) -> str:
    last = months_later(start, _A_QUARTER - 1)
    return f"{MONTHS[start.month - 1]} to {MONTHS[last.month - 1]} {last.year}"
