"""The answers that a safeguarding concern is written down with."""

from enum import StrEnum


class ConcernAbout(StrEnum):
    """Whether an adult or a child is at risk: other rules, other people to ring."""

    ADULT = "adult"
    CHILD = "child"


class Basis(StrEnum):
    """What of it somebody saw, was told, or thinks."""

    FACT = "fact"
    HEARSAY = "hearsay"
    OPINION = "opinion"


class WishesAsked(StrEnum):
    """Whether the person was asked what they want to happen."""

    YES = "yes"
    NO = "no"
    NOT_POSSIBLE = "not_possible"


class ConsentToShare(StrEnum):
    """Whether the person agreed that others are told."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class Told(StrEnum):
    """Who was rung about a concern."""

    LEAD = "lead"
    DEPUTY = "deputy"
    OUT_OF_HOURS = "out_of_hours"
    ADULT_CARE = "adult_care"
    CHILDRENS_CARE = "childrens_care"
    POLICE = "police"
    OTHER = "other"


COUNTS_AS_TOLD = frozenset({Told.LEAD, Told.DEPUTY, Told.OUT_OF_HOURS})
"""Whom a call must reach for the first clock to stop: nobody else is answerable for it."""
AGENCIES = frozenset({Told.ADULT_CARE, Told.CHILDRENS_CARE, Told.POLICE})
"""Whose answer is waited for once they were rung."""
