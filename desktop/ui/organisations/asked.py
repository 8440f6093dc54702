"""What the directory asks of a place, and the answers as what it says."""

from collections.abc import Mapping
from datetime import date

from desktop.domain.codes import CodeList
from desktop.queries.organisations import OrganisationDetails
from desktop.services.organisations import LONGEST_LINE, OLDEST_AGE, OrganisationWords
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import (
    Choice,
    Day,
    FieldSpec,
    FormSpec,
    Heading,
    Line,
    Number,
    Several,
    Whenabouts,
    Words,
    YesNo,
    options,
    options_of,
    shown_if,
)
from desktop.ui.shared.words import translate

Lists = Mapping[str, CodeList]
_ALL, _SOME = "all", "some"


def _sets() -> tuple[tuple[str, str, str, str, str], ...]:
    """Name each set of codes: its field, its list, what is asked, "for everybody", "which ones"."""
    return (
        (
            "areas",
            "local-authority",
            translate("Organisations", "Which areas it takes"),
            translate("Organisations", "Everywhere"),
            translate("Organisations", "Areas"),
        ),
        (
            "needs",
            "need",
            translate("Organisations", "Which needs"),
            translate("Organisations", "Any need"),
            translate("Organisations", "Needs"),
        ),
        (
            "crimes",
            "crime-type",
            translate("Organisations", "After which crimes"),
            translate("Organisations", "Any crime"),
            translate("Organisations", "Crimes"),
        ),
        (
            "genders",
            "gender",
            translate("Organisations", "For whom"),
            translate("Organisations", "Everybody"),
            translate("Organisations", "Only for"),
        ),
        (
            "languages",
            "language",
            translate("Organisations", "In which languages"),
            translate("Organisations", "Any language"),
            translate("Organisations", "Languages"),
        ),
    )


def organisation_spec(lists: Lists, *, today: date, held: OrganisationDetails | None = None) -> FormSpec:
    """Describe an entry; ``held`` is the one to be changed."""
    return FormSpec(
        translate("Organisations", "Change the entry") if held else translate("Organisations", "Add a place"),
        (
            Line("name", translate("Organisations", "Name"), required=True, most=LONGEST_LINE),
            Choice(
                "kind",
                translate("Organisations", "Kind"),
                options=options_of(
                    lists["organisation-kind"],
                    on=today,
                    besides=[held.kind_code] if held and held.kind_code else (),
                ),
                nothing=translate("Organisations", "Not known"),
            ),
            Words("what", translate("Organisations", "What they do"), lines=2),
            *_reaching(),
            *_taking(lists, today, held),
            *_knowing(),
        ),
        save_label=translate("Organisations", "Save the entry"),
        another_label="" if held else translate("Organisations", "Save and add another"),
    )


def _reaching() -> tuple[FieldSpec, ...]:
    return (
        Heading("reaching", translate("Organisations", "How to reach them")),
        Line("phone", translate("Organisations", "Phone"), most=LONGEST_LINE),
        Line("email", translate("Organisations", "E-mail"), most=LONGEST_LINE),
        Line("website", translate("Organisations", "Website"), most=LONGEST_LINE),
        Words("address", translate("Organisations", "Address"), lines=2),
        Line("hours", translate("Organisations", "Opening hours"), most=LONGEST_LINE),
    )


def _taking(lists: Lists, today: date, held: OrganisationDetails | None) -> tuple[FieldSpec, ...]:
    fields: list[FieldSpec] = [
        Heading(
            "taking",
            translate("Organisations", "Whom they take"),
            hint=translate("Organisations", "“Not known” is an honest answer: nobody is left out by it."),
        )
    ]
    for key, list_key, label, everybody, which in _sets():
        answers = options([(_ALL, everybody), (_SOME, translate("Organisations", "Only some"))])
        unknown = translate("Organisations", "Not known")
        kept = _held_codes(held, key) or frozenset()
        fields.append(Choice(f"{key}-for", label, options=answers, nothing=unknown))
        fields.append(
            Several(
                key,
                which,
                required=True,
                options=options_of(lists[list_key], on=today, besides=kept),
                depends_on=shown_if(f"{key}-for", _SOME),
            )
        )
    years = translate("Organisations", "years")
    fields.append(Number("age-from", translate("Organisations", "From age"), most=OLDEST_AGE, unit=years))
    fields.append(
        Number("age-to", translate("Organisations", "To age"), most=OLDEST_AGE, unit=years, beside=True)
    )
    return tuple(fields)


def _knowing() -> tuple[FieldSpec, ...]:
    return (
        Heading("knowing", translate("Organisations", "Good to know")),
        YesNo(
            "self-referral",
            translate("Organisations", "Can people get in touch themselves?"),
            nothing=translate("Organisations", "Not asked"),
        ),
        Line("waiting", translate("Organisations", "Waiting time"), most=LONGEST_LINE),
        Day("funded", translate("Organisations", "Funded until"), lies=Whenabouts.AHEAD),
    )


def organisation_of(answers: FormAnswers) -> OrganisationWords:
    """Make an entry of the answers."""
    return OrganisationWords(
        name=answers.text("name"),
        kind_code=answers.code("kind"),
        what_they_do=answers.text("what"),
        phone=answers.text("phone"),
        email=answers.text("email"),
        website=answers.text("website"),
        address=answers.text("address"),
        opening_hours=answers.text("hours"),
        area_codes=_codes(answers, "areas"),
        need_codes=_codes(answers, "needs"),
        crime_codes=_codes(answers, "crimes"),
        gender_codes=_codes(answers, "genders"),
        language_codes=_codes(answers, "languages"),
        age_from=answers.number("age-from"),
        age_to=answers.number("age-to"),
        self_referral=answers.yes_no("self-referral"),
        waiting_time=answers.text("waiting"),
        funded_until=answers.day("funded"),
    )


def _codes(answers: FormAnswers, key: str) -> frozenset[str] | None:
    """Give the chosen codes: none for everybody, None where nobody knows."""
    taken = answers.code(f"{key}-for")
    if taken is None:
        return None
    return frozenset(answers.codes(key)) if taken == _SOME else frozenset()


def _held_codes(held: OrganisationDetails | None, key: str) -> frozenset[str] | None:
    if held is None:
        return None
    return {
        "areas": held.area_codes,
        "needs": held.need_codes,
        "crimes": held.crime_codes,
        "genders": held.gender_codes,
        "languages": held.language_codes,
    }[key]


def organisation_values(held: OrganisationDetails) -> Mapping[str, object]:
    """Give what an entry says, to fill the form."""
    values: dict[str, object] = {
        "name": held.line.name,
        "kind": held.kind_code,
        "what": held.line.what_they_do,
        "phone": held.phone,
        "email": held.email,
        "website": held.website,
        "address": held.address,
        "hours": held.opening_hours,
        "age-from": held.age_from,
        "age-to": held.age_to,
        "self-referral": {True: "yes", False: "no", None: None}[held.line.self_referral],
        "waiting": held.line.waiting_time,
        "funded": held.funded_until,
    }
    for key, *_words in _sets():
        codes = _held_codes(held, key)
        values[f"{key}-for"] = None if codes is None else _SOME if codes else _ALL
        values[key] = tuple(sorted(codes or ()))
    return values


def closing_spec() -> FormSpec:
    """Describe that a place closes."""
    return FormSpec(
        translate("Organisations", "The place closes"),
        (Day("on", translate("Organisations", "Closes on"), required=True, lies=Whenabouts.ANY),),
        save_label=translate("Organisations", "Note that it closes"),
        intro=translate(
            "Organisations", "From that day nobody is sent there. The entry stays for the record."
        ),
    )
