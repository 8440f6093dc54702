"""The forms of the directory."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.codes import CodeList
from desktop.queries.organisations import OrganisationDetails, organisation_details
from desktop.services.organisations import add_organisation, change_organisation, close_organisation
from desktop.ui.organisations.asked import (
    closing_spec,
    organisation_of,
    organisation_spec,
    organisation_values,
)
from desktop.ui.shared.drafts import DraftKeeper, keep_drafts
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.saving import Changing, ChangingForm, SavingForm, Work


@dataclass(frozen=True, slots=True)
class Writing:
    """Everything by which a form of the directory asks and saves."""

    tasks: Tasks
    actor: Actor
    drafts: DraftKeeper
    lists: Mapping[str, CodeList]
    today: date


def new_form(by: Writing) -> SavingForm:
    """Make the form for a new place."""

    def save(answers: FormAnswers) -> Work[object]:
        return partial(add_organisation, actor=by.actor, words=organisation_of(answers))

    form = SavingForm(organisation_spec(by.lists, today=by.today), save, tasks=by.tasks, today=by.today)
    keep_drafts(form, by.drafts, form_name="organisation", record_id=by.actor.user_id)
    return form


def _again(by: Writing, held: OrganisationDetails) -> Work[OrganisationDetails]:
    return partial(
        organisation_details,
        actor=by.actor,
        organisation_id=held.line.organisation_id,
        code_lists=by.lists,
    )


def changing_form(by: Writing, held: OrganisationDetails) -> Form:
    """Make the form that writes an entry anew."""

    def write(newest: OrganisationDetails, answers: FormAnswers) -> Work[None]:
        return partial(
            change_organisation,
            actor=by.actor,
            organisation_id=newest.line.organisation_id,
            version=newest.version,
            words=organisation_of(answers),
        )

    changing = Changing(_again(by, held), organisation_values, write)
    spec = organisation_spec(by.lists, today=by.today, held=held)
    form = ChangingForm(spec, held, changing, tasks=by.tasks, today=by.today)
    keep_drafts(form, by.drafts, form_name="organisation-changed", record_id=held.line.organisation_id)
    return form


def closing_form(by: Writing, held: OrganisationDetails) -> Form:
    """Make the form by which a place is noted as closing."""

    def write(newest: OrganisationDetails, answers: FormAnswers) -> Work[None]:
        return partial(
            close_organisation,
            actor=by.actor,
            organisation_id=newest.line.organisation_id,
            version=newest.version,
            on=answers.needed_day("on"),
        )

    changing = Changing(_again(by, held), lambda _newest: {"on": by.today}, write)
    return ChangingForm(closing_spec(), held, changing, tasks=by.tasks, today=by.today)
