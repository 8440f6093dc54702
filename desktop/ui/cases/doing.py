"""What is done with a case or a referral: the form that a wish opens."""

from collections.abc import Callable

from desktop.ui.people.about import AboutPerson, Show


def begin_on_case(about: AboutPerson, wish: object, show: Show, tell: Callable[[str], None]) -> None:
    """Open the form for what is wished."""
