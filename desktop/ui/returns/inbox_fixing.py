"""Settling in place what a person has not been asked: every answer of theirs that is missing, in one form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from desktop.domain.actor import Actor
from desktop.domain.person_words import LISTS_OF_ANSWERS
from desktop.queries.people import PersonToChange, person_to_change
from desktop.returns.inbox.findings import Finding, FindingKind
from desktop.services.people import change_person
from desktop.ui.people.about import AboutPerson
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import (
    Choice,
    FieldSpec,
    FormSpec,
    Heading,
    PartialDay,
    Several,
    options_of,
)
from desktop.ui.shared.saving import Changing, ChangingForm, Work
from desktop.ui.shared.words import translate

BORN = "born"
FIXED_HERE: Mapping[str, str] = {
    "sex": "sex_code",
    "gender": "gender_code",
    "gender-same": "gender_same_code",
    "ethnicity": "ethnicity_code",
    "disability": "disability_code",
    "impairment": "impairment_codes",
    "religion": "religion_code",
    "orientation": "orientation_code",
    "language": "language_code",
    "local-authority": "local_authority_code",
    "age": BORN,
}
"""The answer of a person that settles what is missing, by classification."""
_SEVERAL = "impairment_codes"
_OF_BIRTH = frozenset({FindingKind.BORN_AFTER_REFERRAL, FindingKind.VERY_OLD})


def answer_of(finding: Finding) -> str | None:
    """Name the answer of a person that settles a finding; None where no single one does."""
    return BORN if finding.kind in _OF_BIRTH else FIXED_HERE.get(finding.missing)


def answers_form(
    about: AboutPerson, findings: Sequence[Finding], held: PersonToChange
) -> ChangingForm[PersonToChange]:
    """Ask for the answer that settles the first finding, and for whatever else the person was not asked.

    Only the first has to be answered. It is all written at once, at the version that was read.
    """
    names = tuple(dict.fromkeys(name for one in findings if (name := answer_of(one)) is not None))
    changing = Changing(
        reading(about), partial(_values, names), partial(_write, about.actor, about.person_id, names)
    )
    fields = tuple(_fields(names, held, about))
    spec = FormSpec(
        translate("Inbox", "%1: what they said").replace("%1", about.name),
        fields,
        save_label=translate("Inbox", "Save"),
    )
    return ChangingForm(spec, held, changing, tasks=about.tasks, today=about.today)


def reading(about: AboutPerson) -> Work[PersonToChange]:
    """Read what is written about the person now."""
    return partial(person_to_change, actor=about.actor, person_id=about.person_id)


def _fields(names: Sequence[str], held: PersonToChange, about: AboutPerson) -> Iterator[FieldSpec]:
    yield _field(names[0], held, about, required=True)
    if len(names) > 1:
        also = translate("Inbox", "Also missing about them")
        yield Heading("also", also, hint=translate("Inbox", "Leave open what nobody asked."))
    for name in names[1:]:
        yield _field(name, held, about, required=False)


def _field(name: str, held: PersonToChange, about: AboutPerson, *, required: bool) -> FieldSpec:
    hint = translate("Inbox", "As the person says it; nobody guesses.") if required else ""
    if name == BORN:
        label = translate("Inbox", "Date of birth")
        return PartialDay(
            name, label, hint=translate("Inbox", "A day, a month or a year."), required=required
        )
    code_list = about.lists[LISTS_OF_ANSWERS[name]]
    before = getattr(held.words, name)
    if name == _SEVERAL:
        choices = options_of(code_list, on=about.today, besides=sorted(before or ()))
        return Several(name, code_list.title, hint=hint, options=choices, required=required)
    choices = options_of(code_list, on=about.today, besides=[before] if before else [])
    return Choice(name, code_list.title, hint=hint, options=choices, required=required)


def _values(names: Sequence[str], held: PersonToChange) -> Mapping[str, object]:
    return {name: getattr(held.words, name) for name in names}


def _write(
    actor: Actor, person_id: Any, names: Sequence[str], held: PersonToChange, answers: FormAnswers
) -> Work[None]:
    said = {name: _said(name, answers) for name in names}
    words = replace(held.words, **said)
    return partial(change_person, actor=actor, person_id=person_id, version=held.version, words=words)


def _said(name: str, answers: FormAnswers) -> Any:
    if name == BORN:
        return answers.partial(name)
    return frozenset(answers.codes(name)) or None if name == _SEVERAL else answers.code(name)
