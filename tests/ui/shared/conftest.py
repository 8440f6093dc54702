"""A form on the screen, for every test of forms."""

import pytest

from desktop.ui.shared.form import Form
from tests.ui.conftest import Show
from tests.ui.shared.made_form import SPEC, TODAY


@pytest.fixture
def form(show: Show) -> Form:
    """Show an empty form."""
    made = Form(SPEC, today=TODAY)
    show(made)
    made.arrive()
    return made
