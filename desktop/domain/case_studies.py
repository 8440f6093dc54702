"""Whether somebody's story may be told in a return: what they said last about it decides."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from desktop.domain.consent import ConsentHeld, consent_that_counts
from desktop.domain.dates import date_in_words

CASE_STUDY = "case-study"
"""The code of *what consent is for*."""


def consent_to_story(held: Iterable[ConsentHeld], *, on: date) -> ConsentHeld | None:
    """Choose the answer that decides about a case study: the last one, whomever it was to be told to.

    To whom it may be told is for people to read: a commissioner is seldom in the directory.
    """
    by_answer = {replace(one, to=None): one for one in held}
    counts = consent_that_counts(by_answer, on=on, to=None)
    return None if counts is None else by_answer[counts]


def why_not_told(held: ConsentHeld | None, *, on: date) -> str:
    """Say why a story must not be told on a day, empty if it may; ``held`` is the answer that decides.

    Source: domain.md §7, sharing (a case study too) rests on consent: given, not withdrawn, not run out.
    """
    if held is None:
        return "Nobody has asked this person whether their story may be told."
    if not held.given:
        return f"This person said no to a case study on {date_in_words(held.on)}."
    if held.withdrawn_on is not None and held.withdrawn_on <= on:
        return f"They took their consent to a case study back on {date_in_words(held.withdrawn_on)}."
    if held.on > on:
        return f"Their consent to a case study begins on {date_in_words(held.on)}."
    if held.expires_on is not None and held.expires_on < on:
        return f"Their consent to a case study ran out on {date_in_words(held.expires_on)}."
    return ""
