"""Rules and words of the work that need neither disk nor screen."""
