"""What is asked of signposting and onward referrals, and the answers as such."""

from collections.abc import Mapping, Sequence

from desktop.domain.ids import OrganisationId
from desktop.domain.onward import STOPPED, WAITING
from desktop.errors import BadInputError
from desktop.queries.onward_referrals import OnwardReferralDetails
from desktop.queries.organisations import OrganisationLine
from desktop.services.onward_referrals import (
    NewOnwardReferral,
    NewSignposting,
    OnwardOutcome,
    PreparedEdits,
)
from desktop.ui.organisations.choice import organisation_field, organisation_of
from desktop.ui.people.about import AboutPerson
from desktop.ui.people.case_choice import case_field
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import (
    Choice,
    Day,
    FieldSpec,
    FormSpec,
    Whenabouts,
    Words,
    options_of,
)
from desktop.ui.shared.words import translate


def _where(places: Sequence[OrganisationLine]) -> tuple[FieldSpec, ...]:
    return organisation_field(
        places,
        label=translate("Onward", "Which organisation"),
        hint=translate("Onward", "From the directory: type a few letters of its name."),
        required=True,
    )


def _need(about: AboutPerson, *, held: OnwardReferralDetails | None = None) -> Choice:
    return Choice(
        "need",
        translate("Onward", "For which need"),
        options=options_of(
            about.lists["need"], on=about.today, besides=[held.need_code] if held and held.need_code else ()
        ),
        nothing=translate("Onward", "No single need"),
    )


def _follow_up() -> Day:
    return Day("follow_up", translate("Onward", "Ask what became of it on"), lies=Whenabouts.AHEAD)


def signposting_spec(about: AboutPerson, places: Sequence[OrganisationLine]) -> FormSpec:
    """Describe how the person was told about a place."""
    return FormSpec(
        translate("Onward", "Tell them about a place"),
        (
            *_where(places),
            Day("on", translate("Onward", "Told on"), required=True, lies=Whenabouts.PAST),
            _need(about),
            _follow_up(),
            *case_field(about.cases),
        ),
        save_label=translate("Onward", "Save"),
        another_label=translate("Onward", "Save and add another"),
        intro=translate(
            "Onward", "You told them, and they get in touch themselves. Nothing about them is sent."
        ),
    )


def referral_spec(about: AboutPerson, places: Sequence[OrganisationLine]) -> FormSpec:
    """Describe a referral that is prepared; nothing leaves before it is sent."""
    return FormSpec(
        translate("Onward", "Prepare a referral"),
        (
            *_where(places),
            _passed(),
            Day("on", translate("Onward", "Prepared on"), required=True, lies=Whenabouts.PAST),
            _need(about),
            _follow_up(),
            *case_field(about.cases),
        ),
        save_label=translate("Onward", "Save what is prepared"),
        intro=translate("Onward", "Nothing is sent yet: open it again to note that it was."),
    )


def _passed() -> Words:
    return Words(
        "passed",
        translate("Onward", "What is passed on"),
        hint=translate("Onward", "Word for word as they will read it, and no more than they need."),
        required=True,
        lines=6,
    )


def prepared_spec(about: AboutPerson, held: OnwardReferralDetails) -> FormSpec:
    """Describe what is prepared, to be written anew before it is sent."""
    return FormSpec(
        translate("Onward", "Change the referral"),
        (_passed(), _need(about, held=held), _follow_up()),
        save_label=translate("Onward", "Save what is prepared"),
        intro=held.organisation,
    )


def sending_spec(held: OnwardReferralDetails) -> FormSpec:
    """Describe that it was sent."""
    return FormSpec(
        translate("Onward", "It was sent"),
        (Day("on", translate("Onward", "Sent on"), required=True, lies=Whenabouts.PAST),),
        save_label=translate("Onward", "Note that it was sent"),
        intro=translate(
            "Onward",
            "This program sends nothing by itself: send it to %1 the way you agreed, then note it here. "
            "Their consent is looked at once more.",
        ).replace("%1", held.organisation),
    )


def stopping_spec(held: OnwardReferralDetails) -> FormSpec:
    """Describe why it is not sent."""
    return FormSpec(
        translate("Onward", "Stop the referral"),
        (Words("reason", translate("Onward", "Why it is not sent"), required=True, lines=2),),
        save_label=translate("Onward", "Stop it"),
        intro=held.organisation,
    )


def outcome_spec(about: AboutPerson, held: OnwardReferralDetails) -> FormSpec:
    """Describe what became of it."""
    known = options_of(about.lists["onward-outcome"], on=about.today, besides=[held.outcome_code])
    offered = tuple(
        one for one in known if one.code not in {WAITING, STOPPED} or one.code == held.outcome_code
    )
    return FormSpec(
        translate("Onward", "What became of it"),
        (
            Choice("outcome", translate("Onward", "What became of it"), required=True, options=offered),
            Day("on", translate("Onward", "Heard on"), required=True, lies=Whenabouts.PAST),
            Words("words", translate("Onward", "In a few words"), lines=2),
            Day("follow_up", translate("Onward", "Ask again on"), lies=Whenabouts.AHEAD),
        ),
        save_label=translate("Onward", "Save what became of it"),
        intro=held.organisation,
    )


def _place(answers: FormAnswers) -> OrganisationId:
    place = organisation_of(answers)
    if place is None:
        raise empty_directory()
    return place


def empty_directory() -> BadInputError:
    """Say that there is nothing to choose from yet."""
    what = translate("Onward", "The directory is empty.")
    return BadInputError(what, translate("Onward", "Add the organisation in the room “Directory” first."))


def signposting_of(answers: FormAnswers) -> NewSignposting:
    """Make a signposting of the answers.

    Raises:
        BadInputError: the directory is empty.
    """
    return NewSignposting(
        organisation_id=_place(answers),
        made_on=answers.needed_day("on"),
        need_code=answers.code("need"),
        follow_up_on=answers.day("follow_up"),
    )


def referral_of(answers: FormAnswers) -> NewOnwardReferral:
    """Make a prepared referral of the answers.

    Raises:
        BadInputError: the directory is empty.
    """
    return NewOnwardReferral(
        organisation_id=_place(answers),
        made_on=answers.needed_day("on"),
        what_was_passed=answers.text("passed"),
        need_code=answers.code("need"),
        follow_up_on=answers.day("follow_up"),
    )


def prepared_of(answers: FormAnswers) -> PreparedEdits:
    """Make what is prepared of the answers."""
    return PreparedEdits(
        what_was_passed=answers.text("passed"),
        need_code=answers.code("need"),
        follow_up_on=answers.day("follow_up"),
    )


def prepared_values(held: OnwardReferralDetails) -> Mapping[str, object]:
    """Give what is prepared, to fill the form."""
    return {
        "passed": held.what_was_passed.text,
        "need": held.need_code,
        "follow_up": held.follow_up_on,
    }


def outcome_of(answers: FormAnswers) -> OnwardOutcome:
    """Make what became of it of the answers."""
    return OnwardOutcome(
        outcome_code=answers.needed_code("outcome"),
        on=answers.needed_day("on"),
        words=answers.text("words"),
        follow_up_on=answers.day("follow_up"),
    )


def outcome_values(about: AboutPerson, held: OnwardReferralDetails) -> Mapping[str, object]:
    """Give what is known of it so far, to fill the form."""
    known = None if held.outcome_code == WAITING else held.outcome_code
    return {
        "outcome": known,
        "on": held.outcome_on or about.today,
        "words": held.outcome_words.text,
        "follow_up": held.follow_up_on if known else None,
    }
