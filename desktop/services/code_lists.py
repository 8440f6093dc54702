"""Installing and bringing up to date the code lists that ship with the program."""

import json
from collections.abc import Sequence

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.codes import CodeList
from desktop.domain.permissions import Permission, needs
from desktop.models.code import CodeListRow, CodeRow, CrosswalkRow
from desktop.models.session import RecordSession


@needs(Permission.SET_UP_SERVICE)
def install_code_lists(session: RecordSession, *, actor: Actor, code_lists: Sequence[CodeList]) -> int:
    """Add each list that the records do not have yet, and say how many were added.

    A list that is there already is left as the service made it.
    """
    del actor
    have = set(session.scalars(select(CodeListRow.key)))
    new = [one for one in code_lists if one.key not in have]
    session.write_many(CodeListRow, [{"key": one.key, "title": one.title} for one in new])
    session.write_many(CodeRow, [row for one in new for row in _code_rows(one)])
    session.write_many(CrosswalkRow, [row for one in new for row in _crosswalk_rows(one)])
    return len(new)


def _code_rows(code_list: CodeList) -> list[dict[str, object]]:
    return [
        {
            "list_key": code_list.key,
            "code": code.code,
            "label": code.label,
            "parent": code.parent,
            "kind": code.kind.value,
            "position": position,
            "starts_on": code.starts,
            "ends_on": code.ends,
            "synonyms": json.dumps(list(code.synonyms), ensure_ascii=False),
        }
        for position, code in enumerate(code_list.codes)
    ]


def _crosswalk_rows(code_list: CodeList) -> list[dict[str, object]]:
    return [
        {
            "list_key": code_list.key,
            "scheme": walk.scheme,
            "scheme_title": walk.title,
            "place": place.code,
            "label": place.label,
            "sources": frozenset(place.sources),
            "position": position,
            "starts_on": place.starts,
            "ends_on": place.ends,
        }
        for walk in code_list.crosswalks.values()
        for position, place in enumerate(walk.places)
    ]
