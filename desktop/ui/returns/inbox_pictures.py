"""The data-quality inbox in its states, with made-up people and what their records lack."""

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.ids import CaseId, PersonId, UserId
from desktop.returns.inbox.findings import Finding, FindingKind
from desktop.ui.returns.inbox_view import InboxView
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_fields import Choice, FormSpec, options
from desktop.ui.shared.screen import Picture
from desktop.ui.shared.side_panel import WithPanel

_ME = UserId(UUID(int=7))
_WORKERS = ("Bethan Price", "Amal Haddad", "Wilhelmina Featherstonehaugh-Cholmondeley")
_KINDS = (
    (
        FindingKind.MISSING,
        "No ethnicity recorded.",
        "Counted under “Not asked” in R9 Ethnicity.",
        "ethnicity",
    ),
    (FindingKind.MISSING, "No date of birth.", "Counted under “Missing” in R8 Age and “Age” in R29.", "age"),
    (
        FindingKind.CONTACT_BEFORE_REFERRAL,
        "A contact of 3 October 2018 lies before the referral of 9 October 2018.",
        "Shows in R16 Support given, R16a Contacts by channel and R18 How soon.",
        "",
    ),
    (
        FindingKind.CLOSED_WITHOUT_REASON,
        "The case was closed on 12 December 2018 and no reason is recorded.",
        "Shows in R1 Flow of cases, R5 Main crime type, R6 Hate crime and 9 more.",
        "",
    ),
)


def made_up_findings(number: int) -> tuple[Finding, ...]:
    """Make up so many findings, of every kind of these in turn."""
    found = []
    for place in range(number):
        kind, sentence, effect, missing = _KINDS[place * len(_KINDS) // max(number, 1)]
        worker = place % len(_WORKERS)
        found.append(
            Finding(
                kind=kind,
                sentence=sentence,
                person_id=PersonId(UUID(int=place + 1)),
                reference=f"A-{1000 + 37 * place}",
                initials="KABCDEFG"[place % 8] + ".M.",
                case_id=CaseId(UUID(int=place + 500)) if place % 5 else None,
                case_reference=f"C-{2000 + 11 * place}" if place % 5 else "",
                worker_id=UserId(UUID(int=7 + worker)) if place % 5 else None,
                worker=_WORKERS[worker] if place % 5 else "",
                effect=effect,
                weight=1,
                missing=missing,
            )
        )
    return tuple(found)


def _listed(number: int) -> InboxView:
    view = InboxView(me=_ME)
    view.show_findings(made_up_findings(number))
    return view


def _looking() -> InboxView:
    view = InboxView(me=_ME)
    view.show_looking()
    return view


def _stale() -> InboxView:
    view = _listed(9)
    view.show_stale()
    return view


def _fixing() -> QWidget:
    """Show the answer that is missing being asked for beside the list."""
    panel = WithPanel(_listed(17))
    first = made_up_findings(17)[0]
    answers = options(
        [("W1", "White British"), ("W2", "Irish"), ("A2", "Pakistani"), ("no", "Prefers not to say")]
    )
    field = Choice(
        "ethnicity_code", "Ethnicity", hint="As the person says it; nobody guesses.", options=answers
    )
    intro = f"{first.sentence} {first.effect}"
    form = Form(
        FormSpec("Ethnicity: A-1000 K.M.", (field,), save_label="Save", intro=intro), today=date(2019, 5, 20)
    )
    panel.resize(1180, 760)
    panel.open_form(form)
    return panel


def pictures() -> tuple[Picture, ...]:
    """Every state of the inbox."""
    size = partial(Picture, width=972, height=700)
    return (
        size("returns-missing", partial(_listed, 17)),
        size("returns-missing-looking", _looking),
        size("returns-missing-none", partial(_listed, 0)),
        size("returns-missing-stale", _stale),
        Picture("returns-missing-fixing", _fixing),
    )
