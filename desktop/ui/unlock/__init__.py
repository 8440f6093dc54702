"""Opening the records: who, and the passphrase."""
