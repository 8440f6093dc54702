"""A call under way: the number in sight, the care it needs, and the clock that fills in the minutes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame

from desktop.domain.dates import civil_time
from desktop.domain.ids import ContactPointId
from desktop.domain.safe_contact import Verdict
from desktop.ui.shared.icons import icon_label
from desktop.ui.shared.layouts import column, row
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import code, counted, muted, sentence, small, translate

_MINUTE = timedelta(minutes=1)
_MILLISECONDS_BETWEEN_LOOKS = 1000


def now() -> datetime:
    """Give this moment in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Call:
    """A number that was shown to be rung: which, as of which version, what to mind, and since when (UTC)."""

    contact_point_id: ContactPointId
    version: int
    value: str
    verdict: Verdict
    began: datetime


def minutes_since(began: datetime, at: datetime) -> int:
    """Give the minutes a call took, the one begun counted whole: a call of seconds is one minute."""
    return max(-(-(at - began) // _MINUTE), 1)


def orders(verdict: Verdict) -> str:
    """Say what to mind while ringing."""
    said = (
        (translate("Call", "Withhold our number."), verdict.withhold_number),
        (translate("Call", "Check who answers before you say who you are."), verdict.ask_identity_first),
        (translate("Call", "Leave no voicemail."), not verdict.leave_voicemail),
    )
    return " ".join(text for text, holds in said if holds)


def words_agreed(verdict: Verdict) -> tuple[str, ...]:
    """Say which words were agreed, and who else may be there."""
    agreed = {
        translate("Call", "Ask for “%1”."): verdict.ask_for,
        translate("Call", "Voicemail may say: %1"): verdict.voicemail_words,
        translate("Call", "They may answer or see: %1"): verdict.who_else,
        translate("Call", "The word that ends the call: %1"): verdict.code_word,
        translate("Call", "The word that proves who we are: %1"): verdict.our_word,
        translate("Call", "Never speak to: %1"): ", ".join(verdict.never_speak_to),
    }
    return tuple(text.replace("%1", value) for text, value in agreed.items() if value)


class CallCard(QFrame):
    """Shows the number that is rung, how long it has taken, and what to mind."""

    def __init__(self, call: Call, clock: Callable[[], datetime] = now) -> None:
        super().__init__()
        self.setProperty("part", "strip")
        self.setProperty("tone", "accent")
        self.setAccessibleName(self.tr("The call"))
        self._call = call
        self._clock = clock
        self._since = muted("")
        number = row(icon_label("call", Tone.ACCENT, size=20), code(call.value), space=Space.S)
        number.setStretch(1, 1)
        inside = column(number, self._since, space=Space.XS, margin=Space.L)
        if orders(call.verdict):
            inside.addWidget(sentence(orders(call.verdict)))
        for agreed in words_agreed(call.verdict):
            inside.addWidget(small(agreed))
        self.setLayout(inside)
        self._timer = QTimer(self, interval=_MILLISECONDS_BETWEEN_LOOKS)
        self._timer.timeout.connect(self._tell)
        self._timer.start()
        self._tell()

    def minutes(self) -> int:
        """Give how long it has taken by now, and stop the clock."""
        self._timer.stop()
        self._tell()
        return minutes_since(self._call.began, self._clock())

    def _tell(self) -> None:
        began = f"{civil_time(self._call.began):%H:%M}"
        taken = minutes_since(self._call.began, self._clock())
        said = counted(taken, self.tr("Since %2, 1 minute"), self.tr("Since %2, %1 minutes"))
        self._since.setText(said.replace("%2", began))
