"""What a form says at its top: what could not be saved, or that earlier writing was put back."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QFrame, QWidget

from desktop.errors import AlongsideError
from desktop.ui.shared.buttons import secondary
from desktop.ui.shared.icons import icon_label
from desktop.ui.shared.layouts import column, frame, row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import sentence, strong, translate, uk_moment


def notice(tone: Tone, words: QWidget | None, *lines: QWidget) -> QFrame:
    """Say something above what is being written or read: icon, colour and words say the same."""
    inside = column(*([words] if words else []), *lines, space=Space.XS)
    line = row(icon_label(tone.value, tone, size=20), inside, space=Space.M)
    line.setStretch(1, 1)
    line.setContentsMargins(look().px(Space.M), look().px(Space.M), look().px(Space.M), look().px(Space.M))
    made = frame("message", line)
    made.setProperty("tone", tone.value)
    return made


def error_notice(error: AlongsideError) -> QFrame:
    """Say what could not be done, what to do, and that nothing typed is lost."""
    lines = [sentence(error.do)] if error.do else []
    kept = sentence(translate("Form", "Nothing you wrote is lost: it is all still here."))
    made = notice(Tone.DANGER, strong(error.what), *lines, kept)
    made.setAccessibleName(str(error))
    return made


def draft_notice(saved_at: datetime | None, afresh: Callable[[], object]) -> QFrame:
    """Say since when this was being written, and offer to start afresh."""
    if saved_at is None:
        said = translate("Form", "You were writing this earlier. It is put back.")
    else:
        said = translate("Form", "You were writing this on %1. It is put back.").replace(
            "%1", uk_moment(saved_at)
        )
    made = notice(Tone.INFO, sentence(said))
    layout = made.layout()
    if layout is not None:
        layout.addWidget(secondary(translate("Form", "Start afresh"), afresh))
    made.setAccessibleName(said)
    return made


def merged_notice() -> QFrame:
    """Say that the form now holds what both wrote."""
    said = translate("Form", "What was changed meanwhile is in the form now. Look at it, then save again.")
    made = notice(Tone.CAUTION, sentence(said))
    made.setAccessibleName(said)
    return made
