"""The list of sources, in any form in which editors have it.

``data/sources.yaml`` is Orgbriefs' own, and CSL-YAML. Beside or instead of it may lie
``sources.json`` (CSL-JSON), ``sources.bib`` (BibLaTeX, BibTeX) and ``sources.ris`` (RIS), as
Zotero and others export them; a key may stand in one of them only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from orgbriefs.data import bibtex, csl_json, ris
from orgbriefs.data.reference_list import ReferenceList
from orgbriefs.data.source import Source, read_text, read_yaml

#: What reads each kind of list that programs export, by the ending of its file.
EXPORTS: Mapping[str, Callable[[Path, str], ReferenceList]] = MappingProxyType(
    {".json": csl_json.read, ".bib": bibtex.read, ".ris": ris.read}
)


def read_bibliography(path: Path) -> Source:
    """A list of sources as plain values in the shape of ``sources.yaml``, with their places.

    Args:
        path: the file; its ending says what it holds.

    Raises:
        InputError: when the file cannot be read.
    """
    if path.suffix in EXPORTS:
        return EXPORTS[path.suffix](path, read_text(path)).source()
    return read_yaml(path)
