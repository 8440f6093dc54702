"""What the screens of people ask for, each as one frozen object."""

from dataclasses import dataclass

from desktop.domain.ids import ContactPointId
from desktop.domain.safe_contact import Channel, SafeState
from desktop.queries.people import CaseLine, ReferralLine
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
    """A number or address that somebody asks to see: refused or shown, and written down as looked at.

    ``call`` says that it is to be rung at once.
    """

    contact_point_id: ContactPointId
    channel: Channel
    call: bool = False


@dataclass(frozen=True, slots=True)
class SafeSaid:
    """What the person said today of a number or address, and the version it was shown at."""

    contact_point_id: ContactPointId
    version: int
    state: SafeState


@dataclass(frozen=True, slots=True)
class CaseWish:
    """Something to be done with a case, by the name of its form."""

    form: str
    case: CaseLine


@dataclass(frozen=True, slots=True)
class ReferralWish:
    """Something to be done with a referral, by the name of its form."""

    form: str
    referral: ReferralLine
