"""Charts, drawn once for paper, page and screen."""
