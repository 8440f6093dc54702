"""A return in every form."""
