"""Ask the warm process of a build to run a command; imports as little as possible."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

#: The environment variable that names the warm process's socket.
ADDRESS = "ORGBRIEFS_WARM"
#: The exit code of what was killed (128 and SIGKILL).
_KILLED = 137


def ask(arguments: Sequence[str]) -> int | None:
    """The exit code of a command that the warm process ran; ``None`` where there is none to ask."""
    address = os.environ.get(ADDRESS)
    if not address:
        return None
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.connect(address)
        request = json.dumps([str(Path.cwd()), list(arguments)]).encode()
        socket.send_fds(connection, [request + b"\n"], [1, 2])
    except OSError:
        return None
    with connection:
        answer = connection.recv(1)
    if answer:
        return answer[0]
    print("the step was killed", file=sys.stderr)
    return _KILLED
