"""The forms in which the parts of a return are filled in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import NAMESPACE_OID, UUID, uuid5

from PySide6.QtWidgets import QFrame

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.identifying_words import pointing_at_somebody
from desktop.domain.pasted_words import clean_pasted
from desktop.domain.return_entries import Entries
from desktop.queries.return_entries import entries_of
from desktop.returns.rules.entered_rules import EnteredRules, TextRules
from desktop.services.return_entries import AnyRules, fill_in
from desktop.ui.returns.filling_in.asked import Asked, filled_of, is_grid, key_of, spec_of, values_of
from desktop.ui.returns.filling_in.grid import GridForm
from desktop.ui.shared.drafts import DraftKeeper, keep_drafts
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_notice import notice
from desktop.ui.shared.saving import Changing, ChangingForm, Work
from desktop.ui.shared.tokens import Tone
from desktop.ui.shared.words import sentence, strong, translate

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


def entries_work(by: Filling) -> Work[Entries]:
    """Make the question for what stands there now."""
    return partial(
        entries_of,
        actor=by.actor,
        definition_id=by.asked.definition_id,
        quarters=(by.asked.quarter,),
    )


def part_form(
    by: Filling, rules: AnyRules, held: Entries, *, then: Callable[[object], object] | None = None
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
    spec = spec_of(rules)
    if isinstance(rules, EnteredRules) and is_grid(rules):
        form: ChangingForm[Entries] = GridForm(
            rules, spec, held, changing, tasks=by.tasks, today=by.today, then=then
        )
    else:
        above = _not_to_be_told(rules, held, by)
        form = ChangingForm(spec, held, changing, tasks=by.tasks, today=by.today, above=above, then=then)
    keep_drafts(form, by.drafts, form_name=_FORM, record_id=_draft_of(by.asked, rules))
    return form


def _draft_of(asked: Asked, rules: AnyRules) -> UUID:
    """Name the draft of a part of one quarter."""
    return uuid5(NAMESPACE_OID, f"{asked.definition_id}/{asked.quarter.start}/{rules.id}")


def _not_to_be_told(rules: AnyRules, held: Entries, by: Filling) -> QFrame | None:
    """Say above a case study why it must not be told any more."""
    if not isinstance(rules, TextRules):
        return None
    entry = held.of(rules.id, by.asked.quarter).get(rules.place)
    if entry is None or not entry.words or not entry.not_to_be_told:
        return None
    left_out = translate("FillingIn", "The return leaves this story out. Take it away, or tell another.")
    made = notice(Tone.DANGER, strong(entry.not_to_be_told), sentence(left_out))
    made.setAccessibleName(f"{entry.not_to_be_told} {left_out}")
    return made


def look_again(rules: AnyRules, answers: FormAnswers) -> str:
    """Say what in words just saved could point at somebody; empty where nothing does."""
    if not isinstance(rules, TextRules):
        return ""
    found = pointing_at_somebody(clean_pasted(answers.text(key_of(rules.place))))
    if not found:
        return ""
    said = translate("FillingIn", "Look again whether it may go out: %1.")
    return said.replace("%1", "; ".join(f"{one.kind.value} {one.words}" for one in found[:_MOST_NAMED]))
