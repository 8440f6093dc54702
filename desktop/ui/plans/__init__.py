"""Recovery plans on the screen: goals, actions, what was promised."""
