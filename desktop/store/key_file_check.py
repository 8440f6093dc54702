"""Check of the key file that lies beside the records, against the keys that were taken out of it."""

from cryptography.exceptions import InvalidSignature

from desktop.errors import KeyFileError
from desktop.security.key_document import parse
from desktop.security.key_file import check_macs, check_signatures
from desktop.security.unlocked import Unlocked


def is_key_file_sound(data: bytes, unlocked: Unlocked) -> bool:
    """Say whether every byte of a key file is as the managers wrote it, and opens these records."""
    try:
        document = parse(data)
        if document is None or document.store_id != unlocked.store_id:
            return False
        opened = [each.keys for each in (unlocked, *unlocked.earlier)]
        if {each.epoch for each in document.epochs} != {keys.epoch for keys in opened}:
            return False
        check_signatures(document, pinned=unlocked.pinned_authority)
        check_macs(document, opened)
    except (KeyFileError, InvalidSignature, ValueError, KeyError):
        return False
    return True
