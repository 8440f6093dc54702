"""What is added to a person's record around cases."""

from desktop.ui.people.about import Adding

ADDINGS: tuple[Adding, ...] = ()
