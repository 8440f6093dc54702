"""Made-up people with whole case histories, the same for the same seed."""
