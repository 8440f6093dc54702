"""Secrets go only where the operating system keeps them safe; elsewhere the program says so and goes on."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from desktop.domain.ids import StoreId
from desktop.security.keyring_store import MOST_CHARACTERS, Kept, keep

ROOT = Path(__file__).parents[2]
HEAD = """
from uuid import UUID
from desktop.errors import SystemKeyringError
from desktop.security import keyring_store as ks
store, user = UUID(int=1), UUID(int=2)
"""
SAY_STATE = HEAD + "state = ks.keyring_state(); print(state.available, state.name, state.sentence)\n"
TRY_KEEPING = """
try:
    ks.new_device_secret(store, user)
except SystemKeyringError as error:
    print('refused:', error)
"""
PLAINTEXT = """
from keyring.backend import KeyringBackend
class PlaintextKeyring(KeyringBackend):
    priority = 9
    def get_password(self, service, username): print('ASKED')
    def set_password(self, service, username, password): print('WRITTEN')
    def delete_password(self, service, username): print('ASKED')
"""
VISIT = (
    SAY_STATE
    + f"""
secret = ks.new_device_secret(store, user)
print(ks.device_secret(store, user) == secret and len(secret) == 32)
print(ks.device_secret(store, UUID(int=3)), ks.device_secret(UUID(int=9), user))
ks.keep(store, ks.Kept.ANCHOR, 'device', 'a' * {MOST_CHARACTERS})
print(len(ks.recall(store, ks.Kept.ANCHOR, 'device')))
ks.forget(store, ks.Kept.ANCHOR, 'device')
ks.forget(store, ks.Kept.ANCHOR, 'device')
print(ks.recall(store, ks.Kept.ANCHOR, 'device'), ks.device_secret(store, user) == secret)
"""
)


def run(code: str, home: Path, *before: str, **environment: str) -> str:
    """Run a program in a desktop session of its own, where no keyring of this computer is found."""
    inherited = {name: value for name, value in os.environ.items() if name != "DBUS_SESSION_BUS_ADDRESS"}
    places = {name: str(home) for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    done = subprocess.run(
        [*before, sys.executable, "-c", code],
        cwd=ROOT,
        env={**inherited, **places, "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home}/none", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have their keyring")
def test_without_any_keyring_the_program_says_so_and_goes_on(tmp_path: Path) -> None:
    said = run(SAY_STATE + TRY_KEEPING, tmp_path)
    assert "False  This computer offers no keyring." in said
    assert "refused: This computer offers no keyring." in said


def test_a_keyring_that_was_switched_off_stays_off(tmp_path: Path) -> None:
    said = run(SAY_STATE + TRY_KEEPING, tmp_path, PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring")
    assert "False  The system keyring is switched off." in said
    assert "refused:" in said


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have their keyring")
def test_a_plaintext_keyring_is_never_written_to(tmp_path: Path) -> None:
    said = run(PLAINTEXT + SAY_STATE + TRY_KEEPING, tmp_path)
    assert "False  The only keyring on this computer is one that may keep secrets in plain text." in said
    assert "refused:" in said
    assert "WRITTEN" not in said


@pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")),
    reason="needs gnome-keyring and dbus-run-session, on Debian in packages gnome-keyring and dbus-daemon",
)
def test_a_real_secret_service_keeps_recalls_and_forgets(tmp_path: Path) -> None:
    session = tmp_path / "session.sh"
    session.write_text(
        "mkfifo ready\n"
        "printf passphrase | gnome-keyring-daemon --foreground --unlock --components=secrets"
        " >ready 2>/dev/null &\n"
        "daemon=$!\n"
        "trap 'kill $daemon; wait $daemon' EXIT\n"
        "read -r _ <ready\n"
        'cd "$1" && shift && "$@"\n',
        encoding="utf-8",
    )
    code = PLAINTEXT + VISIT
    said = run(
        code,
        tmp_path,
        "dbus-run-session",
        "--",
        "bash",
        "-c",
        f'cd "{tmp_path}" && . ./session.sh',
        "session",
        str(ROOT),
    )
    assert said.splitlines() == [
        "True Secret Service Secrets can be kept in Secret Service.",
        "True",
        "None None",
        str(MOST_CHARACTERS),
        "None True",
    ]


def test_what_windows_could_not_hold_is_refused_on_every_system() -> None:
    with pytest.raises(ValueError, match="1280"):
        keep(StoreId(UUID(int=1)), Kept.ANCHOR, "device", "a" * (MOST_CHARACTERS + 1))
