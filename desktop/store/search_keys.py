"""The keys by which a person is found, made from the person and from each way to reach them.

Kinds: ``n`` folded names in both orders, ``s`` how names sound in both orders, ``b`` date of birth,
``p`` postcode, ``t`` telephone digits, ``m`` e-mail, ``r`` reference.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from desktop.domain.names import fold_name
from desktop.models.search_key import sounds

KEYED_KINDS = ("person", "contact_point")
_LONGEST = 128
INSERT = "INSERT INTO search_key (owner_id, person_id, kind, key) VALUES (?, ?, ?, ?)"
DELETE = "DELETE FROM search_key WHERE owner_id = ?"

Key = tuple[str, str, str, str]
"""Owner, person (32 hex digits each), kind, key."""


def _name_keys(forename: str, surname: str, known_as: str) -> Iterator[tuple[str, str]]:
    if forename and surname:
        yield "n", f"{forename} {surname}"
        yield "n", f"{surname} {forename}"
    elif forename or surname:
        yield "n", forename or surname
    if known_as and known_as != forename:
        yield "n", f"{known_as} {surname}".strip()
    for later in (*forename.split()[1:], *surname.split()[1:]):
        yield "n", f"{later} {surname or forename}"


def _sound_keys(forename: str, surname: str) -> Iterator[tuple[str, str]]:
    firsts = sounds(forename) if forename else ()
    lasts = sounds(surname) if surname else ()
    for first in firsts or ("",):
        for last in lasts or ("",):
            if first and last:
                yield "s", f"{first} {last}"
                yield "s", f"{last} {first}"
            elif first or last:
                yield "s", first or last


def keys_of_person(values: Mapping[str, Any]) -> list[Key]:
    """Make the keys of one person from the column values of its row."""
    owner: UUID = values["id"]
    forename = fold_name(values.get("forename") or "")
    surname = fold_name(values.get("surname") or "")
    known_as = fold_name(values.get("known_as") or "")
    found = list(_name_keys(forename, surname, known_as))
    found.extend(dict.fromkeys(_sound_keys(forename, surname)))
    if values.get("born_on"):
        found.append(("b", values["born_on"].isoformat()))
    if values.get("postcode"):
        found.append(("p", values["postcode"].replace(" ", "").casefold()))
    found.append(("r", values["reference"].casefold()))
    return [(owner.hex, owner.hex, kind, key[:_LONGEST]) for kind, key in found]


def keys_of_contact_point(values: Mapping[str, Any]) -> list[Key]:
    """Make the keys of one way to reach a person from the column values of its row."""
    owner: UUID = values["id"]
    person: UUID = values["person_id"]
    found: list[tuple[str, str]] = []
    if values.get("digits"):
        found.append(("t", values["digits"]))
    elif values["channel"] == "email" and values.get("value"):
        found.append(("m", values["value"].casefold()))
    return [(owner.hex, person.hex, kind, key[:_LONGEST]) for kind, key in found]


def keys_of(kind: str, values: Mapping[str, Any]) -> list[Key]:
    """Make the keys of one record; none if it is archived or of a kind nobody searches."""
    if kind not in KEYED_KINDS or values.get("archived_at") is not None:
        return []
    return keys_of_person(values) if kind == "person" else keys_of_contact_point(values)


def replace_keys(connection: Any, kind: str, rows: Sequence[Mapping[str, Any]], *, fresh: bool) -> None:
    """Write the keys of some records of one kind; ``fresh`` records have none to take away."""
    if kind not in KEYED_KINDS or not rows:
        return
    if not fresh:
        connection.exec_driver_sql(DELETE, [(row["id"].hex,) for row in rows])
    keys = [key for row in rows for key in keys_of(kind, row)]
    if keys:
        connection.exec_driver_sql(INSERT, keys)
