"""What a page for a browser is made of: tagged, and loading nothing."""
