"""The 8-character code of a point in the history, printed on every return made at that point."""

from base64 import b32encode

CODE_LENGTH = 8
_BYTES = 5
_ALPHABET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


def history_code(mac: bytes) -> str:
    """Give the code of the row of history with this MAC: its first 40 bits in base 32."""
    return b32encode(mac[:_BYTES]).decode()


def tidy_history_code(typed: str) -> str | None:
    """Read a code as somebody typed it; None if it cannot be one."""
    code = "".join(typed.upper().replace("-", " ").split())
    return code if len(code) == CODE_LENGTH and _ALPHABET.issuperset(code) else None
