"""The window after unlocking: rail, search, messages, lock, and the room in the middle."""
