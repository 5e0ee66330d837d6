"""The user's letterhead: used, or refused with a reason, and never passed over in silence."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from sheets import composed, order

from orgbriefs.problems import InputError
from orgbriefs.reads import Reads
from orgbriefs.render.word.letterhead import problems
from orgbriefs.render.word.renderer import WordRenderer

#: ECMA-376, part 1, 15.2.2.
ATTACHED_TEMPLATE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
)

OLD = "<p>Old<span class='footnote'>Old note.</span></p>"


@pytest.fixture
def letterhead(tmp_path: Path) -> Path:
    """A letterhead with all styles, made from the house's own."""
    path = tmp_path / "letterhead.docx"
    document = docx.Document(
        io.BytesIO(WordRenderer().render(composed(OLD), order(tmp_path)).content)
    )
    document.sections[0].header.paragraphs[0].text = "Ministry of Examples"
    document.styles["Heading 1"].font.name = "Georgia"
    document.save(str(path))
    return path


def packed_anew(path: Path, changed: dict[str, bytes | None]) -> None:
    """Write the package anew with parts replaced, added, or left out."""
    with zipfile.ZipFile(path) as package:
        parts: dict[str, bytes | None] = {n: package.read(n) for n in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**parts, **changed}.items():
            if content is not None:
                package.writestr(name, content)


def said(path: Path) -> str:
    return "\n".join(str(problem) for problem in problems(path))


def test_a_sound_letterhead_is_used(letterhead: Path, tmp_path: Path) -> None:
    assert problems(letterhead) == []
    reads = Reads()
    given = order(tmp_path, letterhead=letterhead, reads=reads)
    content = WordRenderer().render(composed("<h2>New</h2>", title="New"), given).content
    made = docx.Document(io.BytesIO(content))
    assert made.sections[0].header.paragraphs[0].text == "Ministry of Examples"
    assert made.styles["Heading 1"].font.name == "Georgia"
    assert [p.text for p in made.paragraphs] == ["New"]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not [n for n in package.namelist() if b"Old" in package.read(n)]
        assert len(package.namelist()) == len(set(package.namelist()))
    assert letterhead in reads


def test_none_is_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path / "letterhead.docx") == []


def test_lacking_styles_are_named(tmp_path: Path) -> None:
    path = tmp_path / "letterhead.docx"
    docx.Document().save(str(path))
    assert "the letterhead lacks styles" in said(path)
    assert "Orgbriefs Table" in said(path)
    with pytest.raises(InputError, match="the letterhead lacks styles"):
        WordRenderer().render(composed("<p>x</p>"), order(tmp_path, letterhead=path))


def test_styles_of_another_kind_are_named(letterhead: Path) -> None:
    document = docx.Document(str(letterhead))
    document.styles["Key Facts"].delete()
    document.styles.add_style("Key Facts", WD_STYLE_TYPE.PARAGRAPH)
    document.save(str(letterhead))
    assert "Key Facts (for a table)" in said(letterhead)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 cut off"])
def test_what_is_no_package_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "letterhead.docx"
    path.write_bytes(content)
    assert "is not a Word file, or is damaged" in said(path)
    with pytest.raises(InputError):
        WordRenderer().render(composed("<p>x</p>"), order(tmp_path, letterhead=path))


def test_a_truncated_file_is_refused(letterhead: Path) -> None:
    letterhead.write_bytes(letterhead.read_bytes()[:-200])
    assert "is not a Word file, or is damaged" in said(letterhead)


def test_a_damaged_part_is_refused(letterhead: Path) -> None:
    content = bytearray(letterhead.read_bytes())
    with zipfile.ZipFile(letterhead) as package:
        start = package.getinfo("word/styles.xml").header_offset
    for place in range(start + 60, start + 100):
        content[place] ^= 0xFF
    letterhead.write_bytes(bytes(content))
    assert "damaged" in said(letterhead)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letterhead.docx").mkdir()
    assert "is a folder" in said(tmp_path / "letterhead.docx")


def test_another_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letterhead.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "a")
    assert "is not a Word file" in said(path)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/document.xml", b"<no"),
        ("word/document.xml", None),
        ("word/styles.xml", b""),
        ("word/_rels/document.xml.rels", None),
        ("_rels/.rels", None),
        ("[Content_Types].xml", b"<Types/>"),
    ],
)
def test_spoilt_parts_are_refused(part: str, content: bytes | None, letterhead: Path) -> None:
    packed_anew(letterhead, {part: content})
    assert "the letterhead" in said(letterhead)


def test_a_spreadsheet_is_refused(letterhead: Path) -> None:
    with zipfile.ZipFile(letterhead) as package:
        types = package.read("[Content_Types].xml")
    other = types.replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")
    packed_anew(letterhead, {"[Content_Types].xml": other})
    assert "is not a Word document" in said(letterhead)


def test_a_file_without_page_is_refused(letterhead: Path) -> None:
    document = docx.Document(str(letterhead))
    body = document.element.body
    body.remove(body.sectPr)
    document.save(str(letterhead))
    assert "has no page settings" in said(letterhead)


def test_macros_and_what_is_fetched_are_refused(letterhead: Path, tmp_path: Path) -> None:
    macros = tmp_path / "macros.docx"
    shutil.copy(letterhead, macros)
    packed_anew(macros, {"word/vbaProject.bin": b"x"})
    assert "holds macros" in said(macros)
    document = docx.Document(str(letterhead))
    document.part.relate_to("https://example.invalid/x.dotm", ATTACHED_TEMPLATE, is_external=True)
    document.save(str(letterhead))
    assert "fetches something from elsewhere" in said(letterhead)


def test_a_bomb_is_not_unpacked(letterhead: Path) -> None:
    packed_anew(letterhead, {"word/media/x.png": bytes(200_000_000)})
    assert "is too large" in said(letterhead)


def test_entities_are_not_expanded(letterhead: Path) -> None:
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "lol">{nested}]><x>&e11;</x>'
    packed_anew(letterhead, {"word/styles.xml": bomb.encode()})
    assert "the letterhead" in said(letterhead)


@pytest.mark.parametrize("ending", [".dotx", ".docm", ".doc"])
def test_a_file_beside_it_is_not_passed_over_in_silence(ending: str, tmp_path: Path) -> None:
    (tmp_path / f"letterhead{ending}").write_bytes(b"x")
    assert "this file is not used as the letterhead" in said(tmp_path / "letterhead.docx")
