"""The styles of a letterhead, and those that the house lends it.

Word writes the names of its built-in styles in English in every language, and identifiers in its
own (``heading 1``, ``berschrift1``); LibreOffice writes ``Heading 1``; Google Docs has few of them.
So styles are found by name, whatever its capitals, or by an alias (ECMA-376, part 1, 17.7.4).
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.styles.style import BaseStyle

from orgbriefs.render.word.styles import STYLES

#: What a lent style takes from the letterhead: fonts, its numberings, and its pairs of styles.
_LEFT_BEHIND = ("w:rFonts", "w:numPr", "w:link", "w:next")
_APART = "Orgbriefs "


@dataclass(frozen=True)
class Wardrobe:
    """Every style that documents name, and the names of those that were lent."""

    styles: Mapping[str, Any]
    lent: tuple[str, ...] = ()


def wardrobe(file: Document, house: Document) -> Wardrobe:
    """The file's own styles where it has them and they are of their kind; else the house's.

    Args:
        file: the letterhead; lent styles are added to it.
        house: a document in the house's styles.
    """
    own = _by_name(file)
    found: dict[str, Any] = {}
    for name, kind in STYLES.items():
        style = own.get(name.lower())
        if style is not None and style.type == kind:
            found[name] = style
    lacking = [name for name in STYLES if name not in found]
    for name in lacking:
        _lend(name, file, house, found)
    return Wardrobe({name: found[name] for name in STYLES}, tuple(lacking))


def _by_name(file: Document) -> dict[str, BaseStyle]:
    found: dict[str, BaseStyle] = {}
    for style in file.styles:
        alias = style.element.find(qn("w:aliases"))
        names = (alias.get(qn("w:val")) or "").split(",") if alias is not None else []
        for name in (style.name or "", *names):
            if name.strip():
                found.setdefault(name.strip().lower(), style)
    return found


def _lend(name: str, file: Document, house: Document, found: dict[str, Any]) -> None:
    if name in found:
        return
    model = house.styles[name]
    base = getattr(model, "base_style", None)
    if base is not None and base.name in STYLES:
        _lend(base.name, file, house, found)
    element = deepcopy(model.element)
    for tag in _LEFT_BEHIND:
        for part in list(element.iter(qn(tag))):
            part.getparent().remove(part)
    taken = {style.style_id for style in file.styles}
    if model.style_id in taken:
        element.set(qn("w:styleId"), f"{_APART.strip()}{model.style_id}")
    if name.lower() in _by_name(file):
        element.find(qn("w:name")).set(qn("w:val"), _APART + name)
    element.attrib.pop(qn("w:default"), None)
    _rebase(element, found[base.name] if base is not None and base.name in found else None, file)
    file.styles.element.append(element)
    found[name] = next(s for s in file.styles if s.element is element)


def _rebase(element: Any, base: BaseStyle | None, file: Document) -> None:
    """Build a style on one of the letterhead's."""
    based = element.find(qn("w:basedOn"))
    if based is None:
        return
    kind = {"paragraph": WD_STYLE_TYPE.PARAGRAPH, "table": WD_STYLE_TYPE.TABLE}.get(
        element.get(qn("w:type")), WD_STYLE_TYPE.CHARACTER
    )
    target = base if base is not None else file.styles.default(kind)
    if target is None:
        element.remove(based)
    else:
        based.set(qn("w:val"), target.style_id)
