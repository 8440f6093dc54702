"""Everything that can be added to a person's record, and how each kind of entry is opened again."""

from collections.abc import Mapping

from desktop.domain.actor import Actor
from desktop.domain.permissions import Permission, may
from desktop.ui.assessments.forms import ADDINGS as ASSESSMENTS
from desktop.ui.assessments.forms import OPENINGS as ASSESSMENTS_OPENED
from desktop.ui.cases.forms import ADDINGS as CASES
from desktop.ui.cases.forms import OPENINGS as CASES_OPENED
from desktop.ui.consents.forms import ADDINGS as CONSENTS
from desktop.ui.consents.forms import OPENINGS as CONSENTS_OPENED
from desktop.ui.contacts.forms import ADDINGS as CONTACTS
from desktop.ui.contacts.forms import OPENINGS as CONTACTS_OPENED
from desktop.ui.onward.forms import ADDINGS as ONWARD
from desktop.ui.onward.forms import OPENINGS as ONWARD_OPENED
from desktop.ui.people.about import Adding, Opening
from desktop.ui.people.around import ADDINGS as AROUND
from desktop.ui.people.around import OPENINGS as AROUND_OPENED
from desktop.ui.plans.forms import ADDINGS as PLANS
from desktop.ui.plans.forms import OPENINGS as PLANS_OPENED

ADDINGS: tuple[Adding, ...] = (*CONTACTS, *CONSENTS, *ASSESSMENTS, *PLANS, *ONWARD, *AROUND, *CASES)
"""In the order of the menu; the first is the page's main button."""
OPENINGS: Mapping[str, Opening] = {
    opening.kind: opening
    for opening in (
        *CONTACTS_OPENED,
        *CONSENTS_OPENED,
        *ASSESSMENTS_OPENED,
        *PLANS_OPENED,
        *ONWARD_OPENED,
        *AROUND_OPENED,
        *CASES_OPENED,
    )
}
"""By the kind of record, as the timeline names it."""
_FOR_VOLUNTEERS = frozenset({"contact", "concern"})


def addings_for(actor: Actor) -> tuple[Adding, ...]:
    """Name what this role may add; a volunteer is offered little on purpose."""
    offered = [adding for adding in ADDINGS if may(actor, adding.permission)]
    if not may(actor, Permission.SEE_CASELOAD):
        offered = [adding for adding in offered if adding.kind in _FOR_VOLUNTEERS]
    return tuple(offered)
