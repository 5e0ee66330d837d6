"""The pictures of ``data/pictures/`` that prose shows: read, checked, and made fit for print.

Photographs and scans are PNG or JPEG, drawings are SVG. What comes out is always an SVG that holds
the picture, so that it passes through a document like any figure. Nothing that a file says beside
its picture (place, camera, author) goes with it.
"""

from __future__ import annotations

import base64
import io
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from lxml import etree
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from orgbriefs.problems import InputError, Place, Problem, abridged
from orgbriefs.reads import Reads

#: The folder within ``data/``.
FOLDER = "pictures"
#: How large a file, and a picture in it, may be.
MAX_BYTES = 20_000_000
MAX_PIXELS = 60_000_000
MAX_DRAWING_BYTES = 1_000_000
MAX_ELEMENTS = 10_000
#: Dots per inch that a picture is shown at, and that it is printed with at the most.
_SHOWN, _PRINTED = 150, 300
#: The width of the widest text block, in millimetres.
_WIDEST = 165
_INCH = 25.4
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
_SVG = "http://www.w3.org/2000/svg"
#: What an SVG may hold: shapes, text and gradients (SVG 1.1), nothing that refers, runs or loads.
_ELEMENTS = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan defs linearGradient "
    "radialGradient stop title desc metadata".split()
)
_REFUSED_ATTRIBUTES = ("on", "href", "src")
_UNITS = {"": 25.4 / 96, "px": 25.4 / 96, "mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}


class Pictures(Mapping[str, str]):
    """The pictures of a folder as SVG by the names of their files, each read when asked for."""

    def __init__(self, folder: Path, reads: Reads | None = None) -> None:
        self._folder, self._reads = folder, reads
        self._names = sorted(path.name for path in folder.glob("*"))
        self._read: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._read:
            if self._reads is not None:
                self._reads.add(self._folder / name)
            self._read[name] = read_picture(self._folder / name)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def read_picture(path: Path) -> str:
    """A picture as SVG; ``width`` and ``height`` are in millimetres.

    Raises:
        InputError: when it is missing, damaged, too large, or holds more than a picture.
    """
    try:
        size = path.stat().st_size
        limit = MAX_DRAWING_BYTES if path.suffix == ".svg" else MAX_BYTES
        if size > limit:
            raise _refused(path, "the file is too large", f"{size:,} bytes", f"at most {limit:,}")
        content = path.read_bytes()
    except OSError:
        fix = "put the file there, or leave the picture out"
        raise _refused(path, "the picture cannot be read", path.name, fix) from None
    if path.suffix == ".svg":
        return _framed(*_drawing(path, content), "svg+xml")
    return _framed(*_photograph(path, content))


def _photograph(path: Path, content: bytes) -> tuple[bytes, float, float, str]:
    wanted = _FORMATS[path.suffix]
    try:
        with (
            _strictly(),
            Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened,
        ):
            if opened.format != wanted:
                fix = f"give it the suffix .{str(opened.format).lower()}"
                raise _refused(path, f"this is no {wanted}", str(opened.format), fix)
            if (pixels := opened.width * opened.height) > MAX_PIXELS:
                fix = f"at most {MAX_PIXELS:,}"
                raise _refused(path, "the picture is too large", f"{pixels:,} pixels", fix)
            image = ImageOps.exif_transpose(opened) or opened
            image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        fix = "save it again as PNG or JPEG"
        raise _refused(path, "the picture is damaged, or none", path.name, fix) from None
    width = min(image.width / _SHOWN * _INCH, _WIDEST)
    height = width * image.height / image.width
    image = _plain(image)
    if image.width > (most := round(width / _INCH * _PRINTED)):
        image = image.resize((most, max(1, round(most * image.height / image.width))))
    out = io.BytesIO()
    if wanted == "JPEG":
        image.save(out, "JPEG", quality=88, optimize=True)
        return out.getvalue(), width, height, "jpeg"
    image.save(out, "PNG", optimize=True)
    return out.getvalue(), width, height, "png"


@contextmanager
def _strictly() -> Iterator[None]:
    """Refuse pictures that are cut off, which WeasyPrint tells Pillow to accept, without a word."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _plain(image: Image.Image) -> Image.Image:
    """The picture in grey or colour, transparent where it was, without what the file says of it."""
    if image.mode in ("1", "L", "I", "F", "I;16"):
        kind = "L"
    elif "A" in image.getbands() or "transparency" in image.info:
        kind = "RGBA"
    else:
        kind = "RGB"
    made = image.convert(kind)
    made.info.clear()
    return made


def _drawing(path: Path, content: bytes) -> tuple[bytes, float, float]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        place = Place(path, *error.position)
        raise InputError([Problem(place, "this is no SVG", path.name, "save it again")]) from None
    if problems := list(_more_than_shapes(path, root)):
        raise InputError(problems)
    width, height = _size(path, root)
    if width > _WIDEST:
        width, height = _WIDEST, height * _WIDEST / width
    return etree.tostring(root), width, height


def _more_than_shapes(path: Path, root: etree._Element) -> Iterator[Problem]:
    if root.getroottree().docinfo.doctype:
        yield _problem(path, 1, "an SVG declares no types", "<!DOCTYPE", "leave the line out")
    count, foreign = 0, []
    for element in root.iter():
        line = int(element.sourceline or 1)
        count += 1
        if not isinstance(element.tag, str):
            yield _problem(path, line, "an SVG holds shapes only", str(element), "leave it out")
            continue
        name = etree.QName(element)
        if name.namespace == _SVG and name.localname not in _ELEMENTS:
            fix = "turn it into paths, or export the drawing as PNG"
            yield _problem(path, line, "an SVG holds shapes only", f"<{name.localname}>", fix)
            continue
        if name.namespace != _SVG and element is not root:
            foreign.append(element)  # what drawing programs note for themselves
        for attribute, value in element.attrib.items():
            plain = etree.QName(attribute).localname.lower()
            leads_out = "url(" in value.replace("url(#", "") or "expression(" in value
            if plain.startswith(_REFUSED_ATTRIBUTES) or leads_out:
                found = f'{plain}="{abridged(value, 40)}"'
                yield _problem(path, line, "a picture fetches and runs nothing", found)
    for element in foreign:
        if (parent := element.getparent()) is not None:
            parent.remove(element)
    if count > MAX_ELEMENTS:
        fix = f"at most {MAX_ELEMENTS:,}: simplify it, or export it as PNG"
        yield _problem(path, 1, "the drawing is too large", f"{count:,} elements", fix)
    if root.tag != f"{{{_SVG}}}svg":
        yield _problem(path, 1, "this is no SVG", str(root.tag), f'begin with <svg xmlns="{_SVG}">')


def _size(path: Path, root: etree._Element) -> tuple[float, float]:
    """Width and height in millimetres."""
    width, height = (_length(root.get(name, "")) for name in ("width", "height"))
    box = [_length(part) for part in root.get("viewBox", "").replace(",", " ").split()]
    if len(box) == 4 and all(side is not None and side > 0 for side in box[2:]):
        across, down = (side or 1.0 for side in box[2:])
        if width is None or height is None:
            width = width or across
            height = width * down / across
    elif width is not None and height is not None:
        root.set("viewBox", f"0 0 {width / _UNITS['']:g} {height / _UNITS['']:g}")
    if not width or not height or not 0.001 < height / width < 1000:
        fix = 'give the <svg> its size: viewBox="0 0 200 100"'
        raise InputError([_problem(path, 1, "the drawing has no size", path.name, fix)])
    return width, height


def _length(text: str) -> float | None:
    number = text.strip().rstrip("abcdefghijklmnopqrstuvwxyz%")
    unit = text.strip()[len(number) :]
    try:
        length = float(number) * _UNITS[unit]
    except (ValueError, KeyError):
        return None
    return length if length < 1e6 else None


def _framed(content: bytes, width: float, height: float, kind: str) -> str:
    """An SVG of the picture's size that holds it."""
    across, down = f"{width:.2f}", f"{height:.2f}"
    data = base64.b64encode(content).decode("ascii")
    return (
        f'<svg xmlns="{_SVG}" width="{across}mm" height="{down}mm" viewBox="0 0 {across} {down}" '
        f'role="img"><image width="{across}" height="{down}" '
        f'href="data:image/{kind};base64,{data}"/></svg>'
    )


def _refused(path: Path, message: str, value: str, fix: str) -> InputError:
    return InputError([Problem(Place(path, 0), message, value, fix)])


def _problem(path: Path, line: int, message: str, value: str, fix: str = "leave it out") -> Problem:
    return Problem(Place(path, line), message, value, fix)
