"""Somebody at a person's page."""

from tests.ui.seated import sit, team

__all__ = ["sit", "team"]
