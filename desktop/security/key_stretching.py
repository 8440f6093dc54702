"""Turn a passphrase into a key slowly, within bounds that a changed file cannot move."""

import threading
import time
import unicodedata
from dataclasses import dataclass, replace

from desktop.errors import KeyFileError

KEY_BYTES = 32
SALT_BYTES = 16
_MEMORY_KIB = range(19 * 1024, 1024 * 1024 + 1)
_ITERATIONS = range(1, 11)
_LANES = range(1, 9)
# WORKAROUND: OpenSSL's Argon2 (met with 4.0.3) takes its lanes from one pool of threads; two derivations at
# once, each with several lanes, failed with "not enough memory" or waited for each other for ever.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Stretching:
    """How hard Argon2id works: memory in KiB, passes over it, lanes at once."""

    memory_kib: int
    iterations: int
    lanes: int

    @property
    def is_acceptable(self) -> bool:
        """Whether a slot may ask for this: less would be a downgrade, more a way to hang the program."""
        return self.memory_kib in _MEMORY_KIB and self.iterations in _ITERATIONS and self.lanes in _LANES


LOWEST_ACCEPTED = Stretching(memory_kib=_MEMORY_KIB.start, iterations=1, lanes=1)
STANDARD = Stretching(memory_kib=64 * 1024, iterations=3, lanes=4)


def calibrate(target_seconds: float) -> Stretching:
    """Choose how many passes take about the target on this computer; never fewer than the standard.

    The memory stays at the standard: with more, unlocking would be when the program needs most of all.
    """
    started = time.perf_counter()
    stretch("calibration", salt=bytes(SALT_BYTES), stretching=STANDARD)
    scale = target_seconds / max(time.perf_counter() - started, 0.001)
    passes = int(STANDARD.iterations * scale)
    return replace(STANDARD, iterations=min(max(passes, STANDARD.iterations), _ITERATIONS.stop - 1))


def stretch(secret: str, *, salt: bytes, stretching: Stretching, device_secret: bytes = b"") -> bytes:
    """Derive the 32 bytes that open a slot: HKDF over Argon2id of the secret, then the device's secret.

    The same passphrase typed on another keyboard may arrive in another Unicode form, so NFKC comes first.

    Raises:
        ValueError: the settings are out of bounds; nothing was derived.
        KeyFileError: this computer lacks the memory they ask for.
    """
    if not stretching.is_acceptable:
        message = "stretching settings out of bounds"
        raise ValueError(message)
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415  # after the first painting

    typed = unicodedata.normalize("NFKC", secret).encode("utf-8", "surrogatepass")
    argon2 = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=stretching.iterations,
        lanes=stretching.lanes,
        memory_cost=stretching.memory_kib,
    )
    try:
        with _ONE_AT_A_TIME:
            slow = argon2.derive(typed)
    except MemoryError as error:
        what = "This computer has too little free memory to check a passphrase."
        raise KeyFileError(what, "Close other programs and try again.") from error
    return expand(slow + device_secret, purpose=b"alongside slot key 1")


def expand(key: bytes, *, purpose: bytes) -> bytes:
    """Derive from a key another 32 bytes for one purpose (HKDF with SHA-256)."""
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415  # the unlock screen paints without
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415  # as above

    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(key)
