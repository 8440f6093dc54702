"""What is missing or contradictory for a return, and what that does to which table."""
