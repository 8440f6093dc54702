"""Forms, the panel, the timeline and the question after two wrote at once, with made-up people."""

from datetime import UTC, date, datetime, timedelta

from PySide6.QtWidgets import QWidget

from desktop.errors import RefusedError
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_fields import (
    Choice,
    ClockTime,
    Day,
    FormSpec,
    Heading,
    Line,
    Number,
    Option,
    PartialDay,
    Scale,
    Several,
    Tick,
    Whenabouts,
    Words,
    YesNo,
    options,
    shown_if,
)
from desktop.ui.shared.layouts import holder
from desktop.ui.shared.pages import page, page_header, section
from desktop.ui.shared.screen import Picture
from desktop.ui.shared.side_panel import WithPanel
from desktop.ui.shared.stale import SettleDialog, differences
from desktop.ui.shared.timeline import Timeline, TimelineBadge, TimelineEntry
from desktop.ui.shared.tokens import Tone
from desktop.ui.shared.words import sentence

_TODAY = date(2026, 11, 18)
_LONG = "Wilhelmina Featherstonehaugh-Cholmondeley"
_CRIMES = (
    Option("violence", "Violence", heading=True),
    Option("assault", "Assault", 1),
    Option("robbery", "Robbery", 1),
    Option("theft", "Theft", heading=True),
    *(Option(f"theft-{number}", f"Theft of kind {number}", 1) for number in range(12)),
)
_CHANNELS = options(
    [("phone", "Phone"), ("text", "Text"), ("email", "E-mail"), ("visit", "Visit"), ("letter", "Letter")]
)
_NEEDS = options(
    [
        ("health", "Mental and physical health"),
        ("home", "Shelter and accommodation"),
        ("family", "Family, friends and children"),
        ("work", "Education, skills and employment"),
        ("drugs", "Drugs and alcohol"),
        ("money", "Finance and benefits"),
    ]
)
_CONTACT = FormSpec(
    "Record a contact",
    (
        Day("day", "Day", required=True, lies=Whenabouts.PAST),
        ClockTime("at", "Time", beside=True),
        Number("minutes", "Minutes", most=600, beside=True),
        Choice("how", "How", options=_CHANNELS, required=True),
        Choice(
            "result",
            "Was anybody reached?",
            options=options([("yes", "Reached"), ("message", "Left a message"), ("no", "Not reached")]),
        ),
        Words("note", "What was said", hint="What matters for whoever rings next.", lines=3),
        YesNo("safe", "Is it still safe to ring?"),
        Words("why", "What makes it unsafe", lines=2, sealed=True, depends_on=shown_if("safe", "no")),
        Tick("promised", "I promised to ring again"),
        Day("again", "Ring again", lies=Whenabouts.AHEAD, depends_on=shown_if("promised")),
    ),
    save_label="Save the contact",
    another_label="Save and add another",
)
_ASSESSMENT = FormSpec(
    "How things are",
    (
        Line("who", "Who answered", placeholder="If it was not the person"),
        PartialDay("since", "Since when"),
        Choice("crime", "Crime", options=_CRIMES, hint="The main one; others are named beside it."),
        Several("needs", "What they asked for help with", options=_NEEDS),
        Heading(
            "scores", "How much is this affecting them?", hint="Their own view. Nothing needs an answer."
        ),
        Scale("health", "Mental and physical health"),
        Scale("home", "Shelter and accommodation"),
        Several("rights", "Rights they were told about", options=tuple(o for o in _CRIMES if not o.heading)),
    ),
    save_label="Save the assessment",
    intro="Ask only what they want to talk about. Not asked is not zero.",
)


def _form(spec: FormSpec = _CONTACT) -> Form:
    return Form(spec, today=_TODAY)


def _fill(form: Form, **typed: str | list[str]) -> Form:
    for key, said in typed.items():
        form.fields[key].input.fill(said)
    return form


def _filled() -> Form:
    said = "Kit is sleeping better. The hearing was put off until March, and nobody had told her."
    return _fill(
        _form(), day="yesterday", at="2.05pm", minutes="12", how="phone", result="yes", note=said, safe="no",
        why="He reads her phone in the evening.", promised="yes", again="next friday",
    )  # fmt: skip


def _wrong() -> Form:
    form = _fill(_form(), day="31/2/2026", at="25:10", minutes="many", note="Rang twice.")
    form.save()
    return form


def _refused() -> Form:
    form = _fill(_form(), day="today", how="visit", note="Met at the library.")
    form.save()
    form.refuse(
        RefusedError(
            "This case is closed, so nothing can be added to it.",
            "Reopen the case, or record the contact in another.",
        )
    )
    return form


def _restored() -> Form:
    form = _form()
    form.restore(
        '{"typed": {"note": "Half a sentence about the", "day": "yesterday"}}',
        datetime(2026, 11, 17, 16, 20, tzinfo=UTC),
    )
    return form


def _scores() -> Form:
    return _fill(
        _form(_ASSESSMENT), since="March 2017", crime="assault", needs=["home", "money"], health="7",
        home="prefers-not", rights=["robbery", "theft-3"],
    )  # fmt: skip


def _long() -> Form:
    who, crime = f"{_LONG}, on behalf of {_LONG}", "an-old-crime-with-a-long-name"
    return Form(_ASSESSMENT, {"who": who, "crime": crime}, today=_TODAY)


def _page() -> QWidget:
    head = page_header("Katherine Marshall-Greene", "NS-P-0007 · 34 years old")
    about = section("Cases and referrals", sentence("Assault · NS-C-0042 · open since 3 March 2026"))
    told = section("What they told us", sentence("She would rather be rung in the morning."))
    return holder(page(head, about, told, None), "page")


def _panel() -> WithPanel:
    made = WithPanel(_page())
    form = Form(_CONTACT, today=_TODAY, with_title=False)
    made.open_form(_fill(form, day="today", how="phone"))
    return made


def _two_wrote() -> SettleDialog:
    theirs = {
        "What was said": "She would rather be rung in the morning. The hearing is on 3 March.",
        "How": "Visit",
        "Minutes": "",
    }
    mine = {
        "What was said": "Kit is sleeping better. Nobody had told her that the hearing was put off.",
        "How": "Phone",
        "Minutes": "12",
    }
    fields = differences(theirs, mine, words=("What was said",))
    return SettleDialog(None, fields, lambda _: None, who=_LONG)


def _entry(number: int, days: int, title: str, **said: str) -> TimelineEntry:
    return TimelineEntry(
        key=number,
        at=datetime(2026, 11, 18, 14, 5, tzinfo=UTC) - timedelta(days=days),
        kind=said["kind"],
        icon=said["icon"],
        title=title,
        facts=said.get("facts", ""),
        words=said.get("words", ""),
        who=said.get("who", "Amal Haddad"),
        badges=(TimelineBadge("Sealed", Tone.CAUTION),) if "sealed" in said else (),
    )


_TALK = (
    "Kit is sleeping better. The hearing was put off until March, and nobody had told her. She wants to know "
    "whether she may give evidence from behind a screen, and who would ask for it. Her sister will come too. "
    "We went through what the court can offer, and she would like to see the room beforehand. I said I would "
    "ask the witness service and ring her back on Friday, in the morning, on the mobile only."
)
_KINDS = (("contact", "Contacts"), ("plan", "Plans"), ("concern", "Concerns"))


def _timeline() -> Timeline:
    made = Timeline("What happened", kinds=_KINDS)
    call = {"kind": "contact", "icon": "call", "facts": "12 minutes"}
    visit = {"kind": "contact", "icon": "visit", "facts": "55 minutes"}
    worry = {"kind": "concern", "icon": "concern", "sealed": "yes", "who": "Bethan Price"}
    goal = {"kind": "plan", "icon": "goal", "words": "To walk to work on her own again."}
    made.show_entries(
        (
            _entry(1, -9, "Hearing", kind="date", icon="key-date", facts="Leeds Crown Court", who=""),
            _entry(2, 0, "Phone call, reached", words=_TALK, **call),
            _entry(3, 1, "Safeguarding concern", **worry),
            _entry(4, 4, "Goal agreed", **goal),
            _entry(5, 30, f"Visit with {_LONG} and her sister", **visit),
            _entry(6, 44, "Signposted to Riverside Housing Advice", kind="other", icon="signposting"),
        ),
        today=_TODAY,
    )
    return made


def _framed(build: Timeline) -> QWidget:
    return holder(page(build), "page")


def pictures() -> tuple[Picture, ...]:
    """Every state of what screens share."""
    return (
        Picture("form-empty", _form, width=560, height=900),
        Picture("form-filled", _filled, width=560, height=1180),
        Picture("form-problems", _wrong, width=560, height=980),
        Picture("form-refused", _refused, width=560, height=980),
        Picture("form-restored", _restored, width=560, height=900),
        Picture("form-scores", _scores, width=560, height=1240),
        Picture("form-long-words", _long, width=560, height=900),
        Picture("panel", _panel),
        Picture("panel-narrow", _panel, width=720, height=900),
        Picture("two-wrote", _two_wrote, width=820, height=640),
        Picture("timeline", lambda: _framed(_timeline())),
        Picture("timeline-empty", lambda: _framed(Timeline("What happened")), height=300),
    )
