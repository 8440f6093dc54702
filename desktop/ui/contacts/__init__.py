"""Writing down a contact, correcting it, and the call that it came from."""
