"""What may be written about an incident."""

from dataclasses import dataclass

from desktop.domain.dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentWords:
    """What happened, as it was told."""

    happened: PartialDate | None = None
    place: str | None = None
    local_authority_code: str | None = None
    crime_number: str | None = None
    crime_code: str | None = None
    reported_code: str | None = None
    not_reported_codes: frozenset[str] | None = None
    """Why they did not report it; empty means none was given, None that nobody asked."""
    hate_strands: frozenset[str] | None = None
