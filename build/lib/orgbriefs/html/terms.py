"""Explain glossary terms where a reader first meets them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import html as lxml_html
from lxml.html import HtmlElement

from orgbriefs.view import prose
from orgbriefs.view.document import TermView


def explain_terms(root: HtmlElement, terms: Sequence[TermView]) -> None:
    """Mark each term's first use in the parts marked ``data-explain``; explain it in a note."""
    waiting = {term.term: term for term in terms}
    for paragraph in root.xpath("//*[@data-explain]//p"):
        for term in list(waiting.values()):
            if _explain(paragraph, term):
                del waiting[term.term]
    for element in root.xpath("//*[@data-explain]"):
        del element.attrib["data-explain"]


def _explain(paragraph: HtmlElement, term: TermView) -> bool:
    pattern = re.compile(rf"(?<!\w)({re.escape(term.term)})(?!\w)", re.IGNORECASE)
    match = pattern.search(paragraph.text or "")
    if match is None:
        return False
    text = paragraph.text
    note = lxml_html.fragment_fromstring(
        f'<span class="footnote">{term.text} {prose.mark_source(term.cite)}.</span>'
    )
    defined = lxml_html.fragment_fromstring(f"<dfn>{match[1]}</dfn>")
    note.tail = text[match.end() :]
    paragraph.text = text[: match.start()]
    paragraph.insert(0, note)
    paragraph.insert(0, defined)
    return True
