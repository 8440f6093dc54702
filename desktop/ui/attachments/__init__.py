"""Files kept with a person inside the encrypted records."""
