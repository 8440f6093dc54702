"""Who and what can be counted: how each population is read, and its sentence."""
