"""Pictures drawn from content, as SVG, in one visual language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from orgbriefs.content.captions import kind_of, shown
from orgbriefs.content.values import Caption, Document, Organization
from orgbriefs.design import Design
from orgbriefs.figures import (
    assessment,
    balance,
    members_map,
    membership,
    numbers,
    overlap,
    timeline,
)
from orgbriefs.figures.address import draw_address
from orgbriefs.figures.drawing import Drawing
from orgbriefs.language.language import Language

#: How each kind of figure is drawn; their captions stand in ``content/captions``.
_DRAWN: Mapping[str, Callable[[Sequence[Organization], Design, Language], Drawing]] = (
    MappingProxyType(
        {
            "membership": membership.draw,
            "presence": membership.draw_with_map,
            "map": members_map.draw,
            "timeline": timeline.draw,
            "numbers": numbers.draw,
            "overlap": overlap.draw,
            "balance": balance.draw,
            "assessment": assessment.draw,
        }
    )
)


#: The code that leads to the document itself.
ADDRESS = "address"


def names_in(document: Document) -> tuple[str, ...]:
    """The names of the pictures that can be drawn for a document."""
    return (*document.figures, *((ADDRESS,) if document.imprint.address is not None else ()))


def draw_in(document: Document, name: str, design: Design, language: Language) -> str:
    """One of these pictures, as SVG."""
    address = document.imprint.address
    if name == ADDRESS and address is not None:
        return draw_address(address, language.message("imprint.code", address=address), design)
    caption = document.figures[name].caption
    return draw(name, document.organizations, caption, design, language)


def draw(
    name: str,
    organizations: Sequence[Organization],
    caption: Caption,
    design: Design,
    language: Language,
) -> str:
    """A figure as SVG.

    Args:
        name: such as ``membership-cis`` or ``overlap``.
        organizations: those of the document.
        caption: what is said of it.
        design: its sizes and colours.
        language: of the words in it.
    """
    drawing = _DRAWN[kind_of(name)](shown(name, organizations), design, language)
    return drawing.svg(language.say(caption.title), language.say(caption.alt))
