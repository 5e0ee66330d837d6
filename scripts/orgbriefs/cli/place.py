"""Which project a command is about, with which settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.project import Project

if TYPE_CHECKING:
    from orgbriefs.plan.plan import Plan

FILE = click.Path(path_type=Path)
F = TypeVar("F", bound=Callable[..., object])


class Where:
    """The project that a command is about: a folder given, or the nearest from here upwards."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @cached_property
    def root(self) -> Path:
        """The project's folder.

        Raises:
            InputError: when there is none.
        """
        if self._folder is not None:
            return self._folder.resolve()
        return Project.find(Path.cwd())

    def project(self, settings: Path | None = None, given: tuple[str, ...] = ()) -> Project:
        """The project.

        Args:
            settings: a file of settings that were resolved before.
            given: settings in place of those of config.yaml, as ``as_of=2003-06-30``.

        Raises:
            InputError: when there is none, or a setting cannot be used.
        """
        if settings is not None:
            return Project.from_settings(self.root, settings)
        pairs = [text.partition("=") for text in given]
        for name, sign, _ in pairs:
            if not sign:
                place = Place(Path("--config"), 0, 0)
                fix = "write it as as_of=2003-06-30"
                raise InputError([Problem(place, "a setting without a value", name, fix)])
        return Project(self.root, {name: value for name, _, value in pairs})

    def plan(self, settings: Path | None = None, given: tuple[str, ...] = ()) -> Plan:
        """The project's plan.

        Raises:
            InputError: when there is none, or a setting cannot be used.
        """
        from orgbriefs.plan.plan import Plan

        return Plan(self.project(settings, given))


def takes_settings(command: F) -> F:
    """Give a command ``--settings`` and ``--config``."""
    command = click.option(
        "--settings", type=FILE, help="Settings that were resolved before, as JSON."
    )(command)
    return click.option(
        "--config", "given", multiple=True, metavar="NAME=VALUE", help="In place of config.yaml's."
    )(command)
