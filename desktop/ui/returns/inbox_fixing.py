"""Settling a finding in place: one answer of a person, asked for in a small form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.code_tree import CodeList
from desktop.domain.person_words import LISTS_OF_ANSWERS
from desktop.queries.people import PersonToChange, person_to_change
from desktop.returns.inbox.findings import Finding
from desktop.services.people import change_person
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import Choice, FieldSpec, FormSpec, PartialDay, options_of
from desktop.ui.shared.saving import Changing, ChangingForm, Work
from desktop.ui.shared.words import translate

BORN = "born"
FIXED_HERE: Mapping[str, str] = {
    "sex": "sex_code",
    "gender": "gender_code",
    "ethnicity": "ethnicity_code",
    "disability": "disability_code",
    "religion": "religion_code",
    "orientation": "orientation_code",
    "language": "language_code",
    "local-authority": "local_authority_code",
    "age": BORN,
}
"""The answer of a person that settles what is missing, by classification."""


@dataclass(frozen=True, slots=True)
class Fixing:
    """What a form that settles a finding is given."""

    tasks: Tasks
    actor: Actor
    lists: Mapping[str, CodeList]
    today: date


def is_fixed_here(finding: Finding) -> bool:
    """Say whether one answer settles the finding."""
    return finding.missing in FIXED_HERE


def reading(finding: Finding, actor: Actor) -> Work[PersonToChange]:
    """Read what is written about the person now."""
    return partial(person_to_change, actor=actor, person_id=finding.person_id)


def fixing_form(
    finding: Finding,
    held: PersonToChange,
    fixing: Fixing,
    *,
    above: QWidget,
    then: Callable[[object], object],
) -> ChangingForm[PersonToChange]:
    """Ask for the one answer; it is written at the version that was read."""
    name = FIXED_HERE[finding.missing]
    changing = Changing(
        reading(finding, fixing.actor), partial(_values, name), partial(_write, finding, fixing.actor, name)
    )
    field = _field(name, held, fixing)
    who = " ".join(words for words in (finding.reference, finding.initials) if words)
    spec = FormSpec(
        f"{field.label}: {who}",
        (field,),
        save_label=translate("Inbox", "Save"),
        intro=f"{finding.sentence} {finding.effect}",
    )
    return ChangingForm(spec, held, changing, tasks=fixing.tasks, today=fixing.today, above=above, then=then)


def _field(name: str, held: PersonToChange, fixing: Fixing) -> FieldSpec:
    hint = translate("Inbox", "As the person says it; nobody guesses.")
    if name == BORN:
        label = translate("Inbox", "Date of birth")
        return PartialDay(name, label, hint=translate("Inbox", "A day, a month or a year."), required=True)
    code_list = fixing.lists[LISTS_OF_ANSWERS[name]]
    before = getattr(held.words, name)
    choices = options_of(code_list, on=fixing.today, besides=[before] if before else [])
    return Choice(name, code_list.title, hint=hint, options=choices, required=True)


def _values(name: str, held: PersonToChange) -> Mapping[str, object]:
    return {name: getattr(held.words, name)}


def _write(
    finding: Finding, actor: Actor, name: str, held: PersonToChange, answers: FormAnswers
) -> Work[None]:
    answer: Any = answers.partial(name) if name == BORN else answers.code(name)
    words = replace(held.words, **{name: answer})
    return partial(change_person, actor=actor, person_id=finding.person_id, version=held.version, words=words)
