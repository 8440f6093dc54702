"""Keeping a colleague away from a person they know."""
