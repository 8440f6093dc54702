"""Writing down that a representation was made: the counts it rests on, for the register of what ever left."""

from collections.abc import Sequence

from desktop.domain.actor import Actor
from desktop.domain.ids import ReleaseId
from desktop.domain.permissions import Permission, needs
from desktop.models.session import RecordSession
from desktop.returns.result import Return
from desktop.services.releases import record_release


@needs(Permission.RELEASE_EXACT)
def record_representation(
    session: RecordSession, *, actor: Actor, returns: Sequence[Return], representation_json: bytes
) -> tuple[ReleaseId, ...]:
    """Write down the counts of each period before the files are handed out; give the entries' ids.

    Shares, differences and intervals follow from these counts and from published figures, so that whoever has
    the counts has them. The SHA-256 of the JSON file stands with each entry.

    Raises:
        RefusedError: the counts are not exact numbers.
        NotAllowedError: the actor may not make exact returns.
    """
    return tuple(
        record_release(session, actor=actor, result=result, return_json=representation_json)
        for result in returns
    )
