"""Passphrase to key: the key file, the recovery code, sealed text, the system keyring."""
