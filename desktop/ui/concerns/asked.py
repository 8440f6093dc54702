"""What a concern asks, and its answers as what is written down."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from desktop.domain.codes import CodeList
from desktop.domain.concerns import Basis, ConcernAbout, ConsentToShare, Told, WishesAsked
from desktop.services.concerns import NewCall, NewConcern, NewDecision
from desktop.ui.concerns.concern_words import (
    about_words,
    basis_words,
    sharing_words,
    told_words,
    wishes_words,
)
from desktop.ui.people.about import CaseChoice
from desktop.ui.people.case_choice import case_field
from desktop.ui.shared.form_answers import YES, FormAnswers
from desktop.ui.shared.form_fields import (
    Choice,
    ClockTime,
    Day,
    FieldSpec,
    FormSpec,
    Heading,
    Line,
    Option,
    Several,
    Whenabouts,
    Words,
    YesNo,
    options,
    options_of,
    shown_if,
)
from desktop.ui.shared.words import translate

_LONDON = ZoneInfo("Europe/London")


def _yes_or_no(no: str) -> tuple[Option, ...]:
    return options(((YES, translate("Concern", "Yes")), ("no", no)))


def concern_spec(lists: Mapping[str, CodeList], cases: Sequence[CaseChoice], on: date) -> FormSpec:
    """Describe the form by which anybody raises a concern: danger first, then what worries them."""
    return FormSpec(
        translate("Concern", "Raise a concern"),
        (
            *_danger(),
            *_what_worries(),
            *_what_else_is_known(lists, on),
            *_wishes(lists, on),
            *case_field(cases),
        ),
        save_label=translate("Concern", "Save, and see whom to ring"),
        intro=translate(
            "Concern",
            "Write down what you know now; more can be added later. Saving tells nobody: it then says whom "
            "to ring.",
        ),
    )


def _danger() -> tuple[FieldSpec, ...]:
    return (
        Choice(
            "about",
            translate("Concern", "Who is at risk?"),
            required=True,
            options=options((code.value, words) for code, words in about_words().items()),
        ),
        Choice(
            "danger",
            translate("Concern", "Is somebody in danger right now?"),
            required=True,
            options=_yes_or_no(translate("Concern", "Not at this moment")),
        ),
        Heading(
            "ring",
            translate("Concern", "Ring 999 now, before you write on."),
            hint=translate("Concern", "What you typed stays here."),
            depends_on=shown_if("danger", YES),
        ),
        YesNo("called", translate("Concern", "Has 999 been rung?"), depends_on=shown_if("danger", YES)),
    )


def _what_worries() -> tuple[FieldSpec, ...]:
    sealed = translate(
        "Concern",
        "Everything on this form is sealed. Once it is saved, only the safeguarding lead, the deputy and the "
        "manager can read it.",
    )
    return (
        Words(
            "narrative",
            translate("Concern", "What worries you?"),
            hint=translate("Concern", "What you saw, heard or were told. Plain facts first."),
            required=True,
            sealed=True,
            sealed_words=sealed,
            lines=5,
        ),
        Words(
            "exact",
            translate("Concern", "The person's own words, exactly"),
            lines=3,
        ),
        Day("happened", translate("Concern", "When it happened"), lies=Whenabouts.PAST),
        Day("said", translate("Concern", "When they said it"), lies=Whenabouts.PAST, beside=True),
        Words("where", translate("Concern", "Where it was, and who was there"), lines=2),
    )


def _what_else_is_known(lists: Mapping[str, CodeList], on: date) -> tuple[FieldSpec, ...]:
    return (
        Several(
            "basis",
            translate("Concern", "What does it rest on?"),
            options=options((code.value, words) for code, words in basis_words().items()),
        ),
        Several(
            "kinds",
            translate("Concern", "Kind of abuse or neglect"),
            hint=translate("Concern", "Leave it empty if you are not sure."),
            options=options_of(lists["care-act-category"], on=on),
        ),
        YesNo("children", translate("Concern", "Do children live in the household?")),
    )


def _wishes(lists: Mapping[str, CodeList], on: date) -> tuple[FieldSpec, ...]:
    return (
        Heading("theirs", translate("Concern", "What they want")),
        Choice(
            "asked",
            translate("Concern", "Did you ask what they want to happen?"),
            options=options((code.value, words) for code, words in wishes_words().items()),
            required=True,
        ),
        Words(
            "wishes",
            translate("Concern", "What they want"),
            lines=2,
            depends_on=shown_if("asked", WishesAsked.YES),
        ),
        Choice(
            "sharing",
            translate("Concern", "Do they agree that others are told?"),
            options=options((code.value, words) for code, words in sharing_words().items()),
            required=True,
        ),
        Words(
            "override",
            translate("Concern", "Why others must be told all the same"),
            lines=2,
            depends_on=shown_if("sharing", ConsentToShare.NO),
        ),
        Choice(
            "capacity",
            translate("Concern", "Can they decide this for themselves?"),
            options=options_of(lists["capacity"], on=on),
            nothing=translate("Concern", "Not considered yet"),
        ),
        Words(
            "alert",
            translate("Concern", "What must colleagues do from now on?"),
            hint=translate(
                "Concern",
                "An alert in clear words, for everybody who meets the person. Say what to do, not why. "
                "Leave it empty for no alert.",
            ),
            lines=2,
        ),
    )


def concern_of(answers: FormAnswers) -> NewConcern:
    """Read the answers as a concern."""
    return NewConcern(
        about=ConcernAbout(answers.text("about")),
        narrative=answers.text("narrative"),
        immediate_danger=answers.code("danger") == YES,
        category_codes=frozenset(answers.codes("kinds")),
        happened_on=answers.day("happened"),
        said_on=answers.day("said"),
        exact_words=answers.text("exact") or None,
        where_and_who=answers.text("where") or None,
        basis=frozenset(Basis(code) for code in answers.codes("basis")),
        emergency_called=answers.yes_no("called"),
        wishes_asked=WishesAsked(answers.text("asked")),
        wishes=answers.text("wishes") or None,
        capacity_code=answers.code("capacity"),
        consent_to_share=ConsentToShare(answers.text("sharing")),
        override_reason=answers.text("override") or None,
        children_in_household=answers.yes_no("children"),
        also_alert=answers.text("alert") or None,
    )


def call_spec(title: str) -> FormSpec:
    """Describe a call to be written down: only one that reached a lead or the out-of-hours team has told."""
    return FormSpec(
        title,
        (
            Choice(
                "told",
                translate("Concern", "Whom did you ring?"),
                required=True,
                options=options((code.value, words) for code, words in told_words().items()),
            ),
            Choice(
                "reached",
                translate("Concern", "Did you speak with them?"),
                required=True,
                options=_yes_or_no(translate("Concern", "No answer")),
            ),
            Line("whom", translate("Concern", "With whom"), depends_on=shown_if("reached", YES)),
            Day("day", translate("Concern", "Day"), required=True, lies=Whenabouts.PAST),
            ClockTime("at", translate("Concern", "Time"), required=True, beside=True),
            Words(
                "said",
                translate("Concern", "What was said"),
                lines=3,
                sealed=True,
                depends_on=shown_if("reached", YES),
            ),
        ),
        save_label=translate("Concern", "Save the call"),
    )


def call_values(now: datetime) -> dict[str, object]:
    """Fill in that the call was just now."""
    here = now.astimezone(_LONDON)
    return {"day": here.date(), "at": here.time().replace(second=0, microsecond=0)}


def call_of(answers: FormAnswers, *, filled: datetime) -> NewCall:
    """Read the answers as a call; the time that was ``filled`` in counts as now."""
    return NewCall(
        told=Told(answers.text("told")),
        reached=answers.code("reached") == YES,
        told_at=moment_of(answers.day("day"), answers.time("at"), filled=filled),
        whom=answers.text("whom") or None,
        said=answers.text("said") or None,
    )


def moment_of(day: date | None, at: time | None, *, filled: datetime) -> datetime | None:
    """Put a day and a time by the clocks of the United Kingdom together; None if they are as filled in."""
    if day is None or at is None:
        return None
    moment = datetime.combine(day, at, tzinfo=_LONDON)
    return None if moment == filled.astimezone(_LONDON).replace(second=0, microsecond=0) else moment


def decision_spec(lists: Mapping[str, CodeList], on: date) -> FormSpec:
    """Describe what a lead decides, with reasons; to do nothing needs them too."""
    return FormSpec(
        translate("Concern", "Decide"),
        (
            Choice(
                "decision",
                translate("Concern", "Decision"),
                required=True,
                options=options_of(lists["concern-decision"], on=on),
            ),
            Words("reasons", translate("Concern", "Reasons"), required=True, sealed=True),
            Line("referred", translate("Concern", "Referred to: team or person")),
            Line("reference", translate("Concern", "Their reference"), most=80),
            Day(
                "review",
                translate("Concern", "Look at it again on"),
                hint=translate("Concern", "In five days, if you leave it empty."),
                lies=Whenabouts.AHEAD,
            ),
        ),
        save_label=translate("Concern", "Save the decision"),
        intro=translate("Concern", "A decision stays as it is written. Decide again if things change."),
    )


def decision_of(answers: FormAnswers) -> NewDecision:
    """Read the answers as a decision."""
    return NewDecision(
        decision_code=answers.text("decision"),
        reasons=answers.text("reasons"),
        referred_to=answers.text("referred") or None,
        their_reference=answers.text("reference") or None,
    )


def addition_spec() -> FormSpec:
    """Describe a correction or something learned since."""
    return FormSpec(
        translate("Concern", "Add to this concern"),
        (Words("words", translate("Concern", "What is added or corrected"), required=True, sealed=True),),
        save_label=translate("Concern", "Add this"),
        intro=translate("Concern", "What was written first stays beside it."),
    )


def review_spec() -> FormSpec:
    """Describe when a concern is looked at again."""
    return FormSpec(
        translate("Concern", "Look at it again"),
        (Day("review", translate("Concern", "Review on"), required=True, lies=Whenabouts.AHEAD),),
        save_label=translate("Concern", "Save the day"),
    )


def sign_off_spec() -> FormSpec:
    """Describe the signing off, which closes a concern."""
    return FormSpec(
        translate("Concern", "Sign off"),
        (Words("words", translate("Concern", "Closing words"), lines=3, sealed=True),),
        save_label=translate("Concern", "Sign off and close"),
        intro=translate("Concern", "The concern is closed. It can still be added to, but not decided again."),
    )


def feedback_spec() -> FormSpec:
    """Describe what an agency answered."""
    return FormSpec(
        translate("Concern", "Their answer"),
        (Words("words", translate("Concern", "What they answered"), required=True, sealed=True),),
        save_label=translate("Concern", "Save the answer"),
    )


def sent_spec() -> FormSpec:
    """Describe when a referral went out in writing."""
    return FormSpec(
        translate("Concern", "The referral was sent in writing"),
        (
            Day("day", translate("Concern", "Day"), required=True, lies=Whenabouts.PAST),
            ClockTime("at", translate("Concern", "Time"), required=True, beside=True),
            Line("reference", translate("Concern", "Their reference"), most=80),
        ),
        save_label=translate("Concern", "Save"),
    )
