"""What a process of this service may leave behind: files for its owner alone, and never a picture of its memory."""

import ctypes
import os
import signal
import sys

# Nobody but the owner reads or writes what a command makes.
OURS_ALONE = 0o077
_DIES_WITH_PARENT = 1


def keep_private() -> None:
    """New files are for the owner alone, and a crash leaves no core dump: memory holds names."""
    os.umask(OURS_ALONE)
    try:
        import resource
    except ImportError:  # no such limit on this system
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def die_with(parent: int) -> None:
    """Let the kernel kill this process as soon as its parent is gone, so that a restart finds the port free.

    Only Linux knows this; elsewhere a worker sees it within a second by itself.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(_DIES_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    # It may have died between the fork and this line.
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
