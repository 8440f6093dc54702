"""What holds for every test: no display is needed, nothing is left behind, and every statement is portable.

Fixtures live with the rooms they serve, in ``tests/<room>/conftest.py``.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ["tests.guards.leaks", "tests.guards.portable"]
