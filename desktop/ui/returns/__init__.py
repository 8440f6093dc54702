"""Returns to commissioners: counted, read on screen, explained number by number, saved as files."""
