"""Which files of ``data/`` are read: known before any of them is."""

from __future__ import annotations

import re
from pathlib import Path

#: Programs export lists of sources in files that end so.
EXPORTED = (".json", ".bib", ".ris")
#: What no organization may be called: these words stand for other parts of an edition.
RESERVED = ("comparison", "countries")
#: Shared files without which data are whole.
_OPTIONAL = ("countries", "glossary")
_IDENTIFIER = re.compile(r"[a-z][a-z0-9-]{0,59}")


def organization_files(data: Path) -> list[Path]:
    """The organizations' files, in order of their names; others in their folder are left out."""
    return [
        path
        for path in _yaml_files(data / "organizations")
        if is_identifier(path) and path.stem not in RESERVED
    ]


def framework_files(data: Path) -> list[Path]:
    """The frameworks' files, in order of their names."""
    return [path for path in _yaml_files(data / "frameworks") if is_identifier(path)]


def source_files(data: Path) -> list[Path]:
    """The files in which sources are listed; ``sources.yaml`` where there is none."""
    names = [f"sources{ending}" for ending in (".yaml", *EXPORTED)]
    return [p for name in names if (p := data / name).exists()] or [data / names[0]]


def shared_files(data: Path) -> list[Path]:
    """The files that every organization's facts refer to; of the optional ones, those there are."""
    return [
        *(data / f"{n}.yaml" for n in ("countries", "statuses", "glossary") if is_asked(data, n)),
        *source_files(data),
        *framework_files(data),
    ]


def is_asked(data: Path, name: str) -> bool:
    """Whether a shared file is read: it is there, or data are not whole without it."""
    path = data / f"{name}.yaml"
    return name not in _OPTIONAL or path.exists() or path.is_symlink()


def is_identifier(path: Path) -> bool:
    """Whether the file's name can be the id of what it holds."""
    return _IDENTIFIER.fullmatch(path.stem) is not None


def visible(folder: Path) -> list[Path]:
    """What lies in a folder, in order of names, but for hidden files."""
    return sorted(path for path in folder.glob("*") if not path.name.startswith("."))


def _yaml_files(folder: Path) -> list[Path]:
    return [path for path in visible(folder) if path.suffix == ".yaml"]
