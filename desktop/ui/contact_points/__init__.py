"""Ways to reach a person, with everything that was said about using them."""
