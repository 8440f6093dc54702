"""The shape of keys.json: one spelling for each content, and nothing in it trusted yet."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from desktop.domain.actor import Role
from desktop.domain.ids import StoreId, UserId
from desktop.errors import KeyFileError
from desktop.security.key_stretching import STANDARD, Stretching

VERSION = 1
LONGEST_NAME = 100
_FORMAT = "alongside-keys-"
_MOST_BYTES = 4 * 1024 * 1024
_MARKS = (b'"alongside-keys-', b'"authority":[', b'"slots":[')
_STRETCHING_SEEN = re.compile(
    rb'"iterations":(\d{1,2}),.{0,200}?"lanes":(\d),.{0,200}?"memory_kib":(\d{5,7})'
)


class SlotKind(StrEnum):
    """Whom a slot lets in."""

    USER = "user"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Slot:
    """One person's private key (or the recovery sheet's), locked with what they know.

    ``one_time_until`` is the last day (UTC) of a passphrase that was made for them and is good for choosing
    their own, nothing else; None where they chose it.
    """

    user_id: UserId
    kind: SlotKind
    name: str
    stretching: Stretching
    device_secret: bool
    salt: bytes
    nonce: bytes
    sealed: bytes = b""
    one_time_until: date | None = None

    def header(self) -> dict[str, object]:
        """Everything but the locked part; what older files do not know is left out where it is not used."""
        one_time = {"one_time_until": self.one_time_until.isoformat()} if self.one_time_until else {}
        return {
            **one_time,
            "user_id": str(self.user_id),
            "kind": self.kind.value,
            "name": self.name,
            "memory_kib": self.stretching.memory_kib,
            "iterations": self.stretching.iterations,
            "lanes": self.stretching.lanes,
            "device_secret": self.device_secret,
            "salt": self.salt.hex(),
            "nonce": self.nonce.hex(),
        }


@dataclass(frozen=True, slots=True)
class AuthorityLink:
    """The managers' public key of one epoch and its public seal key, signed by the key before.

    ``desk`` is the public key with which administrators sign for volunteers; files of before it have none.
    """

    epoch: int
    key: bytes
    seal: bytes
    signature: bytes = b""
    desk: bytes = b""

    def header(self) -> dict[str, object]:
        """Everything but the signature; what older files do not know is left out where it is not used."""
        desk = {"desk": self.desk.hex()} if self.desk else {}
        return {"epoch": self.epoch, "key": self.key.hex(), "seal": self.seal.hex(), **desk}


@dataclass(frozen=True, slots=True)
class Grant:
    """The keys one person's roles give them in one epoch, locked to their public key.

    A grant that holds nothing is a sign-in switched off: name, roles and public key stay, and stay signed.
    """

    user_id: UserId
    epoch: int
    roles: tuple[Role, ...]
    public_key: bytes
    holds: tuple[str, ...]
    sealed: bytes = b""
    signature: bytes = b""

    @property
    def is_off(self) -> bool:
        """Whether the sign-in is switched off."""
        return not self.holds

    def header(self) -> dict[str, object]:
        """Everything but the locked part and the signature."""
        return {
            "user_id": str(self.user_id),
            "epoch": self.epoch,
            "roles": [role.value for role in self.roles],
            "public_key": self.public_key.hex(),
            "holds": list(self.holds),
        }


@dataclass(frozen=True, slots=True)
class OpenEpoch:
    """An epoch whose records may still lie on the disk, and the check over the whole file under its key."""

    epoch: int
    mac: bytes = b""


@dataclass(frozen=True, slots=True)
class KeyDocument:
    """A whole key file."""

    store_id: StoreId
    authority: tuple[AuthorityLink, ...]
    epochs: tuple[OpenEpoch, ...]
    slots: tuple[Slot, ...]
    grants: tuple[Grant, ...]

    def slot_of(self, user_id: UserId) -> Slot:
        """Find a user's slot.

        Raises:
            KeyError: there is none.
        """
        for slot in self.slots:
            if slot.user_id == user_id:
                return slot
        raise KeyError(str(user_id))

    def slot_named(self, name: str) -> Slot | None:
        """Find the slot of the user with this name, in any case and Unicode form."""
        wanted = folded(name)
        named = (slot for slot in self.slots if slot.kind is SlotKind.USER and folded(slot.name) == wanted)
        return next(named, None)

    def without_macs(self) -> bytes:
        """Write the file as each open epoch's check reads it."""
        return serialise(replace(self, epochs=tuple(OpenEpoch(each.epoch) for each in self.epochs)))


def folded(name: str) -> str:
    """Two spellings of one name are equal after this."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def is_name(name: str) -> bool:
    """Whether a user could be called so: visible characters, 1 to 100 of them."""
    return 0 < len(name) <= LONGEST_NAME and name.isprintable()


def canonical(value: Mapping[str, object]) -> bytes:
    """Write a mapping in its one spelling: ASCII, keys in order, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def serialise(document: KeyDocument) -> bytes:
    """Write the key file in its one spelling."""
    return canonical(
        {
            "format": f"{_FORMAT}{VERSION}",
            "version": VERSION,
            "store_id": str(document.store_id),
            "authority": [
                {**link.header(), "signature": link.signature.hex()} for link in document.authority
            ],
            "epochs": [{"epoch": each.epoch, "mac": each.mac.hex()} for each in document.epochs],
            "slots": [{**slot.header(), "sealed": slot.sealed.hex()} for slot in document.slots],
            "grants": [
                {**grant.header(), "sealed": grant.sealed.hex(), "signature": grant.signature.hex()}
                for grant in document.grants
            ],
        }
    )


def parse(data: bytes) -> KeyDocument | None:
    """Read a key file; None where it was changed, in however small a way.

    A changed file and a wrong passphrase must look alike, so a change is no error here.

    Raises:
        KeyFileError: it is empty, no key file at all, or of a newer program.
    """
    if not any(mark in data for mark in _MARKS) or len(data) > _MOST_BYTES:
        what = "The key file of these records is empty or is not a key file."
        raise KeyFileError(what, "Put keys.json back from a backup: every backup holds a copy.")
    try:
        raw = json.loads(data)
        _refuse_newer(raw)
        document = _document(raw)
        return document if serialise(document) == data and _is_consistent(document) else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def user_names(data: bytes) -> list[str]:
    """Name the users for the unlock screen; the names are as found, nothing vouches for them yet.

    Raises:
        KeyFileError: the file is empty, no key file, or of a newer program.
    """
    document = parse(data)
    return [slot.name for slot in document.slots if slot.kind is SlotKind.USER] if document else []


def stretching_seen(data: bytes) -> Stretching:
    """Guess how hard a slot of a changed file was to open, so that refusing it takes as long."""
    for found in _STRETCHING_SEEN.finditer(data):
        iterations, lanes, memory_kib = (int(number) for number in found.groups())
        seen = Stretching(memory_kib=memory_kib, iterations=iterations, lanes=lanes)
        if seen.is_acceptable:
            return seen
    return STANDARD


def _refuse_newer(raw: Any) -> None:
    """Believe that a file is newer only where both of its marks say so: one changed byte cannot."""
    version = raw["version"]
    if type(version) is int and version > VERSION and raw["format"] == f"{_FORMAT}{version}":
        what = "These records were last opened by a newer Alongside."
        raise KeyFileError(what, "Install that version, or a later one, and open them again.")


def _document(raw: Any) -> KeyDocument:
    return KeyDocument(
        store_id=StoreId(UUID(raw["store_id"])),
        authority=tuple(_link(each) for each in raw["authority"]),
        epochs=tuple(OpenEpoch(each["epoch"], bytes.fromhex(each["mac"])) for each in raw["epochs"]),
        slots=tuple(_slot(each) for each in raw["slots"]),
        grants=tuple(_grant(each) for each in raw["grants"]),
    )


def _link(raw: Any) -> AuthorityLink:
    return AuthorityLink(
        epoch=raw["epoch"],
        key=bytes.fromhex(raw["key"]),
        seal=bytes.fromhex(raw["seal"]),
        signature=bytes.fromhex(raw["signature"]),
        desk=bytes.fromhex(raw.get("desk", "")),
    )


def _slot(raw: Any) -> Slot:
    return Slot(
        user_id=UserId(UUID(raw["user_id"])),
        kind=SlotKind(raw["kind"]),
        name=raw["name"],
        stretching=Stretching(raw["memory_kib"], raw["iterations"], raw["lanes"]),
        device_secret=raw["device_secret"],
        salt=bytes.fromhex(raw["salt"]),
        nonce=bytes.fromhex(raw["nonce"]),
        sealed=bytes.fromhex(raw["sealed"]),
        one_time_until=date.fromisoformat(raw["one_time_until"]) if "one_time_until" in raw else None,
    )


def _grant(raw: Any) -> Grant:
    return Grant(
        user_id=UserId(UUID(raw["user_id"])),
        epoch=raw["epoch"],
        roles=tuple(Role(each) for each in raw["roles"]),
        public_key=bytes.fromhex(raw["public_key"]),
        holds=tuple(raw["holds"]),
        sealed=bytes.fromhex(raw["sealed"]),
        signature=bytes.fromhex(raw["signature"]),
    )


def _is_consistent(document: KeyDocument) -> bool:
    """Whether the parts fit: types the spelling cannot show, ids and names once, epochs in order."""
    if not (document.authority and document.epochs and document.slots):
        return False
    numbers = [link.epoch for link in document.authority]
    opened = [each.epoch for each in document.epochs]
    ids = {slot.user_id for slot in document.slots}
    names = [folded(slot.name) for slot in document.slots if slot.kind is SlotKind.USER]
    granted = {(grant.user_id, grant.epoch) for grant in document.grants}
    return (
        all(type(number) is int for number in (*numbers, *opened))
        and numbers == list(range(1, len(numbers) + 1))
        and opened == sorted(set(opened))
        and set(opened) <= set(numbers)
        and len(ids) == len(document.slots)
        and len(set(names)) == len(names)
        and len(granted) == len(document.grants)
        and all(user_id in ids and epoch in opened for user_id, epoch in granted)
        and all(_is_slot_sound(slot) for slot in document.slots)
    )


def _is_slot_sound(slot: Slot) -> bool:
    settings = slot.stretching
    kinds = [type(value) for value in (settings.memory_kib, settings.iterations, settings.lanes)]
    return (
        kinds == [int, int, int]
        and settings.is_acceptable
        and slot.device_secret in {True, False}
        and is_name(slot.name)
    )
