"""Reading chains of history from end to end."""

from sqlalchemy import Connection, select

from desktop.domain.ids import DeviceId
from desktop.models.change import Change
from desktop.store.anchor import End
from desktop.store.history import FIRST_MAC


def chain_end(connection: Connection, device_id: DeviceId) -> End:
    """Say how many rows a device's chain has and what its last MAC is."""
    newest = connection.execute(
        select(Change.seq, Change.mac)
        .where(Change.device_id == device_id)
        .order_by(Change.seq.desc())
        .limit(1)
    ).first()
    return End(newest.seq, newest.mac) if newest else End(0, FIRST_MAC)
