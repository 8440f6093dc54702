"""What is asked for each part of a return that is typed in, and the answers as what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.amounts import amount_shown
from desktop.domain.periods import Period
from desktop.domain.return_entries import Entries
from desktop.returns.rules.definitions import Definition
from desktop.returns.rules.entered_rules import (
    CoverRules,
    EnteredRules,
    EnteredUnit,
    Place,
    TextRules,
)
from desktop.services.return_entries import AnyRules, Filled
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import Amount, FieldSpec, FormSpec, Heading, Line, Words
from desktop.ui.shared.tokens import Tone
from desktop.ui.shared.words import translate

STORY_OF = "story_of"
WIDEST_GRID = 4
"""Columns to type in that stand beside each other; of more, each row has its fields below its heading."""
_WHOLE = frozenset({EnteredUnit.COUNT, EnteredUnit.PEOPLE})
_SEPARATOR = "|"
_MOST_OF_A_REFERENCE = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to fill in: by whose rules, for which quarter."""

    definition_id: str
    quarter: Period


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of a return for the list: how much of it stands there."""

    rules: AnyRules
    filled: int
    places: int
    not_to_be_told: str

    @property
    def tone(self) -> Tone:
        """Say by a colour too whether it is done."""
        if self.not_to_be_told:
            return Tone.DANGER
        if self.filled == self.places:
            return Tone.GOOD
        return Tone.CAUTION if self.filled else Tone.PLAIN


def parts_of(definition: Definition) -> tuple[AnyRules, ...]:
    """Name everything of a return that is typed in, the cover first."""
    cover = (definition.cover,) if definition.cover else ()
    return (*cover, *definition.entered, *definition.texts)


def places_of(rules: AnyRules) -> tuple[Place, ...]:
    """Name the places of a part that are typed in."""
    match rules:
        case EnteredRules():
            return rules.typed
        case CoverRules():
            return rules.places
        case TextRules():
            return (rules.place,)


def lines_of(definition: Definition, entries: Entries, quarter: Period) -> tuple[PartLine, ...]:
    """Say of each part how much of it stands there for a quarter."""
    lines = []
    for rules in parts_of(definition):
        held, places = entries.of(rules.id, quarter), places_of(rules)
        filled = sum(place in held and held[place].holds_something for place in places)
        why = next((one.not_to_be_told for one in held.values() if one.words), "")
        lines.append(PartLine(rules, filled, len(places), why))
    return tuple(lines)


def spec_of(rules: AnyRules, quarter: Period, *, today: date) -> FormSpec:
    """Describe the form of a part; it says first which quarter is filled in, and that it goes on still."""
    fields, hint = _asked_of(rules)
    goes_on = translate("FillingIn", "It is not over yet.") if today <= quarter.end else ""
    intro = " ".join(words for words in (f"{quarter.in_words}.", goes_on, hint) if words)
    return FormSpec(
        rules.title,
        fields,
        intro=intro,
        save_label=translate("FillingIn", "Save"),
        another_label=translate("FillingIn", "Save, and on to the next"),
    )


def _asked_of(rules: AnyRules) -> tuple[tuple[FieldSpec, ...], str]:
    """Give the fields of a part, and what is said before them."""
    if isinstance(rules, EnteredRules):
        return _amounts(rules), rules.hint
    if isinstance(rules, TextRules):
        return _words(rules), rules.hint
    lines = tuple(
        Line(key_of(place), line.label, hint=line.hint, most=rules.most)
        for line, place in zip(rules.lines, rules.places, strict=True)
    )
    return lines, ""


def is_grid(rules: EnteredRules) -> bool:
    """Say whether a table is narrow enough to be filled in as a table."""
    return sum(column.minus is None for column in rules.columns) <= WIDEST_GRID


def _amounts(rules: EnteredRules) -> tuple[FieldSpec, ...]:
    typed, fields = set(rules.typed), list[FieldSpec]()
    for row in rules.rows:
        if row.adds:
            continue
        fields.append(Heading(f"row{_SEPARATOR}{row.code}", row.label))
        for column in rules.columns:
            if (row.code, column.code) in typed:
                label = f"{row.label}, {column.label}" if is_grid(rules) else column.label
                fields.append(
                    Amount(
                        key_of((row.code, column.code)),
                        label,
                        whole=column.unit in _WHOLE,
                        money=column.unit is EnteredUnit.POUNDS,
                        beside=True,
                        bare=is_grid(rules),
                    )
                )
    return tuple(fields)


def _words(rules: TextRules) -> tuple[FieldSpec, ...]:
    most = translate("FillingIn", "At most %1 letters. What you paste is cleaned when you save.")
    words = Words(key_of(rules.place), rules.title, hint=most.replace("%1", f"{rules.most:,}"), lines=10)
    if not rules.case_study:
        return (words,)
    whose = Line(
        STORY_OF,
        translate("FillingIn", "Whose story it is"),
        hint=translate(
            "FillingIn",
            "Their reference: the story rests on their consent. It is not printed.",
        ),
        most=_MOST_OF_A_REFERENCE,
    )
    return (whose, words)


def key_of(place: Place) -> str:
    """Give the key of a place's field."""
    return _SEPARATOR.join(place)


def values_of(rules: AnyRules, entries: Entries, quarter: Period) -> Mapping[str, object]:
    """Give what stands in the fields of a part."""
    held = entries.of(rules.id, quarter)
    values: dict[str, object] = {}
    for place in places_of(rules):
        entry = held.get(place)
        if isinstance(rules, EnteredRules):
            number = None if entry is None else entry.hundredths
            money = rules.unit_of(place[1]) is EnteredUnit.POUNDS
            values[key_of(place)] = "" if number is None else amount_shown(number, money=money)
        else:
            values[key_of(place)] = "" if entry is None else entry.words or ""
            if isinstance(rules, TextRules) and rules.case_study:
                values[STORY_OF] = "" if entry is None else entry.story_of
    return values


def filled_of(rules: AnyRules, answers: FormAnswers) -> Filled:
    """Give what was typed in as it is kept."""
    places = places_of(rules)
    if isinstance(rules, EnteredRules):
        return Filled(numbers={place: answers.number(key_of(place)) for place in places})
    story_of = answers.text(STORY_OF) if isinstance(rules, TextRules) and rules.case_study else ""
    return Filled(words={place: answers.text(key_of(place)) for place in places}, story_of=story_of)


def next_open(lines: Sequence[PartLine], after: AnyRules) -> AnyRules | None:
    """Give the next part below one in the list; None below the last."""
    ids = [line.rules.id for line in lines]
    below = ids.index(after.id) + 1 if after.id in ids else len(ids)
    return lines[below].rules if below < len(lines) else None
