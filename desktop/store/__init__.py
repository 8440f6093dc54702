"""The encrypted file: opening it, one unit of work, its history, its checks and its copies."""
