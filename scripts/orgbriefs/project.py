"""A project: a folder with configuration, data and templates, from which documents are built."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from orgbriefs.config import (
    AudienceAt,
    Config,
    Settings,
    read_audience,
    read_config,
    settings_of,
)
from orgbriefs.data.sections import Section, read_sections
from orgbriefs.data.special_files import special_files
from orgbriefs.problems import InputError, Place, Problem

if TYPE_CHECKING:
    from orgbriefs.data.library import Library

#: What Word calls documents and templates of documents.
_LETTERHEADS = (".docx", ".dotx")
T = TypeVar("T")

_WHAT = "a project is a folder with config.yaml, data/ and templates/"


class Project:
    """One project. Nothing of it depends on the working directory, or on other projects.

    Raises:
        InputError: when ``root`` lacks what a project has, or a link or a pipe is among its inputs.
    """

    def __init__(self, root: Path, overrides: Mapping[str, object] | None = None) -> None:
        """Look at the folder.

        Args:
            root: the project's folder.
            overrides: the command line's ``--config`` values.
        """
        self.root = root.resolve()
        self._overrides = dict(overrides or {})
        inputs = (self.config_file, self.data, self.templates)
        problems = [
            Problem(Place(path, 0, 0), "this is missing", "", _WHAT)
            for path in inputs
            if not path.exists()
        ]
        # Of the data, one that is faulty holds back only itself.
        if problems := [*problems, *special_files(self.config_file, self.templates)]:
            raise InputError(problems)

    @classmethod
    def from_settings(cls, root: Path, settings_file: Path) -> Project:
        """A project with settings that were resolved before.

        Args:
            root: the project's folder.
            settings_file: holds what :meth:`settings` gave, as JSON.
        """
        project = cls(root)
        settings = Settings.from_json(settings_file.read_text(encoding="utf-8"))
        project.__dict__.update(config=settings.config, audiences=settings.audiences)
        return project

    @staticmethod
    def find(start: Path) -> Path:
        """The nearest folder with a config.yaml, from ``start`` upwards.

        Raises:
            InputError: when there is none.
        """
        here = start.resolve()
        for folder in (here, *here.parents):
            if (folder / "config.yaml").is_file():
                return folder
        raise InputError(
            [Problem(Place(here, 0, 0), "there is no project here or above", "", _WHAT)]
        )

    @property
    def config_file(self) -> Path:
        """The configuration."""
        return self.root / "config.yaml"

    @property
    def data(self) -> Path:
        """What the editors write."""
        return self.root / "data"

    @property
    def templates(self) -> Path:
        """What the designers write."""
        return self.root / "templates"

    @property
    def letterhead(self) -> Path:
        """The letterhead for Word, a document or a template; or where it would lie."""
        document, template = (self.templates / "word" / f"letterhead{e}" for e in _LETTERHEADS)
        return template if template.exists() and not document.exists() else document

    @property
    def out(self) -> Path:
        """Where readers find the documents."""
        return self.root / "out"

    @property
    def work(self) -> Path:
        """What is made on the way."""
        return self.out / ".work"

    @cached_property
    def config(self) -> Config:
        """The configuration, with what the command line set.

        Raises:
            InputError: when it is faulty.
        """
        return read_config(self.config_file, self._overrides)

    @cached_property
    def audiences(self) -> Mapping[str, AudienceAt]:
        """The audiences by id, in the order of the configuration.

        Raises:
            InputError: with the faults of all that are faulty.
        """
        found, problems = {}, []
        for name in self.config.audiences:
            try:
                found[name] = read_audience(self.templates, name)
            except InputError as error:
                problems += error.problems
        if problems:
            raise InputError(problems)
        return found

    @property
    def settings(self) -> Settings:
        """All settings, resolved."""
        return settings_of(self.config, self.audiences)

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """The sections of text that templates place, by id."""
        return read_sections(self.templates)

    def problems(self) -> list[Problem]:
        """Every fault of configuration, audiences, sections and data, in order of places."""
        found = list(special_files(self.data))
        config = _attempted(lambda: self.config, found)
        audiences = _attempted(lambda: self.audiences, found) if config is not None else None
        sections = _attempted(lambda: self.sections, found)
        if audiences is not None and sections is not None:
            _attempted(self.library, found)
        else:
            _attempted(lambda: self._read_library(None, audiences, sections), found)
        return sorted(set(found))

    def library(self, only: Collection[str] | None = None) -> Library:
        """The data, read and checked against configuration and templates.

        Args:
            only: ids of the organizations to read; all when ``None``.

        Raises:
            InputError: with every fault.
        """
        if only is None:
            return self._whole_library
        return self._read_library(only, self.readers, self.sections)

    @cached_property
    def _whole_library(self) -> Library:
        return self._read_library(None, self.readers, self.sections)

    def _read_library(
        self,
        only: Collection[str] | None,
        readers: Collection[str] | None,
        sections: Collection[str] | None,
    ) -> Library:
        from orgbriefs.data.library import load_library  # what checks data takes long to import

        return load_library(self.data, only, readers, sections)

    @property
    def readers(self) -> list[str]:
        """All audiences that passages may be for: those that have a folder, built or not."""
        folders = (self.templates / "audiences").glob("*/audience.yaml")
        return sorted({*self.config.audiences, *(path.parent.name for path in folders)})


def _attempted(read: Callable[[], T], found: list[Problem]) -> T | None:
    """What ``read`` gives; where it finds faults, they join those that were found."""
    try:
        return read()
    except InputError as error:
        found += error.problems
        return None
