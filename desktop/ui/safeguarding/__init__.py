"""The board of safeguarding: open concerns, whom to ring, who broke the glass."""
