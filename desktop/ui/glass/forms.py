"""Breaking the glass over a person: what it means, the reason, for how long."""

from functools import partial

from desktop.domain.ids import BrokenGlassId
from desktop.domain.permissions import Permission
from desktop.services.glass import LONGEST_HOURS, USUAL_HOURS, break_glass
from desktop.ui.people.about import AboutPerson, Adding, Opening, Show
from desktop.ui.people.keeping import new_form
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import FormSpec, Line, Number, Words
from desktop.ui.shared.saving import Work
from desktop.ui.shared.words import translate


def glass_spec(*, by_reference: bool = False) -> FormSpec:
    """Describe the breaking of the glass: it is for emergencies, and never in secret."""
    reference = Line(
        "reference",
        translate("Glass", "Reference of the person or their case"),
        hint=translate("Glass", "For somebody whom you do not see at all."),
        required=True,
        most=40,
    )
    return FormSpec(
        translate("Glass", "Break the glass"),
        (
            *([reference] if by_reference else []),
            Words(
                "reason",
                translate("Glass", "What do you need to know, and why now?"),
                hint=translate("Glass", "In clear: every lead reads it. Name nobody else in it."),
                required=True,
                lines=3,
            ),
            Number(
                "hours",
                translate("Glass", "For how long"),
                required=True,
                least=1,
                most=LONGEST_HOURS,
                unit=translate("Glass", "hours"),
            ),
        ),
        save_label=translate("Glass", "Break the glass"),
        intro=translate(
            "Glass",
            "For an emergency: you will read everything that is sealed about this person. The safeguarding "
            "lead is told that you did, when, and why; that stays written down.",
        ),
    )


def _begin(about: AboutPerson, show: Show) -> None:
    def save(answers: FormAnswers) -> Work[BrokenGlassId]:
        return partial(
            break_glass,
            actor=about.actor,
            person_id=about.person_id,
            reason=answers.text("reason"),
            hours=answers.number("hours") or USUAL_HOURS,
        )

    show(new_form(about, glass_spec(), name="glass", save=save, values={"hours": USUAL_HOURS}))


ADDINGS: tuple[Adding, ...] = (
    Adding(
        "broken_glass",
        translate("Glass", "Break the glass: read what is sealed"),
        "show",
        Permission.BREAK_GLASS,
        _begin,
    ),
)
OPENINGS: tuple[Opening, ...] = ()
