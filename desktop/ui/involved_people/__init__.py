"""People around a case, and what was said of alleged offenders."""
