"""Concerns in their states, with made-up people only."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.concerns import Basis, ConcernAbout, ConsentToShare, Told, WishesAsked
from desktop.domain.ids import ConcernId, PersonId
from desktop.domain.safeguarding import ConcernMoments, clocks
from desktop.domain.sealed_text import NOTHING, WITHHELD, ShownWords
from desktop.errors import BadInputError
from desktop.queries.concerns import (
    ConcernAdditionLine,
    ConcernCallLine,
    ConcernDecisionLine,
    ConcernDetails,
    ConcernLine,
)
from desktop.ui.concerns.asked import call_spec, concern_spec, decision_spec
from desktop.ui.concerns.page import DecisionDeeds, concern_items, untold_notice
from desktop.ui.people.made import CASES, LONG, NOW, PANEL, TODAY, made_form, made_lists, made_page
from desktop.ui.shared.form import Form
from desktop.ui.shared.screen import Picture

UNTOLD = f"Nobody has been told yet. Ring the safeguarding lead Lena Okafor, the deputy lead {LONG}."
_DANGER = f"Somebody is in immediate danger: ring 999 first. {UNTOLD}"
_WORRY = (
    "Kit said that her nephew keeps her bank card and gives her ten pounds a week. The cupboard held tea and "
    "half a loaf. She looked at the door when she heard the lift."
)
_SAID = "He says it is his now, because I would only lose it."


def line(number: int, hours: int, *, told: bool = True, decided: bool = False) -> ConcernLine:
    """Make up a concern that was written down some hours ago."""
    raised = NOW - timedelta(hours=hours)
    moments = ConcernMoments(
        written_down=raised,
        told_by_call=raised + timedelta(minutes=20) if told else None,
        decided=raised + timedelta(hours=3) if decided else None,
    )
    return ConcernLine(
        concern_id=ConcernId(UUID(int=number)),
        version=1,
        person_id=PersonId(UUID(int=number)),
        case_id=None,
        reference=f"PA-0000{number:02d}-K",
        initials="K.M.G.",
        about=ConcernAbout.CHILD if number % 3 == 0 else ConcernAbout.ADULT,
        category_codes=("financial", "neglect"),
        raised_at=raised,
        raised_by="Amal Haddad",
        immediate_danger=not told,
        owner="Lena Okafor" if decided else None,
        told=told,
        decided=decided,
        review_on=date(2026, 3, 8),
        closed_on=None,
        elapsed_hours=hours,
        clocks=clocks(moments, now=NOW),
    )


def _concern(about: ConcernLine, sentence: str | None = None) -> ConcernDetails:
    return ConcernDetails(
        line=about,
        happened_on=date(2026, 3, 1),
        said_on=TODAY,
        basis=frozenset({Basis.FACT, Basis.HEARSAY}),
        emergency_called=None,
        wishes_asked=WishesAsked.YES,
        capacity_code="presumed",
        consent_to_share=ConsentToShare.NO,
        children_in_household=False,
        narrative=_words(_WORRY),
        exact_words=_words(_SAID),
        where_and_who=_words("At her flat; nobody else was there."),
        wishes=_words("To have her card back without a quarrel."),
        override_reason=_words("Others in the house may be at risk."),
        calls=(),
        decisions=(),
        additions=(),
        signed_off_by=None,
        signed_off_at=None,
        sentence=sentence,
    )


def _words(text: str) -> ShownWords:
    return ShownWords(text, sealed=True)


def _decided() -> ConcernDetails:
    at = NOW - timedelta(hours=20)
    return replace(
        _concern(line(4, 26, decided=True)),
        calls=(
            ConcernCallLine(UUID(int=1), Told.LEAD, at, "Amal Haddad", False, NOTHING, NOTHING),
            _call(at),
        ),
        decisions=(_decision(at),),
        additions=(ConcernAdditionLine(UUID(int=4), NOW, LONG, _words("The bank has stopped the card.")),),
    )


def _call(at: datetime) -> ConcernCallLine:
    said = _words("Will ring the bank with Kit tomorrow.")
    return ConcernCallLine(UUID(int=2), Told.DEPUTY, at, "Amal Haddad", True, _words(LONG), said)


def _decision(at: datetime) -> ConcernDecisionLine:
    return ConcernDecisionLine(
        decision_id=UUID(int=3),
        version=1,
        decision_code="adult-social-care",
        decided_at=at,
        decided_by="Lena Okafor",
        reasons=_words("She depends on him for food, and asked for help."),
        referred_to=_words("Adults' front door"),
        their_reference=_words("AFD/26/0317"),
        sent_at=at,
        feedback=NOTHING,
        feedback_at=None,
    )


def _read(concern: ConcernDetails, *deeds: str, leads: bool = False) -> QWidget:
    settle = DecisionDeeds(lambda _: None, lambda _: None) if leads else None
    return made_page("Safeguarding concern", concern_items(concern, made_lists(), settle), *deeds)


def _sealed() -> QWidget:
    concern = _concern(line(4, 2, told=False), UNTOLD)
    fields = ("narrative", "exact_words", "where_and_who", "wishes", "override_reason")
    withheld = replace(concern, **dict.fromkeys(fields, WITHHELD))  # type: ignore[arg-type]
    return _read(withheld, "Write down a call", "Add to it")


def _empty() -> Form:
    return made_form(concern_spec(made_lists(), (), TODAY))


def _filled() -> Form:
    return made_form(
        concern_spec(made_lists(), CASES, TODAY),
        {
            "about": "adult", "danger": "yes", "called": "no", "narrative": _WORRY, "exact": _SAID,
            "happened": "yesterday", "said": "today", "basis": ["fact", "hearsay"], "asked": "yes",
            "wishes": "To have her card back.", "sharing": "no", "override": "Others may be at risk.",
            "alert": "Ring her mobile only, never the house.",
        },
    )  # fmt: skip


def _wrong() -> Form:
    form = _empty()
    form.save()
    return form


def _call_form() -> Form:
    return made_form(
        call_spec("Ring now, then write the call down"),
        {"day": "today", "at": "14:05"},
        above=untold_notice(_DANGER),
    )


def _call_made() -> Form:
    form = made_form(
        call_spec("Ring now, then write the call down"),
        {
            "told": "deputy",
            "reached": "yes",
            "whom": LONG,
            "day": "today",
            "at": "14:12",
            "said": "Will come.",
        },
        above=untold_notice(UNTOLD),
    )
    form.refuse(
        BadInputError(
            "The call lies ahead, or more than a day before the concern was written down.",
            "Check the day and the time.",
        )
    )
    return form


def _decide() -> Form:
    typed: dict[str, str | list[str]] = {"decision": "adult-social-care", "reasons": "She asked for help."}
    return made_form(decision_spec(made_lists(), TODAY), typed)


def _open() -> QWidget:
    concern = _concern(line(4, 2, told=False), UNTOLD)
    return _read(concern, "Write down a call", "Decide", "Add to it", "Look again on…", leads=True)


def pictures() -> tuple[Picture, ...]:
    """Every state of a concern beside a page."""
    return (
        Picture("concern-volunteer", _empty, width=PANEL, height=1500),
        Picture("concern-problems", _wrong, width=PANEL, height=820),
        Picture("concern-filled", _filled, width=PANEL, height=2250),
        Picture("concern-ring-now", _call_form, width=PANEL, height=760),
        Picture("concern-call-refused", _call_made, width=PANEL, height=980),
        Picture("concern-decide", _decide, width=PANEL, height=760),
        Picture("concern-open", _open, width=PANEL, height=1500),
        Picture("concern-sealed", _sealed, width=PANEL, height=1100),
        Picture(
            "concern-decided",
            lambda: _read(_decided(), "Decide", "Add to it", "Sign off…", leads=True),
            width=PANEL,
            height=1900,
        ),
    )
