"""The answers of a concern in words, as forms ask and pages tell them."""

from datetime import timedelta

from desktop.domain.concerns import Basis, ConcernAbout, ConsentToShare, Told, WishesAsked
from desktop.domain.safeguarding import Clock, ClockFace, ClockState
from desktop.ui.shared.tokens import Tone
from desktop.ui.shared.words import counted, translate, uk_moment

_HOUR = timedelta(hours=1)


def about_words() -> dict[ConcernAbout, str]:
    """Say who is at risk."""
    return {
        ConcernAbout.ADULT: translate("Concern", "An adult"),
        ConcernAbout.CHILD: translate("Concern", "A child or young person"),
    }


def basis_words() -> dict[Basis, str]:
    """Say what the worry rests on."""
    return {
        Basis.FACT: translate("Concern", "What I saw or heard myself"),
        Basis.HEARSAY: translate("Concern", "What somebody told me"),
        Basis.OPINION: translate("Concern", "What I think of it"),
    }


def wishes_words() -> dict[WishesAsked, str]:
    """Say whether the person was asked what they want to happen."""
    return {
        WishesAsked.YES: translate("Concern", "Yes"),
        WishesAsked.NO: translate("Concern", "Not yet"),
        WishesAsked.NOT_POSSIBLE: translate("Concern", "It was not possible"),
    }


def sharing_words() -> dict[ConsentToShare, str]:
    """Say whether the person agrees that others are told."""
    return {
        ConsentToShare.YES: translate("Concern", "Yes"),
        ConsentToShare.NO: translate("Concern", "No"),
        ConsentToShare.NOT_ASKED: translate("Concern", "Not asked yet"),
    }


def told_words() -> dict[Told, str]:
    """Name who can be rung."""
    return {
        Told.LEAD: translate("Concern", "The safeguarding lead"),
        Told.DEPUTY: translate("Concern", "The deputy lead"),
        Told.OUT_OF_HOURS: translate("Concern", "The out-of-hours team"),
        Told.ADULT_CARE: translate("Concern", "Adult social care"),
        Told.CHILDRENS_CARE: translate("Concern", "Children's social care"),
        Told.POLICE: translate("Concern", "The police"),
        Told.OTHER: translate("Concern", "Somebody else"),
    }


def yes_no_words(answer: bool | None) -> str:  # noqa: FBT001  (an answer, not a switch)
    """Say yes, no, or nothing where it was not asked."""
    if answer is None:
        return ""
    return translate("Concern", "Yes") if answer else translate("Concern", "No")


def clock_tone(face: ClockFace) -> Tone:
    """Say how pressing a clock is."""
    return Tone.DANGER if face.state is ClockState.LATE else Tone.CAUTION


def hours_words(hours: int) -> str:
    """Say how long it has been, in hours that run through nights and weekends."""
    less, one = translate("Concern", "less than an hour"), translate("Concern", "1 hour")
    return less if hours < 1 else counted(hours, one, translate("Concern", "%1 hours"))


def left_words(face: ClockFace) -> str:
    """Say by when something has to be done, and how many hours are left or late."""
    if face.due is None or face.left is None:
        return ""
    late = face.state is ClockState.LATE
    hours = abs(face.left) // _HOUR
    words = translate("Concern", "%1: %2 late") if late else translate("Concern", "%1: %2 left")
    by = translate("Concern", "by %1").replace("%1", uk_moment(face.due))
    return words.replace("%1", clock_task(face.clock)).replace("%2", hours_words(hours)) + f" ({by})"


def clock_task(clock: Clock) -> str:
    """Name what a clock waits for."""
    return {
        Clock.LEAD_TOLD: translate("Concern", "Tell the lead"),
        Clock.DECISION: translate("Concern", "Decide"),
        Clock.WRITTEN_REFERRAL: translate("Concern", "Send the referral in writing"),
        Clock.CHASE: translate("Concern", "Chase the answer"),
        Clock.REVIEW: translate("Concern", "Review"),
    }[clock]
