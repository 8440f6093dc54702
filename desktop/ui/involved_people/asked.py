"""What is asked about somebody around a case, and the answers as words."""

from collections.abc import Mapping, Sequence
from datetime import date

from desktop.domain.codes import CodeList
from desktop.services.involved_people import InvolvedWords
from desktop.ui.people.about import CaseChoice
from desktop.ui.people.case_choice import case_field
from desktop.ui.shared.form_answers import NO, YES, FormAnswers
from desktop.ui.shared.form_fields import (
    Choice,
    Day,
    FormSpec,
    Heading,
    Line,
    Tick,
    Whenabouts,
    Words,
    YesNo,
    options_of,
)
from desktop.ui.shared.words import translate


def involved_spec(
    lists: Mapping[str, CodeList],
    cases: Sequence[CaseChoice],
    on: date,
    *,
    held: str | None = None,
) -> FormSpec:
    """Describe somebody around a case; ``held`` is the role of one who is changed."""
    title = translate("Involved", "Change this person") if held else translate("Involved", "Add somebody")
    return FormSpec(
        title,
        (
            Choice(
                "role",
                translate("Involved", "Who they are"),
                required=True,
                options=options_of(lists["involved-role"], on=on, besides=[held] if held else []),
            ),
            Line("name", translate("Involved", "Name")),
            Line("organisation", translate("Involved", "Organisation")),
            Tick(
                "never",
                translate("Involved", "Never speak to them"),
                hint=translate(
                    "Involved",
                    "The numbers and addresses of such a person are refused wherever somebody uses them.",
                ),
            ),
            Tick("trusted", translate("Involved", "The person trusts them")),
            YesNo("parental", translate("Involved", "Do they have parental responsibility?")),
            Words("may_say", translate("Involved", "What we may say to them"), lines=2),
            Heading("reach", translate("Involved", "How they are reached")),
            Line("number", translate("Involved", "Telephone")),
            Line("email", translate("Involved", "E-mail"), beside=True),
            Line("address", translate("Involved", "Address")),
            Words("note", translate("Involved", "Note"), lines=2),
            *(() if held else case_field(cases)),
        ),
        save_label=translate("Involved", "Save"),
        another_label="" if held else translate("Involved", "Save and add another"),
    )


def involved_of(answers: FormAnswers) -> InvolvedWords:
    """Read the answers."""
    return InvolvedWords(
        role_code=answers.text("role"),
        name=answers.text("name") or None,
        organisation=answers.text("organisation") or None,
        number=answers.text("number") or None,
        email=answers.text("email") or None,
        address=answers.text("address") or None,
        what_we_may_say=answers.text("may_say") or None,
        note=answers.text("note") or None,
        never_speak_to=answers.ticked("never"),
        trusted_other=answers.ticked("trusted"),
        parental_responsibility=answers.yes_no("parental"),
    )


def values_of(words: InvolvedWords) -> dict[str, object]:
    """Fill a form from what is kept."""
    has = words.parental_responsibility
    return {
        "role": words.role_code,
        "name": words.name,
        "organisation": words.organisation,
        "never": words.never_speak_to,
        "trusted": words.trusted_other,
        "parental": None if has is None else YES if has else NO,
        "may_say": words.what_we_may_say,
        "number": words.number,
        "email": words.email,
        "address": words.address,
        "note": words.note,
    }


def offender_spec(cases: Sequence[CaseChoice], *, changing: bool = False) -> FormSpec:
    """Describe what was said of whoever is said to have done it."""
    when = Day("told", translate("Involved", "When it was said"), lies=Whenabouts.PAST)
    new = (when, *case_field(cases))
    title = translate("Involved", "Correct what was said")
    return FormSpec(
        title if changing else translate("Involved", "Note an alleged offender"),
        (
            Words("words", translate("Involved", "What the person said of them"), required=True, sealed=True),
            *(() if changing else new),
        ),
        save_label=translate("Involved", "Save"),
        intro=translate(
            "Involved",
            "As little as possible, only what keeps the person safe. No search ever finds it.",
        ),
    )
