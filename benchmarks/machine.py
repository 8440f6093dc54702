"""On what was measured: the kind of computer and the versions, nothing that tells two of a kind apart."""

import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

import sqlcipher3

_LIBRARIES = ("pyside6-essentials", "sqlalchemy", "sqlcipher3", "cryptography", "openpyxl", "python-calamine")


def machine() -> dict[str, object]:
    """Name system, processor and memory."""
    return {
        "system": platform.system(),
        "architecture": platform.machine(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": _memory(),
    }


def versions() -> dict[str, str]:
    """Name the versions of Python and of what does the heavy work."""
    found = {name: version(name) for name in _LIBRARIES}
    return {"python": platform.python_version(), "sqlite": sqlcipher3.sqlite_version, **found}


def _processor() -> str:
    if sys.platform == "linux":
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()


def _memory() -> int:
    import psutil  # noqa: PLC0415  # only for this line

    return round(int(psutil.virtual_memory().total) / 2**30)
