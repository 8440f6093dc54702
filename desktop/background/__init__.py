"""Work off the screen's thread: run it, deliver its answer, announce what changed."""
