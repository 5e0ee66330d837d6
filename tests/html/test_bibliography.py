"""Works in the words of a style."""

from __future__ import annotations

import warnings

import pytest
from citeproc.model import Parent
from filling import ENGLISH

from orgbriefs.data.citations import Citation, parse_citations
from orgbriefs.data.model import Reference
from orgbriefs.html.bibliography import Bibliography

NOTES = "chicago-notes-bibliography-17th-edition"
DATES = "chicago-author-date-17th-edition"
BOOK = Reference.model_validate(
    {
        "id": "book",
        "type": "book",
        "title": "Regional Security",
        "author": [{"family": "Writer", "given": "Wanda"}],
        "publisher": "Some House",
        "issued": "2006",
        "URL": "https://www.example.org/a_(b)/c?d=1&e=2",
    }
)
PACT = Reference.model_validate({"id": "pact", "type": "treaty", "title": "Pact", "issued": "1999"})


def works(style: str = NOTES, *references: Reference) -> Bibliography:
    return Bibliography(references or (BOOK, PACT), style, ENGLISH)


def note(text: str, style: str = NOTES) -> str:
    return str(works(style).cite(parse_citations(text)))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("@pact, art. 5(c)", ", art. 5(c)"),
        ("@pact, annex II", ", annex II"),
        ("@pact, preamble", ", preamble"),
        ("@book, sec. IV", ", section IV, "),
        ("@pact, p. 12", ", 12"),
        ("@pact, pp. 12-15", ", 12–15"),
        ("@pact, fig. 2", ", fig. 2"),
    ],
)
def test_a_place_in_a_work_is_printed(text: str, place: str) -> None:
    assert place in note(text)


def test_what_stands_before_and_after_is_printed() -> None:
    said = note("see @pact, art. 5, and *more*")
    assert said.startswith("see ")
    assert said.endswith(", art. 5, and *more*")
    assert "&lt;b&gt;" in note("<b> @pact")


def test_an_author_may_be_left_out() -> None:
    assert "Writer" in note("@book")
    assert "Writer" not in note("-@book")
    said = works(DATES).cite_in_text(parse_citations("-@book, art. 3"))
    assert "Writer" not in said
    assert "2006" in said


def test_a_bracket_in_the_text_holds_the_place_whole() -> None:
    said = works(DATES).cite_in_text(parse_citations("@book, art. 5; @book, p. 7"))
    assert said == "Writer 2006, art. 5; Writer 2006, 7"


def test_later_citations_are_short() -> None:
    sources = works()
    first, second = (sources.cite((Citation("book"),)) for _ in range(2))
    assert "Some House" in first
    assert second == "Writer"
    assert sources.short("book", listed=True) == "Writer 2006"
    assert sources.short("book", listed=False) == "Writer"


def test_addresses_are_links() -> None:
    href = 'href="https://www.example.org/a_(b)/c?d=1&amp;e=2"'
    assert f"<a {href}>example.org</a>" in note("@book")
    sources = works()
    sources.cite((Citation("book"), Citation("pact")))
    [pact, book] = sources.entries()
    assert pact.startswith("Pact")
    assert f"<a {href}>www.example.org/a_(b)/c?d=1&amp;e=2</a>." in book
    assert f"<a {href}>example.org</a>." in sources.entries(sites_only=True)[1]


@pytest.mark.parametrize(
    "title",
    [
        "<script>alert(1)</script>",
        "If a<b then c & d",
        '<img src=x onerror="alert(1)">',
        '<span class="nocase"><b onclick="x">T</b></span>',
        '" onmouseover="x',
    ],
)
def test_titles_and_authors_are_text(title: str) -> None:
    hostile = BOOK.model_copy(update={"title": title})
    sources = works(NOTES, hostile)
    said = [
        sources.cite((Citation("book"),)),
        *sources.entries(),
        sources.short("book", listed=False),
    ]
    for text in said:
        assert not any(f"<{tag}" in text for tag in ("script", "img", "b "))
        assert "onclick=" not in text or "&lt;" in text
    if "a<b" in title:
        assert "a&lt;b then c &amp; d" in said[0].lower()


def test_an_address_cannot_leave_its_attribute() -> None:
    hostile = BOOK.model_copy(update={"url": 'https://example.org/"onclick="alert(1)'})
    said = works(NOTES, hostile).cite((Citation("book"),))
    assert 'href="https://example.org/"' in said
    assert "<a onclick" not in said


def test_keys_that_differ_in_capitals_are_two() -> None:
    other = PACT.model_copy(update={"id": "BOOK"})
    sources = works(NOTES, BOOK, other)
    assert "Writer" in sources.cite((Citation("book"),))
    assert "Pact" in sources.cite((Citation("BOOK"),))


def test_libraries_are_left_as_they_were() -> None:
    plain, filters = Parent.calls_variable, list(warnings.filters)
    sources = works()
    sources.cite((Citation("book"),))
    sources.entries()
    assert Parent.calls_variable is plain
    assert warnings.filters == filters


def test_a_missing_date_is_not_named_in_short_forms() -> None:
    undated = PACT.model_copy(update={"issued": None})
    assert works(DATES, undated).short("pact", listed=True) == "Pact"
