"""What a signed-in person holds while the records are open."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop.domain.actor import Role
from desktop.domain.ids import DeviceId, StoreId, UserId

MAY_READ_SEALED = frozenset({Role.MANAGER, Role.SAFEGUARDING_LEAD, Role.DEPUTY_LEAD})
MAY_BREAK_GLASS = frozenset({Role.SUPPORT_WORKER, Role.TEAM_LEADER})
MAY_GRANT = frozenset({Role.MANAGER})
MAY_KEEP_DESK = frozenset({Role.MANAGER, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True, repr=False)
class EpochKeys:
    """The keys of one epoch; empty or None where the roles do not give them. All keys are 32 bytes.

    ``file_salt`` is 16 bytes. ``seal_keys`` are private keys by epoch, the earlier ones kept so that
    old sealed text stays readable; ``glass_keys`` are the same ones, held by those who read only after they
    broke the glass. ``history_keys`` outlive every epoch. The authority key signs every grant, the desk key
    those of volunteers alone.
    """

    epoch: int
    file_key: bytes
    file_salt: bytes
    drafts_key: bytes
    history_keys: Mapping[DeviceId, bytes]
    seal_keys: Mapping[int, bytes] = field(default_factory=dict)
    glass_keys: Mapping[int, bytes] = field(default_factory=dict)
    authority_key: bytes | None = None
    desk_key: bytes | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Unlocked:
    """The keys a person's sign-in gives them in the newest epoch, and who they are.

    ``earlier`` has one entry for each older epoch that is still open: the records on the disk may be under
    its key when a change of keys was interrupted. ``own_key`` (32 bytes) is this person's alone: nobody
    else's sign-in can derive it. ``one_time`` says that the passphrase was made for them, for one time.
    """

    store_id: StoreId
    user_id: UserId
    user_name: str
    roles: frozenset[Role]
    keys: EpochKeys
    seal_public: bytes
    pinned_authority: bytes
    own_key: bytes
    by_recovery: bool = False
    one_time: bool = False
    earlier: tuple["Unlocked", ...] = ()

    def __repr__(self) -> str:
        return f"Unlocked(store_id={self.store_id}, user_id={self.user_id}, epoch={self.epoch})"

    @property
    def epoch(self) -> int:
        """Number of this set of keys: one more each time they are changed."""
        return self.keys.epoch

    @property
    def file_key(self) -> bytes:
        """The 32 bytes that open the records."""
        return self.keys.file_key

    @property
    def file_salt(self) -> bytes:
        """The 16 bytes of salt of the records' file."""
        return self.keys.file_salt

    @property
    def drafts_key(self) -> bytes:
        """The 32 bytes that open the drafts."""
        return self.keys.drafts_key

    @property
    def history_keys(self) -> Mapping[DeviceId, bytes]:
        """For each device, the 32 bytes under which its history is chained."""
        return self.keys.history_keys

    @property
    def seal_private(self) -> bytes | None:
        """The key that reads text sealed now, where the roles give it."""
        return self.keys.seal_keys.get(self.epoch)

    @property
    def authority_private(self) -> bytes | None:
        """The managers' signing key, where the roles give it."""
        return self.keys.authority_key


def in_epoch(unlocked: Unlocked, epoch: int) -> Unlocked:
    """Put first the set of keys of an open epoch; the others stay beside it.

    Raises:
        KeyError: the epoch is not open.
    """
    each_alone = {each.epoch: replace(each, earlier=()) for each in (unlocked, *unlocked.earlier)}
    first = each_alone.pop(epoch)
    return replace(first, earlier=tuple(each_alone.values()))
