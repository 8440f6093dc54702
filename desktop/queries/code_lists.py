"""The code lists as the service has them."""

import json
from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.codes import Code, CodeList, Crosswalk, Kind, Place
from desktop.domain.permissions import Permission, needs
from desktop.models.code import CodeListRow, CodeRow, CrosswalkRow
from desktop.models.session import RecordSession


@needs(Permission.SEE_SERVICE)
def code_lists(session: RecordSession, *, actor: Actor) -> Mapping[str, CodeList]:
    """Give every code list by its key, codes and schemes in their own order."""
    del actor
    codes: dict[str, list[Code]] = defaultdict(list)
    for row in session.execute(
        select(*CodeRow.__table__.columns).order_by(CodeRow.list_key, CodeRow.position)
    ):
        codes[row.list_key].append(
            Code(
                code=row.code,
                label=row.label,
                parent=row.parent,
                starts=row.starts_on,
                ends=row.ends_on,
                kind=Kind(row.kind),
                synonyms=tuple(json.loads(row.synonyms)),
            )
        )
    schemes = _schemes(session)
    rows = session.execute(select(CodeListRow.key, CodeListRow.title).order_by(CodeListRow.key))
    return MappingProxyType(
        {key: CodeList(key, title, tuple(codes[key]), schemes.get(key, {})) for key, title in rows}
    )


def _schemes(session: RecordSession) -> dict[str, Mapping[str, Crosswalk]]:
    places: dict[tuple[str, str], list[Place]] = defaultdict(list)
    titles: dict[tuple[str, str], str] = {}
    statement = select(*CrosswalkRow.__table__.columns).order_by(CrosswalkRow.scheme, CrosswalkRow.position)
    for row in session.execute(statement):
        place = Place(row.place, row.label, tuple(sorted(row.sources)), row.starts_on, row.ends_on)
        places[row.list_key, row.scheme].append(place)
        titles[row.list_key, row.scheme] = row.scheme_title
    found: dict[str, dict[str, Crosswalk]] = defaultdict(dict)
    for (key, scheme), title in titles.items():
        found[key][scheme] = Crosswalk(scheme, title, tuple(places[key, scheme]))
    return {key: MappingProxyType(schemes) for key, schemes in found.items()}
