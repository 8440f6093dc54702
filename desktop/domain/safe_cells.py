"""What the "safe to call" cell of an old list may still be taken for: never more than the referrer's word."""

import re

from desktop.domain.safe_contact import SafeState

_WORDS = re.compile(r"[a-z0-9]+")
_YES = frozenset(
    {"yes", "y", "true", "t", "1", "safe", "ok", "okay", "yes safe", "safe to call", "agreed", "s"}
)
_NO = frozenset({"no", "n", "false", "f", "0", "unsafe"})
_NOT_KNOWN = frozenset(
    {
        "not known",
        "unknown",
        "n k",
        "nk",
        "n a",
        "na",
        "not asked",
        "not recorded",
        "not stated",
        "not sure",
        "don t know",
        "dont know",
        "tbc",
        "n s",
        "none given",
        "not given",
        "no information",
        "no data",
        "not applicable",
    }
)
_REFUSALS = frozenset({"no", "not", "never", "don", "dont", "unsafe", "danger", "dangerous", "avoid", "stop"})


def state_from_list(text: str) -> SafeState:
    """Read the "safe to call" cell of an old list, whose date and asker nobody knows.

    A bare yes becomes *given by referrer*, never *safe*; no becomes *unsafe*, and so does any sentence with a
    refusal in it; blank, not known, and words nobody foresaw become *unknown* (so: no contact until asked).
    """
    words = _WORDS.findall(text.casefold().replace("'", " ").replace("\u2019", " "))
    said = " ".join(words)
    if not words or said in _NOT_KNOWN:
        return SafeState.UNKNOWN
    if said in _YES:
        return SafeState.GIVEN_BY_REFERRER
    if said in _NO or not _REFUSALS.isdisjoint(words):
        return SafeState.UNSAFE
    return SafeState.UNKNOWN
