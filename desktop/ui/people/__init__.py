"""Finding people, and one person's record."""
