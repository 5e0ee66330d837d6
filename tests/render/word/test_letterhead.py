"""The user's letterhead: used, or refused with a reason, and never passed over in silence."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx_plus.fields import add_field
from docx_plus.numbering import read_list_definitions
from PIL import Image
from reading import saved_as, word_faults
from sheets import composed, order
from word_documents import EVERYTHING

from orgbriefs.problems import InputError
from orgbriefs.reads import Reads
from orgbriefs.render.word.letterhead import fitted_out, problems
from orgbriefs.render.word.renderer import WordRenderer
from orgbriefs.render.word.styles import house_document

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


def printed(path: Path, folder: Path, body: str = EVERYTHING) -> Document:
    """A document on a letterhead, opened again."""
    content = WordRenderer().render(composed(body), order(folder, letterhead=path)).content
    out = folder / "made.docx"
    out.write_bytes(content)
    assert word_faults(out) == []
    return docx.Document(io.BytesIO(content))


def remarks(path: Path, folder: Path) -> str:
    house = house_document(order(folder).design.tokens, "A4", "en-GB")
    return "\n".join(fitted_out(path, house).remarks)


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


def saved(file: Document, path: Path) -> Path:
    file.save(str(path))
    return path


def test_lacking_styles_are_lent_and_said(tmp_path: Path) -> None:
    file = docx.Document()
    file.styles["Normal"].font.name = "Georgia"
    path = saved(file, tmp_path / "letterhead.docx")
    assert problems(path) == []
    assert re.search("lent from the house's styles: .*Callout,", remarks(path, tmp_path))
    made = printed(path, tmp_path)
    names = {style.name for style in made.styles}
    assert {"Orgbriefs Table", "Key Facts", "Callout", "Standfirst"} <= names
    assert made.styles["Callout"].font.name is None
    assert made.styles["Callout"].base_style.name == "Body Text"


def test_styles_are_found_by_name_in_any_capitals_and_by_alias(letterhead: Path) -> None:
    file = docx.Document(str(letterhead))
    for style, name in (("heading 1", "Heading 1"), ("footnote text", "Footnote Text")):
        element = next(
            s.element for s in file.styles if s.element.find(qn("w:name")).get(qn("w:val")) == style
        )
        element.find(qn("w:name")).set(qn("w:val"), name)
    standfirst = file.styles["Standfirst"].element
    standfirst.find(qn("w:name")).set(qn("w:val"), "Lead")
    alias = OxmlElement("w:aliases")
    alias.set(qn("w:val"), "Vorspann,standfirst")
    standfirst.find(qn("w:name")).addnext(alias)
    file.save(str(letterhead))
    assert remarks(letterhead, letterhead.parent) == ""
    assert printed(letterhead, letterhead.parent).paragraphs


def test_styles_with_identifiers_of_another_language_serve(letterhead: Path) -> None:
    """As a German Word writes them: names in English, identifiers in German."""
    with zipfile.ZipFile(letterhead) as package:
        parts = {n: package.read(n) for n in package.namelist() if n.startswith("word/")}
    changed: dict[str, bytes | None] = {}
    for name, content in parts.items():
        if name.endswith(".xml"):
            for old, new in (
                ("Heading1", "berschrift1"),
                ("FootnoteText", "Funotentext"),
                ("FootnoteReference", "Funotenzeichen"),
                ("BodyText", "Textkrper"),
            ):
                content = content.replace(f'"{old}"'.encode(), f'"{new}"'.encode())
            changed[name] = content
    packed_anew(letterhead, changed)
    assert remarks(letterhead, letterhead.parent) == ""
    body = f"<h2>One</h2><p>Two{OLD[6:-4]}.</p>"
    made = printed(letterhead, letterhead.parent, body)
    assert [p.style.style_id for p in made.paragraphs] == ["berschrift1", "Textkrper"]
    note = next(p for p in made.part.package.iter_parts() if "footnotes" in p.partname)
    assert b'"Funotentext"' in note.blob
    assert b'"FootnoteText"' not in note.blob


def test_a_style_of_another_kind_is_left_and_one_is_lent(letterhead: Path) -> None:
    file = docx.Document(str(letterhead))
    for name in ("Key Facts", "Hyperlink"):
        file.styles[name].delete()
        file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    file.save(str(letterhead))
    assert "lent from the house's styles: Hyperlink, Key Facts" in remarks(
        letterhead, letterhead.parent
    )
    made = printed(letterhead, letterhead.parent)
    assert made.styles["Key Facts"].type == WD_STYLE_TYPE.PARAGRAPH
    assert made.styles["Orgbriefs Key Facts"].type == WD_STYLE_TYPE.TABLE


def test_lists_without_numbering_get_one(letterhead: Path) -> None:
    file = docx.Document(str(letterhead))
    for name in ("List Bullet", "List Number"):
        properties = file.styles[name].element.pPr
        properties.remove(properties.find(qn("w:numPr")))
    file.save(str(letterhead))
    body = "<ul><li>a</li></ul><p>x</p><ol start='4'><li>b</li></ol>"
    made = printed(letterhead, letterhead.parent, body)
    numbers = [p._p.pPr.numPr.numId.val for p in made.paragraphs if p.text != "x"]
    assert len(set(numbers)) == 2
    [start] = [d for d in read_list_definitions(made) if d.num_id == numbers[1]]
    assert dict(start.start_overrides) == {0: 4}


def test_a_header_in_a_content_control_and_a_gallery_of_page_numbers_stay(letterhead: Path) -> None:
    file = docx.Document(str(letterhead))
    control = "<w:sdt {0}><w:sdtContent>{1}</w:sdtContent></w:sdt>"
    words = "<w:p><w:r><w:t>In a control</w:t></w:r></w:p>"
    number = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    for place, inside in ((file.sections[0].header, words), (file.sections[0].footer, number)):
        for child in list(place._element):
            place._element.remove(child)
        place._element.append(parse_xml(control.format(nsdecls("w"), inside)))
    file.save(str(letterhead))
    section = printed(letterhead, letterhead.parent).sections[0]
    assert "In a control" in section.header._element.xml
    assert section.footer._element.xml.count("PAGE") == 1
    assert "NUMPAGES" not in section.footer._element.xml


def test_first_and_even_pages_have_the_number_of_the_page(letterhead: Path) -> None:
    file = docx.Document(str(letterhead))
    section = file.sections[0]
    for place in (section.footer, section.header):
        for paragraph in place.paragraphs:
            paragraph.clear()
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Logo"
    file.settings.odd_and_even_pages_header_footer = True
    file.save(str(letterhead))
    made = printed(letterhead, letterhead.parent).sections[0]
    assert made.first_page_header.paragraphs[0].text == "Logo"
    for footer in (made.footer, made.first_page_footer, made.even_page_footer):
        assert len(re.findall(r">\s*PAGE\s*<", footer._element.xml)) == 1
    assert made.even_page_header.paragraphs[0].text == "Series · Sheet"


def test_of_several_sections_the_first_serves(letterhead: Path) -> None:
    file = docx.Document(str(letterhead))
    added = file.add_section()
    added.orientation, added.page_width, added.page_height = (
        WD_ORIENT.LANDSCAPE,
        added.page_height,
        added.page_width,
    )
    added.header.is_linked_to_previous = False
    added.header.paragraphs[0].text = "Second"
    file.save(str(letterhead))
    assert "of its 2 sections" in remarks(letterhead, letterhead.parent)
    made = printed(letterhead, letterhead.parent, "<p>x</p>")
    assert len(made.sections) == 1
    assert made.sections[0].header.paragraphs[0].text == "Ministry of Examples"
    assert made.sections[0].page_width < made.sections[0].page_height


def test_a_landscape_page_and_a_logo_stay(letterhead: Path) -> None:
    file = docx.Document(str(letterhead))
    section = file.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")
    section.header.paragraphs[0].add_run().add_picture(picture)
    file.save(str(letterhead))
    made = printed(letterhead, letterhead.parent)
    assert made.sections[0].page_width > made.sections[0].page_height
    assert "w:drawing" in made.sections[0].header._element.xml


def test_a_template_serves_as_well(letterhead: Path) -> None:
    with zipfile.ZipFile(letterhead) as package:
        types = package.read("[Content_Types].xml")
    template = types.replace(b"document.main+xml", b"template.main+xml")
    packed_anew(letterhead, {"[Content_Types].xml": template})
    for path in (letterhead, letterhead.rename(letterhead.with_suffix(".dotx"))):
        if path.exists():
            assert problems(path) == []
            made = printed(path, path.parent, "<p>x</p>")
            assert made.sections[0].header.paragraphs[0].text == "Ministry of Examples"


@pytest.mark.parametrize("part", ["docProps/core.xml", "word/numbering.xml", "word/settings.xml"])
def test_a_part_that_lacks_is_made(letterhead: Path, part: str) -> None:
    with zipfile.ZipFile(letterhead) as package:
        parts = {n: package.read(n) for n in package.namelist()}
    name = part.rsplit("/", 1)[-1].encode()
    changed: dict[str, bytes | None] = {part: None}
    for owner in ("_rels/.rels", "word/_rels/document.xml.rels"):
        changed[owner] = re.sub(rb"<Relationship [^>]*" + name + rb"[^>]*/>", b"", parts[owner])
    types = parts["[Content_Types].xml"]
    changed["[Content_Types].xml"] = re.sub(rb"<Override [^>]*" + name + rb"[^>]*/>", b"", types)
    packed_anew(letterhead, changed)
    assert problems(letterhead) == []
    assert printed(letterhead, letterhead.parent).core_properties.title == "Sheet"


@pytest.mark.parametrize("field", ['INCLUDEPICTURE "https://a.b/c.png"', "DDEAUTO excel a b"])
def test_a_field_that_loads_or_runs_something_is_refused(letterhead: Path, field: str) -> None:
    file = docx.Document(str(letterhead))
    add_field(file.sections[0].header.paragraphs[0], instruction=field, initial_text="x")
    file.save(str(letterhead))
    assert "fetches something from elsewhere" in said(letterhead)


@pytest.mark.parametrize("kind", ["oleObject", "package", "aFChunk", "control"])
def test_other_files_and_programs_are_refused(letterhead: Path, kind: str) -> None:
    file = docx.Document(str(letterhead))
    part = Part(
        PackURI("/word/embeddings/a.bin"), "application/octet-stream", b"x", file.part.package
    )
    reltype = ATTACHED_TEMPLATE.rsplit("/", 1)[0] + f"/{kind}"
    file.part.relate_to(part, reltype)
    file.save(str(letterhead))
    assert "holds other files or programs" in said(letterhead)


@pytest.mark.office
def test_letterheads_of_libreoffice_serve(letterhead: Path, tmp_path: Path) -> None:
    """As LibreOffice saves a document, and a template."""
    for ending in ("docx", "dotx"):
        path = saved_as(letterhead, tmp_path / ending, ending)
        assert problems(path) == []
        header = printed(path, tmp_path).sections[0].header
        assert "Ministry of Examples" in header._element.xml
        with zipfile.ZipFile(tmp_path / "made.docx") as package:
            assert len(package.namelist()) == len(set(package.namelist()))


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


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("word/document.xml", "word/styles.xml"),
        ("word/styles.xml", "docProps/core.xml"),
        ("word/settings.xml", "word/styles.xml"),
        ("docProps/core.xml", "word/styles.xml"),
    ],
)
def test_a_part_in_the_place_of_another_is_refused(part: str, other: str, letterhead: Path) -> None:
    with zipfile.ZipFile(letterhead) as package:
        packed_anew(letterhead, {part: package.read(other)})
    assert f"parts of it are spoilt\n    found: /{part}" in said(letterhead)


def test_a_part_whose_type_is_not_told_is_refused(letterhead: Path) -> None:
    with zipfile.ZipFile(letterhead) as package:
        types = package.read("[Content_Types].xml")
    changed = types.replace(b"wordprocessingml.styles+xml", b"wordprocessingml.style+xml")
    assert changed != types
    packed_anew(letterhead, {"[Content_Types].xml": changed})
    assert "parts of it are spoilt\n    found: /word/styles.xml" in said(letterhead)


def test_a_document_without_a_body_is_refused(letterhead: Path) -> None:
    with zipfile.ZipFile(letterhead) as package:
        content = package.read("word/document.xml")
    bare = re.sub(rb"<w:body>.*</w:body>", b"", content, flags=re.DOTALL)
    packed_anew(letterhead, {"word/document.xml": bare})
    assert "parts of it are spoilt" in said(letterhead)


def test_a_spreadsheet_is_refused(letterhead: Path) -> None:
    with zipfile.ZipFile(letterhead) as package:
        types = package.read("[Content_Types].xml")
    other = types.replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")
    packed_anew(letterhead, {"[Content_Types].xml": other})
    assert "is not a Word document" in said(letterhead)


def test_a_file_without_page_is_lent_one(letterhead: Path) -> None:
    document = docx.Document(str(letterhead))
    body = document.element.body
    body.remove(body.sectPr)
    document.save(str(letterhead))
    assert "lent from the house: the page" in remarks(letterhead, letterhead.parent)
    assert len(printed(letterhead, letterhead.parent, "<p>x</p>").sections) == 1


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
