"""Cases: the caseload, and everything that is done with one case."""
