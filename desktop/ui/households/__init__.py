"""Who on file belongs to one household or family."""
