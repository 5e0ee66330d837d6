"""Explain glossary terms where a reader first meets them: in a note, or in the margin."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lxml import html as lxml_html
from lxml.html import HtmlElement, builder
from markupsafe import Markup

from orgbriefs.content.values import Term
from orgbriefs.html.placing import Placing

#: The class of an explanation in the margin.
BESIDE = "beside"


def explain_terms(root: HtmlElement, terms: Sequence[Term], placing: Placing) -> None:
    """Mark each term's first use in the parts marked ``data-explain``, and explain it.

    ``data-terms`` of ``<body>`` says where: in ``notes``, or in the ``margin`` beside the text,
    with only its sources in a note.
    """
    explain = _in_margin if root.find(".//body").get("data-terms") == "margin" else _in_note
    waiting = {term.term: term for term in terms}
    for paragraph in root.xpath("//*[@data-explain]//p"):
        for term in list(waiting.values()):
            if _explain(paragraph, term, placing, explain):
                del waiting[term.term]
    for element in root.xpath("//*[@data-explain]"):
        del element.attrib["data-explain"]


def _explain(
    paragraph: HtmlElement,
    term: Term,
    placing: Placing,
    explain: Callable[[str, Term, Placing], str],
) -> bool:
    text = paragraph.text or ""
    match = re.search(rf"(?<!\w)({re.escape(term.term)})(?!\w)", text, re.IGNORECASE)
    if match is None:
        return False
    explained = lxml_html.fragments_fromstring(explain(match[1], term, placing))
    explained[-1].tail = text[match.end() :]
    paragraph.text = text[: match.start()]
    for position, element in enumerate([builder.DFN(match[1]), *explained]):
        paragraph.insert(position, element)
    return True


def _in_note(_: str, term: Term, placing: Placing) -> str:
    said = placing.message("term.note", text=term.text, citations=placing.cite(term))
    return f'<span class="footnote">{Markup.escape(said)}</span>'


def _in_margin(word: str, term: Term, placing: Placing) -> str:
    named = Markup("<strong>{}</strong>").format(word[0].upper() + word[1:])
    said = placing.message("term.beside", term=named, text=term.text)
    beside = Markup('<span class="{}" role="note">{}</span>').format(BESIDE, said)
    return beside + placing.cite(term)
