"""Needs assessments on the screen: eight needs, safety, risk, and what became of them."""
