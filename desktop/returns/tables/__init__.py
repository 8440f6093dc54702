"""From members to the cells of a table: sorted, counted, measured, reconciled."""
