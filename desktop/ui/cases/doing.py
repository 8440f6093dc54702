"""What is done with a case or a referral: the form or the question that a wish opens."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.case_course import Ending
from desktop.domain.ids import FundingStreamId, UserId
from desktop.domain.permissions import Permission
from desktop.domain.safe_markings import Question as Asked
from desktop.errors import AlongsideError, RefusedError, StaleVersionError
from desktop.queries.cases import CaseDetails, case_details
from desktop.queries.colleagues import Colleague, colleagues
from desktop.queries.concerns import ConcernLine, concerns_of_person
from desktop.queries.funding_streams import FundingStreamRow, funding_streams
from desktop.services.cases import (
    CaseEdits,
    CaseWords,
    assign_case,
    change_case,
    close_case,
    open_case,
    reopen_case,
)
from desktop.services.referrals import say_why_no_case
from desktop.services.sealing import seal_case, unseal_case
from desktop.ui.cases.answering import AnsweringForm
from desktop.ui.cases.asked import (
    AGREED,
    NOBODY,
    NOT_ASKED,
    assign_spec,
    change_case_spec,
    ending_spec,
    no_case_spec,
    open_case_spec,
    reopen_spec,
)
from desktop.ui.cases.saving import save_with, shown_codes
from desktop.ui.people.about import AboutPerson, Show
from desktop.ui.people.shown import CaseWish, ReferralWish
from desktop.ui.shared.dialogs import Question, ask
from desktop.ui.shared.drafts import keep_drafts
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import YES, FormAnswers
from desktop.ui.shared.form_draft import as_draft
from desktop.ui.shared.messages import Message, could_not, done
from desktop.ui.shared.tokens import Tone
from desktop.ui.shared.words import translate

if TYPE_CHECKING:
    from desktop.models.session import RecordSession


@dataclass(frozen=True, slots=True)
class Doing:
    """Whose cases they are, and how a form is opened and a message told."""

    about: AboutPerson
    show: Show
    tell: Callable[[Message], None]
    over: QWidget
    """The page that a question is asked over."""


@dataclass(frozen=True, slots=True)
class _Choices:
    """Whom a case can be given to, and who can pay for it."""

    colleagues: tuple[Colleague, ...]
    streams: tuple[FundingStreamRow, ...]


def begin_on_case(doing: Doing, wish: CaseWish | ReferralWish) -> None:
    """Open what is wished."""
    if isinstance(wish, ReferralWish):
        beginnings_of_referral = {
            "open-case": _begin_opening,
            "no-case": _begin_no_case,
            "answer": _begin_answering,
        }
        beginnings_of_referral[wish.form](doing, wish)
        return
    beginnings = {
        "change-case": _begin_change,
        "assign": _begin_assigning,
        "close": _begin_ending,
        "reopen": _begin_reopening,
        "seal": _ask_to_seal,
        "unseal": _ask_to_unseal,
    }
    beginnings[wish.form](doing, wish)


# ── a referral becomes a case, or none ──────────────────────────────────────────────────────────────────────


def _begin_opening(doing: Doing, wish: ReferralWish) -> None:
    actor = doing.about.actor

    def work(session: "RecordSession") -> _Choices:
        who = colleagues(session, actor=actor, who_may=Permission.SEE_CASES)
        return _Choices(who, funding_streams(session, actor=actor))

    doing.about.tasks.read(doing.about.tasks, work, partial(_show_opening, doing, wish))


def _show_opening(doing: Doing, wish: ReferralWish, found: _Choices) -> None:
    about, referral = doing.about, wish.referral
    paying = [str(one.stream_id) for one in found.streams if one.pays_on(about.today)]
    values = {
        "opened": about.today,
        "crime": referral.crime_code,
        "worker": str(about.actor.user_id),
        "funding": paying[0] if len(paying) == 1 else None,
    }
    spec = open_case_spec(about, found.colleagues, found.streams)
    form = Form(spec, values, today=about.today, with_title=False)
    keep_drafts(form, about.drafts, form_name="open-case", record_id=referral.referral_id)

    def words(answers: FormAnswers) -> CaseWords:
        return CaseWords(
            opened_on=answers.day("opened") or about.today,
            main_crime_code=answers.code("crime"),
            also_involves=frozenset(answers.codes("also")) or None,
            funding_stream_id=_stream(answers) if "funding" in form.fields else None,
            worker_id=_worker(answers),
        )

    save_with(
        form,
        about,
        lambda answers: partial(
            open_case, actor=about.actor, referral_id=referral.referral_id, words=words(answers)
        ),
    )
    doing.show(form)


def _worker(answers: FormAnswers) -> UserId | None:
    chosen = answers.code("worker")
    return None if chosen in (None, NOBODY) else UserId(UUID(chosen))


def _begin_answering(doing: Doing, wish: ReferralWish) -> None:
    doing.show(AnsweringForm(doing.about, wish.referral))


def _stream(answers: FormAnswers) -> FundingStreamId | None:
    chosen = answers.code("funding")
    return FundingStreamId(UUID(chosen)) if chosen else None


def _begin_no_case(doing: Doing, wish: ReferralWish) -> None:
    about, referral = doing.about, wish.referral
    form = Form(no_case_spec(about), today=about.today, with_title=False)
    save_with(
        form,
        about,
        lambda answers: partial(
            say_why_no_case,
            actor=about.actor,
            referral_id=referral.referral_id,
            reason_code=answers.code("reason") or "",
        ),
    )
    doing.show(form)


# ── what a case is about, and who has it ────────────────────────────────────────────────────────────────────


def _begin_change(doing: Doing, wish: CaseWish) -> None:
    about = doing.about

    def work(session: "RecordSession") -> tuple[CaseDetails, tuple[FundingStreamRow, ...]]:
        case = case_details(session, actor=about.actor, case_id=wish.case.case_id, code_lists=about.lists)
        return case, funding_streams(session, actor=about.actor)

    about.tasks.read(
        about.tasks,
        work,
        lambda found: doing.show(ChangingForm(doing, *found)),
        otherwise=partial(_explain, doing),
    )


def _values_of(case: CaseDetails) -> dict[str, object]:
    repeat = {True: "yes", False: "no", None: ""}[case.repeat_victim]
    return {
        "crime": case.main_crime_code,
        "also": shown_codes(case.also_involves_codes),
        "victim": case.victim_kind_code,
        "enhanced": shown_codes(case.enhanced_codes),
        "repeat": repeat,
        "funding": str(case.funding_stream_id) if case.funding_stream_id else None,
    }


class ChangingForm(Form):
    """Says anew what a case is about; if somebody else did so meanwhile, both are settled."""

    def __init__(self, doing: Doing, case: CaseDetails, streams: tuple[FundingStreamRow, ...]) -> None:
        self._doing, self._case = doing, case
        crimes = [case.main_crime_code] if case.main_crime_code else []
        also = sorted(case.also_involves_codes or ())
        spec = change_case_spec(doing.about, crimes, also, streams, case.funding_stream_id)
        super().__init__(spec, _values_of(case), today=doing.about.today, with_title=False)
        keep_drafts(self, doing.about.drafts, form_name="change-case", record_id=case.case_id)
        self.answered.connect(self._change)

    def _change(self, answers: FormAnswers) -> None:
        edits = CaseEdits(
            main_crime_code=answers.code("crime"),
            also_involves=frozenset(answers.codes("also")) or None,
            victim_kind_code=answers.code("victim"),
            enhanced_codes=frozenset(answers.codes("enhanced")) or None,
            repeat_victim=answers.yes_no("repeat"),
            funding_stream_id=(
                _stream(answers) if "funding" in self.fields else self._case.funding_stream_id
            ),
        )
        work = partial(
            change_case,
            actor=self._doing.about.actor,
            case_id=self._case.case_id,
            version=self._case.version,
            edits=edits,
        )
        self._doing.about.tasks.write(self, work, self._kept, otherwise=self._meet_refusal)

    def _kept(self, questions: tuple[Asked, ...]) -> None:
        self.saved()
        if questions:
            said = translate("Cases", "Saved. Every number and address must be confirmed again. Ask them: %1")
            asked = " ".join(question.words for question in questions)
            self._doing.tell(Message(said.replace("%1", asked), Tone.CAUTION))

    def _meet_refusal(self, error: AlongsideError) -> None:
        if not isinstance(error, StaleVersionError):
            self.refuse(error)
            return
        about = self._doing.about
        work = partial(case_details, actor=about.actor, case_id=self._case.case_id, code_lists=about.lists)
        about.tasks.read(self, work, self._meet_theirs)

    def _meet_theirs(self, newer: CaseDetails) -> None:
        self._case = newer
        self.meet_newer(_values_of(newer))


def _begin_assigning(doing: Doing, wish: CaseWish) -> None:
    work = partial(colleagues, actor=doing.about.actor, who_may=Permission.SEE_CASES)
    doing.about.tasks.read(doing.about.tasks, work, partial(_show_assigning, doing, wish))


def _show_assigning(doing: Doing, wish: CaseWish, found: tuple[Colleague, ...]) -> None:
    about, case = doing.about, wish.case
    form = Form(assign_spec(found), today=about.today, with_title=False)
    save_with(
        form,
        about,
        lambda answers: partial(
            assign_case,
            actor=about.actor,
            case_id=case.case_id,
            version=case.version,
            worker_id=_worker(answers),
        ),
    )
    doing.show(form)


# ── ending and coming back ──────────────────────────────────────────────────────────────────────────────────


def _begin_ending(doing: Doing, wish: CaseWish) -> None:
    _look_for_concerns(doing, lambda is_open: doing.show(EndingForm(doing, wish, concern_open=is_open)))


def _look_for_concerns(doing: Doing, then: Callable[[bool], None]) -> None:
    about = doing.about
    work = partial(concerns_of_person, actor=about.actor, person_id=about.person_id)

    def looked(concerns: tuple[ConcernLine, ...]) -> None:
        then(any(concern.closed_on is None for concern in concerns))

    about.tasks.read(about.tasks, work, looked, otherwise=partial(_explain, doing))


class EndingForm(Form):
    """Ends a case; a concern that is open asks for a reason, also one raised while this was written."""

    def __init__(self, doing: Doing, wish: CaseWish, *, concern_open: bool) -> None:
        self._doing, self._wish = doing, wish
        about = doing.about
        spec = ending_spec(about, concern_open=concern_open)
        super().__init__(spec, {"on": about.today}, today=about.today, with_title=False)
        keep_drafts(self, about.drafts, form_name="ending", record_id=wish.case.case_id)
        self.answered.connect(self._end)

    def _end(self, answers: FormAnswers) -> None:
        asked = answers.code("asked")
        ending = Ending(
            on=answers.day("on") or self._doing.about.today,
            reason_code=answers.code("reason") or "",
            planned=answers.code("planned") == YES,
            asked=asked != NOT_ASKED,
            agreed=None if asked == NOT_ASKED else asked == AGREED,
            person_said=answers.text("said"),
            reason_words=answers.text("reason_words"),
            open_concern_reason=answers.text("concern") if "concern" in self.fields else "",
        )
        work = partial(
            close_case,
            actor=self._doing.about.actor,
            case_id=self._wish.case.case_id,
            version=self._wish.case.version,
            ending=ending,
        )
        self._doing.about.tasks.write(self, work, lambda _: self.saved(), otherwise=self._meet_refusal)

    def _meet_refusal(self, error: AlongsideError) -> None:
        if not isinstance(error, RefusedError):
            self.refuse(error)
        elif "concern" in self.fields:
            self.refuse(error, field="concern")
        else:
            _look_for_concerns(self._doing, partial(self._ask_for_reason, error))

    def _ask_for_reason(self, error: AlongsideError, is_open: bool) -> None:  # noqa: FBT001  (an answer)
        """Begin the same form with room for the reason; every word typed goes with it."""
        if not is_open:
            self.refuse(error)
            return
        following = EndingForm(self._doing, self._wish, concern_open=True)
        following.restore(as_draft(self.touched))
        self._doing.show(following)
        following.refuse(error, field="concern")


def _begin_reopening(doing: Doing, wish: CaseWish) -> None:
    about, case = doing.about, wish.case
    form = Form(reopen_spec(), {"on": about.today}, today=about.today, with_title=False)
    keep_drafts(form, about.drafts, form_name="reopen", record_id=case.case_id)
    save_with(
        form,
        about,
        lambda answers: partial(
            reopen_case,
            actor=about.actor,
            case_id=case.case_id,
            version=case.version,
            on=answers.day("on") or about.today,
            reason=answers.text("reason"),
        ),
    )
    doing.show(form)


# ── sealing ─────────────────────────────────────────────────────────────────────────────────────────────────


def _ask_to_seal(doing: Doing, wish: CaseWish) -> None:
    what = translate(
        "Cases",
        "From now on only the safeguarding lead, the deputy and the manager can read what is written in it, "
        "also in its history. Everybody else loses sight of the case, you too unless you are one of them, "
        "and volunteers' help with it ends. Anybody may still write into it.",
    )
    title = translate("Cases", "Seal case %1?").replace("%1", wish.case.reference)
    question = Question(title, what, translate("Cases", "Seal the case"))
    ask(doing.over, question, partial(_seal, doing, wish))


def _seal(doing: Doing, wish: CaseWish) -> None:
    case = wish.case
    work = partial(seal_case, actor=doing.about.actor, case_id=case.case_id, version=case.version)
    said = translate("Cases", "Case %1 is sealed.").replace("%1", case.reference)
    _do(doing, work, said)


def _ask_to_unseal(doing: Doing, wish: CaseWish) -> None:
    what = translate(
        "Cases",
        "Everybody who works with cases can then read it again. Concerns, restricted notes, why of alerts "
        "and files stay sealed.",
    )
    title = translate("Cases", "Unseal case %1?").replace("%1", wish.case.reference)
    question = Question(title, what, translate("Cases", "Unseal the case"))
    ask(doing.over, question, partial(_unseal, doing, wish))


def _unseal(doing: Doing, wish: CaseWish) -> None:
    case = wish.case
    work = partial(unseal_case, actor=doing.about.actor, case_id=case.case_id, version=case.version)
    said = translate("Cases", "Case %1 is open again to everybody who works with cases.")
    _do(doing, work, said.replace("%1", case.reference))


def _do(doing: Doing, work: Callable[..., object], said: str) -> None:
    tasks = doing.about.tasks
    tasks.write(tasks, work, lambda _: doing.tell(done(said)), otherwise=partial(_explain, doing))


def _explain(doing: Doing, error: AlongsideError) -> None:
    doing.tell(could_not(error))
