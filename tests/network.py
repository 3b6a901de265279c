"""Cuts the network off for a process, where the machine lets us."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# A network namespace of our own, without interfaces. Only root may make one; others make a user namespace around it.
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
UNSHARE = ("unshare", "--net") if IS_ROOT else ("unshare", "--map-root-user", "--net")


def cannot_cut() -> str:
    """Why this machine cannot cut the network off for one process; empty where it can."""
    if sys.platform != "linux" or not shutil.which("unshare"):
        return "needs Linux and unshare (util-linux)"
    done = subprocess.run([*UNSHARE, "true"], capture_output=True, text=True, check=False)
    return f"may not make a network namespace: {done.stderr.strip()}" if done.returncode else ""
