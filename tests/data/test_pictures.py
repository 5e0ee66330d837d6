"""Pictures in prose: what is read, in which size, and what is refused."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from orgbriefs.data import pictures
from orgbriefs.data.pictures import read_picture
from orgbriefs.problems import InputError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 192 96">{}</svg>'


def saved(path: Path, mode: str = "RGB", size: tuple[int, int] = (300, 150), **how: object) -> Path:
    image = Image.new(mode, size)
    image.save(path, **how)
    return path


def framed(svg: str) -> tuple[str, str, bytes]:
    """Width and height of a picture, and what it holds."""
    root = etree.fromstring(svg.encode())
    kind, content = re.fullmatch(r"data:image/(.*);base64,(.*)", root[0].get("href")).groups()  # type: ignore[union-attr]
    assert kind in ("png", "jpeg", "svg+xml")
    return root.get("width"), root.get("height"), base64.b64decode(content)


@pytest.mark.parametrize(
    ("name", "mode", "becomes"),
    [
        ("a.png", "RGB", "RGB"),
        ("a.png", "RGBA", "RGBA"),
        ("a.png", "P", "RGB"),
        ("a.png", "1", "L"),
        ("a.png", "LA", "RGBA"),
        ("a.jpg", "L", "L"),
        ("a.jpeg", "CMYK", "RGB"),
    ],
)
def test_a_photograph_is_shown_at_150_dots_an_inch(
    tmp_path: Path, name: str, mode: str, becomes: str
) -> None:
    width, height, content = framed(read_picture(saved(tmp_path / name, mode)))
    assert (width, height) == ("50.80mm", "25.40mm")
    assert Image.open(io.BytesIO(content)).mode == becomes


def test_a_wide_photograph_fits_the_page_in_print_quality(tmp_path: Path) -> None:
    width, height, content = framed(read_picture(saved(tmp_path / "a.png", size=(4000, 1000))))
    assert (width, height) == ("165.00mm", "41.25mm")
    assert Image.open(io.BytesIO(content)).width == round(165 / 25.4 * 300)


def test_what_a_camera_wrote_is_left_out_and_its_turn_is_done(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "taken at home"
    path = saved(tmp_path / "a.jpg", exif=exif)
    assert b"taken at home" in path.read_bytes()
    width, height, content = framed(read_picture(path))
    assert (width, height) == ("25.40mm", "50.80mm")
    assert b"taken at home" not in content


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 192 96"', ("50.80mm", "25.40mm")),
        ('viewBox="0 0 2 1" width="60mm"', ("60.00mm", "30.00mm")),
        ('width="6cm" height="1in"', ("60.00mm", "25.40mm")),
        ('viewBox="0 0 4000 1000"', ("165.00mm", "41.25mm")),
    ],
)
def test_a_drawing_has_the_size_that_it_names(
    tmp_path: Path, attributes: str, size: tuple[str, str]
) -> None:
    path = tmp_path / "a.svg"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><path d="M0 0"/></svg>')
    assert framed(read_picture(path))[:2] == size


HOSTILE = {
    "<script>alert(1)</script>": "shapes only",
    '<image href="https://example.org/a.png"/>': "shapes only",
    '<a href="https://example.org"><path/></a>': "shapes only",
    "<foreignObject><p>a</p></foreignObject>": "shapes only",
    "<style>@import 'https://example.org'</style>": "shapes only",
    '<use href="#a"/>': "shapes only",
    '<path onload="alert(1)"/>': "fetches and runs nothing",
    '<path fill="url(https://example.org/a.svg#b)"/>': "fetches and runs nothing",
    '<path style="fill: url(data:image/png,a)"/>': "fetches and runs nothing",
    "<path/>" * 10_001: "too large",
    "<path": "no SVG",
    "<!-- -->" + " " * 1_000_001: "too large",
}


@pytest.mark.parametrize(("content", "message"), HOSTILE.items(), ids=range(len(HOSTILE)))
def test_a_drawing_holds_shapes_alone(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "a.svg"
    path.write_text(SVG.format(content))
    with pytest.raises(InputError) as caught:
        read_picture(path)
    assert message in caught.value.problems[0].message
    assert caught.value.problems[0].place.file == path
    assert caught.value.problems[0].fix


def test_what_swells_in_a_drawing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    entities = '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">'
    path.write_text(f"<!DOCTYPE svg [{entities}]>" + SVG.format("<text>&b;</text>"))
    with pytest.raises(InputError):
        read_picture(path)


def test_a_photograph_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusal(name: str) -> str:
        with pytest.raises(InputError) as caught:
            read_picture(tmp_path / name)
        [problem] = caught.value.problems
        assert problem.place.file == tmp_path / name
        assert problem.fix
        return problem.message

    assert "cannot be read" in refusal("none.png")
    (tmp_path / "empty.png").write_bytes(b"")
    assert "damaged" in refusal("empty.png")
    whole = saved(tmp_path / "a.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(whole[:60])
    assert "damaged" in refusal("cut.png")
    (tmp_path / "other.jpg").write_bytes(whole)
    assert "this is no JPEG" in refusal("other.jpg")
    saved(tmp_path / "a.gif")
    (tmp_path / "gif.png").write_bytes((tmp_path / "a.gif").read_bytes())
    assert "damaged, or none" in refusal("gif.png")
    monkeypatch.setattr(pictures, "MAX_PIXELS", 100)
    assert "too large" in refusal("a.png")
    monkeypatch.setattr(pictures, "MAX_BYTES", 10)
    assert "file is too large" in refusal("a.png")
