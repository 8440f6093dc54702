"""Questions about the records; answers are frozen, and nothing here writes."""
