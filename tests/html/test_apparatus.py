"""How much of a document is notes and sources."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from orgbriefs.html.apparatus import apparatus_share


@pytest.mark.parametrize(
    ("body", "share"),
    [
        ("<p>abcd</p>", 0),
        ("<p>ab cd</p><p class='source named'>a b</p>", 1 / 3),
        ("<p>ab<span class='footnote'>c<i>d</i></span>ef</p>", 1 / 3),
        ("<section class='notes'><ol><li>abc</li></ol></section>abc", 1 / 2),
        (
            "<p>ab</p><p data-medium='web'>abcdef</p><ul class='bibliography'><li>ab</li></ul>",
            1 / 2,
        ),
        ("", 0),
    ],
)
def test_notes_lists_and_lines_of_sources_count(body: str, share: float) -> None:
    assert apparatus_share(fromstring(f"<body>{body}</body>")) == pytest.approx(share)
