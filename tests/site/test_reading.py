"""What the site reads in the documents."""

from __future__ import annotations

from pathlib import Path

from orgbriefs.site.reading import passages_of

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>T</title></head><body><main>
<p>Its weight is hard to judge.<sup><a href="#note-1" role="doc-noteref">1</a></sup> It grows.</p>
<ol><li id="note-1">A source. <a href="#note-call-1" role="doc-backlink">↑</a></li></ol>
</main></body></html>
"""


def test_numbers_of_notes_are_no_part_of_a_passage(tmp_path: Path) -> None:
    """A passage that was found would end "judge.1" otherwise."""
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    assert passages_of(page, "html") == ["Its weight is hard to judge. It grows.", "A source."]
