"""Citations by Pandoc's grammar."""

from __future__ import annotations

from time import process_time

import pytest

from orgbriefs.data.citations import (
    Citation,
    CitationError,
    Locator,
    citations_in,
    parse_citations,
    parse_source,
    source_text,
    without_citations,
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("@key", Citation("key")),
        ("-@key", Citation("key", author_suppressed=True)),
        ("see @key", Citation("key", prefix="see")),
        ("@{https://example.org/a?b}", Citation("https://example.org/a?b")),
        ("@Foo_bar.baz.", Citation("Foo_bar.baz", suffix=".")),
        ("@a:b-c/d+e, p. 3", Citation("a:b-c/d+e", locator=Locator("page", "3"))),
        ("@müller2006, S. 3", Citation("müller2006", suffix=", S. 3")),
        ("@key, p. 3", Citation("key", locator=Locator("page", "3"))),
        ("@key p. 3", Citation("key", locator=Locator("page", "3"))),
        ("@key, 12", Citation("key", locator=Locator("page", "12"))),
        ("@key, pp. xii–xv", Citation("key", locator=Locator("page", "xii–xv"))),
        ("@key, pp. 33, 35-37", Citation("key", locator=Locator("page", "33, 35-37"))),
        ("@key, sec. IV", Citation("key", locator=Locator("section", "IV"))),
        ("@key, secs 4, 7", Citation("key", locator=Locator("section", "4, 7"))),
        ("@key, §5", Citation("key", locator=Locator("section", "5"))),
        ("@key, ch. 2", Citation("key", locator=Locator("chapter", "2"))),
        ("@key, paras. 2-4", Citation("key", locator=Locator("paragraph", "2-4"))),
        ("@key, Article 5", Citation("key", locator=Locator("article", "5"))),
        ("@key, vol. 3", Citation("key", locator=Locator("volume", "3"))),
        ("@key, nn. 3, 4", Citation("key", locator=Locator("note", "3, 4"))),
        ("@key, l. 3", Citation("key", locator=Locator("line", "3"))),
        ("@key, fig. 3", Citation("key", locator=Locator("figure", "3"))),
        ("@key, annex B", Citation("key", locator=Locator("annex", "B"))),
        ("@key, appendix II", Citation("key", locator=Locator("appendix", "II"))),
        ("@key, table 2.1", Citation("key", locator=Locator("table", "2.1"))),
        ("@key, item 3a", Citation("key", locator=Locator("item", "3a"))),
        ("@key, part 2", Citation("key", locator=Locator("part", "2"))),
        ("@key, title VI", Citation("key", locator=Locator("title", "VI"))),
        ("@key, preamble", Citation("key", locator=Locator("", "preamble"))),
        ("@key, part of it", Citation("key", suffix=", part of it")),
        ("@key, somewhere", Citation("key", suffix=", somewhere")),
        ("@key{art. 5, end}", Citation("key", locator=Locator("article", "5, end"))),
        (
            "see @key, art. 5(c), and more",
            Citation("key", "see", Locator("article", "5(c)"), ", and more"),
        ),
    ],
)
def test_a_citation_has_its_parts(written: str, expected: Citation) -> None:
    (found,) = parse_citations(written)
    assert found == expected
    assert parse_citations(str(found)) == (found,)


def test_several_are_parted_by_semicolons() -> None:
    found = parse_citations("@a, p. 3; see -@b; @c")
    assert [(c.key, c.prefix, c.author_suppressed) for c in found] == [
        ("a", "", False),
        ("b", "see", True),
        ("c", "", False),
    ]


@pytest.mark.parametrize(
    ("inside", "offset", "found"),
    [
        ("@treaty, p.", 9, "p."),
        ("@treaty; see @other, art. five", 21, "art. five"),
        ("@treaty; art. 3", 9, "art. 3"),
        ("@treaty;", 8, ""),
        ("@", 0, "@"),
        ("@ treaty", 0, "@ treaty"),
    ],
)
def test_what_cannot_be_understood_is_named_at_its_place(
    inside: str, offset: int, found: str
) -> None:
    with pytest.raises(CitationError) as caught:
        parse_citations(inside)
    assert (caught.value.offset, caught.value.found) == (offset, found)
    with pytest.raises(CitationError) as caught:
        citations_in(f"Some [x] text [{inside}].")
    assert caught.value.offset == 15 + offset


@pytest.mark.parametrize(
    "text",
    [
        r"\[@a]",
        r"[\@a]",
        "`[@a]`",
        "``[@a] ` [@b]``",
        "[@a](https://example.org)",
        "[see @a][label]",
        "[write to me@example.org]",
        "[a@b]",
        "[no key]",
        "[^1]",
        "@a alone",
        "[@a, never closed",
        "",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert citations_in(text) == []
    assert without_citations(text) == text


def test_brackets_are_found_where_they_stand() -> None:
    text = "One [@a] two [see @b, p. 3][@c] [t [@d] u] ![@e](f.png)."
    assert [(text[s:e], [c.key for c in found]) for s, e, found in citations_in(text)] == [
        ("[@a]", ["a"]),
        ("[see @b, p. 3]", ["b"]),
        ("[@c]", ["c"]),
        ("[@d]", ["d"]),
    ]
    assert without_citations("One [@a] two [@b; @c].") == "One two."


@pytest.mark.parametrize(
    "text", ["key", "key, art. 5", "key, sec. IV", "key, art. 5, in force", "key, preamble"]
)
def test_a_source_is_read_and_written(text: str) -> None:
    assert source_text(parse_source(text)) == text


@pytest.mark.parametrize("text", ["", "@key", "two words", "key, p.", "key, somewhere", "key,"])
def test_a_source_is_a_key_and_a_place(text: str) -> None:
    with pytest.raises(CitationError):
        parse_source(text)


@pytest.mark.parametrize(
    "text", ["[" * 9999 + "@a" + "]" * 9999, "[x " * 6000 + "[@a]", "`" * 9999 + " [@a]"]
)
def test_long_texts_are_read_in_good_time(text: str) -> None:
    started = process_time()
    assert [text[start:end] for start, end, _ in citations_in(text)] == ["[@a]"]
    assert process_time() - started < 2
