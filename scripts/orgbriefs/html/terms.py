"""Explain glossary terms where a reader first meets them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import html as lxml_html
from lxml.html import HtmlElement, builder
from markupsafe import Markup

from orgbriefs.content.values import Term
from orgbriefs.html.placing import Placing


def explain_terms(root: HtmlElement, terms: Sequence[Term], placing: Placing) -> None:
    """Mark each term's first use in the parts marked ``data-explain``; explain it in a note."""
    waiting = {term.term: term for term in terms}
    for paragraph in root.xpath("//*[@data-explain]//p"):
        for term in list(waiting.values()):
            if _explain(paragraph, term, placing):
                del waiting[term.term]
    for element in root.xpath("//*[@data-explain]"):
        del element.attrib["data-explain"]


def _explain(paragraph: HtmlElement, term: Term, placing: Placing) -> bool:
    text = paragraph.text or ""
    match = re.search(rf"(?<!\w)({re.escape(term.term)})(?!\w)", text, re.IGNORECASE)
    if match is None:
        return False
    said = placing.message("term.note", text=term.text, citations=placing.cite(term))
    note = lxml_html.fragment_fromstring(f'<span class="footnote">{Markup.escape(said)}</span>')
    note.tail = text[match.end() :]
    paragraph.text = text[: match.start()]
    paragraph.insert(0, note)
    paragraph.insert(0, builder.DFN(match[1]))
    return True
