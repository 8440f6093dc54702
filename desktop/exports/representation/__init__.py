"""A representation in every form."""
