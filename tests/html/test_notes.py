"""What becomes of the marks of citations."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from filling import ENGLISH
from lxml import html as lxml_html
from markupsafe import Markup

from orgbriefs.data.citations import Citation
from orgbriefs.html.bibliography import Cited, Said
from orgbriefs.html.citations import CitationMarks, UnknownMarkError
from orgbriefs.html.headings import keep_ends, name_without_notes
from orgbriefs.html.notes import WORD_JOINER, Notes, stretches

A, B = Citation("a"), Citation("b")


class Letters:
    """Says each work by its key."""

    def say(self, places: Sequence[Cited], *, listed: bool, sites_only: bool) -> Said:
        entry = Markup("{} site") if sites_only else Markup("{} address")
        keys = dict.fromkeys(c.key for place in places for c in place.citations)
        return Said(
            [self._said(place, listed) for place in places],
            {key: entry.format(key) for key in keys},
            abridged=any(place.where == "brief" for place in places),
        )

    def _said(self, place: Cited, listed: bool) -> Markup:
        keys = Markup("; ").join(c.key for c in place.citations)
        if place.where == "brief":
            return Markup("{} in brief").format(keys)
        if place.where in ("note", "entry"):
            return Markup("<i>{}</i>").format(keys)
        if place.where == "text":
            return Markup(" ({})").format(keys)
        return Markup(keys.upper() if listed else keys)


def resolved(body: str, notes: str, sources: Letters | None = None) -> str:
    """A page with marks of A, of A and B, and a line of sources of both."""
    marks = CitationMarks()
    filled = body.format(
        a=marks.in_text((A,)),
        ab=marks.in_text((A, B)),
        line=marks.under_block((A, B)),
        of=marks.under_block((A,), of="the key facts"),
    )
    root = lxml_html.document_fromstring(f'<html><body data-notes="{notes}">{filled}</body></html>')
    Notes(root, marks, sources or Letters(), ENGLISH).resolve()
    return lxml_html.tostring(root.find("body"), encoding="unicode").partition(">")[2]


def test_footnotes_stand_behind_the_punctuation() -> None:
    made = resolved("<p>So{a}, and so{ab}.</p>{line}", "footnotes")
    assert made.startswith(
        '<p>So,<span class="footnote"><i>a</i>.</span> and so.'
        '<span class="footnote"><i>a; b</i>.</span></p>'
    )
    assert '<p class="source">Sources: a; b.</p>' in made


def test_notes_at_one_place_stand_behind_the_punctuation_and_apart() -> None:
    made = resolved("<p>So{a} {ab}. Then{a} this{a}</p>", "footnotes")
    a, ab = (f'<span class="footnote"><i>{said}</i>.</span>' for said in ("a", "a; b"))
    between = f'<sup class="between-notes">{WORD_JOINER},</sup>'
    assert made.startswith(f"<p>So.{a}{between}{ab} Then{a} this{a}</p>")


def test_a_note_that_ends_with_a_mark_needs_no_full_stop() -> None:
    class Asking(Letters):
        def _said(self, place: Cited, listed: bool) -> Markup:
            return Markup("<i>Why?</i>")

    assert "Why?</i></span>" in resolved("<p>So{a}.</p>", "footnotes", Asking())


def test_endnotes_are_numbered_once_each() -> None:
    made = resolved("<p>So{ab}. So{a}.</p>{line}{of}<ol data-note-list='yes'></ol>", "endnotes")
    one, two = '<a href="#note-1">1</a>', '<a href="#note-2">2</a>'
    number = '<sup class="note-number">' + WORD_JOINER
    assert f"So.{number}{one},\N{NO-BREAK SPACE}{two}</sup> So.{number}{one}</sup>" in made
    assert f'<p class="source">Sources: notes {one}, {two}.</p>' in made
    assert f'<p class="source named">Source of the key facts: note {one}.</p>' in made
    assert '<ol><li id="note-1"><i>a</i>.</li><li id="note-2"><i>b</i>.</li></ol>' in made


def test_notes_that_follow_one_another_are_told_by_the_first_and_the_last() -> None:
    assert list(stretches([1])) == [(1, 1)]
    assert list(stretches([2, 1])) == [(1, 1), (2, 2)]
    assert list(stretches([7, 1, 2, 3, 5, 6])) == [(1, 3), (5, 7)]


def test_inline_citations_stand_within_the_sentence() -> None:
    made = resolved("<p>So{a}.</p><p>So.{ab}</p>{of}<ul data-bibliography='sites'></ul>", "inline")
    assert "<p>So<span> (a)</span>.</p><p>So<span> (a; b)</span>.</p>" in made
    assert '<p class="source named">Source of the key facts: A.</p><ul><li>a site</li>' in made


def test_a_list_of_the_text_has_not_what_stands_under_blocks_alone() -> None:
    listed = "<ul data-bibliography='whole' data-of-text='yes'></ul>"
    made = resolved("<p>So{a}.</p>{line}" + listed, "inline")
    assert made.endswith("<ul><li>a address</li></ul></body>")


def test_notes_of_the_text_come_first_and_the_others_may_be_brief() -> None:
    made = resolved("{line}<p>So{a}.</p><ol data-note-list='brief'></ol>", "endnotes")
    one, two = '<a href="#note-1">1</a>', '<a href="#note-2">2</a>'
    assert f'<p class="source">Sources: notes {one}, {two}.</p>' in made
    assert '<li id="note-1"><i>a</i>.</li><li id="note-2">b in brief.</li></ol>' in made


@pytest.mark.parametrize(
    ("body", "notes", "told"),
    [
        ("{line}<p>So{a}.</p><ol data-note-list='brief'></ol>", "endnotes", True),
        ("{line}<p>So{ab}.</p><ol data-note-list='brief'></ol>", "endnotes", False),
        (
            "{line}<p>So{a}.</p><ul data-bibliography='sites' data-of-text='yes'></ul>",
            "inline",
            True,
        ),
        (
            "{line}<p>So{ab}.</p><ul data-bibliography='sites' data-of-text='yes'></ul>",
            "inline",
            False,
        ),
    ],
)
def test_what_is_said_of_an_abridged_list_stands_only_there(
    body: str, notes: str, told: bool
) -> None:
    remark = '<p data-if-abridged="yes">Some in brief.</p>'
    assert ("<p>Some in brief.</p>" in resolved(remark + body, notes)) is told


def test_a_mark_that_was_made_by_hand_is_an_error() -> None:
    for mark in ("7", "-1", "a|;"):
        with pytest.raises(UnknownMarkError):
            resolved(f'<p><span data-cite="{mark}"></span></p>', "footnotes")


def test_headings_are_named_without_their_notes() -> None:
    root = lxml_html.document_fromstring(
        '<body><h2>A <em>heading</em><span class="footnote">Note.</span>, b</h2><h3>Plain</h3>'
    )
    name_without_notes(root)
    assert root.find(".//h2").get("data-bookmark") == "A heading, b"
    assert root.find(".//h3").get("data-bookmark") is None


def test_the_abbreviation_at_the_end_of_a_name_does_not_stand_alone() -> None:
    root = lxml_html.document_fromstring("<body><h1>A long name – AB</h1><h2>A – b c</h2></body>")
    keep_ends(root)
    assert (
        root.find(".//h1").text
        == "A long name\N{NO-BREAK SPACE}–\N{WORD JOINER}\N{NO-BREAK SPACE}AB"
    )
    assert root.find(".//h2").text == "A – b c"
