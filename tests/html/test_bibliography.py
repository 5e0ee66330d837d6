"""Works in the words of a style."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from filling import ENGLISH

from orgbriefs.data.citation_styles import FOLDER, NAMESPACE
from orgbriefs.data.citations import parse_citations
from orgbriefs.data.model import Reference
from orgbriefs.html.bibliography import Bibliography, Cited, Said
from orgbriefs.problems import InputError

NOTES = "chicago-notes-bibliography-17th-edition"
DATES = "chicago-author-date-17th-edition"
TEMPLATES = Path("templates")


def work(identifier: str, **variables: Any) -> Reference:
    return Reference.model_validate({"id": identifier, "type": "book", **variables})


BOOK = work(
    "book",
    title="Regional Security",
    author=[{"family": "Writer", "given": "Wanda"}],
    publisher="Some House",
    issued="2006",
    URL="https://www.example.org/a_(b)/c?d=1&e=2",
)
PACT = work("pact", type="treaty", title="Pact", issued="1999")
MINISTRY = [{"literal": "Foreign Ministry"}]
FIRST, SECOND = (
    work(name, type="webpage", title=name.title(), author=MINISTRY, issued="2006")
    for name in ("first", "second")
)


def said(
    *places: tuple[str, str],
    style: str = NOTES,
    of: tuple[Reference, ...] = (BOOK, PACT),
    listed: bool = True,
    sites_only: bool = False,
    templates: Path = TEMPLATES,
) -> Said:
    """What is said at places of a document, each ``note``, ``text`` or ``line`` and citations."""
    cited, note = [], 0
    for where, citations in places:
        note += where == "note"
        number = note if where == "note" else 0
        cited.append(Cited(parse_citations(citations), where, number))  # type: ignore[arg-type]
    sources = Bibliography(of, style, templates, ENGLISH)
    return sources.say(cited, listed=listed, sites_only=sites_only)


def note(citations: str, style: str = NOTES, **more: Any) -> str:
    return str(said(("note", citations), style=style, **more).places[0])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("@pact, art. 5(c)", ", art. 5(c)"),
        ("@pact, annex II", ", annex II"),
        ("@pact, preamble", ", preamble"),
        ("@book, sec. IV", ", section IV"),
        ("@book, ch. 2", ", chapter 2"),
        ("@book, vol. 2", ", vol. 2"),
        ("@pact, p. 12", ", 12"),
        ("@pact, pp. 12-15", ", 12–15"),
        ("@pact, fig. 2", ", fig. 2"),
        ("@pact 99 years later", ", 99"),
    ],
)
def test_a_place_in_a_work_is_printed(text: str, place: str) -> None:
    assert place in note(text)


def test_what_stands_before_and_after_is_printed() -> None:
    words = note("see @pact, art. 5, and *more*")
    assert words.startswith("see ")
    assert words.endswith(", art. 5, and *more*")
    assert "&lt;b&gt;" in note("<b> @pact")


def test_an_author_may_be_left_out() -> None:
    assert "Writer" in note("@book")
    assert "Writer" not in note("-@book")
    words = said(("text", "-@book, art. 3"), style=DATES).places[0]
    assert words == " (2006, art. 3)"


def test_works_in_one_bracket_stand_together() -> None:
    places = said(("text", "@book, art. 5; @book, p. 7"), style=DATES).places
    assert places[0] == " (Writer 2006, art. 5; Writer 2006, 7)"


def test_later_citations_are_short() -> None:
    places = said(("note", "@book"), ("note", "@pact"), ("note", "@book"), ("line", "@book")).places
    assert "Some House" in places[0]
    assert places[2] == "Writer, <em>Regional Security</em>"
    assert places[3] == "Writer 2006"
    unlisted = said(("note", "@pact"), ("line", "@book"), listed=False)
    assert unlisted.places[1] == "Writer"


def test_one_author_and_year_are_told_apart_by_letters_in_text_and_list() -> None:
    made = said(("text", "@second"), ("line", "@first; @second"), style=DATES, of=(FIRST, SECOND))
    assert made.places[0] == " (Foreign Ministry 2006b)"
    assert made.places[1] == "Foreign Ministry 2006a, 2006b"
    assert [entry.partition("‘")[0] for entry in made.entries.values()] == [
        "Foreign Ministry. 2006a. ",
        "———. 2006b. ",
    ]


def test_a_style_of_notes_has_no_letters_and_tells_works_apart_by_titles() -> None:
    made = said(("line", "@first; @second; @book"), of=(FIRST, SECOND, BOOK))
    assert made.places[0] == "Foreign Ministry, ‘First’; Foreign Ministry, ‘Second’; Writer 2006"


def test_a_style_of_numbers_counts_by_place_and_lists_by_number() -> None:
    made = said(("text", "@pact"), ("line", "@book; @pact"), style="ieee")
    assert made.places == [" [1]", "[1], [2]"]
    assert [entry[:9] for entry in made.entries.values()] == ["[1] ‘Pact", "[2] W. Wr"]


def test_raised_numbers_follow_the_word_at_once() -> None:
    assert said(("text", "@pact"), style="nature").places == ["<sup>1</sup>"]


def test_where_there_is_no_list_a_note_says_what_it_would() -> None:
    words = note("@book, p. 7-9", DATES, listed=False)
    assert words.startswith("Writer, Wanda. 2006. <em>Regional Security</em>. Some House.")
    assert words.endswith("</a>, 7–9")
    made = said(("note", "@book"), ("line", "@book"), style=DATES, listed=False)
    assert made.places[1] == "Writer 2006"


def test_notes_without_citations_count() -> None:
    cited = [Cited(parse_citations("@book"), "note", number) for number in (3, 5)]
    sources = Bibliography((BOOK,), "oscola", TEMPLATES, ENGLISH)
    assert "(n 3)" in sources.say(cited, listed=False, sites_only=False).places[1]


def test_addresses_are_links() -> None:
    href = 'href="https://www.example.org/a_(b)/c?d=1&amp;e=2"'
    assert f"<a {href}>example.org</a>" in note("@book")
    places = ("note", "@book; @pact")
    [pact, book] = said(places).entries.values()
    assert pact.startswith("Pact")
    assert f"<a {href}>www.example.org/a_(b)/c?d=1&amp;e=2</a>." in book
    assert f"<a {href}>example.org</a>." in [*said(places, sites_only=True).entries.values()][1]


def test_addresses_and_identifiers_stay_as_they_are() -> None:
    page = work("page", title="A", URL="https://example.org/water--and-power", type="webpage")
    paper = work("paper", title="B", DOI="10.1000/a_b--c", type="report")
    made = said(("note", "@page; @paper"), of=(page, paper))
    assert 'href="https://example.org/water--and-power"' in next(iter(made.entries.values()))
    assert '<a href="https://doi.org/10.1000/a_b--c">doi.org/10.1000/a_b--c</a>' in made.places[0]


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
    made = said(("note", "@book"), ("line", "@book"), of=(hostile,), listed=False)
    for text in (*made.places, *made.entries.values()):
        assert not any(f"<{tag}" in text for tag in ("script", "img", "b "))
        assert "onclick=" not in text or "&lt;" in text
    if "a<b" in title:
        assert "a&lt;b then c &amp; d" in made.places[0].lower()


def test_titles_stay_as_they_are() -> None:
    title = "Wait... what? An insect. A study"
    assert "Wait... What? An Insect. A Study" in note("@book", of=(work("book", title=title),))
    assert "Trade &amp; <em>War</em>: 3 &lt; 5" in note(
        "@book", of=(work("book", type="webpage", title="Trade & <i>war</i>: 3 < 5"),)
    )


@pytest.mark.parametrize(
    "address",
    ['https://example.org/"onclick="alert(1)', "javascript:alert(1)", "data:text/html,<script>"],
)
def test_an_address_leads_to_a_page_or_nowhere(address: str) -> None:
    hostile = BOOK.model_copy(update={"url": address})
    made = said(("note", "@book"), of=(hostile,))
    for text in (*made.places, *made.entries.values()):
        assert "<a onclick" not in text
        assert "<script" not in text
        assert "<a href=" not in text.replace('<a href="https://', "")


def test_keys_that_differ_in_capitals_are_two() -> None:
    other = PACT.model_copy(update={"id": "BOOK"})
    made = said(("note", "@book"), ("note", "@BOOK"), of=(BOOK, other))
    assert "Writer" in made.places[0]
    assert "Pact" in made.places[1]


def test_a_missing_date_is_not_named_in_short_forms_of_notes() -> None:
    undated = PACT.model_copy(update={"issued": None})
    assert said(("line", "@pact"), of=(undated,)).places == ["Pact"]


def test_a_title_stands_once() -> None:
    page = work("page", type="webpage", title="How the Forum Began", issued="2007")
    [entry] = said(("text", "@page"), style=DATES, of=(page,)).entries.values()
    assert entry.count("How the Forum Began") == 1


@pytest.mark.parametrize(
    ("issued", "words"),
    [
        ("2006/2008", "2006–2008"),
        ({"date-parts": [[1990]], "season": 1}, "Spring 1990"),
        ({"raw": "2006-05-23"}, "23 May 2006"),
        ("1890~", "1890?"),
        ({"literal": "in press"}, "in press"),
    ],
)
def test_dates_are_printed_whole(issued: object, words: str) -> None:
    page = work("page", type="webpage", title="A page", issued=issued)
    assert words in note("@page", of=(page,))


def test_the_list_follows_the_alphabet_of_the_language() -> None:
    names = ("Zambia", "Åland", "Albania", "Österreich", "Oman")
    of = tuple(work(f"w{i}", title="T", author=[{"literal": name}]) for i, name in enumerate(names))
    entries = said(*(("note", f"@w{i}") for i in range(len(names))), of=of).entries.values()
    assert [entry.partition(".")[0] for entry in entries] == [
        "Åland",
        "Albania",
        "Oman",
        "Österreich",
        "Zambia",
    ]


OWN = f"""<style xmlns="{NAMESPACE}" class="in-text" version="1.0">
<info><title>Ours</title><id>ours</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout prefix="[" suffix="]"><text variable="title" text-case="uppercase"/></layout>
</citation></style>"""


def test_a_project_may_have_styles_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / "ours.csl").write_text(OWN)
    assert said(("text", "@pact"), style="ours.csl", templates=tmp_path).places == [" [PACT]"]
    link = '<link rel="independent-parent" href="http://www.zotero.org/styles/nature"/>'
    (folder / "leans.csl").write_text(OWN.replace("<updated>", f"{link}<updated>"))
    assert "<sup>" in said(("text", "@pact"), style="leans.csl", templates=tmp_path).places[0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "this is no citation style"),
        ("<style>", "this is no citation style"),
        ("<html/>", "this is no citation style"),
        (OWN.replace('class="in-text"', ""), "this style has no class"),
        (
            OWN.replace("<info>", '<info><link rel="independent-parent" href="x/no-such"/>'),
            "this style depends on one that is not known",
        ),
        (OWN.replace("layout", "lay"), "citations cannot be set in this style"),
        ("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>" + OWN, ""),
    ],
)
def test_a_style_that_is_none_is_refused(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "ours.csl").write_text(content)
    if not message:
        assert said(("text", "@pact"), style="ours.csl", templates=tmp_path).places == [" [PACT]"]
        return
    with pytest.raises(InputError, match=message):
        said(("text", "@pact"), style="ours.csl", templates=tmp_path)


def test_a_numbered_list_has_a_style_of_its_own_and_says_each_work_once() -> None:
    def news(name: str, day: str) -> Reference:
        paper = {"container-title": "The Paper", "URL": f"https://{name}.org/1"}
        return work(name, type="article-newspaper", title=name, issued=day, **paper)

    works = (PACT, news("one", "2006-05-02"), news("two", "2006-05-03"))
    cited = [("entry", "@pact"), ("entry", "@pact, art. 5"), ("brief", "@one"), ("entry", "@two")]
    places = [
        Cited(parse_citations(f"{citations}"), where, number)  # type: ignore[arg-type]
        for number, (where, citations) in enumerate(cited, 1)
    ]
    sources = Bibliography(works, NOTES, TEMPLATES, ENGLISH, list_style="short-list.csl")
    assert [str(place) for place in sources.say(places, listed=False, sites_only=False).places] == [
        "<em>Pact</em>, 1999",
        'Note <a href="#note-1">1</a>, art. 5',
        '<a href="https://one.org/1">The Paper, 2 May 2006</a>',
        '‘<a href="https://two.org/1">two</a>’, <em>The Paper</em>, 3 May 2006',
    ]
