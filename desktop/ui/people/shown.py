"""What the screens of people ask for, each as one frozen object."""

from dataclasses import dataclass

from desktop.domain.ids import ContactPointId
from desktop.domain.safe_contact import Channel
from desktop.ui.shared.tokens import Tone

TONES = {
    "exact": Tone.GOOD,
    "prefix": Tone.ACCENT,
    "nickname": Tone.INFO,
    "sound": Tone.CAUTION,
    "phone": Tone.INFO,
}
"""How sure each tier of finding looks; the words beside it say why."""


@dataclass(frozen=True, slots=True)
class ContactWanted:
    """A number or address that somebody asks to see: refused or shown, and written down as looked at."""

    contact_point_id: ContactPointId
    channel: Channel
