"""What was typed in for a return, for whoever fills it in."""

from collections.abc import Sequence

from desktop.domain.actor import Actor
from desktop.domain.periods import Period
from desktop.domain.permissions import Permission, needs
from desktop.domain.return_entries import Entries
from desktop.models.session import RecordSession
from desktop.queries.typed_in import read_entries


@needs(Permission.FILL_IN_RETURN)
def entries_of(
    session: RecordSession, *, actor: Actor, definition_id: str, quarters: Sequence[Period]
) -> Entries:
    """Give what was typed in for some quarters of a return, with the versions to write it anew."""
    del actor
    return read_entries(session, definition_id=definition_id, quarters=quarters)
