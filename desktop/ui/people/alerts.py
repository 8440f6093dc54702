"""What a colleague must see before acting: above everything else on the page."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.codes import CodeList
from desktop.queries.alerts import AlertLine
from desktop.queries.people import label_of
from desktop.ui.shared.buttons import quiet
from desktop.ui.shared.icons import icon_label
from desktop.ui.shared.layouts import column, holder, row
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import named, sentence, small, strong, uk_date


class AlertStrip(QFrame):
    """Every alert that holds: what to do in clear, why if it may be read; ``opened`` carries the line."""

    opened = Signal(object)

    def __init__(self, alerts: Sequence[AlertLine], code_lists: Mapping[str, CodeList]) -> None:
        super().__init__()
        self.setProperty("part", "message")
        self.setProperty("tone", Tone.CAUTION.value)
        self.setAccessibleName(self.tr("Alerts"))
        self._lists = code_lists
        inside = column(space=Space.S)
        inside.setContentsMargins(*self._edges())
        for alert in alerts:
            inside.addWidget(self._build_line(alert))
        self.setLayout(inside)

    def _edges(self) -> tuple[int, int, int, int]:
        return Space.L, Space.S, Space.S, Space.S

    def _build_line(self, alert: AlertLine) -> QWidget:
        words = column(strong(alert.what_to_do), space=Space.HAIR)
        if alert.why.text:
            words.addWidget(sentence(alert.why.text))
        words.addWidget(small(" · ".join(self._facts(alert))))
        more = quiet(self.tr("Open"), partial(self.opened.emit, alert))
        named(more, self.tr("Open the alert: %1").replace("%1", alert.what_to_do))
        line = row(icon_label("alert", Tone.CAUTION, size=20), words, more, space=Space.M)
        line.setStretch(1, 1)
        line.setAlignment(more, Qt.AlignmentFlag.AlignTop)
        return holder(line)

    def _facts(self, alert: AlertLine) -> Iterator[str]:
        kind = label_of(self._lists, "alert-kind", alert.kind_code)
        if kind:
            yield kind
        yield self.tr("since %1").replace("%1", uk_date(alert.raised_on))
        if alert.raised_by:
            yield alert.raised_by
        if alert.why.withheld:
            yield self.tr("why is sealed")
        if alert.review_due:
            yield self.tr("due to be looked at again")
        elif alert.review_on:
            yield self.tr("look again on %1").replace("%1", uk_date(alert.review_on))
