"""Filling in a return and typing in replies, with made-up numbers and words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, cast
from uuid import UUID

from desktop.domain.ids import SurveyReplyId
from desktop.domain.periods import parse_period, previous
from desktop.domain.return_entries import Entries, Entry
from desktop.errors import RefusedError
from desktop.queries.survey_replies import Reply
from desktop.returns.rules.definitions import Definition
from desktop.returns.rules.reading import bundled_code_lists, load_definition
from desktop.services.return_entries import AnyRules
from desktop.ui.people.made_up import MANAGER, made_up_person
from desktop.ui.returns.filling_in.asked import Asked, lines_of, parts_of
from desktop.ui.returns.filling_in.replies import ReplyForm, Replying, correcting_form
from desktop.ui.returns.filling_in.replies_view import RepliesView
from desktop.ui.returns.filling_in.view import FillingView
from desktop.ui.returns.filling_in.writing import Filling, PartHeld, part_form
from desktop.ui.shared.form import Form
from desktop.ui.shared.screen import Picture

if TYPE_CHECKING:
    from desktop.background.tasks import Tasks

_TODAY = date(2019, 5, 20)
_QUARTER = parse_period("2018-19:Q4")
_TASKS = cast("Tasks", None)
_BUDGET: Mapping[str, tuple[int, int]] = {
    "staff": (2_150_000, 2_187_450),
    "volunteers": (180_000, 96_235),
    "direct": (90_000, 104_000),
    "premises": (310_000, 310_000),
}
_WORDS = (
    "Referrals rose by a fifth, most of them from the police; nobody waited longer than four days.\n\n"
    "• Twelve people were accompanied to court.\n• Six volunteers finished their training.\n\n"
    "It was hard to find counselling for young people."
)
_WRITTEN = (
    "Ring after work, not in the morning.",
    "The same person all the way through, please.",
    "Somebody to talk to at night.",
)
_STORY = "“I slept through for the first time,” she said after the locks were changed."
_TAKEN_BACK = "They took their consent to a case study back on 3 May 2019."


@cache
def _definition() -> Definition:
    return load_definition("pcc-quarterly")


def _rules(table_id: str) -> AnyRules:
    return next(one for one in parts_of(_definition()) if one.id == table_id)


def _entry(table_id: str, row: str, column: str, hundredths: int | None, words: str | None = None) -> Entry:
    return Entry(table_id, row, column, _QUARTER.start, 1, hundredths, words)


def _entries(*, consent: bool = True) -> Entries:
    money = [
        _entry("R26", row, column, hundredths)
        for row, both in _BUDGET.items()
        for column, hundredths in zip(("budget", "spent"), both, strict=True)
    ]
    story = Entry(
        "R27a",
        "words",
        "words",
        _QUARTER.start,
        1,
        None,
        _STORY,
        "PA-000123-K",
        "" if consent else _TAKEN_BACK,
    )
    cover = [_entry("R0", "grant", "words", None, "Victims’ Fund 2018-21")]
    others = [_entry("R24", "given", "number", 12_000), _entry("R27", "words", "words", None, _WORDS), story]
    return Entries("pcc-quarterly", (_QUARTER,), (*money, *cover, *others))


def _view(table_id: str = "", *, consent: bool = True, filled: bool = True) -> FillingView:
    entries = _entries(consent=consent) if filled else Entries("pcc-quarterly", (_QUARTER,), ())
    view = FillingView()
    view.offer({"pcc-quarterly": _definition()}, today=_TODAY)
    view.show_parts(lines_of(_definition(), entries, _QUARTER))
    if table_id:
        by = Filling(_TASKS, MANAGER, made_up_person().drafts, _TODAY, Asked("pcc-quarterly", _QUARTER))
        view.choose_part(_rules(table_id))
        view.panel.open_form(part_form(by, _rules(table_id), PartHeld(entries, _WRITTEN)))
    return view


def _cover_before() -> FillingView:
    """Show an empty cover whose quarter before is filled in."""
    before = _entry("R0", "grant", "words", None, "Victims’ Fund 2018-21")
    before = replace(before, quarter_start=previous(_QUARTER).start)
    entries = Entries("pcc-quarterly", (previous(_QUARTER), _QUARTER), (before,))
    view = _view(filled=False)
    by = Filling(_TASKS, MANAGER, made_up_person().drafts, _TODAY, Asked("pcc-quarterly", _QUARTER))
    view.panel.open_form(part_form(by, _rules("R0"), PartHeld(entries, ())))
    return view


def _form(view: FillingView) -> Form:
    inside = view.panel.inside
    if not isinstance(inside, Form):
        message = "no form is open"
        raise TypeError(message)
    return inside


def _complaining() -> FillingView:
    view = _view("R26")
    form = _form(view)
    form.fields["other|budget"].input.fill("twelve")
    form.fields["other|spent"].input.fill("12,5")
    form.save()
    return view


def _refused() -> FillingView:
    view = _view("R27a")
    what = "This person said no to a case study on 1 April 2019."
    _form(view).refuse(RefusedError(what, "Leave the story out, or ask them and record what they said."))
    return view


def _nothing() -> FillingView:
    view = FillingView()
    view.offer({}, today=_TODAY)
    return view


def _replying() -> Replying:
    return Replying(_TASKS, MANAGER, made_up_person().drafts, bundled_code_lists(), _TODAY)


def _replies(*, said: bool = True) -> RepliesView:
    view = RepliesView()
    view.offer(today=_TODAY)
    view.show_count(12)
    form = ReplyForm(_replying(), lambda: view.quarter)
    if said:
        answers = {"understood_code": "agree", "dignity_code": "strongly-agree", "unmet_code": "yes"}
        for key, code in answers.items():
            form.fields[key].input.fill(code)
            form.fields[key].input.changed.emit()
        form.fields["unmet_words"].input.fill("Somebody to talk to at night")
        view.offer_last()
    view.show_form(form)
    return view


def _correcting() -> RepliesView:
    held = Reply(
        reply_id=SurveyReplyId(UUID(int=1)),
        version=1,
        quarter_start=date(2019, 4, 1),
        understood_code="agree",
        dignity_code=None,
        supported_code=None,
        tailored_code=None,
        unmet_code="no",
        unmet_words="",
        put_in_touch_code="does-not-know",
        overall_code="very-satisfied",
        recovered_code="partly",
        change_words="",
    )
    view = _replies(said=False)
    view.show_form(correcting_form(_replying(), held), with_title=True)
    return view


def pictures() -> tuple[Picture, ...]:
    """Every state of filling in a return, and of typing in replies."""
    wide = partial(Picture, width=1280, height=800)
    narrow = partial(Picture, width=900, height=900)
    return (
        wide("filling-list", _view),
        wide("filling-nothing-yet", lambda: _view(filled=False)),
        wide("filling-no-rules", _nothing),
        wide("filling-money", lambda: _view("R26")),
        wide("filling-money-wrong", _complaining),
        narrow("filling-staff-narrow", lambda: _view("R25")),
        wide("filling-words", lambda: _view("R27")),
        wide("filling-story", lambda: _view("R27a")),
        wide("filling-story-taken-back", lambda: _view("R27a", consent=False)),
        wide("filling-story-refused", _refused),
        wide("filling-cover", lambda: _view("R0")),
        wide("filling-cover-before", _cover_before),
        wide("survey-replies", _replies),
        narrow("survey-reply-corrected", _correcting),
    )
