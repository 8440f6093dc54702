"""What is asked of a consent, and the answers as what somebody agreed to or refused."""

from collections.abc import Sequence

from desktop.domain.consent import OF_AGE, PERSON
from desktop.queries.organisations import OrganisationLine
from desktop.services.consents import ConsentWithdrawal, NewConsent
from desktop.ui.organisations.choice import organisation_field, organisation_of
from desktop.ui.people.about import AboutPerson
from desktop.ui.people.case_choice import case_field, usual_case
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import (
    Choice,
    Day,
    FieldSpec,
    FormSpec,
    Heading,
    Line,
    Whenabouts,
    Words,
    YesNo,
    options,
    options_of,
    shown_if,
)
from desktop.ui.shared.words import translate

_NOT_ASKED = frozenset({"not-asked", "not-known"})
_SHARED = ("sharing", "case-study", "other")
_YES = "yes"


def consent_spec(about: AboutPerson, *, age: int | None, places: Sequence[OrganisationLine]) -> FormSpec:
    """Describe the form; ``age`` in whole years, None where nobody knows."""
    return FormSpec(
        translate("Consents", "Record a consent"),
        (
            *_what_was_asked(about),
            *_what_for(places),
            *_who_said_it(about),
            *(_under_18(age) if age is None or age < OF_AGE else ()),
            *_capacity(about),
            *case_field(about.cases),
        ),
        save_label=translate("Consents", "Save the consent"),
        intro=translate("Consents", "Write down a no as a yes: it protects them just as well."),
    )


def _what_was_asked(about: AboutPerson) -> tuple[FieldSpec, ...]:
    answers = [(_YES, translate("Consents", "Yes")), ("no", translate("Consents", "No"))]
    return (
        Choice(
            "kind",
            translate("Consents", "May we …?"),
            required=True,
            options=options_of(about.lists["consent-kind"], on=about.today),
        ),
        Choice("given", translate("Consents", "What they said"), required=True, options=options(answers)),
        Day("on", translate("Consents", "Day"), required=True, lies=Whenabouts.PAST),
        Choice(
            "how",
            translate("Consents", "How they said it"),
            required=True,
            beside=True,
            options=options_of(about.lists["consent-how"], on=about.today),
        ),
    )


def _what_for(places: Sequence[OrganisationLine]) -> tuple[FieldSpec, ...]:
    shared = shown_if("kind", *_SHARED)
    return (
        *organisation_field(
            places,
            label=translate("Consents", "With which organisation"),
            hint=translate("Consents", "Type a few letters of its name."),
            nothing=translate("Consents", "Any organisation, or one that is not in the directory"),
            depends_on=shared,
        ),
        Line(
            "to_whom",
            translate("Consents", "With whom else"),
            hint=translate("Consents", "In words. A referral needs an organisation of the directory."),
            depends_on=shared,
        ),
        Words("what", translate("Consents", "What may be shared or done"), lines=2),
        Line("purpose", translate("Consents", "What for")),
        Words("limits", translate("Consents", "What they do not want"), lines=2),
        Day(
            "expires",
            translate("Consents", "Last day it holds"),
            hint=translate("Consents", "Leave it empty if they named none."),
            lies=Whenabouts.AHEAD,
        ),
    )


def _who_said_it(about: AboutPerson) -> tuple[FieldSpec, ...]:
    givers = options_of(about.lists["consent-given-by"], on=about.today)
    others = (one.code for one in givers if one.code != PERSON)
    return (
        Choice("by", translate("Consents", "Who decided"), required=True, options=givers),
        Line(
            "by_name",
            translate("Consents", "Their name, and how they stand to the person"),
            depends_on=shown_if("by", *others),
        ),
    )


def _under_18(age: int | None) -> tuple[FieldSpec, ...]:
    known = translate("Consents", "They are under 18")
    unknown = translate("Consents", "If they may be under 18")
    return (
        Heading(
            "young",
            unknown if age is None else known,
            hint=translate("Consents", "Who judged that they can decide this themselves, and why."),
        ),
        Line("judged_by", translate("Consents", "Judged by"), depends_on=shown_if("by", PERSON)),
        Words("judged_why", translate("Consents", "Why"), lines=2, depends_on=shown_if("by", PERSON)),
        YesNo("parents", translate("Consents", "Do their parents know?")),
    )


def _capacity(about: AboutPerson) -> tuple[FieldSpec, ...]:
    offered = [
        one for one in options_of(about.lists["capacity"], on=about.today) if one.code not in _NOT_ASKED
    ]
    assessed = (one.code for one in offered if one.code != "presumed")
    return (
        Choice("capacity", translate("Consents", "Can they decide this now?"), options=tuple(offered)),
        Words(
            "capacity_why",
            translate("Consents", "Who assessed it, and why"),
            lines=2,
            depends_on=shown_if("capacity", *assessed),
        ),
    )


def first_values(about: AboutPerson) -> dict[str, object]:
    """Answer beforehand what is nearly always so."""
    return {"on": about.today, "how": "said", "by": PERSON} | usual_case(about.cases)


def consent_of(answers: FormAnswers) -> NewConsent:
    """Make what was said of the answers."""
    young = "parents" in answers.values
    return NewConsent(
        kind_code=answers.needed_code("kind"),
        given=answers.code("given") == _YES,
        answered_on=answers.needed_day("on"),
        how_code=answers.needed_code("how"),
        given_by_code=answers.needed_code("by"),
        given_by_name=answers.text("by_name"),
        organisation_id=organisation_of(answers),
        what=answers.text("what"),
        to_whom=answers.text("to_whom"),
        purpose=answers.text("purpose"),
        limits=answers.text("limits"),
        competence_judged_by=answers.text("judged_by") if young else "",
        competence_reason=answers.text("judged_why") if young else "",
        parents_know=answers.yes_no("parents") if young else None,
        capacity_code=answers.code("capacity"),
        capacity_reason=answers.text("capacity_why"),
        expires_on=answers.day("expires"),
    )


def withdrawal_spec() -> FormSpec:
    """Describe how consent is taken back."""
    return FormSpec(
        translate("Consents", "They take it back"),
        (
            Day("on", translate("Consents", "Day"), required=True, lies=Whenabouts.PAST),
            Words("words", translate("Consents", "What they said"), lines=3),
        ),
        save_label=translate("Consents", "Withdraw the consent"),
        intro=translate(
            "Consents",
            "Referrals that rest on it and are not sent yet are stopped at once. It cannot be undone.",
        ),
    )


def withdrawal_of(answers: FormAnswers) -> ConsentWithdrawal:
    """Make what was taken back of the answers."""
    return ConsentWithdrawal(on=answers.needed_day("on"), words=answers.text("words"))
