"""What is asked about a way to reach somebody, and the answers as what is kept."""

from datetime import time

from desktop.domain.contact_hours import EVERY_DAY, WEEKDAYS, ContactHours, Window, parse_hours
from desktop.domain.safe_contact import Channel, SafeState
from desktop.errors import BadInputError
from desktop.services.contact_points import ContactWords
from desktop.ui.people.safe_contact import channel_word
from desktop.ui.shared.form_answers import NO, YES, FormAnswers
from desktop.ui.shared.form_fields import (
    Choice,
    ClockTime,
    Day,
    FieldSpec,
    FormSpec,
    Heading,
    Line,
    Several,
    ShownIf,
    Tick,
    Whenabouts,
    Words,
    YesNo,
    options,
    shown_if,
)
from desktop.ui.shared.words import translate

_SPOKEN = (Channel.PHONE, Channel.VIDEO)
_PLACES = (Channel.LETTER, Channel.VISIT)
_MIDNIGHT = time(0)


def state_field() -> Choice:
    """Ask what is known of its safety."""
    words = {
        SafeState.SAFE: translate("ContactPoint", "Safe: the person said so"),
        SafeState.UNSAFE: translate("ContactPoint", "Unsafe"),
        SafeState.GIVEN_BY_REFERRER: translate("ContactPoint", "Given by whoever referred them"),
        SafeState.UNKNOWN: translate("ContactPoint", "Nobody has said yet"),
    }
    return Choice(
        "state",
        translate("ContactPoint", "Is it safe to use?"),
        required=True,
        options=options((state.value, said) for state, said in words.items()),
    )


def until_field() -> Day:
    """Ask how long the word of the person holds."""
    return Day(
        "until",
        translate("ContactPoint", "Ask again after"),
        hint=translate("ContactPoint", "In 180 days, if you leave it empty."),
        lies=Whenabouts.AHEAD,
        depends_on=shown_if("state", SafeState.SAFE),
    )


def contact_point_spec(changing: Channel | None = None) -> FormSpec:
    """Describe a way to reach somebody; ``changing`` is the channel of one that is there."""
    channels = options((channel.value, channel_word(channel)) for channel in Channel)
    kind = Choice("channel", translate("ContactPoint", "Channel"), required=True, options=channels)
    title = translate("ContactPoint", "Add a way to reach them")
    return FormSpec(
        title if changing is None else translate("ContactPoint", "Change a way to reach them"),
        (
            *((kind,) if changing is None else ()),
            Line("value", translate("ContactPoint", "Number or address"), required=True),
            *_slip(changing),
            state_field(),
            until_field(),
            *_when(),
            *_how(changing),
            Words("note", translate("ContactPoint", "Note"), lines=2),
        ),
        save_label=translate("ContactPoint", "Save"),
        another_label=translate("ContactPoint", "Save and add another") if changing is None else "",
        intro=translate("ContactPoint", "Nothing is used before somebody has said that it is safe."),
    )


def _slip(changing: Channel | None) -> tuple[FieldSpec, ...]:
    if changing not in _PLACES:
        return ()
    return (
        Tick(
            "correction",
            translate("ContactPoint", "This only puts a slip of typing right"),
            hint=translate(
                "ContactPoint",
                "Not ticked, it means that they moved: the old address stays behind as unsafe.",
            ),
        ),
    )


def _when() -> tuple[FieldSpec, ...]:
    return (
        Heading("when", translate("ContactPoint", "When they may be reached")),
        Several(
            "days",
            translate("ContactPoint", "Days"),
            hint=translate("ContactPoint", "Any day, if none is ticked."),
            options=options((str(number), name) for number, name in enumerate(WEEKDAYS)),
        ),
        ClockTime("from", translate("ContactPoint", "From")),
        ClockTime("to", translate("ContactPoint", "To"), beside=True),
        Line(
            "times",
            translate("ContactPoint", "More about when"),
            hint=translate("ContactPoint", "Such as: not in the school holidays."),
        ),
    )


def _how(changing: Channel | None) -> tuple[FieldSpec, ...]:
    fields = (*_by_phone(changing), *_by_letter(changing), *_by_voice(changing))
    head = Heading("how", translate("ContactPoint", "How"))
    who_else = Line("who_else", translate("ContactPoint", "Who else may answer or see it"))
    return (
        head,
        who_else,
        *(field for channels, field in fields if changing is None or changing in channels),
    )


_ForChannels = tuple[tuple[Channel, ...], FieldSpec]


def _by_phone(changing: Channel | None) -> tuple[_ForChannels, ...]:
    here = (Channel.PHONE,)
    applies = _for(changing, *here)
    voicemail = translate("ContactPoint", "May we leave a voicemail?")
    agreed = translate("ContactPoint", "The words agreed for it")
    withhold = translate("ContactPoint", "Withhold our number?")
    return (
        (here, YesNo("voicemail", voicemail, depends_on=applies)),
        (here, Line("voicemail_words", agreed, depends_on=shown_if("voicemail", YES))),
        (here, YesNo("withhold", withhold, depends_on=applies)),
    )


def _by_letter(changing: Channel | None) -> tuple[_ForChannels, ...]:
    here = (Channel.LETTER,)
    plain = translate("ContactPoint", "Use a plain envelope?")
    return ((here, YesNo("plain", plain, depends_on=_for(changing, *here))),)


def _by_voice(changing: Channel | None) -> tuple[_ForChannels, ...]:
    applies = _for(changing, *_SPOKEN)
    theirs = translate("ContactPoint", "Their word that ends a call at once")
    ours = translate("ContactPoint", "Our word that proves who we are")
    return (
        (_SPOKEN, Line("code_word", theirs, depends_on=applies)),
        (_SPOKEN, Line("our_word", ours, depends_on=applies)),
    )


def _for(changing: Channel | None, *channels: str) -> ShownIf | None:
    """Show a field for some channels only, where the channel is asked in the same form."""
    return None if changing is not None else shown_if("channel", *channels)


def hours_of(answers: FormAnswers) -> str | None:
    """Write days, hours and words as one line that the rule of safe contact reads.

    Raises:
        BadInputError: the end does not come after the start.
    """
    days = frozenset(int(code) for code in answers.codes("days"))
    starts, ends = answers.time("from"), answers.time("to")
    if ends is not None and ends <= (starts or _MIDNIGHT):
        what = translate("ContactPoint", "The hours end before they begin.")
        raise BadInputError(what, translate("ContactPoint", "Check both times; 24-hour times are clearest."))
    windows = (Window(days or EVERY_DAY, starts or _MIDNIGHT, ends),) if days or starts or ends else ()
    return ContactHours(windows, answers.text("times")).to_text() or None


def hours_values(text: str | None) -> dict[str, object]:
    """Fill the fields of days and hours; several windows stand as words, which are read the same."""
    hours = parse_hours(text or "")
    if len(hours.windows) != 1:
        return {"times": text}
    (window,) = hours.windows
    return {
        "days": () if window.days == EVERY_DAY else [str(day) for day in sorted(window.days)],
        "from": window.starts if window.starts > _MIDNIGHT else None,
        "to": window.ends,
        "times": hours.words,
    }


def words_of_answers(answers: FormAnswers, channel: Channel | None = None) -> ContactWords:
    """Read the answers; ``channel`` is that of one that is changed.

    Raises:
        BadInputError: the hours end before they begin.
    """
    there = answers.values

    def line(key: str) -> str | None:
        return (answers.text(key) or None) if key in there else None

    def yes_no(key: str) -> bool | None:
        return answers.yes_no(key) if key in there else None

    return ContactWords(
        channel=channel or Channel(answers.text("channel")),
        value=answers.text("value"),
        state=SafeState(answers.text("state")),
        days_and_hours=hours_of(answers),
        voicemail_allowed=yes_no("voicemail"),
        voicemail_words=line("voicemail_words"),
        who_else_sees=line("who_else"),
        withhold_number=yes_no("withhold"),
        plain_envelope=yes_no("plain"),
        code_word=line("code_word"),
        our_word=line("our_word"),
        expires_on=answers.day("until"),
        note=line("note"),
    )


def values_of(words: ContactWords) -> dict[str, object]:
    """Fill a form from what is kept."""

    def said(answer: bool | None) -> str | None:  # noqa: FBT001  (an answer, not a switch)
        return None if answer is None else YES if answer else NO

    return {
        "channel": words.channel.value,
        "value": words.value,
        "state": words.state.value,
        "until": words.expires_on,
        "voicemail": said(words.voicemail_allowed),
        "voicemail_words": words.voicemail_words,
        "withhold": said(words.withhold_number),
        "plain": said(words.plain_envelope),
        "who_else": words.who_else_sees,
        "code_word": words.code_word,
        "our_word": words.our_word,
        "note": words.note,
        **hours_values(words.days_and_hours),
    }


def safe_spec() -> FormSpec:
    """Describe what the person said today."""
    return FormSpec(
        translate("ContactPoint", "What they said of it today"),
        (state_field(), until_field()),
        save_label=translate("ContactPoint", "Save"),
    )


def referrer_spec() -> FormSpec:
    """Describe what whoever referred the person said."""
    answers = (
        (YES, translate("ContactPoint", "Yes, it may be rung")),
        (NO, translate("ContactPoint", "No, it is not safe")),
    )
    return FormSpec(
        translate("ContactPoint", "The referrer was asked"),
        (
            Choice(
                "safe",
                translate("ContactPoint", "Did they say today that it is safe to ring?"),
                required=True,
                options=options(answers),
            ),
        ),
        save_label=translate("ContactPoint", "Save"),
        intro=translate(
            "ContactPoint",
            "It is not the person's own word: it opens a careful call, nothing more.",
        ),
    )
