"""Who is helped beside who is recorded as a victim and who lives there."""
