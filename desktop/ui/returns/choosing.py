"""Choosing a return: counting rules, year, part of the year, and how the numbers are protected."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QWidget

from desktop.returns.result import Profile
from desktop.ui.returns.asked import ReturnAsked, RulesChoice
from desktop.ui.returns.periods import first_choice, parts_of, year_of, years_to_offer
from desktop.ui.shared.fields import Field
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space

_COLUMNS = (10, 5, 9, 8, 8)
_STREAM = 3  # the place of the funding stream


class _Choice(QComboBox):
    """A field whose list is as its words, however narrow the field itself."""

    def showPopup(self) -> None:  # noqa: N802  (Qt's name)
        """Make room for the words before the list opens."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + look().px(Space.XL))
        super().showPopup()


class ReturnChoices(QWidget):
    """Fields to choose in; ``asked`` carries a ``ReturnAsked`` whenever one of them says something else."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._months: tuple[date, ...] = ()
        self._today = date.min
        self._rules, self._year, self._part, self._profile = (_Choice() for _ in range(4))
        self._stream = _Choice()
        self._streams: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._profile_field = Field(self.tr("Protection"), self._profile)
        self._stream_field = Field(self.tr("Funding stream"), self._stream)
        fields = (
            Field(self.tr("Return"), self._rules),
            Field(self.tr("Year"), self._year),
            Field(self.tr("Part of the year"), self._part),
            self._stream_field,
            self._profile_field,
        )
        self._build(fields)
        self._fill_profiles()
        self.offer_streams(())
        self._rules.currentIndexChanged.connect(self._begin_with_rules)
        self._year.currentIndexChanged.connect(lambda _place: self._change_year())
        for box in (self._part, self._profile, self._stream):
            box.currentIndexChanged.connect(lambda _place: self._ask())

    def _build(self, fields: Sequence[Field]) -> None:
        grid = self._grid
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look().px(Space.M))
        for place, field in enumerate(fields):
            box = field.control
            if isinstance(box, QComboBox):
                box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                box.setMinimumContentsLength(7 if box is self._year else 4)
                box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            grid.addWidget(field, 0, place)
            grid.setColumnStretch(place, _COLUMNS[place])

    def _fill_profiles(self) -> None:
        words = {
            Profile.EXACT: self.tr("Exact, for us alone"),
            Profile.PUBLISH: self.tr("For publishing"),
            Profile.CONTROLLED: self.tr("For a named recipient"),
            Profile.STRICT: self.tr("Strict, for sensitive tables"),
        }
        for profile, text in words.items():
            self._profile.addItem(text, profile)

    def offer_streams(self, names: Sequence[str]) -> None:
        """Offer the funding streams, where there are several; call it before ``offer``."""
        self._streams = tuple(names)

    def _fill_streams(self) -> None:
        """Offer the funding streams that these rules leave open."""
        chosen: RulesChoice = self._rules.currentData()
        blocker = QSignalBlocker(self._stream)
        before = self._stream.currentData()
        self._stream.clear()
        if chosen.funding_stream:
            self._stream.addItem(chosen.funding_stream, None)
        else:
            self._stream.addItem(self.tr("All"), None)
            for name in self._streams:
                self._stream.addItem(name, name)
        self._stream.setCurrentIndex(max(self._stream.findData(before), 0))
        blocker.unblock()
        self._stream.setEnabled(not chosen.funding_stream)
        several = len(self._streams) > 1 or bool(chosen.funding_stream)
        self._stream_field.setVisible(several)
        self._grid.setColumnStretch(_STREAM, _COLUMNS[_STREAM] if several else 0)

    def offer(self, rules: Sequence[RulesChoice], months: Sequence[date], *, today: date) -> None:
        """Offer these rules, and the years that have referrals; the last full quarter comes first."""
        self._months, self._today = tuple(months), today
        blocker = QSignalBlocker(self._rules)
        self._rules.clear()
        for choice in rules:
            self._rules.addItem(choice.title, choice)
        blocker.unblock()
        if rules:
            self._begin_with_rules()

    def _begin_with_rules(self) -> None:
        """Offer the years as these rules begin them, and a period as they usually want."""
        self._fill_streams()
        start, rules = self._start_month, self._rules.currentData()
        first = first_choice(self._months, today=self._today, year_start_month=start, kind=rules.usual_period)
        blocker = QSignalBlocker(self._year)
        self._year.clear()
        for choice in years_to_offer(self._months, today=self._today, year_start_month=start):
            self._year.addItem(choice.words, choice.period)
        self._year.setCurrentText(year_of(first, year_start_month=start).id)
        blocker.unblock()
        self._change_year(wanted=first.id)

    def _change_year(self, wanted: str = "") -> None:
        """Offer the parts of the year that have begun; the same part as before, where there is one."""
        year = self._year.currentData()
        if year is None:
            return
        part = wanted.partition(":")[2] if wanted else self._part_named
        blocker = QSignalBlocker(self._part)
        self._part.clear()
        for choice in parts_of(year, today=self._today, year_start_month=self._start_month):
            self._part.addItem(choice.words, choice.period)
            if choice.period.id.partition(":")[2] == part:
                self._part.setCurrentIndex(self._part.count() - 1)
        blocker.unblock()
        self._ask()

    @property
    def _part_named(self) -> str:
        period = self._part.currentData()
        return "" if period is None else period.id.partition(":")[2]

    @property
    def _start_month(self) -> int:
        chosen: RulesChoice = self._rules.currentData()
        return chosen.year_start_month

    @property
    def chosen(self) -> ReturnAsked | None:
        """What is chosen now; nothing before anything was offered."""
        rules, period = self._rules.currentData(), self._part.currentData()
        if rules is None or period is None:
            return None
        profile = Profile(self._profile.currentData())
        return ReturnAsked(rules.definition_id, period.id, profile, self._stream.currentData())

    def _ask(self) -> None:
        self._profile_field.be_content()
        if self.chosen is not None:
            self.asked.emit(self.chosen)

    def refuse_profile(self, sentence: str) -> None:
        """Say beside the field that this way of protecting is not there yet."""
        self._profile_field.complain(sentence)

    def go_to_first(self) -> None:
        """Put the focus into the first field."""
        self._rules.setFocus()
