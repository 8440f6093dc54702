"""Safe contact: the rule as a table of cases, then what must hold whatever was said."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.contact_hours import ANY_TIME, ContactHours, Window, parse_hours
from desktop.domain.safe_contact import (
    Bar,
    Channel,
    ContactSafety,
    PersonSafety,
    Purpose,
    Reason,
    SafeState,
    Verdict,
    answer_their_call,
    may_use,
    usual_purpose,
)

NOW = datetime(2018, 7, 2, 10, 0, tzinfo=UTC)  # Monday, 11:00 in London
TODAY = date(2018, 7, 2)
YESTERDAY = date(2018, 7, 1)
TOMORROW = date(2018, 7, 3)
LONG_AGO = date(2018, 1, 1)

PHONE, TEXT, EMAIL, LETTER, VIDEO, VISIT = Channel
CALL, WRITE, PRINT, EXPORT = Purpose.CALL, Purpose.WRITE, Purpose.PRINT, Purpose.EXPORT
SURVEY, FOLLOW_UP = Purpose.SURVEY, Purpose.FOLLOW_UP

SAFE = ContactSafety(SafeState.SAFE, confirmed_on=YESTERDAY, expires_on=TOMORROW)
UNSAFE = ContactSafety(SafeState.UNSAFE)
UNKNOWN = ContactSafety(SafeState.UNKNOWN)
REFERRER = ContactSafety(SafeState.GIVEN_BY_REFERRER)
ASKED_BEFORE = replace(REFERRER, referrer_asked_on=YESTERDAY)
SAFE_ASKED_BEFORE = replace(SAFE, referrer_asked_on=YESTERDAY)
SAFE_ASKED_TODAY = replace(SAFE, referrer_asked_on=TODAY)
UNDATED = ContactSafety(SafeState.SAFE)
AHEAD = ContactSafety(SafeState.SAFE, confirmed_on=TOMORROW)
RUN_OUT = ContactSafety(SafeState.SAFE, confirmed_on=LONG_AGO, expires_on=YESTERDAY)
FOR_EVER = ContactSafety(SafeState.SAFE, confirmed_on=LONG_AGO)
LAST_DAY = ContactSafety(SafeState.SAFE, confirmed_on=LONG_AGO, expires_on=TODAY)
DOUBTED = replace(SAFE, confirmed_on=TODAY, confirm_again_since=TODAY)
MORNINGS = replace(SAFE, hours=parse_hours("Mon-Fri 09:00-11:30"))
EVENINGS = replace(SAFE, hours=parse_hours("Mon-Fri 18:00-20:00"))
WHEN_HE_IS_OUT = replace(SAFE, hours=parse_hours("when he is at work"))

ANYBODY = PersonSafety()
DIED = PersonSafety(died=True)
LEAVE_ME = PersonSafety(no_contact=True)
SEXUAL = PersonSafety(sensitive=True)
MARKED_TODAY = PersonSafety(controlling_since=TODAY, sensitive=True)
MARKED_LONG_AGO = PersonSafety(controlling_since=LONG_AGO, sensitive=True)
NAMELESS = PersonSafety(anonymous=True, known_as="Sam")
CHILD = PersonSafety(under_18=True, may_tell=("Gran", "her teacher"))
HIDING = PersonSafety(never_speak_to=("Darren",))


@dataclass(frozen=True)
class Row:
    """One line of the table: what is asked, the answer, its first reason, and words the worker reads."""

    channel: Channel
    said: ContactSafety
    person: PersonSafety
    purpose: Purpose
    allowed: bool
    reason: Reason | None
    words: str


def rows(*lines: tuple[Channel, ContactSafety, PersonSafety, Purpose, str, Reason | None, str]) -> list[Row]:
    return [
        Row(channel, said, person, purpose, answer == "yes", reason, words)
        for channel, said, person, purpose, answer, reason, words in lines
    ]


TABLE = rows(
    # An ordinary use of a confirmed channel.
    (PHONE, SAFE, ANYBODY, CALL, "yes", None, "Safe: the person confirmed it. Leave no voicemail."),
    (TEXT, SAFE, ANYBODY, Purpose.TEXT, "yes", None, "Safe: the person confirmed it."),
    (EMAIL, SAFE, ANYBODY, WRITE, "yes", None, "Safe: the person confirmed it."),
    (LETTER, SAFE, ANYBODY, WRITE, "yes", None, "Use a plain envelope."),
    (LETTER, SAFE, ANYBODY, PRINT, "yes", None, "Use a plain envelope."),
    (VIDEO, SAFE, ANYBODY, CALL, "yes", None, "Safe: the person confirmed it."),
    (VISIT, SAFE, ANYBODY, CALL, "yes", None, "Safe: the person confirmed it."),
    (PHONE, SAFE, ANYBODY, EXPORT, "yes", None, "Safe"),
    (EMAIL, SAFE, ANYBODY, SURVEY, "yes", None, "Safe"),
    (PHONE, SAFE, ANYBODY, FOLLOW_UP, "yes", None, "Safe"),
    (PHONE, LAST_DAY, ANYBODY, CALL, "yes", None, "Safe"),
    (PHONE, FOR_EVER, ANYBODY, CALL, "yes", None, "Safe"),
    # Unknown and unsafe: no.
    (PHONE, UNSAFE, ANYBODY, CALL, "no", Reason.UNSAFE, "the phone is not safe for this person"),
    (LETTER, UNSAFE, ANYBODY, PRINT, "no", Reason.UNSAFE, "a letter is not safe"),
    (PHONE, UNKNOWN, ANYBODY, CALL, "no", Reason.NOT_ASKED, "Ask first"),
    (EMAIL, UNKNOWN, ANYBODY, EXPORT, "no", Reason.NOT_ASKED, "nobody has said whether e-mail is safe"),
    # Given by the referrer: a careful call and nothing else.
    (PHONE, REFERRER, ANYBODY, CALL, "yes", Reason.FROM_REFERRER, "say nothing of us until you know who"),
    (PHONE, REFERRER, ANYBODY, FOLLOW_UP, "yes", Reason.FROM_REFERRER, "no voicemail"),
    (PHONE, REFERRER, ANYBODY, SURVEY, "no", Reason.FROM_REFERRER, "until the person says"),
    (PHONE, REFERRER, ANYBODY, PRINT, "no", Reason.FROM_REFERRER, "until the person says"),
    (PHONE, REFERRER, ANYBODY, EXPORT, "no", Reason.FROM_REFERRER, "until the person says"),
    (TEXT, REFERRER, ANYBODY, Purpose.TEXT, "no", Reason.FROM_REFERRER, "not a text"),
    (EMAIL, REFERRER, ANYBODY, WRITE, "no", Reason.FROM_REFERRER, "not e-mail"),
    (LETTER, REFERRER, ANYBODY, WRITE, "no", Reason.FROM_REFERRER, "not a letter"),
    (VIDEO, REFERRER, ANYBODY, CALL, "no", Reason.FROM_REFERRER, "not video"),
    (VISIT, REFERRER, ANYBODY, CALL, "no", Reason.FROM_REFERRER, "not a visit"),
    # Domestic, sexual, stalking, honour-based: ask the referrer first.
    (PHONE, REFERRER, SEXUAL, CALL, "no", Reason.FROM_REFERRER, "ask the referrer first"),
    (PHONE, ASKED_BEFORE, SEXUAL, CALL, "yes", Reason.FROM_REFERRER, "withhold our number"),
    (PHONE, REFERRER, MARKED_LONG_AGO, CALL, "no", Reason.FROM_REFERRER, "ask the referrer first"),
    (TEXT, ASKED_BEFORE, SEXUAL, Purpose.TEXT, "no", Reason.FROM_REFERRER, "not a text"),
    # A word that does not hold any more, or not yet, counts as the referrer's.
    (PHONE, UNDATED, ANYBODY, CALL, "yes", Reason.RUN_OUT, "Confirm again: withhold our number"),
    (PHONE, AHEAD, ANYBODY, CALL, "yes", Reason.RUN_OUT, "Confirm again"),
    (PHONE, RUN_OUT, ANYBODY, CALL, "yes", Reason.RUN_OUT, "Confirm again"),
    (LETTER, RUN_OUT, ANYBODY, PRINT, "no", Reason.RUN_OUT, "Confirm again: not a letter"),
    (EMAIL, UNDATED, ANYBODY, WRITE, "no", Reason.RUN_OUT, "not e-mail"),
    (PHONE, RUN_OUT, SEXUAL, CALL, "no", Reason.RUN_OUT, "ask the referrer first"),
    # Marked as involving domestic abuse, stalking or honour-based abuse after the last confirmation.
    (PHONE, SAFE, MARKED_TODAY, CALL, "no", Reason.CONFIRM_AGAIN, "ask the referrer first"),
    (PHONE, SAFE_ASKED_BEFORE, MARKED_TODAY, CALL, "no", Reason.CONFIRM_AGAIN, "ask the referrer first"),
    (PHONE, SAFE_ASKED_TODAY, MARKED_TODAY, CALL, "yes", Reason.CONFIRM_AGAIN, "Confirm again: withhold"),
    (LETTER, SAFE, MARKED_TODAY, WRITE, "no", Reason.CONFIRM_AGAIN, "Confirm again"),
    (EMAIL, SAFE, MARKED_TODAY, SURVEY, "no", Reason.CONFIRM_AGAIN, "Confirm again"),
    (TEXT, SAFE, MARKED_TODAY, FOLLOW_UP, "no", Reason.CONFIRM_AGAIN, "Confirm again"),
    (PHONE, SAFE, MARKED_LONG_AGO, CALL, "yes", None, "Safe: the person confirmed it."),
    (LETTER, SAFE, MARKED_LONG_AGO, WRITE, "yes", None, "Safe"),
    (PHONE, SAFE, SEXUAL, CALL, "yes", None, "Safe"),
    (PHONE, DOUBTED, ANYBODY, CALL, "yes", Reason.CONFIRM_AGAIN, "Confirm again: withhold"),
    (EMAIL, DOUBTED, ANYBODY, WRITE, "no", Reason.CONFIRM_AGAIN, "Confirm again: not e-mail"),
    # Days and hours, where the telephone would ring.
    (PHONE, MORNINGS, ANYBODY, CALL, "yes", None, "Safe"),
    (PHONE, EVENINGS, ANYBODY, CALL, "no", Reason.OUTSIDE_HOURS, "only Monday to Friday, 18:00 to 20:00."),
    (TEXT, EVENINGS, ANYBODY, Purpose.TEXT, "no", Reason.OUTSIDE_HOURS, "Not now, but from 18:00 today."),
    (EMAIL, EVENINGS, ANYBODY, SURVEY, "no", Reason.OUTSIDE_HOURS, "Not now, but from 18:00 today."),
    (VISIT, EVENINGS, ANYBODY, CALL, "no", Reason.OUTSIDE_HOURS, "Not now, but from 18:00 today."),
    (LETTER, EVENINGS, ANYBODY, WRITE, "yes", None, "Safe"),
    (PHONE, EVENINGS, ANYBODY, EXPORT, "yes", None, "Safe"),
    (PHONE, WHEN_HE_IS_OUT, ANYBODY, CALL, "yes", Reason.READ_HOURS, "Is it a good time? They said: when he"),
    # Died, asked to be left alone.
    (PHONE, SAFE, DIED, CALL, "no", Reason.DIED, "This person has died. Do not ring, text or write."),
    (LETTER, SAFE, DIED, PRINT, "no", Reason.DIED, "This person has died."),
    (EMAIL, SAFE, DIED, SURVEY, "no", Reason.DIED, "This person has died."),
    (PHONE, UNSAFE, DIED, FOLLOW_UP, "no", Reason.DIED, "This person has died."),
    (PHONE, SAFE, LEAVE_ME, CALL, "no", Reason.NO_CONTACT, "They asked not to be contacted."),
    (PHONE, REFERRER, LEAVE_ME, FOLLOW_UP, "no", Reason.NO_CONTACT, "They may still ring us."),
    # Asked to stay anonymous, under 18, somebody never to speak to.
    (PHONE, SAFE, NAMELESS, CALL, "yes", Reason.ANONYMOUS, "Ask for “Sam”, never by name."),
    (PHONE, REFERRER, NAMELESS, CALL, "yes", Reason.FROM_REFERRER, "Ask for “Sam”, never by name."),
    (PHONE, SAFE, CHILD, CALL, "yes", Reason.UNDER_18, "tell nobody but Gran or her teacher."),
    (PHONE, SAFE, PersonSafety(under_18=True), CALL, "yes", Reason.UNDER_18, "Under 18: tell nobody else."),
    (PHONE, SAFE, HIDING, CALL, "yes", Reason.NEVER_SPEAK_TO, "Never speak to Darren."),
    (PHONE, UNKNOWN, HIDING, CALL, "no", Reason.NOT_ASKED, "Never speak to Darren."),
    # What was given for one thing is not used for another.
    (PHONE, SAFE, ANYBODY, Purpose.TEXT, "no", Reason.WRONG_CHANNEL, "given for the phone only"),
    (TEXT, SAFE, ANYBODY, CALL, "no", Reason.WRONG_CHANNEL, "given for a text only"),
    (VISIT, SAFE, ANYBODY, WRITE, "no", Reason.WRONG_CHANNEL, "given for a visit only"),
)


def ask(row: Row, *, barred: Bar | None = None, now: datetime = NOW) -> Verdict:
    return may_use(row.channel, row.said, now=now, purpose=row.purpose, person=row.person, barred=barred)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.channel}-{row.purpose}-{row.words[:30]}")
def test_the_rule_answers_as_the_table_says(row: Row) -> None:
    verdict = ask(row)
    assert verdict.allowed is row.allowed
    assert row.words in verdict.sentence
    assert next(iter(verdict.reasons), None) is row.reason


@pytest.mark.parametrize("bar", Bar)
@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.channel}-{row.purpose}-{row.words[:30]}")
def test_a_value_that_must_not_be_used_is_never_used(row: Row, bar: Bar) -> None:
    verdict = ask(row, barred=bar)
    assert not verdict.allowed
    assert Reason.BARRED in verdict.reasons


def test_a_value_of_somebody_never_to_speak_to_says_so() -> None:
    row = TABLE[0]
    assert "somebody we must never speak to" in ask(row, barred=Bar.NEVER_SPEAK_TO).sentence
    assert "known to be unsafe" in ask(row, barred=Bar.KNOWN_UNSAFE).sentence


def test_an_ordinary_call_to_a_confirmed_channel_asks_nothing() -> None:
    for person in (ANYBODY, MARKED_LONG_AGO, SEXUAL, NAMELESS, CHILD, HIDING):
        verdict = may_use(PHONE, SAFE, now=NOW, purpose=CALL, person=person, barred=None)
        assert verdict.asks_nothing
        assert verdict.say_who_we_are
    careful = may_use(PHONE, REFERRER, now=NOW, purpose=CALL, person=ANYBODY, barred=None)
    unsure = may_use(PHONE, WHEN_HE_IS_OUT, now=NOW, purpose=CALL, person=ANYBODY, barred=None)
    assert not careful.asks_nothing
    assert not unsure.asks_nothing


@pytest.mark.parametrize("said", [REFERRER, UNDATED, AHEAD, RUN_OUT])
def test_a_careful_call_gives_nothing_away(said: ContactSafety) -> None:
    said = replace(said, voicemail_agreed=True, voicemail_words="It is Jo", who_else="her sister")
    verdict = may_use(PHONE, said, now=NOW, purpose=CALL, person=ANYBODY, barred=None)
    assert verdict.allowed
    assert verdict.withhold_number
    assert verdict.confirm_again
    assert verdict.ask_identity_first
    assert not verdict.say_who_we_are
    assert not verdict.leave_voicemail
    assert verdict.voicemail_words is None
    assert verdict.who_else is None


def test_a_confirmed_phone_keeps_what_was_agreed() -> None:
    said = replace(
        SAFE,
        voicemail_agreed=True,
        voicemail_words="It is Jo about the shoes",
        withhold_number=True,
        who_else="her sister",
        code_word="raspberry",
        our_word="lighthouse",
    )
    verdict = may_use(PHONE, said, now=NOW, purpose=CALL, person=ANYBODY, barred=None)
    assert (verdict.leave_voicemail, verdict.voicemail_words) == (True, "It is Jo about the shoes")
    assert (verdict.withhold_number, verdict.who_else) == (True, "her sister")
    assert (verdict.code_word, verdict.our_word) == ("raspberry", "lighthouse")
    assert "Withhold our number." in verdict.sentence
    assert not may_use(TEXT, said, now=NOW, purpose=Purpose.TEXT, person=ANYBODY, barred=None).leave_voicemail


@pytest.mark.parametrize(("said", "plain"), [(None, True), (True, True), (False, False)])
def test_an_envelope_is_plain_until_they_say_it_need_not_be(*, said: bool | None, plain: bool) -> None:
    letter = replace(SAFE, plain_envelope=said)
    verdict = may_use(LETTER, letter, now=NOW, purpose=PRINT, person=ANYBODY, barred=None)
    assert verdict.plain_envelope is plain
    assert ("plain envelope" in verdict.sentence) is plain


def test_the_name_is_barred_for_whoever_asked_to_stay_anonymous() -> None:
    for purpose in (CALL, PRINT, EXPORT):
        verdict = may_use(PHONE, SAFE, now=NOW, purpose=purpose, person=NAMELESS, barred=None)
        assert not verdict.may_say_name
        assert verdict.ask_for == "Sam"
    nobody_knows = replace(NAMELESS, known_as=None)
    verdict = may_use(PHONE, SAFE, now=NOW, purpose=CALL, person=nobody_knows, barred=None)
    assert "Never ask for them by name." in verdict.sentence
    assert may_use(PHONE, SAFE, now=NOW, purpose=CALL, person=ANYBODY, barred=None).may_say_name


def test_hours_are_those_of_the_clock_on_the_wall_in_london() -> None:
    evening = datetime(2018, 7, 2, 17, 30, tzinfo=UTC)
    winter = datetime(2018, 12, 3, 17, 30, tzinfo=UTC)
    said = replace(EVENINGS, expires_on=None)
    assert may_use(PHONE, said, now=evening, purpose=CALL, person=ANYBODY, barred=None).allowed
    assert not may_use(PHONE, said, now=winter, purpose=CALL, person=ANYBODY, barred=None).allowed


def test_a_channel_runs_out_at_midnight_in_london() -> None:
    said = replace(SAFE, expires_on=TODAY)
    before = datetime(2018, 7, 2, 22, 59, tzinfo=UTC)
    after = datetime(2018, 7, 2, 23, 0, tzinfo=UTC)
    assert may_use(LETTER, said, now=before, purpose=PRINT, person=ANYBODY, barred=None).allowed
    assert not may_use(LETTER, said, now=after, purpose=PRINT, person=ANYBODY, barred=None).allowed


def test_every_reason_for_a_no_is_given_the_weightiest_first() -> None:
    person = PersonSafety(died=True, no_contact=True)
    said = replace(UNSAFE, hours=EVENINGS.hours)
    verdict = may_use(PHONE, said, now=NOW, purpose=CALL, person=person, barred=Bar.KNOWN_UNSAFE)
    assert verdict.reasons == (
        Reason.DIED,
        Reason.NO_CONTACT,
        Reason.BARRED,
        Reason.UNSAFE,
        Reason.OUTSIDE_HOURS,
    )


@pytest.mark.parametrize("person", [ANYBODY, DIED, LEAVE_ME, NAMELESS, CHILD, HIDING, MARKED_TODAY])
def test_nobody_is_stopped_from_ringing_us_and_nobody_who_rings_is_told_anything(
    person: PersonSafety,
) -> None:
    verdict = answer_their_call(person)
    assert verdict.allowed
    assert verdict.ask_identity_first
    assert not verdict.say_who_we_are
    assert not verdict.may_say_name
    assert "Never confirm that somebody is known here." in verdict.sentence


@pytest.mark.parametrize(
    ("channel", "purpose"),
    [(PHONE, CALL), (TEXT, Purpose.TEXT), (EMAIL, WRITE), (LETTER, WRITE), (VIDEO, CALL), (VISIT, CALL)],
)
def test_every_channel_has_something_it_is_usually_for(channel: Channel, purpose: Purpose) -> None:
    assert usual_purpose(channel) is purpose


# Whatever was said.

DAYS = st.dates(date(2018, 6, 20), date(2018, 7, 10))
MAYBE_DAYS = st.none() | DAYS
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
WINDOWS = st.builds(
    Window,
    days=st.frozensets(st.integers(0, 6), min_size=1),
    starts=TIMES,
    ends=st.none() | TIMES,
)
HOURS = st.builds(
    ContactHours, windows=st.lists(WINDOWS, max_size=2).map(tuple), words=st.sampled_from(["", "ask"])
)
SAID = st.builds(
    ContactSafety,
    state=st.sampled_from(SafeState),
    confirmed_on=MAYBE_DAYS,
    expires_on=MAYBE_DAYS,
    voicemail_agreed=st.booleans(),
    withhold_number=st.booleans(),
    hours=HOURS,
    plain_envelope=st.none() | st.booleans(),
    confirm_again_since=MAYBE_DAYS,
    referrer_asked_on=MAYBE_DAYS,
)
PEOPLE = st.builds(
    PersonSafety,
    died=st.booleans(),
    no_contact=st.booleans(),
    anonymous=st.booleans(),
    known_as=st.none() | st.just("Sam"),
    under_18=st.booleans(),
    may_tell=st.sampled_from([(), ("Gran",)]),
    never_speak_to=st.sampled_from([(), ("Darren",)]),
    controlling_since=MAYBE_DAYS,
    sensitive=st.booleans(),
)
MOMENTS = st.datetimes(datetime(2018, 6, 25), datetime(2018, 7, 8), timezones=st.just(UTC))  # noqa: DTZ001


@dataclass(frozen=True)
class Asked:
    """One whole question put to the rule."""

    channel: Channel
    said: ContactSafety
    now: datetime
    purpose: Purpose
    person: PersonSafety
    barred: Bar | None

    def answer(self) -> Verdict:
        """Put it."""
        return may_use(
            self.channel,
            self.said,
            now=self.now,
            purpose=self.purpose,
            person=self.person,
            barred=self.barred,
        )


ASKED = st.builds(
    Asked,
    channel=st.sampled_from(Channel),
    said=SAID,
    now=MOMENTS,
    purpose=st.sampled_from(Purpose),
    person=PEOPLE,
    barred=st.none() | st.none() | st.none() | st.sampled_from(Bar),
)


@given(ASKED)
def test_no_input_makes_usable_what_is_unsafe_unknown_barred_or_unwanted(asked: Asked) -> None:
    verdict = asked.answer()
    unusable = asked.said.state in {SafeState.UNSAFE, SafeState.UNKNOWN}
    if unusable or asked.barred or asked.person.died or asked.person.no_contact:
        assert not verdict.allowed
    if not verdict.allowed:
        assert verdict.withhold_number
        assert verdict.confirm_again
        assert not verdict.say_who_we_are
        assert not verdict.leave_voicemail
        assert not verdict.may_say_name
        assert not verdict.asks_nothing
        assert verdict.reasons


@given(ASKED)
def test_only_the_persons_own_word_opens_more_than_a_careful_call(asked: Asked) -> None:
    verdict = asked.answer()
    if verdict.allowed and asked.said.state is not SafeState.SAFE:
        assert asked.channel is Channel.PHONE
        assert asked.purpose in {CALL, FOLLOW_UP}
        assert verdict.ask_identity_first
        assert not verdict.leave_voicemail
    if verdict.say_who_we_are:
        assert asked.said.confirmed_on is not None
        assert asked.said.confirmed_on >= (asked.person.controlling_since or date.min)


@given(ASKED)
def test_the_answer_is_always_a_sentence_that_fits_its_reasons(asked: Asked) -> None:
    verdict = asked.answer()
    assert verdict.sentence.endswith(".")
    assert list(verdict.reasons) == sorted(verdict.reasons, key=list(Reason).index)
    if asked.person.anonymous:
        assert not verdict.may_say_name
    if asked.person.never_speak_to and not (asked.person.died or asked.person.no_contact):
        assert "Never speak to Darren." in verdict.sentence


def more_dangerous(asked: Asked) -> list[Asked]:
    """Give the same question in a world that is more dangerous in one respect."""
    said, person = asked.said, asked.person
    worse_said = [
        replace(said, state=SafeState.UNSAFE),
        replace(said, state=SafeState.UNKNOWN),
        replace(said, referrer_asked_on=None),
        replace(said, expires_on=min(said.expires_on or TODAY, TODAY) - timedelta(days=10)),
        replace(said, hours=ContactHours((Window(frozenset({6}), time(3), time(4)),))),
    ]
    if said.state is SafeState.SAFE:
        worse_said += [
            replace(said, state=SafeState.GIVEN_BY_REFERRER),
            replace(said, confirmed_on=None),
            replace(said, confirm_again_since=date(2018, 7, 11)),
        ]
    worse_person = [
        replace(person, died=True),
        replace(person, no_contact=True),
        replace(person, anonymous=True),
        replace(person, sensitive=True),
        replace(person, controlling_since=TODAY if person.controlling_since is None else date(2018, 7, 11)),
        replace(person, never_speak_to=("Darren",)),
    ]
    return [
        *(replace(asked, said=worse) for worse in worse_said),
        *(replace(asked, person=worse) for worse in worse_person),
        *(replace(asked, barred=bar) for bar in Bar),
    ]


@given(ASKED)
def test_more_danger_never_turns_a_no_into_a_yes(asked: Asked) -> None:
    before = asked.answer()
    for worse in more_dangerous(asked):
        if asked.said.hours not in (ANY_TIME, worse.said.hours):
            continue  # other hours are not worse hours
        after = worse.answer()
        assert before.allowed or not after.allowed
        assert before.leave_voicemail or not after.leave_voicemail
        assert before.may_say_name or not after.may_say_name
        assert before.asks_nothing or not after.asks_nothing


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        ("Mon-Fri 18:00-20:00", "Not now, but from 18:00 today. They said: only Monday to Friday"),
        ("Tue 09:00-10:00", "Not now, but from 09:00 on Tuesday 3 July 2018. They said: only Tuesday"),
        ("Sat", "Not now, but from Saturday 7 July 2018. They said: only Saturday"),
    ],
)
def test_not_now_says_when(hours: str, sentence: str) -> None:
    said = replace(SAFE, hours=parse_hours(hours))
    verdict = may_use(PHONE, said, now=NOW, purpose=FOLLOW_UP, person=ANYBODY, barred=None)
    assert not verdict.allowed
    assert verdict.sentence.startswith(sentence)
