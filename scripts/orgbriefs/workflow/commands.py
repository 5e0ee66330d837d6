"""Where the steps of a build find the command ``orgbriefs``."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def find_own_commands() -> None:
    """Let steps call the commands beside this Python, whether the environment is active or not."""
    own = str(Path(sys.executable).parent)
    os.environ["PATH"] = os.pathsep.join([own, os.environ.get("PATH", os.defpath)])
