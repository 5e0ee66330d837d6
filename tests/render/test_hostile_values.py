"""Hostile words in every text of the data: they are shown, and nothing runs, leads out or loads."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from conftest import Workspace, project_at
from lxml import html as lxml_html
from small_project import PROJECT

from orgbriefs.data.source import read_yaml

HOSTILE = ' <script>x</script><i onclick="x">&{{7*7}}{x}]]>'
#: What is compared with other values, or has a form of its own, and so cannot hold it.
APART = set(
    "id key type kind status level country from to date issued accessed founded colour language "
    "instrument signed in_force source framework criterion rating confidence URL code article "
    "measure unit year value for mandate foresees organizations alpha3 founding major "
    "counts".split()
)


def spoilt(value: Any, key: str = "") -> Any:
    """The value with hostile words behind each of its texts."""
    if isinstance(value, dict):
        return {
            name: spoilt(item, name if key != "native" else key) for name, item in value.items()
        }
    if isinstance(value, list):
        return [spoilt(item, key) for item in value]
    if isinstance(value, str) and key not in APART and key != "native":
        return value + HOSTILE
    return value


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    space = project_at(tmp_path_factory.mktemp("hostile") / "project", PROJECT)
    for path in sorted((space.path / "data").rglob("*.yaml")):
        value = spoilt(read_yaml(path).value)
        path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    config = read_yaml(space.path / "config.yaml").value
    config["house"] = {
        k: v if k == "licence_url" else v + HOSTILE for k, v in config["house"].items()
    }
    (space.path / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
    return space


def one_of(hostile: Workspace, kind: str, format: str) -> bytes:
    plan = hostile.plan()
    document = next(d for d in plan.documents.all if (d.kind, d.format) == (kind, format))
    path = f"out/{document.edition}/{document.audience}/{document.name}"
    return hostile.made(path).rendering.content


def running(root: lxml_html.HtmlElement) -> Iterator[str]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "link" and dict(element.attrib) == {"rel": "icon", "href": "data:,"}:
            continue  # an empty icon, so that none is asked for
        if element.tag in ("script", "iframe", "object", "embed", "link", "base", "form"):
            yield element.tag
        yield from (name for name in element.attrib if name.startswith("on"))
        yield from (
            v
            for n, v in element.attrib.items()
            if n in ("src", "href")
            and ":" in v
            and not v.startswith(("https://", "http://", "mailto:"))
        )


@pytest.mark.parametrize("kind", ["briefing", "changes"])
def test_web_pages(hostile: Workspace, kind: str) -> None:
    text = one_of(hostile, kind, "html").decode()
    root = lxml_html.document_fromstring(text)
    assert list(running(root)) == []
    assert root.text_content().count("<script>x</script>") > 10
    assert "{{7*7}}" in text


def test_word_files(hostile: Workspace) -> None:
    with zipfile.ZipFile(io.BytesIO(one_of(hostile, "handout", "docx"))) as package:
        parts = {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}
    assert "&lt;script&gt;x&lt;/script&gt;" in parts["word/document.xml"]
    fields = re.findall(r"<w:instrText[^>]*>([^<]*)<", "".join(parts.values()))
    allowed = ("PAGE", "NUMPAGES", "SEQ", "REF", "PAGEREF", "TOC")
    assert {field.split()[0] for field in fields} <= set(allowed)
    targets = [
        t
        for n, x in parts.items()
        if n.endswith(".rels")
        for t in re.findall(r'Target="([^"]*)" TargetMode="External"', x)
    ]
    assert all(target.startswith(("https://", "http://", "mailto:")) for target in targets)


def test_pdfs(hostile: Workspace) -> None:
    with pikepdf.open(io.BytesIO(one_of(hostile, "briefing", "pdf"))) as pdf:
        assert "/OpenAction" not in pdf.Root
        assert "/AA" not in pdf.Root
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
        for page in pdf.pages:
            for annotation in page.get("/Annots", []):
                if "/A" in annotation:
                    assert annotation.A.S in ("/URI", "/GoTo")
                    address = str(annotation.A.get("/URI", "https://"))
                    assert address.startswith(("https://", "http://", "mailto:"))


def test_markdown(hostile: Workspace) -> None:
    text = one_of(hostile, "changes", "md").decode()
    assert "<script>" not in re.sub(r"\\[<>]", "", text)
    assert re.search(r"\\<script\\>x\\</script\\>", text)


def test_records_of_the_build_are_whole_json(hostile: Workspace) -> None:
    plan = hostile.plan()
    hostile.prepare(plan)
    for path in Path(plan.folders.work).rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
