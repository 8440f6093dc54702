"""A full name in one cell taken apart into forename and surname."""

_TITLES = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "rev",
        "revd",
        "prof",
        "professor",
        "sir",
        "dame",
        "lady",
        "lord",
        "master",
    }
)
_PARTICLES = frozenset(
    {
        "de",
        "da",
        "di",
        "del",
        "della",
        "der",
        "den",
        "van",
        "von",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "st",
        "ter",
    }
)


def split_name(text: str) -> tuple[str | None, str | None]:
    """Give forename and surname of "Jones, Craig", "Mr Craig Jones" or "Anna van der Berg".

    A single word is the forename: it is at least what to call the person.
    """
    before, comma, after = text.partition(",")
    if comma and before.strip() and after.strip():
        return " ".join(_without_title(after.split())) or None, " ".join(
            _without_title(before.split())
        ) or None
    words = _without_title(text.replace(",", " ").split())
    if len(words) < len(("forename", "surname")):
        return (words[0] if words else None), None
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].casefold() in _PARTICLES:
        cut -= 1
    return " ".join(words[:cut]), " ".join(words[cut:])


def _without_title(words: list[str]) -> list[str]:
    while words and words[0].rstrip(".").casefold() in _TITLES:
        words = words[1:]
    return words
