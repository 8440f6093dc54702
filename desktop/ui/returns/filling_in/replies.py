"""The form on which a reply to the survey is typed in: a digit answers and leads to the next question."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import partial

from PySide6.QtWidgets import QApplication

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.codes import CodeList
from desktop.domain.ids import SurveyReplyId
from desktop.domain.survey import QUESTIONS
from desktop.errors import BadInputError
from desktop.queries.survey_replies import Reply, reply_details
from desktop.services.survey_replies import ReplyWords, correct_reply, record_reply
from desktop.ui.shared.drafts import DraftKeeper, keep_drafts
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import FieldSpec, FormSpec, Keyed, Words, options_of, shown_if
from desktop.ui.shared.form_keys import KeyedInput
from desktop.ui.shared.form_line import FieldLine
from desktop.ui.shared.saving import Changing, ChangingForm, SavingForm, Work
from desktop.ui.shared.words import translate

_FORM = "survey-reply"
_UNMET, _UNMET_WORDS, _CHANGE_WORDS = "unmet_code", "unmet_words", "change_words"


@dataclass(frozen=True, slots=True)
class Replying:
    """Everything by which a reply is asked for and saved."""

    tasks: Tasks
    actor: Actor
    drafts: DraftKeeper
    lists: Mapping[str, CodeList]
    today: date


def _questions() -> Mapping[str, str]:
    """Word each question as the form on paper does."""
    return {
        "understood_code": translate("Survey", "The service understood my needs"),
        "dignity_code": translate("Survey", "I was treated sensitively and with dignity"),
        "supported_code": translate("Survey", "I was given the support I needed"),
        "tailored_code": translate("Survey", "The support was tailored to my needs"),
        _UNMET: translate("Survey", "Were there needs that were not met?"),
        "put_in_touch_code": translate("Survey", "Were you put in touch with other organisations?"),
        "overall_code": translate("Survey", "How satisfied were you overall?"),
        "recovered_code": translate("Survey", "How far have you recovered from what happened?"),
    }


def reply_spec(lists: Mapping[str, CodeList], *, on: date, correcting: bool = False) -> FormSpec:
    """Describe the form of a reply in the order of the form on paper."""
    asked = _questions()
    every: list[FieldSpec] = []
    for key, list_key in QUESTIONS.items():
        every.append(Keyed(key, asked[key], options=options_of(lists[list_key], on=on)))
        if key == _UNMET:
            which = translate("Survey", "Which needs")
            every.append(Words(_UNMET_WORDS, which, lines=2, depends_on=shown_if(_UNMET, "yes")))
    change = translate("Survey", "What would you change?")
    names = translate("Survey", "In their words, but leave out every name.")
    every.append(Words(_CHANGE_WORDS, change, hint=names, lines=2))
    title = translate("Survey", "Put a reply right") if correcting else translate("Survey", "A reply")
    if correcting:
        return FormSpec(title, tuple(every), save_label=translate("Survey", "Save"))
    intro = translate("Survey", "A digit answers and leads on; Tab leaves a question out. Ctrl+Enter saves.")
    save = translate("Survey", "Save, and type in the next")
    return FormSpec(title, tuple(every), intro=intro, save_label=save)


def words_of(answers: FormAnswers, quarter_start: date) -> ReplyWords:
    """Give what stands on the form as it is kept."""
    codes = {key: answers.code(key) for key in QUESTIONS}
    return ReplyWords(
        quarter_start=quarter_start,
        unmet_words=answers.text(_UNMET_WORDS),
        change_words=answers.text(_CHANGE_WORDS),
        **codes,
    )


def _leads_on(form: Form) -> None:
    """Let each answer lead to the next question in sight."""
    for key, line in form.fields.items():
        if isinstance(line.input, KeyedInput):
            line.input.picked.connect(partial(_go_on, form, key))
            line.input.missed.connect(partial(_say_missed, line, line.input))


def _say_missed(line: FieldLine, asked: KeyedInput, key: str) -> None:
    """Say at once that a key answered nothing, aloud too: whoever types looks at the form on paper."""
    QApplication.beep()
    what = translate("Survey", "“%1” is no answer here.").replace("%1", key.upper())
    keys = asked.answering_keys
    do = translate("Survey", "Type %1 to %2.").replace("%1", keys[0]).replace("%2", keys[-1])
    line.complain(BadInputError(what, do))


def _go_on(form: Form, key: str, _code: str) -> None:
    form.fields[key].be_content()
    keys = [one for one, line in form.fields.items() if line.applies]
    below = keys.index(key) + 1
    if below < len(keys):
        form.go_to_field(keys[below])


class ReplyForm(SavingForm):
    """One reply after the other: saving always begins the next."""

    def __init__(
        self,
        by: Replying,
        quarter: Callable[[], date],
        *,
        then: Callable[[SurveyReplyId], object] | None = None,
    ) -> None:
        def save(answers: FormAnswers) -> Work[object]:
            return partial(record_reply, actor=by.actor, words=words_of(answers, quarter()))

        super().__init__(reply_spec(by.lists, on=by.today), save, tasks=by.tasks, today=by.today, then=then)
        _leads_on(self)
        keep_drafts(self, by.drafts, form_name=_FORM, record_id=by.actor.user_id)

    def save(self) -> None:
        """Save, and begin the next one at once."""
        self.save_and_another()


def correcting_form(
    by: Replying, held: Reply, *, then: Callable[[object], object] | None = None
) -> ChangingForm[Reply]:
    """Make the form that puts a reply right."""

    def write(newest: Reply, answers: FormAnswers) -> Work[None]:
        return partial(
            correct_reply,
            actor=by.actor,
            reply_id=newest.reply_id,
            version=newest.version,
            words=words_of(answers, newest.quarter_start),
        )

    changing = Changing(partial(reply_details, actor=by.actor, reply_id=held.reply_id), _values, write)
    spec = reply_spec(by.lists, on=by.today, correcting=True)
    form = ChangingForm(spec, held, changing, tasks=by.tasks, today=by.today, then=then)
    _leads_on(form)
    return form


def _values(held: Reply) -> Mapping[str, object]:
    return {one.name: getattr(held, one.name) for one in fields(held)}
