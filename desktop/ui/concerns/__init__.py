"""Safeguarding concerns: raised, told by telephone, decided with reasons, added to, signed off."""
