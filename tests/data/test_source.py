"""YAML is read strictly, and every value has its place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from orgbriefs.data.source import Source, head_value, read_yaml
from orgbriefs.problems import InputError, Place


def read(tmp_path: Path, text: str | bytes) -> Source:
    path = tmp_path / "file.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_yaml(path)


def test_scalars_are_text_and_nothing_is_nothing(tmp_path: Path) -> None:
    source = read(
        tmp_path,
        'a: NO\nb: 2006-05\nc: null\nd: ~\ne:\nf: "null"\ng: ""\nh: [1, Null, {i: NULL}]\n',
    )
    assert source.value == {
        "a": "NO",
        "b": "2006-05",
        "c": None,
        "d": None,
        "e": None,
        "f": "null",
        "g": "",
        "h": ["1", None, {"i": None}],
    }


def test_every_value_and_key_has_its_place(tmp_path: Path) -> None:
    source = read(tmp_path, "a:\n  - b: {c: д, e: f}\n    g: h\n")
    path = source.path
    assert source.place(("a", 0, "b", "e")) == Place(path, 2, 18)
    assert source.place_of_key(("a", 0, "b", "e")) == Place(path, 2, 15)
    assert source.place(("a", 0, "g")) == Place(path, 3, 8)
    assert source.place(("a", 0, "missing", 4)) == Place(path, 2, 5)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_words_are_found_within_texts(tmp_path: Path, ending: str, mark: bytes) -> None:
    text = ending.join(
        [
            "plain: один [@a] two [@b]",
            'quoted: "one [@a] «two» [@a]"',
            "folded: >-",
            "  one two [see @a,",
            "  p. 3] four",
            'double: "first \\u00e9 [@a]',
            '  and [@b]"',
            "",
        ]
    )
    source = read(tmp_path, mark + text.encode("utf-8"))
    place = source.path
    assert source.place_in(("plain",), "@b") == Place(place, 1, 23)
    assert source.place_in(("quoted",), "@a", 0) == Place(place, 2, 15)
    assert source.place_in(("quoted",), "@a", 1) == Place(place, 2, 26)
    assert source.place_in(("folded",), "see @a, p. 3") == Place(place, 4, 12)
    assert source.place_in(("folded",), "p. 3") == Place(place, 5, 3)
    assert source.place_in(("double",), "@b") == Place(place, 7, 8)
    assert source.place_in(("double",), "é") == source.place(("double",)) == Place(place, 6, 9)
    assert source.place_in(("plain", 0), "@a") == Place(place, 1, 14)


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "own.yaml").write_text("c: d\n", encoding="utf-8")
    for name, target in (("device", "/dev/zero"), ("link", "own.yaml"), ("loop", "loop.yaml")):
        (tmp_path / f"{name}.yaml").symlink_to(target)
    kinds = {"pipe": "a pipe", "folder": "no file"} | dict.fromkeys(
        ["device", "link", "loop"], "a link"
    )
    for name, kind in kinds.items():
        with pytest.raises(InputError, match=f"this is {kind}"):
            read_yaml(tmp_path / f"{name}.yaml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b\n? [c, d]\n: e\n", "a key must be a word"),
        ("a: {? {b: c} : d}\n", "a key must be a word"),
        ("a: \x07\n", r"1:4: a control character"),
        ("a: b\nc: [\n", r"3:1: not valid YAML"),
        ("a: !!int 3\n", "tags are not allowed"),
        ("[" * 500_000, "nested too deeply"),
        ("a: '\\x02'\n".replace("'", '"'), r"1:4: a control character"),
        ('a: "\\ud800"\n', "half of a character|not valid YAML"),
        ("a: b\u202ec\n", "turns the direction"),
        ("a: b\u2066c\n", "no other"),
        ("a: The forum follows Resolution # 12 [@treaty].\n", "a comment cuts this text short"),
        ("a: " + "[" * 50 + "]" * 50, "nested too deeply"),
    ],
)
def test_what_would_surprise_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(tmp_path, text)


def test_the_head_of_a_file_is_read_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("\ufeffid: a\nfounded: 1999\nbroken: [", encoding="utf-8")
    assert head_value(path, "founded") == "1999"
    assert head_value(path, "absent") is None
    assert head_value(tmp_path / "missing.yaml", "id") is None
