"""What a process learns with its first document, learnt before there is one.

Modules, models, hyphenation, the types of C functions: where a process has them, none of its forks
takes the time to get them. Nothing of a project is read, so that nothing can be out of date.
"""

from __future__ import annotations

import importlib
from collections.abc import Collection

#: What the steps of a build import, each when it needs it; the renderers by format.
_STEPS = ("orgbriefs.cli", "orgbriefs.workflow.steps", "num2words")
_RENDERERS = {
    "pdf": ("orgbriefs.render.pdf.renderer",),
    "print.pdf": ("orgbriefs.render.pdf.renderer",),
    "docx": ("orgbriefs.render.word.renderer", "orgbriefs.render.raster"),
    "html": ("orgbriefs.render.web.renderer", "orgbriefs.render.raster"),
    "md": ("orgbriefs.render.markdown.renderer",),
}

#: The formats that have pages; in web pages and Word files, only figures are laid out.
PAGED = frozenset({"pdf", "print.pdf"})

#: A page with one of each thing that documents have.
_PAGE = """<html lang="{language}">
<style>
@page {{ margin: 2cm; @top-left {{ content: string(section) counter(page) }} }}
h1 {{ string-set: section content() }}
p {{ hyphens: auto; text-align: justify }}
div {{ columns: 2; column-gap: 1em }}
span {{ float: footnote }}
a::before {{ content: target-counter('#first', page) }}
</style>
<h1 id="first">One of each</h1>
<div>
<p>A paragraph<span>with a note</span> of so many words that its lines have to be broken, and its
words to be divided, wherever the extraordinarily narrow columns demand it.</p>
</div>
<ul><li>item</li></ul>
<ol><li>item</li></ol>
<table><thead><tr><th>head</th></tr></thead><tbody><tr><td>cell</td></tr></tbody></table>
<p><a href="#first">reference</a>, <a href="https://example.org/">link</a>, <em>emphasis</em></p>
<img alt="figure" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9'
height='9'><path d='M0 0L9 9'/><text y='9'>label</text></svg>">
</html>"""


def rehearse(formats: Collection[str]) -> None:
    """Learn what the first document needs.

    Args:
        formats: names of formats, as in ``config.yaml``.
    """
    for module in dict.fromkeys((*_STEPS, *(m for f in formats for m in _RENDERERS[f]))):
        importlib.import_module(module)
    from orgbriefs.edition.record import ComparisonAt, OrganizationAt
    from orgbriefs.plan.software import software

    for model in (OrganizationAt, ComparisonAt):
        model.model_rebuild()
    software()


def rehearse_a_page(language: str) -> None:
    """Learn what laying out a page teaches.

    Args:
        language: the language of the documents, a BCP 47 tag.
    """
    from weasyprint import HTML

    page = HTML(string=_PAGE.format(language=language))
    page.write_pdf(pdf_tags=True, pdf_variant="pdf/a-3a")
