"""Faults of the inputs are told as messages; tracebacks are kept for the log."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from orgbriefs.cli.place import FILE, Where
from orgbriefs.problems import InputError


def reports_problems(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command take ``--project`` and ``--log``, and tell faults as messages.

    The command itself is given :class:`Where` it works.
    """

    @click.option("--project", "folder", type=FILE, help="By default, the one that is here.")
    @click.option("--log", type=FILE, help="Where to keep details.")
    @wraps(command)
    def run(*args: Any, folder: Path | None, log: Path | None, **options: Any) -> None:
        where = Where(folder)
        try:
            with _logged(log):
                command(where, *args, **options)
        except InputError as error:
            _end(_text(error, where), 1)
        except OSError as error:
            # The disk is full, or something may not be read or written: no fault of ours.
            name = f": {error.filename}" if error.filename else ""
            _end(f"{error.strerror or error}{name}", 1)
        except Exception as error:
            if log is None:
                raise
            _end(f"internal error: {error!r}\n    details: {log}", 2)

    return run


def _text(error: InputError, where: Where) -> str:
    try:
        return error.text(where.root)
    except InputError:
        return error.text()


def _end(message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)


@contextmanager
def _logged(log: Path | None) -> Iterator[None]:
    started = time.perf_counter()
    try:
        yield
    except BaseException:
        _keep(log, traceback.format_exc())
        raise
    _keep(log, f"done in {time.perf_counter() - started:.2f} s\n")


def _keep(log: Path | None, text: str) -> None:
    if log is None:
        return
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(text, encoding="utf-8")
    except OSError as error:
        # A log that cannot be written is no reason to fail, nor to hide why something else did.
        click.echo(f"{log}: {error.strerror}", err=True)
