"""The forms in which the parts of a return are filled in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, UUID, uuid5

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.identifying_words import pointing_at_somebody
from desktop.domain.pasted_words import clean_pasted
from desktop.domain.periods import previous
from desktop.domain.permissions import Permission, may
from desktop.domain.return_entries import Entries
from desktop.queries.return_entries import entries_of
from desktop.queries.survey_replies import replies_of
from desktop.returns.rules.entered_rules import EnteredRules, TextRules
from desktop.services.return_entries import AnyRules, fill_in
from desktop.ui.returns.filling_in.above import above_part, words_of_replies
from desktop.ui.returns.filling_in.asked import Asked, filled_of, is_grid, key_of, spec_of, values_of
from desktop.ui.returns.filling_in.grid import GridForm
from desktop.ui.shared.drafts import DraftKeeper, keep_drafts
from desktop.ui.shared.form_answers import FormAnswers, typed_of
from desktop.ui.shared.saving import Changing, ChangingForm, Work
from desktop.ui.shared.words import translate

if TYPE_CHECKING:
    from desktop.models.session import RecordSession

_FORM = "return-part"
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Filling:
    """Everything by which a part of a return is asked for and saved."""

    tasks: Tasks
    actor: Actor
    drafts: DraftKeeper
    today: date
    asked: Asked


@dataclass(frozen=True, slots=True)
class PartHeld:
    """What is typed in so far, this quarter and the one before, and what people wrote on their forms."""

    entries: Entries
    written: tuple[str, ...]


def entries_work(by: Filling) -> Work[Entries]:
    """Make the question for what stands there now."""
    return partial(
        entries_of,
        actor=by.actor,
        definition_id=by.asked.definition_id,
        quarters=(by.asked.quarter, previous(by.asked.quarter)),
    )


def part_work(by: Filling, rules: AnyRules) -> Work[PartHeld]:
    """Make the question for what stands in a part now, and what people wrote that may go into it."""
    narrative = isinstance(rules, TextRules) and not rules.case_study
    quarter_start = by.asked.quarter.start

    def read(session: "RecordSession") -> PartHeld:
        entries = entries_work(by)(session)
        if not narrative or not may(by.actor, Permission.COUNT):
            return PartHeld(entries, ())
        replies = replies_of(session, actor=by.actor, quarter_start=quarter_start)
        return PartHeld(entries, words_of_replies(replies))

    return read


def part_form(
    by: Filling, rules: AnyRules, held: PartHeld, *, then: Callable[[object], object] | None = None
) -> ChangingForm[Entries]:
    """Make the form of a part; ``then`` is called once it is saved."""

    def write(newest: Entries, answers: FormAnswers) -> Work[None]:
        return partial(
            fill_in,
            actor=by.actor,
            definition_id=by.asked.definition_id,
            quarter=by.asked.quarter,
            rules=rules,
            filled=filled_of(rules, answers),
            version=newest.version(rules.id, by.asked.quarter),
        )

    changing = Changing(entries_work(by), lambda newest: values_of(rules, newest, by.asked.quarter), write)
    spec = spec_of(rules, by.asked.quarter, today=by.today)
    if isinstance(rules, EnteredRules) and is_grid(rules):
        form: ChangingForm[Entries] = GridForm(
            rules, spec, held.entries, changing, tasks=by.tasks, today=by.today, then=then
        )
    else:

        def take_over(values: Mapping[str, object]) -> None:
            for key, value in values.items():
                form.fields[key].input.fill(typed_of(value))
            form.arrive()

        above = above_part(rules, held.entries, by.asked.quarter, written=held.written, take_over=take_over)
        form = ChangingForm(
            spec, held.entries, changing, tasks=by.tasks, today=by.today, above=above, then=then
        )
    keep_drafts(form, by.drafts, form_name=_FORM, record_id=_draft_of(by.asked, rules))
    return form


def _draft_of(asked: Asked, rules: AnyRules) -> UUID:
    """Name the draft of a part of one quarter."""
    return uuid5(NAMESPACE_OID, f"{asked.definition_id}/{asked.quarter.start}/{rules.id}")


def look_again(rules: AnyRules, answers: FormAnswers) -> str:
    """Say what in words just saved could point at somebody; empty where nothing does."""
    if not isinstance(rules, TextRules):
        return ""
    found = pointing_at_somebody(clean_pasted(answers.text(key_of(rules.place))))
    if not found:
        return ""
    said = translate("FillingIn", "Look again whether it may go out: %1.")
    return said.replace("%1", "; ".join(f"{one.kind.value} {one.words}" for one in found[:_MOST_NAMED]))
