"""What was found sound before, by the checksum of all that was looked at.

Who checks after each change waits for what the change concerns. Only what is sound is kept: faults
are found anew each time. Other files, settings, software or code of ours make another checksum.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from orgbriefs.language.catalogue import SHIPPED
from orgbriefs.plan.receipts import digest_of, digest_of_file
from orgbriefs.plan.software import code_of, software
from orgbriefs.problems import Problem
from orgbriefs.project import Project
from orgbriefs.storage import write_whole


class Soundness:
    """What of a project is known to be sound, kept in ``out/.work/sound.json``."""

    def __init__(self, project: Project) -> None:
        """Prepare to look at a project."""
        self._project, self._path = project, project.work / "sound.json"
        self._asked: dict[str, list[str]] = {}

    @cached_property
    def whole(self) -> str:
        """The checksum of everything that a check looks at."""
        project = self._project
        return self.key("project", self.templates, project.config_file, *_files(project.data))

    @cached_property
    def templates(self) -> str:
        """The checksum of all templates, style sheets and letterheads."""
        return self.key("templates", *_files(self._project.templates))

    def key(self, *parts: str | Path) -> str:
        """A checksum of words and of files, which count with their paths."""
        told = [self._software, *(part if isinstance(part, str) else _told(part) for part in parts)]
        return digest_of(json.dumps(told))

    def told(self, key: str) -> list[str] | None:
        """What was said of what has this checksum when it was found sound, if it was."""
        if (told := self._known.get(key)) is not None:
            self._asked[key] = told
        return told

    def found(self, key: str, told: Iterable[str] = ()) -> None:
        """Take note that what has this checksum is sound, and of what there is to say of it."""
        self._asked[key] = list(told)

    def unless_known(self, key: str, find: Callable[[], list[Problem]]) -> list[Problem]:
        """The faults of what has this checksum; it is looked at only where it is not known."""
        if self.told(key) is not None:
            return []
        if not (problems := find()):
            self.found(key)
        return problems

    def keep(self) -> None:
        """Write down what was asked for since the beginning, and nothing older."""
        with suppress(OSError):  # it only saves time
            text = json.dumps(self._asked, ensure_ascii=False) + "\n"
            write_whole(self._path, text, lasting=False)

    @cached_property
    def _known(self) -> dict[str, list[str]]:
        try:
            known = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}

    @cached_property
    def _software(self) -> str:
        pages = code_of("catalogue", "distribution", "site")
        messages = [digest_of_file(path) for path in sorted(SHIPPED.rglob("*.po"))]
        return digest_of(json.dumps([dict(software()), pages, messages], sort_keys=True))


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


def _told(path: Path) -> str:
    return f"{path}\n{path.is_symlink()}\n{digest_of_file(path)}"
