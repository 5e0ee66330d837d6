"""Under which names a finished file carries the facts it was made from."""

from __future__ import annotations

from orgbriefs.config import Format

#: The attachment of a PDF.
PDF_ATTACHMENT = "facts.json"
#: The part of a Word package, and the namespace of its root element.
WORD_PART = "customXml/facts.xml"
WORD_NAMESPACE = "urn:orgbriefs:facts"

#: What the manifest says of each format; web pages and Markdown carry none.
FACTS_IN: dict[Format, str | None] = {
    "pdf": PDF_ATTACHMENT,
    "print.pdf": PDF_ATTACHMENT,
    "docx": WORD_PART,
    "html": None,
    "md": None,
}
