"""The data-quality inbox in its states, with made-up people and what their records lack."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.ids import CaseId, PersonId, ReferralId, UserId
from desktop.domain.person_words import PersonWords
from desktop.queries.case_days import CaseDays
from desktop.queries.incidents import IncidentDetails
from desktop.queries.people import PersonToChange
from desktop.queries.referrals import ReferralReceived
from desktop.returns.inbox.findings import Finding, FindingKind, RecordKind
from desktop.returns.rules.reading import bundled_code_lists
from desktop.ui.cases.asked import case_days_spec, incident_spec, received_spec
from desktop.ui.cases.mending import days_held
from desktop.ui.contacts.pictures import about
from desktop.ui.returns.inbox_fixing import answers_form
from desktop.ui.returns.inbox_view import InboxView
from desktop.ui.returns.inbox_words import said_above, said_without_form
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_fields import FormSpec
from desktop.ui.shared.screen import Picture
from desktop.ui.shared.side_panel import WithPanel

_ME = UserId(UUID(int=7))
_WORKERS = ("Bethan Price", "Amal Haddad", "Wilhelmina Featherstonehaugh-Cholmondeley")
_R29 = "R29 What is missing about people newly referred"
_KINDS = (
    (
        FindingKind.MISSING,
        RecordKind.PERSON,
        "No ethnicity recorded.",
        f"Counted under “Missing or not stated” in R9 Ethnicity and “Ethnicity” in {_R29}.",
        "Missing in R9 Ethnicity and R29",
        "ethnicity",
    ),
    (
        FindingKind.MISSING,
        RecordKind.PERSON,
        "No date of birth.",
        f"Counted under “Missing” in R8 Age and “Age” in {_R29}.",
        "Missing in R8 Age and R29",
        "age",
    ),
    (
        FindingKind.CONTACT_BEFORE_REFERRAL,
        RecordKind.CONTACT,
        "A contact of 3 October 2018 lies before the referral of 9 October 2018.",
        "Shows in R16 Support given and R16a Contacts by channel.",
        "Shows in R16 Support given and R16a",
        "",
    ),
    (
        FindingKind.CLOSED_BEFORE_OPENED,
        RecordKind.CASE,
        "The case was closed on 12 December 2018, before it was opened on 12 December 2019.",
        "Shows in R1 Flow of cases, R5 Main crime type, R6 Hate crime and R23 Why cases ended.",
        "Shows in R1 Flow of cases, R5, R6 and R23",
        "",
    ),
)


def made_up_findings(number: int) -> tuple[Finding, ...]:
    """Make up so many findings, of every kind of these in turn."""
    found = []
    for place in range(number):
        kind, record, sentence, effect, in_short, missing = _KINDS[place * len(_KINDS) // max(number, 1)]
        worker = place % len(_WORKERS)
        found.append(
            Finding(
                kind=kind,
                sentence=sentence,
                person_id=PersonId(UUID(int=place + 1)),
                reference=f"A-{1000 + 37 * place}",
                initials="KABCDEFG"[place % 8] + ".M.",
                record_kind=record,
                record_id=UUID(int=place + 9000),
                referral_id=ReferralId(UUID(int=place + 700)),
                case_id=CaseId(UUID(int=place + 500)) if place % 5 else None,
                case_reference=f"C-{2000 + 11 * place}" if place % 5 else "",
                worker_id=UserId(UUID(int=7 + worker)) if place % 5 else None,
                worker=_WORKERS[worker] if place % 5 else "",
                effect=effect,
                in_short=in_short,
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


def _beside(finding: Finding, form: Form, *also: str) -> QWidget:
    """Show a form beside the list, with the finding that it settles above it."""
    panel = WithPanel(_listed(17))
    offered = [(words, _nothing) for words in (*also, "Open this person")]
    panel.resize(1180, 760)
    panel.open_form(form, above=said_above(finding, offered))
    return panel


def _nothing() -> None:
    """Do nothing: a picture of a button is not pressed."""


def _answers() -> QWidget:
    """Show what a person was not asked, in one form."""
    lists, who = bundled_code_lists(), about()
    findings = (*made_up_findings(17)[:1], replace(made_up_findings(17)[6], missing="age"))
    held = PersonToChange(1, PersonWords())
    return _beside(findings[0], answers_form(replace(who, lists=lists), findings, held))


def _filled(spec: FormSpec, values: Mapping[str, object]) -> Form:
    return Form(spec, values, today=date(2019, 12, 20))


def _case_days() -> QWidget:
    held = CaseDays(CaseId(UUID(int=1)), 1, "C-2143", date(2019, 12, 12), date(2018, 12, 12), "needs-met")
    return _beside(made_up_findings(17)[14], _filled(case_days_spec(about(), held), days_held(held)))


def _happened() -> QWidget:
    held = IncidentDetails(referral_id=ReferralId(UUID(int=1)), reference="RF-000412-C", version=1)
    finding = replace(
        made_up_findings(17)[1],
        sentence="Nobody asked whether it was a hate crime.",
        effect="Counted under “Not asked or not known” in R6 Hate crime.",
    )
    return _beside(finding, _filled(incident_spec(about(), held), {}))


def _received() -> QWidget:
    held = ReferralReceived(ReferralId(UUID(int=1)), 1, "RF-000412-C", date(2018, 10, 9), None)
    return _beside(
        made_up_findings(17)[9],
        _filled(received_spec(about(), held), {"received": held.received_on}),
        "The contact",
    )


def _not_allowed() -> QWidget:
    panel = WithPanel(_listed(17))
    panel.resize(1180, 760)
    why = "Only Bethan Price, who wrote this contact, or their supervisor may correct it."
    above = said_above(made_up_findings(17)[9], [("The referral", _nothing), ("Open this person", _nothing)])
    title = "Not for you to change"
    panel.open(title, said_without_form(why), above=above)
    return panel


def pictures() -> tuple[Picture, ...]:
    """Every state of the inbox."""
    size = partial(Picture, width=972, height=700)
    return (
        size("returns-missing", partial(_listed, 17)),
        size("returns-missing-looking", _looking),
        size("returns-missing-none", partial(_listed, 0)),
        size("returns-missing-stale", _stale),
        Picture("returns-missing-answers", _answers),
        Picture("returns-missing-case-days", _case_days),
        Picture("returns-missing-what-happened", _happened),
        Picture("returns-missing-referral", _received),
        Picture("returns-missing-not-allowed", _not_allowed),
    )
