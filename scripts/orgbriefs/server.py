"""A warm process that runs the steps of a build.

Call it by ``python -m orgbriefs.server SOCKET PROCESS LANGUAGE FORMAT...``.

Importing what a document is made with takes longer than making a small one. So a build starts one
process that learns all that (:mod:`orgbriefs.workflow.rehearsal`) and then waits; each
``orgbriefs`` command of a rule hands it its arguments and its outputs (:mod:`orgbriefs.client`).
The step runs in a fork of its own, so that nothing of it stays. Without such a process, or where it
cannot be reached, a command runs as it always does, and makes the same bytes. It ends when the
build that started it does.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Collection
from typing import NoReturn

from orgbriefs.workflow.rehearsal import PAGED, rehearse, rehearse_a_page

#: How often it looks whether the build goes on, in seconds.
_LOOK = 1.0
_LONGEST_REQUEST = 1_000_000


def serve(address: str, build: int, language: str, formats: Collection[str]) -> None:
    """Run commands for whoever connects to ``address``, until ``build``, the parent, ends."""
    # Whoever interrupts a build interrupts its steps; this process ends with the build.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    has_pages = not PAGED.isdisjoint(formats)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(address)
        listener.listen(64)
        gc.disable()  # a fork makes one document, and ends
        rehearse(formats)
        gc.freeze()  # what is there is never garbage, and stays shared between the forks
        first = True
        listener.settimeout(_LOOK)
        while os.getppid() == build:
            with contextlib.suppress(TimeoutError):
                connection, _ = listener.accept()
                if os.fork() == 0:
                    listener.close()
                    _run(connection)
                connection.close()
                if first and has_pages:  # the first document does not wait for it
                    rehearse_a_page(language)
                    gc.freeze()
                first = False
            _bury()


def _bury() -> None:
    """Take note of the forks that have ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _run(connection: socket.socket) -> NoReturn:
    """In a fork: run the command that is asked for, and answer with its exit code."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        request, outputs, _, _ = socket.recv_fds(connection, _LONGEST_REQUEST, 2)
        folder, arguments = json.loads(request)
        for given, own in zip(outputs, (1, 2), strict=True):
            os.dup2(given, own)
            os.close(given)
        os.chdir(folder)
        threading.Thread(target=_end_with, args=(connection,), daemon=True).start()
        code = _command(arguments)
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        with contextlib.suppress(OSError):
            connection.sendall(bytes([code]))
        os._exit(code)


def _command(arguments: list[str]) -> int:
    from orgbriefs.cli import main

    sys.argv = ["orgbriefs", *arguments]
    try:
        main.main(arguments, prog_name="orgbriefs")
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else int(error.code is not None)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    return 0


def _end_with(connection: socket.socket) -> None:
    """End the fork when whoever asked for it is gone."""
    if not connection.recv(1):
        os._exit(128 + signal.SIGTERM)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4:])
