"""The shipped program: what is in it, the list of its parts, and proof that it works."""
