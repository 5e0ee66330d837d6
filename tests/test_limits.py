"""The limits that docs/limits.md names are those that hold."""

from __future__ import annotations

import typing

from small_project import ROOT

from orgbriefs import pandoc
from orgbriefs.data import citation_styles, pictures, prose, source
from orgbriefs.data.model import Address, Text, record
from orgbriefs.databases import table
from orgbriefs.distribution import drafts, holdings, recipients
from orgbriefs.html import templates
from orgbriefs.html.sandbox import Limits
from orgbriefs.render.word import letterhead


def longest(annotated: object) -> int:
    """The most characters that a text of the model may have."""
    [field] = [f for f in typing.get_args(annotated)[1:] if hasattr(f, "metadata")]
    return next(int(part.max_length) for part in field.metadata if hasattr(part, "max_length"))


def test_the_table_of_limits_is_true() -> None:
    rows = [
        tuple(cell.strip() for cell in line.strip("|\n").split("|"))
        for line in (ROOT / "docs/limits.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("|")
    ][2:]
    assert rows == [
        ("a file of data, or an export of sources", f"{source.MAX_BYTES:,} bytes"),
        ("a download of figures by year, unpacked", f"{table.MAX_BYTES:,} bytes"),
        ("values within one another in YAML", f"{source.MAX_DEPTH}"),
        ("a text", f"{longest(Text):,} characters"),
        ("a word", f"{record.LONGEST_WORD:,} characters"),
        ("lists and quotations within one another in prose", f"{prose.MAX_DEPTH}"),
        ("a picture, PNG or JPEG", f"{pictures.MAX_BYTES:,} bytes"),
        ("a picture, PNG or JPEG: pixels", f"{pictures.MAX_PIXELS:,}"),
        ("a picture, SVG", f"{pictures.MAX_DRAWING_BYTES:,} bytes"),
        ("a picture, SVG: elements", f"{pictures.MAX_ELEMENTS:,}"),
        ("an address", f"{longest(Address):,} characters"),
        ("BibTeX and citations, by pandoc: time", f"{pandoc.SECONDS} s"),
        ("BibTeX and citations, by pandoc: memory", f"{pandoc.MEGABYTES:,} MB"),
        ("a citation style", f"{citation_styles.MAX_BYTES:,} bytes"),
        ("a template or style sheet", f"{templates.LARGEST:,} bytes"),
        ("a document's templates: time", f"{Limits().seconds:.0f} s"),
        ("a document's templates: what they make", f"{Limits().size:,} characters"),
        ("an archive to verify, unpacked", f"{holdings.LARGEST:,} bytes"),
        ("a table of recipients", f"{recipients.LARGEST:,} bytes"),
        ("a table of recipients: rows", f"{recipients.MOST:,}"),
        ("documents attached to a mail", f"{drafts.LARGEST:,} bytes"),
        ("a letterhead, unpacked", f"{letterhead.LARGEST:,} bytes"),
        ("a letterhead: parts", f"{letterhead.MOST_PARTS:,}"),
    ]
