"""Every word of the site that is not data comes from the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import html as lxml_html
from pseudo_language import CLOSE, MORE, OPEN, TAG, known_words, outside, write_catalogue
from shelves import ALPHA, BETA, CARD, make_site, pages, shelf

#: Forms of files, names of standards, fields of data and addresses.
TECHNICAL = set("json csv xml sha bibtex ris csl html catalogue feed oai records".split())
#: Elements of Dublin Core that hold words.
SAID = {f"DC.{name}" for name in ("title", "creator", "subject", "description", "type")}


def words_of(path: Path) -> Iterator[str]:
    root = lxml_html.document_fromstring(path.read_text(encoding="utf-8"))
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in ("style", "script", "code"):
            yield from (element.text or "", element.tail or "")
            yield from (element.get(name, "") for name in ("alt", "aria-label", "title"))
            if element.get("name") in SAID:
                yield element.get("content", "")


def test_no_word_of_the_site_is_written_outside_the_catalogue(tmp_path: Path) -> None:
    space = shelf(tmp_path / "project")
    write_catalogue(space.path / "templates")
    with (space.path / "config.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"language: {TAG}\n")
    make_site(space)
    given = " ".join(
        [
            *(f"{o.name} {o.abbreviation}" for o in (ALPHA, BETA)),
            *(str(text) for text in (CARD.title, CARD.subtitle, CARD.abstract)),
            "Text Two groups Members Key dates One state left",
        ]
    )
    known = known_words(space.path) | TECHNICAL
    known |= {word.casefold() for word in re.findall(r"[^\W\d_]+", given)}
    faults, marked = [], 0
    for page in pages(space):
        texts = list(words_of(page))
        marked += " ".join(texts).count(f"{MORE}{CLOSE}")
        assert OPEN in " ".join(texts), page
        lost = {w for t in texts for w in outside(t) if w.casefold() not in known}
        faults += [f"{page.name}: {', '.join(sorted(lost))}"] if lost else []
    assert marked > 200
    assert not faults, "\n".join(faults)
