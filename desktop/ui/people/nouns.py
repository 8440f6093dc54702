"""Everything that can be added to a person's record, and how each kind of entry is opened again."""

from collections.abc import Mapping

from desktop.domain.actor import Actor
from desktop.domain.permissions import Permission, may
from desktop.ui.cases.forms import ADDINGS as CASES
from desktop.ui.contacts.forms import ADDINGS as CONTACTS
from desktop.ui.contacts.forms import OPENINGS as CONTACTS_OPENED
from desktop.ui.people.about import Adding, Opening

ADDINGS: tuple[Adding, ...] = (*CONTACTS, *CASES)
"""In the order of the menu; the first is the page's main button."""
OPENINGS: Mapping[str, Opening] = {opening.kind: opening for opening in (*CONTACTS_OPENED,)}
"""By the kind of record, as the timeline names it."""
_FOR_VOLUNTEERS = frozenset({"contact", "concern"})


def addings_for(actor: Actor) -> tuple[Adding, ...]:
    """Name what this role may add; a volunteer is offered little on purpose."""
    offered = [adding for adding in ADDINGS if may(actor, adding.permission)]
    if not may(actor, Permission.SEE_CASELOAD):
        offered = [adding for adding in offered if adding.kind in _FOR_VOLUNTEERS]
    return tuple(offered)
