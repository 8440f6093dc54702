"""Reading chains of history from end to end."""

import hmac

from sqlalchemy import Connection, select

from desktop.domain.ids import DeviceId
from desktop.models.change import Change
from desktop.store.anchor import End
from desktop.store.history import FIRST_MAC, Link, chain_mac

_LINK = tuple(getattr(Change, name) for name in Link.__slots__)


def chain_end(connection: Connection, device_id: DeviceId) -> End:
    """Say how many rows a device's chain has and what its last MAC is."""
    newest = connection.execute(
        select(Change.seq, Change.mac)
        .where(Change.device_id == device_id)
        .order_by(Change.seq.desc())
        .limit(1)
    ).first()
    return End(newest.seq, newest.mac) if newest else End(0, FIRST_MAC)


def follows(connection: Connection, device_id: DeviceId, key: bytes, *, after: End) -> bool:
    """Say whether a device's chain passes through an end and goes on soundly from there.

    The anchor may lag behind what was committed; nobody without the key can go on.
    """
    rows = connection.execute(
        select(*_LINK, Change.mac)
        .where(Change.device_id == device_id, Change.seq >= after.count)
        .order_by(Change.seq)
    )
    expected, before = after.count + 1, after.mac
    for row in rows:
        if row.seq == after.count:
            if not hmac.compare_digest(row.mac, after.mac):
                return False
            continue
        link = Link(*row[:-1])
        if row.seq != expected or not hmac.compare_digest(row.mac, chain_mac(key, before, link)):
            return False
        expected, before = expected + 1, row.mac
    return expected > after.count + 1
