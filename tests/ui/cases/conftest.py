"""A worker at the window whose clock is the wall's."""

from tests.ui.desk import clock, window

__all__ = ["clock", "window"]
