"""Every word that a renderer adds comes from the catalogue."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pikepdf
from docx.oxml.ns import qn
from lxml import html as lxml_html
from sheets import FIGURE, composed, order

from orgbriefs.language.catalogue import Piece
from orgbriefs.language.language import Language
from orgbriefs.render import renderer_for

OPEN, CLOSE = "⟦", "⟧"
BODY = (
    "<main><h1>0</h1><p>1<span class='footnote'>2</span></p><dl><div><dt>3</dt><dd>4</dd></div>"
    f"</dl><table><thead><tr><th>5</th></tr></thead><tbody><tr><td>6</td></tr></tbody></table>"
    f"{FIGURE.replace('Bars', '7').replace('A bar.', '8').replace('Source: nobody.', '9')}</main>"
)


def marked() -> Language:
    """English, with every message between marks."""
    language = Language.load("en-GB")
    entries = {
        identifier: replace(
            entry,
            forms=tuple((Piece(words=OPEN), *form, Piece(words=CLOSE)) for form in entry.forms),
        )
        for identifier, entry in language.catalogue.entries.items()
    }
    return replace(language, catalogue=replace(language.catalogue, entries=entries))


def test_word(tmp_path: Path) -> None:
    given = order(tmp_path, language=marked())
    document = docx.Document(io.BytesIO(renderer_for("docx").render(composed(BODY), given).content))
    assert document.sections[0].footer.paragraphs[0].text.endswith("\t⟦Page 1 of 1⟧")
    said = [node.get(qn("w:val")) for node in document.element.body.iter(qn("w:tblDescription"))]
    assert said == ["⟦Key facts⟧", "⟦Table⟧"]
    fields = [node.text.strip() for node in document.element.body.iter(qn("w:instrText"))]
    assert fields == ["SEQ ⟦Figure⟧ \\* ARABIC"]
    words = [t.text for t in document.element.body.iter(qn("w:t"))]
    # The label is the document's own.
    assert "".join(words).replace("Figure\N{NO-BREAK SPACE}1. ", "").isdigit()


def test_web(tmp_path: Path) -> None:
    given = order(tmp_path, "", language=marked())
    content = renderer_for("html").render(composed(BODY), given).content.decode()
    page = lxml_html.document_fromstring(content)
    assert page.find("body")[0].text == "⟦Skip to the text⟧"
    labels = page.xpath("//*[not(self::svg)]/@aria-label[string(number(.)) = 'NaN']")
    assert labels == ["⟦Note 1⟧", "⟦Table⟧", "Figure 1. 7", "⟦Back to the text at note 1⟧"]
    assert page.xpath("//section[@class='notes']/h2")[0].text == "⟦Notes⟧"


def test_pdf(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    given = order(tmp_path, language=marked())
    path.write_bytes(renderer_for("pdf").render(composed(BODY), given).content)
    with pikepdf.open(path) as pdf:
        said = pdf.attachments["facts.json"].description
    assert said == "⟦The facts and sources of this document⟧"
