"""What may be done: one function a unit of work, which names its permission and checks the rules."""
