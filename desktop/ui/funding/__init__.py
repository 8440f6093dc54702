"""Who pays for cases: the sources of money, from when until when."""
