"""Returns to the commissioner: the rules, the counting, who is behind each number."""
