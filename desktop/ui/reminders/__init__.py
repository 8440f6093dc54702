"""Reminders of one line, for oneself."""
