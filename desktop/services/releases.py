"""Writing down that a return was made: every number of it, for the register of what ever left."""

import hashlib

from desktop.domain.actor import Actor
from desktop.domain.ids import ReleaseId
from desktop.domain.permissions import Permission, needs
from desktop.errors import RefusedError
from desktop.models.base import new_id
from desktop.models.release import Release, ReleasedCell
from desktop.models.session import RecordSession
from desktop.returns.result import Cell, Profile, Return, Status


@needs(Permission.RELEASE_EXACT)
def record_release(
    session: RecordSession, *, actor: Actor, result: Return, return_json: bytes, recipient: str | None = None
) -> ReleaseId:
    """Write down a return of exact numbers before its files are handed out; give the entry's id.

    ``return_json`` are the bytes of the return's JSON file: their SHA-256 is kept, and every cell.

    Raises:
        RefusedError: the return is not one of exact numbers.
        NotAllowedError: the actor may not make exact returns.
    """
    if result.profile is not Profile.EXACT:
        what = "Only a return with exact numbers can be written down so far."
        raise RefusedError(what, "Choose exact.")
    release_id = new_id()
    definition, period = result.definition, result.period
    session.add(
        Release(
            id=release_id,
            made_at=session.now,
            user_id=actor.user_id,
            definition_id=definition.id,
            definition_version=definition.version,
            period_id=period.id,
            period_start=period.start,
            period_end=period.end,
            profile=result.profile.value,
            recipient=recipient,
            digest=hashlib.sha256(return_json).hexdigest(),
        )
    )
    session.flush()
    session.write_many(ReleasedCell, [{"release_id": release_id, **cell} for cell in _cells(result)])
    return ReleaseId(release_id)


def _cells(result: Return) -> list[dict[str, object]]:
    return [
        {
            "table_id": table.id,
            "row_code": table.rows.items[row].code,
            "column_code": table.columns.items[column].code,
            **_number(cell),
            "shown": cell.shown,
            "status": cell.status.value,
        }
        for table in result.tables
        for row, column, cell in table.lines()
    ]


def _number(cell: Cell) -> dict[str, int | float | None]:
    """Keep a count as a whole number, and what is measured or computed as it is; nothing that is hidden."""
    if cell.value is None or cell.status is Status.HIDDEN:
        return {"value": None, "measured": None}
    if cell.unit is not None or isinstance(cell.value, float):
        return {"value": None, "measured": float(cell.value)}
    return {"value": cell.value, "measured": None}
