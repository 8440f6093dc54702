"""A grant: the keys that somebody's roles give them, locked to their public key and signed by a manager."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from desktop.domain.actor import Role
from desktop.domain.ids import DeviceId, StoreId, UserId
from desktop.security.key_document import VERSION, AuthorityLink, Grant, canonical
from desktop.security.key_stretching import KEY_BYTES, SALT_BYTES
from desktop.security.unlocked import MAY_BREAK_GLASS, MAY_GRANT, MAY_KEEP_DESK, MAY_READ_SEALED, EpochKeys

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
DESK_MAY_SIGN_FOR = frozenset({Role.VOLUNTEER})
_FILE, _SALT, _DRAFTS, _AUTHORITY, _DESK = "file", "salt", "drafts", "authority", "desk"
_HISTORY, _SEAL, _GLASS = "history:", "seal:", "glass:"


@dataclass(frozen=True, slots=True)
class Grantee:
    """Who receives a grant: the public half of the key in their slot, and the roles they are given."""

    user_id: UserId
    name: str
    public_key: bytes
    roles: frozenset[Role]


def signing_key(keys: EpochKeys, roles: frozenset[Role]) -> bytes | None:
    """Give the key with which this sign-in may sign a grant of these roles, or None.

    An administrator signs for volunteers alone: nobody else would believe another grant of theirs.
    """
    if keys.authority_key is not None:
        return keys.authority_key
    return keys.desk_key if roles and roles <= DESK_MAY_SIGN_FOR else None


def issue_grant(
    grantee: Grantee, keys: EpochKeys, *, store_id: StoreId, signer: bytes, off: bool = False
) -> Grant:
    """Lock to somebody's public key what their roles give them of an epoch's keys, and sign it.

    ``off`` gives them nothing: their roles and public key stay signed for the day they are let in again.
    """
    pieces = {} if off else dict(_pieces(keys, grantee.roles))
    bare = Grant(
        user_id=grantee.user_id,
        epoch=keys.epoch,
        roles=tuple(sorted(grantee.roles)),
        public_key=grantee.public_key,
        holds=tuple(pieces),
    )
    bound = _bound_to(bare, name=grantee.name, store_id=store_id)
    public = X25519PublicKey.from_public_bytes(grantee.public_key)
    sealed = replace(bare, sealed=SUITE.encrypt(b"".join(pieces.values()), public, info=bound))
    signature = Ed25519PrivateKey.from_private_bytes(signer).sign(_signed_part(sealed, bound))
    return replace(sealed, signature=signature)


def verify_grant(grant: Grant, *, name: str, store_id: StoreId, link: AuthorityLink) -> None:
    """Check that the managers of its epoch gave this grant, or for a volunteer an administrator.

    Raises:
        InvalidSignature: they did not, or it was changed or moved since.
    """
    signed = _signed_part(grant, _bound_to(grant, name=name, store_id=store_id))
    try:
        Ed25519PublicKey.from_public_bytes(link.key).verify(grant.signature, signed)
    except InvalidSignature:
        if not link.desk or not _is_a_volunteers(grant):
            raise
        Ed25519PublicKey.from_public_bytes(link.desk).verify(grant.signature, signed)


def _is_a_volunteers(grant: Grant) -> bool:
    """Whether a grant is one that the desk key may sign: of a volunteer, with no key that reads or grants."""
    plain = {_FILE, _SALT, _DRAFTS}
    return set(grant.roles) == DESK_MAY_SIGN_FOR and all(
        label in plain or label.startswith(_HISTORY) for label in grant.holds
    )


def open_grant(grant: Grant, *, name: str, store_id: StoreId, private_key: bytes) -> EpochKeys:
    """Take the keys out of a grant.

    Raises:
        InvalidTag: it is for somebody else, or anything it is bound to was changed.
        ValueError: it does not hold what it says.
    """
    bound = _bound_to(grant, name=name, store_id=store_id)
    plain = SUITE.decrypt(grant.sealed, X25519PrivateKey.from_private_bytes(private_key), info=bound)
    pieces: dict[str, bytes] = {}
    start = 0
    for label in grant.holds:
        end = start + (SALT_BYTES if label == _SALT else KEY_BYTES)
        pieces[label] = plain[start:end]
        start = end
    if start != len(plain) or not {_FILE, _SALT, _DRAFTS} <= pieces.keys():
        message = "a grant does not hold what it says"
        raise ValueError(message)
    return _keys(grant.epoch, pieces)


def sign_link(link: AuthorityLink, *, store_id: StoreId, authority: bytes) -> AuthorityLink:
    """Sign an epoch's public keys with the authority key before it (the first one with itself)."""
    signer = Ed25519PrivateKey.from_private_bytes(authority)
    return replace(link, signature=signer.sign(_link_bytes(link, store_id)))


def verify_chain(links: Iterable[AuthorityLink], *, store_id: StoreId, pinned: bytes) -> None:
    """Check that every epoch's public keys follow from the authority key a slot remembers.

    Raises:
        InvalidSignature: a link was not signed by the one before.
        ValueError: the first link is not the remembered one.
    """
    signer = pinned
    for number, link in enumerate(links):
        if number == 0 and link.key != pinned:
            message = "another store's authority"
            raise ValueError(message)
        Ed25519PublicKey.from_public_bytes(signer).verify(link.signature, _link_bytes(link, store_id))
        signer = link.key


def _pieces(keys: EpochKeys, roles: frozenset[Role]) -> Iterable[tuple[str, bytes]]:
    yield _FILE, keys.file_key
    yield _SALT, keys.file_salt
    yield _DRAFTS, keys.drafts_key
    for device_id, key in sorted(keys.history_keys.items()):
        yield f"{_HISTORY}{device_id}", key
    if roles & (MAY_READ_SEALED | MAY_BREAK_GLASS):
        label = _SEAL if roles & MAY_READ_SEALED else _GLASS
        for epoch, key in sorted(keys.seal_keys.items()):
            yield f"{label}{epoch}", key
    if roles & MAY_GRANT and keys.authority_key is not None:
        yield _AUTHORITY, keys.authority_key
    if roles & MAY_KEEP_DESK and keys.desk_key is not None:
        yield _DESK, keys.desk_key


def _keys(epoch: int, pieces: dict[str, bytes]) -> EpochKeys:
    return EpochKeys(
        epoch=epoch,
        file_key=pieces[_FILE],
        file_salt=pieces[_SALT],
        drafts_key=pieces[_DRAFTS],
        history_keys={
            DeviceId(UUID(label.removeprefix(_HISTORY))): key
            for label, key in pieces.items()
            if label.startswith(_HISTORY)
        },
        seal_keys=_by_epoch(pieces, _SEAL),
        glass_keys=_by_epoch(pieces, _GLASS),
        authority_key=pieces.get(_AUTHORITY),
        desk_key=pieces.get(_DESK),
    )


def _by_epoch(pieces: dict[str, bytes], prefix: str) -> dict[int, bytes]:
    return {int(label.removeprefix(prefix)): key for label, key in pieces.items() if label.startswith(prefix)}


def _bound_to(grant: Grant, *, name: str, store_id: StoreId) -> bytes:
    header = grant.header()
    return canonical({"what": "grant", "version": VERSION, "store_id": str(store_id), "name": name, **header})


def _signed_part(grant: Grant, bound: bytes) -> bytes:
    return len(bound).to_bytes(4, "big") + bound + grant.sealed


def _link_bytes(link: AuthorityLink, store_id: StoreId) -> bytes:
    return canonical({"what": "authority", "version": VERSION, "store_id": str(store_id), **link.header()})
