"""The forms of funding: adding a source of money, and saying anew from when until when it pays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypedDict

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.queries.funding_streams import FundingStreamRow, funding_streams
from desktop.services.funding_streams import add_funding_stream, change_funding_stream
from desktop.ui.shared.drafts import DraftKeeper, keep_drafts
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import Day, FormSpec, Line, Whenabouts
from desktop.ui.shared.opened import the_one
from desktop.ui.shared.saving import Changing, ChangingForm, SavingForm, Work
from desktop.ui.shared.words import translate

if TYPE_CHECKING:
    from desktop.models.session import RecordSession


@dataclass(frozen=True, slots=True)
class Funding:
    """Everything by which a form of funding asks and saves."""

    tasks: Tasks
    actor: Actor
    drafts: DraftKeeper
    today: date


class _Said(TypedDict):
    name: str
    funder: str | None
    starts_on: date | None
    ends_on: date | None


def funding_spec(held: FundingStreamRow | None = None) -> FormSpec:
    """Describe a source of money; ``held`` is the one to be changed."""
    until = translate("Funding", "After this day no new case can belong to it; its cases stay with it.")
    return FormSpec(
        translate("Funding", "Change funding") if held else translate("Funding", "Add funding"),
        (
            Line("name", translate("Funding", "What you call it"), required=True),
            Line("funder", translate("Funding", "Who gives it")),
            Day("from", translate("Funding", "First day"), lies=Whenabouts.ANY),
            Day("until", translate("Funding", "Last day"), hint=until, lies=Whenabouts.ANY),
        ),
        save_label=translate("Funding", "Save the funding"),
    )


def _said(answers: FormAnswers) -> _Said:
    return {
        "name": answers.text("name"),
        "funder": answers.text("funder") or None,
        "starts_on": answers.day("from"),
        "ends_on": answers.day("until"),
    }


def _values(held: FundingStreamRow) -> Mapping[str, object]:
    return {"name": held.name, "funder": held.funder, "from": held.starts_on, "until": held.ends_on}


def adding_form(by: Funding) -> SavingForm:
    """Make the form for a new source of money."""

    def save(answers: FormAnswers) -> Work[object]:
        return partial(add_funding_stream, actor=by.actor, **_said(answers))

    form = SavingForm(funding_spec(), save, tasks=by.tasks, today=by.today)
    keep_drafts(form, by.drafts, form_name="funding", record_id=by.actor.user_id)
    return form


def changing_funding_form(by: Funding, stream: FundingStreamRow) -> Form:
    """Make the form that says anew what it is called, and from when until when it pays."""

    def again(session: "RecordSession") -> FundingStreamRow:
        found = funding_streams(session, actor=by.actor)
        return the_one([one for one in found if one.stream_id == stream.stream_id])

    def write(held: FundingStreamRow, answers: FormAnswers) -> Work[None]:
        return partial(
            change_funding_stream,
            actor=by.actor,
            stream_id=held.stream_id,
            version=held.version,
            **_said(answers),
        )

    changing = Changing(again, _values, write)
    form = ChangingForm(funding_spec(stream), stream, changing, tasks=by.tasks, today=by.today)
    keep_drafts(form, by.drafts, form_name="funding-changed", record_id=stream.stream_id)
    return form
