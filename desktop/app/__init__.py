"""The program with a window: put together, started, and ended here."""
