"""What the operating system must not keep of this program: memory images, files others may read."""

import os
import sys

_OWNER_ALONE = 0o077
_NO_FAULT_BOX = 0x0002  # SEM_NOGPFAULTERRORBOX: no crash upload with a picture of memory


def harden_process() -> None:
    """Leave no memory image after a crash, and make every new file readable by its owner alone."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  # only Windows needs it

        ctypes.windll.kernel32.SetErrorMode(_NO_FAULT_BOX)
        return
    import resource  # noqa: PLC0415  # does not exist on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(_OWNER_ALONE)
