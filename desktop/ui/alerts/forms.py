"""Raising an alert, and opening one: what to do for everybody, why for those who read sealed text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.codes import CodeList
from desktop.domain.ids import AlertId
from desktop.domain.permissions import Permission, may
from desktop.queries.alerts import AlertLine, alerts_of_person
from desktop.queries.people import label_of
from desktop.services.alerts import NewAlert, change_alert, raise_alert, resolve_alert, review_alert
from desktop.ui.people.about import AboutPerson, Adding, CaseChoice, Opening, Show, ShowPage
from desktop.ui.people.case_choice import case_field, case_of, usual_case
from desktop.ui.people.keeping import changing_form, needed_day, new_form, one_of
from desktop.ui.shared.badges import badge
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import Choice, Day, FieldSpec, FormSpec, Whenabouts, Words, options_of
from desktop.ui.shared.layouts import column, holder
from desktop.ui.shared.opened import Deed, Opened, told
from desktop.ui.shared.saving import Changing, Work
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import heading, translate, uk_date


def alert_spec(
    lists: Mapping[str, CodeList],
    cases: Sequence[CaseChoice],
    on: date,
    *,
    changing: AlertLine | None = None,
) -> FormSpec:
    """Describe an alert: what to do in clear, why sealed."""
    held = [changing.kind_code] if changing else []
    why = translate("Alert", "Why")
    return FormSpec(
        translate("Alert", "Change the alert") if changing else translate("Alert", "Raise an alert"),
        (
            Choice(
                "kind",
                translate("Alert", "Kind"),
                required=True,
                options=options_of(lists["alert-kind"], on=on, besides=held),
            ),
            Words(
                "what",
                translate("Alert", "What must colleagues do, or leave?"),
                hint=translate("Alert", "Everybody who meets the person reads this. Do not say why here."),
                required=True,
                lines=2,
            ),
            Words("why", why, hint=_why_hint(changing), lines=3, sealed=True),
            Day("review", translate("Alert", "Look at it again on"), lies=Whenabouts.AHEAD),
            *(() if changing else case_field(cases)),
        ),
        save_label=translate("Alert", "Save the alert"),
    )


def _why_hint(changing: AlertLine | None) -> str:
    if changing is None or not changing.why.withheld:
        return ""
    return translate(
        "Alert",
        "A reason is sealed here already. Leave this empty to keep it; what you write takes its place.",
    )


def _alert_of(answers: FormAnswers) -> NewAlert:
    return NewAlert(
        kind_code=answers.text("kind"),
        what_to_do=answers.text("what"),
        why=answers.text("why") or None,
        review_on=answers.day("review"),
    )


def _values(alert: AlertLine) -> dict[str, object]:
    return {
        "kind": alert.kind_code,
        "what": alert.what_to_do,
        "why": alert.why.text,
        "review": alert.review_on,
    }


def _begin(about: AboutPerson, show: Show) -> None:
    def save(answers: FormAnswers) -> Work[AlertId]:
        return partial(
            raise_alert,
            actor=about.actor,
            person_id=about.person_id,
            case_id=case_of(answers),
            alert=_alert_of(answers),
        )

    spec = alert_spec(about.lists, about.cases, about.today)
    show(new_form(about, spec, name="alert", save=save, values=usual_case(about.cases)))


def alert_items(alert: AlertLine, lists: Mapping[str, CodeList]) -> list[QWidget]:
    """Lay an alert out to be read."""
    kind = label_of(lists, "alert-kind", alert.kind_code) or alert.kind_code
    resolved = alert.resolved_on is not None
    state = translate("Alert", "Resolved") if resolved else translate("Alert", "Holds")
    mark = badge(state, "good" if resolved else "alert", Tone.GOOD if resolved else Tone.CAUTION)
    raised = " · ".join(part for part in (uk_date(alert.raised_on), alert.raised_by) if part)
    details = [
        Detail(translate("Alert", "Kind"), kind),
        Detail(translate("Alert", "Raised"), raised),
        Detail(translate("Alert", "Look at it again on"), uk_date(alert.review_on)),
    ]
    if resolved:
        by = " · ".join(part for part in (uk_date(alert.resolved_on), alert.resolved_by) if part)
        details.append(Detail(translate("Alert", "Resolved"), by))
    return [
        holder(column(mark, heading(alert.what_to_do), space=Space.S)),
        *told(translate("Alert", "Why"), alert.why),
        DetailList(details),
        *told(translate("Alert", "Why it no longer holds"), alert.resolved_reason),
    ]


@dataclass(frozen=True, slots=True)
class _OpenAlert:
    """An alert that is open beside a page."""

    about: AboutPerson
    alert_id: AlertId
    show: Show
    show_page: ShowPage

    def open(self, *_: object) -> None:
        self.about.tasks.read(self.about.tasks, self._asking(), self._show)

    def _asking(self) -> Work[AlertLine]:
        question = partial(
            alerts_of_person, actor=self.about.actor, person_id=self.about.person_id, also_resolved=True
        )
        return one_of(question, lambda line: line.alert_id == self.alert_id)

    def _show(self, alert: AlertLine) -> None:
        title = translate("Alert", "Alert")
        deeds = []
        if alert.resolved_on is None and may(self.about.actor, Permission.RESOLVE_ALERT):
            deeds = [
                Deed(translate("Alert", "Resolve…"), partial(self._resolve, alert), "primary"),
                Deed(translate("Alert", "Let it stand until…"), partial(self._review, alert)),
                Deed(translate("Alert", "Change"), partial(self._change, alert)),
            ]
        self.show_page(title, Opened(title, alert_items(alert, self.about.lists), deeds=deeds))

    def _show_form(
        self,
        name: str,
        spec: FormSpec,
        alert: AlertLine,
        write: Callable[[AlertLine, FormAnswers], Work[None]],
        *fields: str,
    ) -> None:
        def values(line: AlertLine) -> dict[str, object]:
            return {key: value for key, value in _values(line).items() if key in fields}

        changing = Changing(self._asking(), values, write)
        form = changing_form(
            self.about, spec, alert, changing, name=name, record_id=self.alert_id, then=self.open
        )
        self.show(form)

    def _change(self, alert: AlertLine) -> None:
        def write(held: AlertLine, answers: FormAnswers) -> Work[None]:
            return partial(
                change_alert,
                actor=self.about.actor,
                alert_id=self.alert_id,
                version=held.version,
                alert=_alert_of(answers),
            )

        spec = alert_spec(self.about.lists, (), self.about.today, changing=alert)
        self._show_form("change-alert", spec, alert, write, "kind", "what", "why", "review")

    def _resolve(self, alert: AlertLine) -> None:
        def write(held: AlertLine, answers: FormAnswers) -> Work[None]:
            return partial(
                resolve_alert,
                actor=self.about.actor,
                alert_id=self.alert_id,
                version=held.version,
                reason=answers.text("reason"),
            )

        self._show_form("resolve-alert", resolve_spec(), alert, write)

    def _review(self, alert: AlertLine) -> None:
        def write(held: AlertLine, answers: FormAnswers) -> Work[None]:
            return partial(
                review_alert,
                actor=self.about.actor,
                alert_id=self.alert_id,
                version=held.version,
                review_on=needed_day(answers, "review"),
            )

        self._show_form("review-alert", review_spec(), alert, write, "review")


def resolve_spec() -> FormSpec:
    """Describe why an alert no longer holds."""
    reason: FieldSpec = Words(
        "reason", translate("Alert", "Why it no longer holds"), required=True, lines=3, sealed=True
    )
    return FormSpec(
        translate("Alert", "Resolve the alert"),
        (reason,),
        save_label=translate("Alert", "Resolve it"),
        intro=translate("Alert", "It disappears from the page, and stays in the timeline."),
    )


def review_spec() -> FormSpec:
    """Describe until when an alert stands."""
    day = Day("review", translate("Alert", "Look at it again on"), required=True, lies=Whenabouts.AHEAD)
    return FormSpec(
        translate("Alert", "Let the alert stand"), (day,), save_label=translate("Alert", "Save the day")
    )


def _open(about: AboutPerson, record_id: UUID, show: Show, show_page: ShowPage) -> None:
    _OpenAlert(about, AlertId(record_id), show, show_page).open()


ADDINGS: tuple[Adding, ...] = (
    Adding("alert", translate("Alert", "Raise an alert"), "alert", Permission.RAISE_ALERT, _begin),
)
OPENINGS: tuple[Opening, ...] = (Opening("alert", _open),)
