"""The screen of returns in its states, with made-up numbers and people."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import DeviceId, PersonId, ReleaseId, UserId
from desktop.domain.periods import parse_period
from desktop.domain.permissions import Permission
from desktop.queries.funding_streams import StreamToCount
from desktop.queries.releases import ReleaseRow
from desktop.returns.explaining.who import Member, Reason
from desktop.returns.members import NOBODY
from desktop.returns.result import MARKING, Profile, Return, Table, exact_cells
from desktop.returns.rules.definitions import Definition
from desktop.returns.rules.layouts import Label, Labels, Layout, bare_count, lay_out
from desktop.ui.returns.asked import Candidate, CellChosen, RulesChoice
from desktop.ui.returns.charts import draw_charts
from desktop.ui.returns.commissioner_dialog import CommissionerDialog
from desktop.ui.returns.inbox_pictures import pictures as inbox_pictures
from desktop.ui.returns.made_up import made_up_quarter
from desktop.ui.returns.made_view import MadeView
from desktop.ui.returns.return_view import ReturnView
from desktop.ui.returns.save_dialog import SaveDialog
from desktop.ui.shared.charts import as_the_window
from desktop.ui.shared.screen import Picture
from desktop.ui.shell.rooms import RoomEntry
from desktop.ui.shell.shell import Shell

_TODAY = date(2019, 5, 20)
_MONTHS = tuple(date(year, month, 1) for year in (2016, 2017, 2018) for month in range(4, 13))
_STREAMS = (
    StreamToCount("Commissioner's grant"),
    StreamToCount("Lottery fund", ended=True, ended_on=date(2019, 3, 31)),
)
_COUNTED = "People with at least one valid referral received in the period, each once."
_FEMALE = CellChosen("sex", "F", "count")
_LONG_NAME = "Wilhelmina Featherstonehaugh-Cholmondeley Memorial Victim Care and Witness Service"
_RULES = (
    RulesChoice("cleveland-tables", "Cleveland tables", 4),
    RulesChoice(
        "pcc-quarterly", "Quarterly return to the commissioner, with every protected characteristic", 4
    ),
)


def _table(title: str, rows: Labels, counts: Sequence[Sequence[int]]) -> Table:
    return Table(
        id=title.lower(),
        title=title,
        population="people-newly-referred",
        counted=_COUNTED,
        unit="people",
        rows=rows,
        columns=bare_count(),
        cells=exact_cells(counts),
        notes=(),
        show_codes=False,
        members=NOBODY,
    )


def _rows(by: str, words: Sequence[tuple[str, str]]) -> Labels:
    return lay_out(by, [Label(code, label) for code, label in words], Layout.MISSING_TOTAL)


def _sex() -> Table:
    rows = _rows("sex", (("F", "Female"), ("M", "Male")))
    note = "Prefer not to say is counted under Missing, as in the printed table."
    return replace(_table("Sex", rows, [[133], [112], [5], [250]]), notes=(note,))


def _ethnicity() -> Table:
    groups = (
        ("W1", "English, Welsh, Scottish, Northern Irish or British"),
        ("W2", "Irish"),
        ("W9", "Any other White background, Gypsy or Irish Traveller, Roma"),
        ("A2", "Pakistani"),
        ("B2", "African"),
        ("O9", "Any other ethnic group"),
    )
    counts = [[198], [2], [11], [9], [0], [4], [26], [250]]
    note = "The police's 16+1 classification. Not stated and not asked are counted under Missing."
    table = _table("Ethnicity", _rows("ethnicity", groups), counts)
    return replace(table, show_codes=True, notes=(note,))


def _age_by_sex() -> Table:
    bands = [
        ("A0", "Under 20"),
        *((f"A{age}", f"{age}-{age + 9}") for age in range(20, 80, 10)),
        ("A80", "80+"),
    ]
    columns = _rows("sex", (("F", "Female"), ("M", "Male")))
    counts = [[age * 3 % 17, age * 5 % 13, age % 2, 0] for age in range(11, 19)]
    counts = [[*row[:3], sum(row)] for row in counts]
    counts += [[1, 0, 2, 3], [sum(row[place] for row in counts) for place in range(4)]]
    counts[-1] = [one + other for one, other in zip(counts[-1], counts[-2], strict=True)]
    return replace(_table("Age", _rows("age", bands), counts), columns=columns)


def made_up_return(provider: str = "Riverside Victim Care") -> Return:
    """Give a return that no service ever made."""
    wording = "People newly referred in the period, by sex, age and ethnicity."
    return Return(
        definition=Definition("cleveland-tables", "Cleveland tables", "2026-11", wording, 4, ()),
        period=parse_period("2018-19:Q3"),
        provider=provider,
        commissioner="The commissioner for Riverside",
        profile=Profile.EXACT,
        counted_at=datetime(2019, 5, 20, 9, 30, tzinfo=UTC),
        history_code="MZXW6YTB",
        notes=("4 referrals name no person: they are in no table of people.",),
        tables=(_sex(), _ethnicity(), _age_by_sex()),
    )


def _members(number: int) -> tuple[Member, ...]:
    letters = "KABCDEFGHJLMNPRSTW"
    return tuple(
        Member(
            PersonId(UUID(int=place)),
            f"A-{1000 + 37 * place}",
            f"{letters[place % 18]}.{letters[place * 7 % 18]}.",
        )
        for place in range(1, number + 1)
    )


def _offered() -> ReturnView:
    view = ReturnView()
    view.offer(_RULES, _MONTHS, today=_TODAY)
    return view


def _empty() -> ReturnView:
    view = ReturnView()
    view.show_empty()
    return view


def _counting() -> ReturnView:
    view = _offered()
    view.show_counting()
    view.findChildren(QTimer)[0].timeout.emit()
    return view


def quarter(provider: str = "Riverside Victim Care") -> ReturnView:
    """Show a quarterly return from its cover to its rules, all of it built."""
    view = ReturnView()
    view.offer(_RULES[::-1], _MONTHS, today=_TODAY, streams=_STREAMS)
    result = made_up_quarter(provider)
    view.show_return(result)
    view.show_charts(result, draw_charts(result, as_the_window()))
    view.document.build_all()
    return view


def document() -> ReturnView:
    """Show a return."""
    view = _offered()
    view.show_return(made_up_return())
    view.document.build_all()
    return view


def _long() -> ReturnView:
    view = _offered()
    view.show_return(made_up_return(_LONG_NAME))
    view.document.build_all()
    view.show_stale()
    return view


def who() -> ReturnView:
    """Show who is in a number."""
    view = document()
    view.document.tables[0].choose_first()
    view.who.show_cell(_FEMALE, made_up_return().table("sex"))
    view.show_who(_FEMALE, _members(133))
    return view


def _who_waited() -> ReturnView:
    """Show who is behind a median, and how long each waited."""
    view = quarter()
    chosen = CellChosen("R18", "reached", "median, working days")
    view.document.opened.emit(chosen)
    waits = ("3 working days", "12 working days", "2 working days")
    view.show_who(chosen, [replace(one, detail=waits[place % 3]) for place, one in enumerate(_members(9))])
    return view


def _typed_in() -> ReturnView:
    """Show that a number was typed in, and where."""
    view = quarter()
    view.document.opened.emit(CellChosen("R28", "talks", "number"))
    return view


def _why() -> ReturnView:
    view = who()
    words = "Not counted: referred 3 January 2019: after the period."
    reason = Reason(Member(PersonId(UUID(int=999)), "A-7214", "K.M."), counted=False, sentence=words)
    view.who.show_reason(_FEMALE, reason)
    return view


def _which() -> ReturnView:
    view = who()
    candidates = (Candidate("A-7214", "K.M."), Candidate("A-7251", "K.M.G."), Candidate("A-7362", "C.M."))
    view.who.show_candidates(_FEMALE, candidates)
    return view


def _refused() -> ReturnView:
    view = _offered()
    for box in view.findChildren(QComboBox):
        box.setCurrentIndex(max(box.findData(Profile.PUBLISH), box.currentIndex()))
    words = "The protection “publish” is not there yet, so no such return can be made."
    view.refuse_profile(f"{words} Only “exact” is, for use inside the organisation: do not send it.")
    return view


def _naming() -> CommissionerDialog:
    return CommissionerDialog(None, now="The commissioner for Riverside")


def _saving() -> SaveDialog:
    return SaveDialog(None, folder=Path("Documents"), marking=MARKING)


def _window() -> Shell:
    manager = Actor(UserId(UUID(int=1)), DeviceId(UUID(int=2)), "Bethan Price", frozenset({Role.MANAGER}))
    entry = RoomEntry("returns", "Returns", "returns", Permission.COUNT, who)
    return Shell(actor=manager, rooms=(entry,))


def _made(number: int) -> MadeView:
    """Show so many returns that were made."""
    made = [
        ReleaseRow(
            id=ReleaseId(UUID(int=count + 1)),
            made_at=datetime(2019, 4, 20 - count, 9, 30, tzinfo=UTC),
            made_by=("Bethan Price", "Amal Haddad")[count % 2],
            definition_id="cleveland",
            definition_version="2026-11",
            period_id=f"2018-19:Q{3 - count}",
            period_start=date(2018, 10 - count * 3, 1),
            period_end=(date(2018, 12, 31), date(2018, 9, 30), date(2018, 6, 30))[count],
            profile=Profile.EXACT.value,
            recipient=("The board", None)[count % 2],
            digest="",
        )
        for count in range(number)
    ]
    view = MadeView()
    view.show_made(made, {"cleveland": "Cleveland tables"})
    return view


def pictures() -> tuple[Picture, ...]:
    """Every state of this room's screens."""
    size = partial(Picture, width=972, height=700)
    return (
        size("returns-empty", _empty),
        size("returns-made", partial(_made, 3)),
        size("returns-made-none", partial(_made, 0)),
        size("returns-counting", _counting),
        size("returns-document", document),
        size("returns-document-whole", _long, height=1900),
        size("returns-quarter", quarter),
        size("returns-quarter-whole", partial(quarter, _LONG_NAME), width=1180, height=4600),
        size("returns-who", who),
        size("returns-why", _why),
        size("returns-who-waited", _who_waited),
        size("returns-typed-in", _typed_in),
        Picture("window-returns", _window),
        size("returns-which", _which),
        size("returns-refused", _refused),
        *inbox_pictures(),
        Picture("returns-save", _saving, width=540, height=520),
        Picture("returns-commissioner", _naming, width=480, height=260),
    )
