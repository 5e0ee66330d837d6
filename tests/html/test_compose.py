"""From content to a finished page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from filling import NOTE, written

from orgbriefs.content.values import Audience, Document, Edition, House, Imprint
from orgbriefs.html.compose import compose
from orgbriefs.html.composed import Composed
from orgbriefs.problems import InputError, Place, Problem

EVERYTHING = range(0x110000)
LAYOUT = """<!DOCTYPE html>
<html lang="{{ document.language }}">
<head>
</head>
<body class="note" data-notes="{{ document.audience.notes }}">BODY</body>
</html>
"""
DOCUMENT = Document(
    kind="note",
    title="A <title>",
    language="en-GB",
    edition=Edition(id="now", as_of=date(2020, 12, 31), published=None),
    audience=Audience(
        id="students", title="students", notes="footnotes", marking=None, explain_terms=False
    ),
    house=House(
        publisher="Press",
        logo=None,
        series="Series",
        issn=None,
        author="Editors",
        editors=(),
        contact="nobody",
        address=None,
        review=None,
        licence="CC",
        licence_url="https://example.org",
        disclaimer="None.",
    ),
    imprint=Imprint(number=None, doi=None, address=None, short_address=None),
    siblings=(),
    organization=None,
    organizations=(),
    comparison=None,
    glossary=(),
    abbreviations=(),
    figures=MappingProxyType({}),
    comparative_figures=(),
    absent=(),
    weights=None,
    matrix=None,
    membership_sources=(),
    rating_sources=(),
    since=None,
    changes=MappingProxyType({}),
    turning_points=(),
    draft=False,
    swatches=(),
)


@pytest.fixture(autouse=True)
def kind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A catalogue that has the kind of these tests."""
    po = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "kind.note"\nmsgstr "Note"\n'
    )
    (tmp_path / "en_GB.po").write_text(po, encoding="utf-8")


def composed(folder: Path, body: str, document: Document = DOCUMENT, **changes: Any) -> Composed:
    from orgbriefs.language.language import Language

    given = {
        "templates": written(folder / "t", {NOTE: LAYOUT.replace("BODY", body)}),
        "language": Language.load("en-GB", folder),
        "references": (),
        "citation_style": "chicago-notes-bibliography-17th-edition",
        "coverage": EVERYTHING,
        "places": lambda text: None,
        "pictures": {},
        "figures": {"map": "<svg/>", "unused": "<svg/>"},
        "identifier": "note-1",
    }
    return compose(document, **{**given, **changes})


def problems(folder: Path, body: str, **changes: Any) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        composed(folder, body, **changes)
    return caught.value.problems


def test_the_head_is_written_from_the_metadata(tmp_path: Path) -> None:
    made = composed(tmp_path, "<p>x</p>")
    assert made.metadata.title == "A <title>: note"
    assert made.metadata.description.replace("\N{NO-BREAK SPACE}", " ") == (
        "Note for students; facts as of 31 December 2020"
    )
    assert made.metadata.keywords == ("international organizations", "security")
    assert made.metadata.running_header == "Series · Note · A <title>"
    assert (made.metadata.identifier, made.metadata.as_of) == ("note-1", date(2020, 12, 31))
    assert '<meta charset="utf-8">' in made.html
    assert "<title>A &lt;title&gt;: note</title>" in made.html
    assert '<meta name="dcterms.valid" content="2020-12-31">' in made.html
    assert '<html lang="en-GB">' in made.html


def test_running_lines_say_draft_and_marking(tmp_path: Path) -> None:
    audience = replace(DOCUMENT.audience, marking="For release")
    made = composed(tmp_path, "x", replace(DOCUMENT, draft=True, audience=audience))
    assert made.metadata.running_header.startswith("Draft, not for publication · Series")
    assert made.metadata.running_footer.endswith(" · For release")


def test_only_the_figures_that_are_shown_are_kept(tmp_path: Path) -> None:
    made = composed(tmp_path, '<img src="figure:map" alt="A map">')
    assert dict(made.figures) == {"map": "<svg/>"}
    [found] = problems(tmp_path, '<img src="figure:mep" alt="A map">')
    assert (found.value, found.fix) == ("mep", "did you mean 'map'?")


def test_an_unknown_reference_names_the_text_in_the_data(tmp_path: Path) -> None:
    place = Place(tmp_path / "alpha.yaml", 7, 3)
    sought = []

    def places(text: str) -> Place:
        sought.append(text)
        return place

    [found] = problems(tmp_path, '<p><a href="#figure-nope"></a></p>', places=places)
    assert (found.place, found.value) == (place, "figure-nope")
    assert sought == ["(#figure-nope)"]
    [found] = problems(tmp_path, '<p><a href="#figure-nope"></a></p>')
    assert found.place.file == tmp_path / "t" / NOTE


def test_missing_glyphs_name_the_text_in_the_data(tmp_path: Path) -> None:
    place = Place(tmp_path / "alpha.yaml", 7, 3)
    found = problems(
        tmp_path,
        "<p>Words 上海 and 组织</p>",
        coverage=range(0x2000),
        places=lambda text: place if text == "上海" else None,
    )
    assert [p.place for p in found] == [place]
    assert found[0].message.startswith("no font has the characters U+4E0A (上), U+6D77 (海)")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<table><caption>c</caption><tbody></tbody></table>", "a table has no rows"),
        ('<img src="figure:map" alt=" ">', "a figure has no alternative text"),
        ("<h2> </h2>", "a heading is empty"),
        ('<span data-cite="3"></span>', "the mark of a citation is made by hand"),
    ],
)
def test_what_may_not_be_published_is_refused(tmp_path: Path, body: str, message: str) -> None:
    assert [p.message for p in problems(tmp_path, body)] == [message]


def test_a_layout_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    templates = written(tmp_path / "cut", {NOTE: LAYOUT.partition("BODY")[0]})
    [found] = problems(tmp_path, "", templates=templates)
    assert found.message == "the page has no body, or does not end"


def test_a_legend_goes_with_the_mark_it_explains(tmp_path: Path) -> None:
    legend = '<p data-if-marked="†">† not confirmed</p>'
    assert "not confirmed" not in composed(tmp_path, f"<p>x</p>{legend}").html
    assert "not confirmed" in composed(tmp_path, f"<p>x†</p>{legend}").html
