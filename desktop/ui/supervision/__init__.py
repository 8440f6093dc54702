"""Supervision notes on the screen."""
