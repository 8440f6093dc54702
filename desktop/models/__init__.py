"""The shape of what is stored, one noun a module."""
