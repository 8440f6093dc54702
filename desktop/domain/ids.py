"""A name for each kind of identity, so that a person's id is never passed for a case's."""

from typing import NewType
from uuid import UUID

StoreId = NewType("StoreId", UUID)
DeviceId = NewType("DeviceId", UUID)
UserId = NewType("UserId", UUID)
PersonId = NewType("PersonId", UUID)
ContactPointId = NewType("ContactPointId", UUID)
ReferralId = NewType("ReferralId", UUID)
IncidentId = NewType("IncidentId", UUID)
CaseId = NewType("CaseId", UUID)
FundingStreamId = NewType("FundingStreamId", UUID)
ImportId = NewType("ImportId", UUID)
ReleaseId = NewType("ReleaseId", UUID)
