"""Raising a concern, and opening one: calls, decisions, additions, review, signing off."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from desktop.domain.concerns import COUNTS_AS_TOLD
from desktop.domain.ids import ConcernId
from desktop.domain.permissions import Permission, may
from desktop.queries.concerns import (
    ConcernDecisionLine,
    ConcernDetails,
    concern_details,
    concerns_of_person,
)
from desktop.services.concerns import (
    ConcernRaised,
    add_to_concern,
    decide_concern,
    raise_concern,
    record_concern_call,
    record_concern_feedback,
    record_referral_sent,
    set_concern_review,
    sign_off_concern,
)
from desktop.ui.concerns.asked import (
    addition_spec,
    call_of,
    call_spec,
    call_values,
    concern_of,
    concern_spec,
    decision_of,
    decision_spec,
    feedback_spec,
    moment_of,
    review_spec,
    sent_spec,
    sign_off_spec,
)
from desktop.ui.concerns.page import DecisionDeeds, concern_items, parts_of, untold_notice
from desktop.ui.people.about import AboutPerson, Adding, Opening, Show, ShowPage
from desktop.ui.people.case_choice import case_of, usual_case
from desktop.ui.people.keeping import changing_form, needed_day, new_form
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import FormSpec
from desktop.ui.shared.opened import Deed, Opened
from desktop.ui.shared.saving import Changing, Work
from desktop.ui.shared.words import translate


def _begin(about: AboutPerson, show: Show) -> None:
    """Raise a concern; once it is kept, the next thing in sight is whom to ring."""

    def save(answers: FormAnswers) -> Work[ConcernRaised]:
        return partial(
            raise_concern,
            actor=about.actor,
            person_id=about.person_id,
            case_id=case_of(answers),
            concern=concern_of(answers),
        )

    def then(raised: ConcernRaised) -> None:
        show(first_call_form(about, raised.concern_id, raised.sentence, show))

    spec = concern_spec(about.lists, about.cases, about.today)
    values = {"asked": "no", "sharing": "not_asked", **usual_case(about.cases)}
    show(new_form(about, spec, name="concern", save=save, then=then, values=values))


def first_call_form(about: AboutPerson, concern_id: ConcernId, words: str, show: Show) -> Form:
    """Say that nobody has been told and whom to ring; the call is written down right there.

    A call that told nobody leads to the next one.
    """
    filled = datetime.now(UTC)

    def save(answers: FormAnswers) -> Work[tuple[bool, str]]:
        call = call_of(answers, filled=filled)
        record = partial(record_concern_call, actor=about.actor, concern_id=concern_id, call=call)
        told = call.reached and call.told in COUNTS_AS_TOLD
        return lambda session: (told, record(session))

    def then(answer: tuple[bool, str]) -> None:
        told, sentence = answer
        if not told:
            show(first_call_form(about, concern_id, sentence, show))

    return new_form(
        about,
        call_spec(translate("Concern", "Ring now, then write the call down")),
        name="concern-call",
        save=save,
        then=then,
        values=call_values(filled),
        record_id=concern_id,
        above=untold_notice(words),
    )


@dataclass(frozen=True, slots=True)
class OpenConcern:
    """A concern that is open beside a page, and everything that can be done about it."""

    about: AboutPerson
    concern_id: ConcernId
    show: Show
    show_page: ShowPage

    def open(self, *_: object) -> None:
        """Read the concern again, and show it."""
        about = self.about
        about.tasks.read(about.tasks, self._asking(), self._show)

    def _asking(self) -> Work[ConcernDetails]:
        return partial(concern_details, actor=self.about.actor, concern_id=self.concern_id)

    def _show(self, concern: ConcernDetails) -> None:
        leads = may(self.about.actor, Permission.DECIDE_CONCERN)
        deeds = DecisionDeeds(self._sent, self._answered) if leads else None
        title = translate("Concern", "Safeguarding concern")
        items = concern_items(concern, self.about.lists, deeds)
        self.show_page(title, Opened(title, items, deeds=self._deeds(concern, leads=leads)))

    def _deeds(self, concern: ConcernDetails, *, leads: bool) -> list[Deed]:
        still_open = concern.line.closed_on is None
        call = Deed(
            translate("Concern", "Write down a call"),
            partial(self._call, concern),
            "secondary" if concern.line.told else "primary",
        )
        add = Deed(translate("Concern", "Add to it"), self._add)
        if not leads or not still_open:
            return [call, add]
        decide = Deed(translate("Concern", "Decide"), partial(self._decide, concern))
        review = Deed(translate("Concern", "Look again on…"), partial(self._review, concern))
        sign = Deed(translate("Concern", "Sign off…"), partial(self._sign_off, concern))
        return [call, decide, add, review, *([sign] if concern.line.decided else [])]

    def _new(
        self,
        spec: FormSpec,
        name: str,
        save: Callable[[FormAnswers], Work[Any]],
        values: dict[str, object] | None = None,
    ) -> None:
        form = new_form(
            self.about,
            spec,
            name=name,
            save=save,
            then=self.open,
            values=values,
            record_id=self.concern_id,
        )
        self.show(form)

    def _change(
        self,
        spec: FormSpec,
        concern: ConcernDetails,
        name: str,
        write: Callable[[ConcernDetails, FormAnswers], Work[Any]],
        values: Callable[[ConcernDetails], dict[str, object]] = lambda _: {},
    ) -> None:
        changing, identity = Changing(self._asking(), values, write), self.concern_id
        self.show(
            changing_form(self.about, spec, concern, changing, name=name, record_id=identity, then=self.open)
        )

    def _call(self, concern: ConcernDetails) -> None:
        filled = datetime.now(UTC)

        def save(answers: FormAnswers) -> Work[str]:
            call = call_of(answers, filled=filled)
            return partial(record_concern_call, actor=self.about.actor, concern_id=self.concern_id, call=call)

        form = new_form(
            self.about,
            call_spec(translate("Concern", "Write down a call")),
            name="concern-call",
            save=save,
            then=self.open,
            values=call_values(filled),
            record_id=self.concern_id,
            above=untold_notice(concern.sentence) if concern.sentence else None,
        )
        self.show(form)

    def _add(self) -> None:
        def save(answers: FormAnswers) -> Work[UUID]:
            words = answers.text("words")
            return partial(add_to_concern, actor=self.about.actor, concern_id=self.concern_id, words=words)

        self._new(addition_spec(), "concern-addition", save)

    def _decide(self, concern: ConcernDetails) -> None:
        def write(held: ConcernDetails, answers: FormAnswers) -> Work[UUID]:
            return partial(
                decide_concern,
                actor=self.about.actor,
                concern_id=self.concern_id,
                version=held.line.version,
                decision=decision_of(answers),
                review_on=answers.day("review"),
            )

        spec = decision_spec(self.about.lists, self.about.today)
        self._change(spec, concern, "concern-decision", write)

    def _review(self, concern: ConcernDetails) -> None:
        def write(held: ConcernDetails, answers: FormAnswers) -> Work[None]:
            return partial(
                set_concern_review,
                actor=self.about.actor,
                concern_id=self.concern_id,
                version=held.line.version,
                review_on=needed_day(answers, "review"),
            )

        self._change(
            review_spec(), concern, "concern-review", write, lambda one: {"review": one.line.review_on}
        )

    def _sign_off(self, concern: ConcernDetails) -> None:
        def write(held: ConcernDetails, answers: FormAnswers) -> Work[None]:
            return partial(
                sign_off_concern,
                actor=self.about.actor,
                concern_id=self.concern_id,
                version=held.line.version,
                words=answers.text("words") or None,
            )

        self._change(sign_off_spec(), concern, "concern-sign-off", write)

    def _sent(self, decision: ConcernDecisionLine) -> None:
        filled = datetime.now(UTC)

        def save(answers: FormAnswers) -> Work[None]:
            return partial(
                record_referral_sent,
                actor=self.about.actor,
                decision_id=decision.decision_id,
                version=decision.version,
                sent_at=moment_of(answers.day("day"), answers.time("at"), filled=filled),
                their_reference=answers.text("reference") or None,
            )

        self._new(sent_spec(), f"concern-sent-{decision.decision_id}", save, call_values(filled))

    def _answered(self, decision: ConcernDecisionLine) -> None:
        def save(answers: FormAnswers) -> Work[None]:
            return partial(
                record_concern_feedback,
                actor=self.about.actor,
                decision_id=decision.decision_id,
                version=decision.version,
                feedback=answers.text("words"),
            )

        self._new(feedback_spec(), f"concern-answer-{decision.decision_id}", save)


def open_concern(about: AboutPerson, record_id: UUID, show: Show, show_page: ShowPage) -> None:
    """Open one concern to be read and worked on."""
    OpenConcern(about, ConcernId(record_id), show, show_page).open()


def _open_part(about: AboutPerson, record_id: UUID, show: Show, show_page: ShowPage) -> None:
    """Open the concern that a call, a decision or an addition belongs to."""

    def find(session: Any) -> ConcernId | None:
        for line in concerns_of_person(session, actor=about.actor, person_id=about.person_id):
            concern = concern_details(session, actor=about.actor, concern_id=line.concern_id)
            if record_id in parts_of(concern):
                return line.concern_id
        return None

    def opened(concern_id: ConcernId | None) -> None:
        if concern_id is not None:
            open_concern(about, concern_id, show, show_page)

    about.tasks.read(about.tasks, find, opened)


ADDINGS = (
    Adding("concern", translate("Concern", "Raise a concern"), "concern", Permission.RAISE_CONCERN, _begin),
)
OPENINGS = (
    Opening("concern", open_concern),
    Opening("concern_call", _open_part),
    Opening("concern_decision", _open_part),
    Opening("concern_addition", _open_part),
)
