"""Every stored class by its kind, so that history and checks can walk them all."""

from desktop.models.access import Access
from desktop.models.base import Base
from desktop.models.case import Case, CaseIncident, FundingStream
from desktop.models.change import Change
from desktop.models.code import CodeListRow, CodeRow, CrosswalkRow
from desktop.models.device import Device
from desktop.models.import_batch import ColumnMatchRow, ImportBatch
from desktop.models.incident import Incident
from desktop.models.person import ContactPoint, Person
from desktop.models.referral import Referral
from desktop.models.release import Release, ReleasedCell
from desktop.models.search_key import SearchKey
from desktop.models.service import Service
from desktop.models.user import User

ALL: tuple[type[Base], ...] = (
    Service,
    Device,
    User,
    CodeListRow,
    CodeRow,
    CrosswalkRow,
    ImportBatch,
    ColumnMatchRow,
    Person,
    ContactPoint,
    Incident,
    Referral,
    FundingStream,
    Case,
    CaseIncident,
    Release,
    ReleasedCell,
    Change,
    Access,
    SearchKey,
)
KINDS: dict[str, type[Base]] = {model.__tablename__: model for model in ALL}
"""Stored classes by table name, which is the kind written into the history."""
