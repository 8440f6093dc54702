"""What the forms of cases ask."""

from collections.abc import Iterable, Sequence
from datetime import date

from desktop.domain.codes import Kind
from desktop.domain.ids import FundingStreamId
from desktop.domain.incident_words import IncidentWords
from desktop.domain.safe_markings import CONTROLLING
from desktop.queries.case_days import CaseDays
from desktop.queries.colleagues import Colleague
from desktop.queries.funding_streams import FundingStreamRow
from desktop.queries.incidents import IncidentDetails
from desktop.queries.people import ReferralLine
from desktop.queries.referrals import ReferralReceived
from desktop.ui.people.about import AboutPerson
from desktop.ui.shared.form_answers import NO, YES
from desktop.ui.shared.form_fields import (
    Choice,
    Day,
    FieldSpec,
    FormSpec,
    Heading,
    Line,
    Option,
    PartialDay,
    Several,
    Whenabouts,
    Words,
    YesNo,
    options,
    options_of,
    shown_if,
)
from desktop.ui.shared.words import translate

NOBODY = "nobody"
NO_ANSWER = "nothing"
AGREED, DISAGREED, NOT_ASKED = "agreed", "disagreed", "not-asked"


def choices(about: AboutPerson, key: str, held: Iterable[str] = ()) -> tuple[Option, ...]:
    """Give the answers of a list; "not asked" is what leaving it open says."""
    code_list, kept = about.lists[key], [code for code in held if code in about.lists[key]]
    unasked = {code.code for code in code_list if code.kind is Kind.NOT_ASKED} - set(kept)
    shown = options_of(code_list, on=about.today, besides=kept)
    return tuple(option for option in shown if option.code not in unasked)


def people(colleagues: Sequence[Colleague], *, nobody: str = "") -> tuple[Option, ...]:
    """Give colleagues to choose from, perhaps nobody among them."""
    pairs = [(str(one.user_id), one.name) for one in colleagues]
    return options([(NOBODY, nobody), *pairs] if nobody else pairs)


def referral_spec(about: AboutPerson) -> FormSpec:
    """Ask what came in, from whom, and what happened."""
    return FormSpec(
        translate("Cases", "Record a referral"),
        (
            Day("received", translate("Cases", "Received on"), required=True, lies=Whenabouts.PAST),
            Choice("source", translate("Cases", "From whom"), options=choices(about, "referral-source")),
            Line("their_source", translate("Cases", "Name of their list or system")),
            Line("their_reference", translate("Cases", "Their reference"), beside=True),
            Heading("what", translate("Cases", "What happened")),
            *_what_happened(about),
            YesNo("anonymous", translate("Cases", "Did they ask to stay anonymous?")),
        ),
        save_label=translate("Cases", "Save the referral"),
    )


def _what_happened(about: AboutPerson, held: IncidentWords | None = None) -> tuple[FieldSpec, ...]:
    """Ask what happened; ``held`` is what stands there already."""
    crimes = [held.crime_code] if held and held.crime_code else []
    reported = [held.reported_code] if held and held.reported_code else []
    reasons = sorted(held.not_reported_codes or ()) if held else []
    strands = sorted(held.hate_strands or ()) if held else []
    return (
        Choice("crime", translate("Cases", "Crime"), options=choices(about, "crime-type", crimes)),
        PartialDay("happened", translate("Cases", "When"), lies=Whenabouts.PAST),
        Line("place", translate("Cases", "Where")),
        Choice(
            "reported",
            translate("Cases", "Reported to the police"),
            options=choices(about, "reported-to-police", reported),
        ),
        Several(
            "not_reported",
            translate("Cases", "Why not"),
            options=choices(about, "reason-not-reported", reasons),
            depends_on=shown_if("reported", "no"),
        ),
        Line("crime_number", translate("Cases", "Crime number"), depends_on=shown_if("reported")),
        Several(
            "hate",
            translate("Cases", "Was it hate? Because of"),
            options=choices(about, "hate-strand", strands),
        ),
    )


def incident_spec(about: AboutPerson, held: IncidentDetails) -> FormSpec:
    """Ask anew what happened that a referral is about."""
    return FormSpec(
        translate("Cases", "What happened"),
        _what_happened(about, held.words),
        save_label=translate("Cases", "Save what happened"),
        intro=translate("Cases", "As it was told with referral %1.").replace("%1", held.reference),
    )


def received_spec(about: AboutPerson, held: ReferralReceived) -> FormSpec:
    """Ask anew when a referral came in, and from whom."""
    source = [held.source_code] if held.source_code else []
    return FormSpec(
        translate("Cases", "The referral"),
        (
            Day("received", translate("Cases", "Received on"), required=True, lies=Whenabouts.PAST),
            Choice(
                "source", translate("Cases", "From whom"), options=choices(about, "referral-source", source)
            ),
        ),
        save_label=translate("Cases", "Save the referral"),
        intro=translate("Cases", "Referral %1").replace("%1", held.reference),
    )


def case_days_spec(about: AboutPerson, held: CaseDays) -> FormSpec:
    """Ask anew when a case was opened and closed, and why it ended."""
    reason = [held.ending_code] if held.ending_code else []
    ended = (
        Day("closed", translate("Cases", "Ended on"), required=True, lies=Whenabouts.PAST),
        Choice(
            "reason",
            translate("Cases", "Why"),
            required=True,
            options=choices(about, "ending-reason", reason),
        ),
    )
    return FormSpec(
        translate("Cases", "The days of the case"),
        (
            Day("opened", translate("Cases", "Opened on"), required=True, lies=Whenabouts.PAST),
            *(ended if held.closed_on is not None else ()),
        ),
        save_label=translate("Cases", "Save the days"),
        intro=translate("Cases", "Case %1").replace("%1", held.reference),
    )


def answer_spec(referral: ReferralLine) -> FormSpec:
    """Ask when support was explained to them, and what they said."""
    unanswered = [] if referral.answered_on else [(NO_ANSWER, translate("Cases", "Nothing yet"))]
    said = [
        *unanswered,
        (YES, translate("Cases", "Yes, they want support")),
        (NO, translate("Cases", "No")),
    ]
    hint = translate("Cases", "“No” closes nothing: say on the referral why it becomes no case.")
    return FormSpec(
        translate("Cases", "What they said to support"),
        (
            Day("explained", translate("Cases", "Support explained on"), required=True, lies=Whenabouts.PAST),
            Choice(
                "said", translate("Cases", "What they said"), hint=hint, required=True, options=options(said)
            ),
            Day(
                "answered",
                translate("Cases", "They said so on"),
                required=True,
                lies=Whenabouts.PAST,
                depends_on=shown_if("said", YES, NO),
            ),
        ),
        save_label=translate("Cases", "Save"),
        intro=translate("Cases", "Referral %1").replace("%1", referral.reference),
    )


def _funding(
    streams: Sequence[FundingStreamRow], on: date, held: FundingStreamId | None = None
) -> tuple[FieldSpec, ...]:
    """Ask who pays: of what pays on that day, and of what the case has already."""
    offered = [one for one in streams if one.pays_on(on) or one.stream_id == held]
    if not offered:
        return ()
    return (
        Choice(
            "funding",
            translate("Cases", "Who pays for it"),
            options=options((str(one.stream_id), one.name) for one in offered),
            nothing=translate("Cases", "Not decided"),
        ),
    )


def end_help_spec(colleague: str) -> FormSpec:
    """Ask on which day somebody helps for the last time."""
    return FormSpec(
        translate("Cases", "End their help"),
        (Day("until", translate("Cases", "Last day"), required=True, lies=Whenabouts.ANY),),
        save_label=translate("Cases", "Save"),
        intro=translate("Cases", "From the next day on, %1 no longer helps with this.").replace(
            "%1", colleague
        ),
    )


def open_case_spec(
    about: AboutPerson, colleagues: Sequence[Colleague], streams: Sequence[FundingStreamRow]
) -> FormSpec:
    """Ask when a case opens, what it is about and who has it."""
    return FormSpec(
        translate("Cases", "Open a case"),
        (
            Day("opened", translate("Cases", "Opened on"), required=True, lies=Whenabouts.PAST),
            *_about_what(about, (), ()),
            *_funding(streams, about.today),
            Choice(
                "worker",
                translate("Cases", "Who has it"),
                required=True,
                options=people(colleagues, nobody=translate("Cases", "Nobody for now")),
            ),
        ),
        save_label=translate("Cases", "Open the case"),
    )


def change_case_spec(
    about: AboutPerson,
    crimes: Sequence[str],
    also: Sequence[str],
    streams: Sequence[FundingStreamRow],
    held: FundingStreamId | None,
) -> FormSpec:
    """Ask anew what a case is about."""
    return FormSpec(
        translate("Cases", "What the case is about"),
        (
            *_about_what(about, crimes, also),
            Choice("victim", translate("Cases", "They are"), options=choices(about, "victim-kind")),
            Several(
                "enhanced",
                translate("Cases", "Enhanced rights, because"),
                options=choices(about, "enhanced-right"),
            ),
            YesNo("repeat", translate("Cases", "Were they a victim before?")),
            *_funding(streams, about.today, held),
        ),
        save_label=translate("Cases", "Save the case"),
    )


def _about_what(about: AboutPerson, crimes: Iterable[str], also: Iterable[str]) -> tuple[FieldSpec, ...]:
    """Ask for the crime and what else it involves, and say plainly what some answers change at once."""
    changes = translate(
        "Cases",
        "Domestic abuse, stalking and honour-based abuse change safe contact at once: every number and "
        "address must be confirmed again, onward referrals not yet sent are stopped, and you are asked to "
        "find out who lives there and who sees the phone.",
    )
    controlling = sorted(CONTROLLING)
    warning = translate("Cases", "Saving this changes safe contact")
    return (
        Choice("crime", translate("Cases", "Main crime"), options=choices(about, "crime-type", crimes)),
        Heading("crime_changes", warning, hint=changes, depends_on=shown_if("crime", *controlling)),
        Several("also", translate("Cases", "Also involves"), options=choices(about, "also-involves", also)),
        Heading("also_changes", warning, hint=changes, depends_on=shown_if("also", *controlling)),
    )


def assign_spec(colleagues: Sequence[Colleague]) -> FormSpec:
    """Ask who is to have a case."""
    return FormSpec(
        translate("Cases", "Give the case to somebody"),
        (
            Choice(
                "worker",
                translate("Cases", "Who has it"),
                required=True,
                options=people(colleagues, nobody=translate("Cases", "Nobody for now")),
            ),
        ),
        save_label=translate("Cases", "Give the case"),
    )


def helper_spec(colleagues: Sequence[Colleague], about: AboutPerson) -> FormSpec:
    """Ask who is to help a person besides the case's own worker."""
    cases = [(str(case.case_id), case.label) for case in about.cases if case.is_open]
    which = (
        (Choice("case", translate("Cases", "In which case"), required=True, options=options(cases)),)
        if len(cases) > 1
        else ()
    )
    return FormSpec(
        translate("Cases", "Let somebody help"),
        (
            Choice("who", translate("Cases", "Who helps"), required=True, options=people(colleagues)),
            *which,
            Day("until", translate("Cases", "Until, if it is known"), lies=Whenabouts.AHEAD),
            Words("note", translate("Cases", "What they are to do"), lines=3),
        ),
        save_label=translate("Cases", "Save"),
        intro=translate("Cases", "A volunteer sees only the people given to them, as they are."),
    )


def ending_spec(about: AboutPerson, *, concern_open: bool) -> FormSpec:
    """Ask how a case ended, as it was talked about with the person."""
    asked = [
        (AGREED, translate("Cases", "Yes, and they agree")),
        (DISAGREED, translate("Cases", "Yes, and they do not agree")),
        (NOT_ASKED, translate("Cases", "They were not asked")),
    ]
    planned = options([(YES, translate("Cases", "Yes")), (NO, translate("Cases", "No"))])
    why = Words(
        "concern",
        translate("Cases", "A safeguarding concern is open: why does the case end all the same?"),
        lines=2,
    )
    return FormSpec(
        translate("Cases", "End the case"),
        (
            Day("on", translate("Cases", "Ended on"), required=True, lies=Whenabouts.PAST),
            Choice(
                "reason", translate("Cases", "Why"), required=True, options=choices(about, "ending-reason")
            ),
            Words("reason_words", translate("Cases", "In a few words"), lines=2),
            Choice("planned", translate("Cases", "Was it planned?"), required=True, options=planned),
            Choice(
                "asked",
                translate("Cases", "Was the ending talked about with them?"),
                required=True,
                options=options(asked),
            ),
            Words("said", translate("Cases", "What they said, in their own words"), lines=3),
            *((why,) if concern_open else ()),
        ),
        save_label=translate("Cases", "End the case"),
    )


def reopen_spec() -> FormSpec:
    """Ask when and why somebody came back."""
    return FormSpec(
        translate("Cases", "Reopen the case"),
        (
            Day("on", translate("Cases", "Reopened on"), required=True, lies=Whenabouts.PAST),
            Words("reason", translate("Cases", "Why they came back"), required=True, lines=3),
        ),
        save_label=translate("Cases", "Reopen the case"),
        intro=translate("Cases", "How it ended before stays on file."),
    )


def no_case_spec(about: AboutPerson) -> FormSpec:
    """Ask why a referral becomes no case."""
    reasons = choices(about, "reason-not-a-case")
    return FormSpec(
        translate("Cases", "Why this becomes no case"),
        (Choice("reason", translate("Cases", "Why"), required=True, options=reasons),),
        save_label=translate("Cases", "Save"),
        intro=translate("Cases", "A case can still be opened from it later."),
    )
