"""Bringing in a list: choose it, see how it is understood, check every row, bring it in, take it back."""
