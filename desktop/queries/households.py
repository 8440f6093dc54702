"""The household of a person, read from either side of each link; whoever is out of sight is left out."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from desktop.domain.actor import Actor
from desktop.domain.ids import HouseholdLinkId, PersonId
from desktop.domain.names import display_name
from desktop.domain.permissions import Permission, needs
from desktop.domain.sealed_text import ShownWords
from desktop.models.guarded import show_field
from desktop.models.household import HouseholdLink
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.queries.visible import require_person, sees_person

_TURNED = {"parent": "child", "child": "parent", "grandparent": "grandchild", "grandchild": "grandparent"}


@dataclass(frozen=True, slots=True)
class HouseholdLine:
    """One member of the household: ``relation_code`` says what they are to the person whose page it is.

    ``turned`` says that the link was made from the other side; where a relation has no word for the way back
    (somebody cares for the person), ``relation_code`` keeps the word of the other side.
    """

    household_link_id: HouseholdLinkId
    version: int
    other_id: PersonId
    reference: str
    name: str
    relation_code: str
    turned: bool
    live_together: bool | None
    since: date | None
    until: date | None
    note: ShownWords


@needs(Permission.SEE_CASE_NOTES)
def household_of(session: RecordSession, *, actor: Actor, person_id: PersonId) -> tuple[HouseholdLine, ...]:
    """List who belongs to a person's household or family, by name; those of the past after the others.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    require_person(session, person_id)
    one, other = aliased(Person), aliased(Person)
    statement = (
        select(HouseholdLink, one, other)
        .join(one, one.id == HouseholdLink.person_id)
        .join(other, other.id == HouseholdLink.other_id)
        .where(
            HouseholdLink.archived_at.is_(None),
            or_(HouseholdLink.person_id == person_id, HouseholdLink.other_id == person_id),
            sees_person(session, HouseholdLink.person_id),
            sees_person(session, HouseholdLink.other_id),
        )
    )
    lines = [
        _line(session, link, first if link.other_id == person_id else second, person_id)
        for link, first, second in session.execute(statement)
    ]
    return tuple(sorted(lines, key=lambda line: (line.until is not None, line.name, line.reference)))


def _line(session: RecordSession, link: HouseholdLink, member: Person, person_id: PersonId) -> HouseholdLine:
    turned = link.other_id == person_id
    relation = _TURNED.get(link.relation_code, link.relation_code) if turned else link.relation_code
    return HouseholdLine(
        household_link_id=HouseholdLinkId(link.id),
        version=link.version,
        other_id=PersonId(member.id),
        reference=member.reference,
        name=display_name(member.forename, member.surname, member.known_as),
        relation_code=relation,
        turned=turned,
        live_together=link.live_together,
        since=link.since,
        until=link.until,
        note=show_field(session, link, "note"),
    )
