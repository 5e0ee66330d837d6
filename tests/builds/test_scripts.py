"""Names in every script that an official language of an organization is written in."""

from __future__ import annotations

import json
import re
import unicodedata
import zipfile
from pathlib import Path

import pikepdf
import pytest
from conftest import Workspace
from lxml import etree
from lxml import html as lxml_html
from reading import pdf_text

from orgbriefs.check import check_project
from orgbriefs.problems import InputError
from orgbriefs.project import Project
from orgbriefs.render.pdf.conformance import findings

#: Names of countries and regions: by language, with the family that sets them.
NAMES = {
    "am": ("ኢትዮጵያ ፌዴራላዊ", "NotoSansEthiopic"),
    "ar": ("جامعة الدول العربية", "IBMPlexSansArabic"),
    "bn": ("বাংলাদেশ প্রজাতন্ত্রী", "NotoSansBengali"),
    "fa": ("سازمان همکاری اقتصادی", "IBMPlexSansArabic"),
    "he": ("מדינת ישראל", "NotoSansHebrew"),
    "hi": ("भारत गणराज्य क्षेत्रीय", "NotoSansDevanagari"),
    "hy": ("Հայաստանի Հանրապետություն", "NotoSansArmenian"),
    "ja": ("日本国 直轄", "NotoSansCJKSC"),
    "ka": ("საქართველო", "NotoSansGeorgian"),
    "km": ("ព្រះរាជាណាចក្រកម្ពុជា", "NotoSansKhmer"),
    "ko": ("대한민국", "NotoSansCJKHangul"),
    "lo": ("ສາທາລະນະລັດ", "NotoSansLao"),
    "my": ("မြန်မာနိုင်ငံ", "NotoSansMyanmar"),
    "si": ("ශ්‍රී ලංකා", "NotoSansSinhala"),
    "ta": ("இலங்கை சனநாயக", "NotoSansTamil"),
    "th": ("ราชอาณาจักรไทย", "NotoSansThai"),
    "zh": ("中华人民共和国 直辖", "NotoSansCJKSC"),
    "zh-Hant": ("臺灣澎湖 直轄", "NotoSansCJKSC"),
}
RIGHT_TO_LEFT = ("ar", "fa", "he")
PDF = "out/now/students/alpha-fact-sheet-students-now.pdf"
WORD = "out/now/students/alpha-handout-students-now.docx"
WEB = "out/now/students/test-groups-briefing-paper-students-now.html"
ALPHA = "data/organizations/alpha.yaml"
GIVEN = "native: {ru: Организация Альфа, zh: 上海组织}"


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A fact sheet, a handout and a web page of an organization with a name in every script."""
    from conftest import project_at
    from small_project import PROJECT

    space = project_at(tmp_path_factory.mktemp("scripts") / "project", PROJECT)
    native = json.dumps({tag: name for tag, (name, _) in NAMES.items()}, ensure_ascii=False)
    space.edit(ALPHA, GIVEN, f"native: {native}")
    assert check_project(Project(space.path)) == []
    return dict(zip(("pdf", "docx", "html"), space.make(PDF, WORD, WEB), strict=True))


def letters(text: str) -> str:
    """Without spaces and marks of breaks, which a copy may have otherwise."""
    return "".join(
        c for c in unicodedata.normalize("NFC", text) if not re.match(r"[\s\u200b-\u200f]", c)
    )


def test_each_name_can_be_copied_from_a_pdf(named: dict[str, Path]) -> None:
    text = letters(pdf_text(named["pdf"]))
    for tag, (name, _) in NAMES.items():
        # Readers of PDF differ in how they order words that run from right to left.
        for part in name.split() if tag in RIGHT_TO_LEFT else [name]:
            assert letters(part) in text, tag


def test_each_name_says_its_language_in_a_pdf(named: dict[str, Path]) -> None:
    found = set()
    with pikepdf.open(named["pdf"]) as pdf:
        for page in pdf.pages:
            for instruction in pikepdf.parse_content_stream(page):
                if str(instruction.operator) == "BDC" and "/Lang" in instruction.operands[1]:
                    found.add(str(instruction.operands[1]["/Lang"]))
    assert found == set(NAMES)


def test_faces_are_taken_where_they_are_used_only(named: dict[str, Path]) -> None:
    found = set()
    with pikepdf.open(named["pdf"]) as pdf:
        for page in pdf.pages:
            for font in page.resources.get("/Font", {}).values():
                found.add(re.sub(r"^/[A-Z]{6}\+|[-,].*$", "", str(font.BaseFont).replace("-", "")))
    assert {name for name in found if not name.startswith("Source")} == {
        name for _, name in NAMES.values()
    }


def test_pdf_with_all_scripts_conforms(named: dict[str, Path]) -> None:
    assert [str(finding) for finding in findings([named["pdf"]])] == []


def test_each_name_says_language_direction_and_face_in_word(named: dict[str, Path]) -> None:
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(named["docx"]) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    runs = {"".join(run.itertext()): run.find(f"{w}rPr") for run in root.iter(f"{w}r")}
    for tag, (name, _) in NAMES.items():
        properties = runs[name]
        assert (properties.find(f"{w}rtl") is not None) == (tag in RIGHT_TO_LEFT), tag
        [language] = properties.findall(f"{w}lang")
        [(attribute, value)] = language.attrib.items()
        assert value.startswith(tag.split("-")[0]), tag
        wanted = "val" if tag in ("am", "hy", "ka") else "bidi"
        wanted = "eastAsia" if tag in ("ja", "ko", "zh", "zh-Hant") else wanted
        assert attribute == f"{w}{wanted}", tag
        assert (properties.find(f"{w}cs") is not None) == (wanted == "bidi"), tag
        assert properties.find(f"{w}rFonts").get(f"{w}cs"), tag


def test_each_name_says_language_and_direction_on_a_web_page(named: dict[str, Path]) -> None:
    page = lxml_html.document_fromstring(named["html"].read_text(encoding="utf-8"))
    found = {e.get("lang"): e for e in page.iter("bdi") if e.get("lang")}
    for tag, (name, _) in NAMES.items():
        assert found[tag].text_content() == name
        assert found[tag].get("dir") == ("rtl" if tag in RIGHT_TO_LEFT else "ltr")


def test_words_from_right_to_left_are_marked_in_a_text_too(workspace: Workspace) -> None:
    workspace.edit(ALPHA, "It began with", "It (קהילה 12 חדשה) began with")
    [path] = workspace.make(WEB)
    page = lxml_html.document_fromstring(path.read_text(encoding="utf-8"))
    [marked] = [e for e in page.iter("bdi") if e.get("dir") == "rtl"]
    assert marked.text_content() == "קהילה 12 חדשה"


def test_a_letter_without_a_face_is_told_with_the_font_that_would_have_it(
    workspace: Workspace,
) -> None:
    workspace.edit(ALPHA, GIVEN, "native: {dv: ދިވެހި, zh: 龘龗}")
    told = "\n".join(str(problem) for problem in check_project(Project(workspace.path)))
    assert "alpha.yaml:6:" in told
    assert "Noto Sans Thaana" in told
    assert "the package manimgx-fonts-cjk has a font with them" in told
    with pytest.raises(InputError):
        workspace.make(PDF)
    draft = PDF.replace("out/", "out/drafts/", 1)
    [path] = workspace.make(draft, draft="true")
    assert "[U+078B]" in pdf_text(path)
