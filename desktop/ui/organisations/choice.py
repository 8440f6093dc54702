"""Choosing a place of the directory in a form."""

from collections.abc import Sequence
from uuid import UUID

from desktop.domain.ids import OrganisationId
from desktop.queries.organisations import OrganisationLine
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import Choice, Option, ShownIf
from desktop.ui.shared.words import translate

ORGANISATION = "organisation"


def organisation_options(lines: Sequence[OrganisationLine]) -> tuple[Option, ...]:
    """Offer places by name; they are found by their kind and area as well."""
    return tuple(
        Option(str(one.organisation_id), one.name, also=" ".join((one.kind, *(one.areas or ()))))
        for one in lines
        if not one.closed
    )


def organisation_field(
    lines: Sequence[OrganisationLine],
    *,
    label: str,
    hint: str = "",
    nothing: str = "",
    required: bool = False,
    depends_on: ShownIf | None = None,
) -> tuple[Choice, ...]:
    """Ask for a place; an empty directory has nothing to ask."""
    offered = organisation_options(lines)
    if not offered:
        return ()
    usual = translate("Organisations", "None of these")
    return (
        Choice(
            ORGANISATION,
            label,
            hint=hint,
            options=offered,
            nothing=nothing or usual,
            required=required,
            depends_on=depends_on,
        ),
    )


def organisation_of(answers: FormAnswers) -> OrganisationId | None:
    """Give the place that was chosen, if any."""
    code = answers.code(ORGANISATION) if ORGANISATION in answers.values else None
    return OrganisationId(UUID(code)) if code else None
