"""What is asked for in this room; each travels in one signal."""

from dataclasses import dataclass

from desktop.domain.actor import Role
from desktop.domain.ids import UserId


@dataclass(frozen=True, slots=True)
class InviteAsked:
    """Somebody is to be let in."""

    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class RolesAsked:
    """Somebody is to have other roles."""

    user_id: UserId
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class OwnPassphraseAsked:
    """A passphrase is to be changed by who knows it; kept out of every text."""

    passphrase: str
    new_passphrase: str

    def __repr__(self) -> str:
        return "OwnPassphraseAsked(…)"
