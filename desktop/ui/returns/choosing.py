"""Choosing a return: counting rules, year, part of the year, and how the numbers are protected."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from desktop.domain.dates import date_in_words
from desktop.queries.funding_streams import StreamToCount
from desktop.returns.result import Profile
from desktop.ui.returns.asked import ReturnAsked, RulesChoice
from desktop.ui.returns.periods import first_choice, parts_of, year_of, years_to_offer
from desktop.ui.shared.fields import Field
from desktop.ui.shared.flow import Flow
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import translate

_WIDEST = 400  # pixels at 100 %; longer words are cut, and stand whole in the list and when pointed at
_LEAST = 96


class _Choice(QComboBox):
    """A field as wide as the longest of its words, within reason; its list always is."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add(self, words: str, data: object) -> None:
        """Offer one more."""
        self.addItem(words, data)
        self.setItemData(self.count() - 1, words, Qt.ItemDataRole.ToolTipRole)

    def event(self, event: QEvent) -> bool:
        """Say the whole name to whoever points at it."""
        if event.type() is QEvent.Type.ToolTip:
            self.setToolTip(self.currentText())
        return super().event(event)

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for room for the longest words, but never for the whole window."""
        wanted = super().sizeHint()
        return QSize(max(min(wanted.width(), look().px(_WIDEST)), look().px(_LEAST)), wanted.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Go on with less where the window has no more."""
        return QSize(look().px(_LEAST), super().minimumSizeHint().height())

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
        self._streams: tuple[StreamToCount, ...] = ()
        self._profile_field = Field(self.tr("Protection"), self._profile)
        self._stream_field = Field(self.tr("Funding stream"), self._stream)
        fields = (
            Field(self.tr("Return"), self._rules),
            Field(self.tr("Year"), self._year),
            Field(self.tr("Part of the year"), self._part),
            self._stream_field,
            self._profile_field,
        )
        # what and when above, for whose money and how protected below, where one line is too short
        self.setLayout(Flow(*fields, space=Space.M, lines=Space.S, parted_at=self._stream_field))
        self._fill_profiles()
        self.offer_streams(())
        self._rules.currentIndexChanged.connect(self._begin_with_rules)
        self._year.currentIndexChanged.connect(lambda _place: self._change_year())
        for box in (self._part, self._profile, self._stream):
            box.currentIndexChanged.connect(lambda _place: self._ask())

    def _fill_profiles(self) -> None:
        words = {
            Profile.EXACT: self.tr("Exact, for us alone"),
            Profile.PUBLISH: self.tr("For publishing"),
            Profile.CONTROLLED: self.tr("For a named recipient"),
            Profile.STRICT: self.tr("Strict, for sensitive tables"),
        }
        for profile, text in words.items():
            self._profile.add(text, profile)

    def offer_streams(self, streams: Sequence[StreamToCount]) -> None:
        """Offer the funding streams, where there are several; call it before ``offer``."""
        self._streams = tuple(streams)

    def _fill_streams(self) -> None:
        """Offer the funding streams that these rules leave open."""
        chosen: RulesChoice = self._rules.currentData()
        blocker = QSignalBlocker(self._stream)
        before = self._stream.currentData()
        self._stream.clear()
        if chosen.funding_stream:
            self._stream.add(chosen.funding_stream, None)
        else:
            self._stream.add(self.tr("All"), None)
            for stream in self._streams:
                self._stream.add(_named(stream), stream.name)
        self._stream.setCurrentIndex(max(self._stream.findData(before), 0))
        blocker.unblock()
        self._stream.setEnabled(not chosen.funding_stream)
        several = len(self._streams) > 1 or bool(chosen.funding_stream)
        self._stream_field.setVisible(several)

    def offer(self, rules: Sequence[RulesChoice], months: Sequence[date], *, today: date) -> None:
        """Offer these rules, and the years that have referrals; the last full quarter comes first."""
        self._months, self._today = tuple(months), today
        blocker = QSignalBlocker(self._rules)
        self._rules.clear()
        for choice in rules:
            self._rules.add(choice.title, choice)
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
            self._year.add(choice.words, choice.period)
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
            self._part.add(choice.words, choice.period)
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


def _named(stream: StreamToCount) -> str:
    """Name a funding stream; of one that pays no more, since when."""
    if stream.ended_on is not None:
        words = translate("ReturnChoices", "%1 (ended %2)")
        return words.replace("%1", stream.name).replace("%2", date_in_words(stream.ended_on))
    return (
        translate("ReturnChoices", "%1 (ended)").replace("%1", stream.name) if stream.ended else stream.name
    )
