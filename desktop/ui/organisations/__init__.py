"""The directory of places to turn to, on the screen."""
