"""Dates that matter to a person: hearings, the end of bail, a release."""
