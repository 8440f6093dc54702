"""What holds for every test: no display is needed, nothing is left behind, and every statement is portable.

Fixtures live with the rooms they serve; the encrypted store of many tests is made in tests/store/made.py.
"""

import os

import hypothesis

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A busy computer is no fault of the program: how long one example takes is not what these tests are about.
hypothesis.settings.register_profile("house", deadline=None, print_blob=True)
hypothesis.settings.load_profile("house")

pytest_plugins = ["tests.guards.leaks", "tests.guards.portable", "tests.store.made", "tests.store.kept_keys"]
