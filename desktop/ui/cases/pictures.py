"""The caseload and the forms of cases, with made-up people only."""

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.actor import Role
from desktop.domain.ids import CaseId, FundingStreamId, PersonId, ReferralId, UserId
from desktop.errors import RefusedError
from desktop.queries.cases import CasePage, CaseRow
from desktop.queries.colleagues import Colleague
from desktop.queries.funding_streams import FundingStreamRow
from desktop.queries.people import ReferralLine
from desktop.ui.cases.asked import (
    answer_spec,
    assign_spec,
    change_case_spec,
    end_help_spec,
    ending_spec,
    helper_spec,
    no_case_spec,
    open_case_spec,
    referral_spec,
    reopen_spec,
)
from desktop.ui.cases.list_view import CasesView
from desktop.ui.contacts.pictures import about
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_fields import FormSpec
from desktop.ui.shared.screen import Picture

_WIDTH, _HEIGHT = 480, 900
_ME = UserId(UUID(int=1))
_COLLEAGUES = tuple(
    Colleague(UserId(UUID(int=number)), name, frozenset({Role.SUPPORT_WORKER}))
    for number, name in enumerate(("Bethan Price", "Amal Haddad", "Wilhelmina Featherstonehaugh"), start=1)
)
_STREAMS = tuple(
    FundingStreamRow(
        stream_id=FundingStreamId(UUID(int=number)),
        version=1,
        name=name,
        funder=None,
        starts_on=None,
        ends_on=None,
        open_cases=12,
    )
    for number, name in enumerate(("Commissioner's victims' grant", "Lottery fund"), start=1)
)
_REFERRAL = ReferralLine(
    referral_id=ReferralId(UUID(int=1)),
    reference="RF-000412-C",
    received_on=date(2026, 2, 26),
    source="Police control room",
    crime="Burglary at home",
    external_reference=None,
    happened="",
    kept_apart=None,
)
_ROW = CaseRow(
    case_id=CaseId(UUID(int=1)),
    version=1,
    person_id=PersonId(UUID(int=2)),
    reference="CA-000112-C",
    initials="K.M.G.",
    name="",
    main_crime="Burglary at home",
    opened_on=date(2026, 1, 9),
    closed_on=None,
    worker_id=_ME,
    worker="Bethan Price",
    controlling=False,
    sealed=False,
    last_contact_on=date(2026, 3, 2),
)
ROWS = (
    _ROW,
    replace(_ROW, reference="CA-000108-C", initials="J.O.", main_crime="Stalking", controlling=True),
    replace(_ROW, reference="CA-000097-C", initials="", main_crime="", last_contact_on=None, worker=""),
    replace(_ROW, reference="CA-000091-C", initials="A.B.", main_crime="Fraud and scams", sealed=True),
)


def _list(rows: tuple[CaseRow, ...] = ROWS, total: int = 0) -> CasesView:
    view = CasesView(me=_ME)
    view.show_colleagues(_COLLEAGUES)
    view.show_cases(CasePage(rows, 0, total or len(rows)))
    return view


def _form(spec: FormSpec, **typed: str | list[str]) -> QWidget:
    form = Form(spec, today=date(2026, 3, 3))
    for key, said in typed.items():
        form.fields[key].input.fill(said)
    return form


def _refused() -> QWidget:
    form = Form(ending_spec(about(), concern_open=True), today=date(2026, 3, 3))
    form.fields["reason"].input.fill("needs-met")
    what = "A safeguarding concern is still open for this person."
    do = "Sign it off first, or write down why the case ends all the same."
    form.refuse(RefusedError(what, do), field="concern")
    return form


def _answer() -> QWidget:
    return _form(answer_spec(_REFERRAL), explained="2/3/2026", said="yes", answered="3/3/2026")


def _changing() -> QWidget:
    return _form(
        change_case_spec(about(), (), (), _STREAMS, None), crime="burglary-home", also=["domestic-abuse"]
    )


def pictures() -> tuple[Picture, ...]:
    """Every state of the caseload and its forms."""
    forms = (
        ("referral", partial(_form, referral_spec(about()))),
        ("open-case", partial(_form, open_case_spec(about(), _COLLEAGUES, _STREAMS))),
        ("change-case", _changing),
        ("assign-case", partial(_form, assign_spec(_COLLEAGUES))),
        ("helper", partial(_form, helper_spec(_COLLEAGUES, about()))),
        ("ending", partial(_form, ending_spec(about(), concern_open=False))),
        ("ending-refused", _refused),
        ("reopen", partial(_form, reopen_spec())),
        ("answer", _answer),
        ("end-help", partial(_form, end_help_spec("Amal Haddad"))),
        ("no-case", partial(_form, no_case_spec(about()))),
    )
    return (
        Picture("cases", _list),
        Picture("cases-many", partial(_list, ROWS * 30, 240)),
        Picture("cases-none", partial(_list, ())),
        *(Picture(name, build, width=_WIDTH, height=_HEIGHT) for name, build in forms),
    )
