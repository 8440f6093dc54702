"""Who is behind a number, and why somebody is not."""
