"""Every message that is asked for is in the catalogue, and every one in it is asked for."""

from __future__ import annotations

import re
from pathlib import Path

from small_project import ROOT

from orgbriefs.language.catalogue import SHIPPED, read_catalogue

CODE = ROOT / "scripts" / "orgbriefs"
#: An id as it stands in code and templates, whole; and the beginning of one that is put together.
WHOLE = re.compile(r"""["']([a-z]+(?:-[a-z]+)*(?:\.[a-z_]+(?:-[a-z_0-9]+)*)+)["']""")
BEGUN = re.compile(r"""["']([a-z]+(?:-[a-z]+)*(?:\.[a-z-]+)*[.-])(?:["'] ~|\{)""")
#: What is added to one: form += "-in-force".
ADDED = re.compile(r"""(?:\+=?\s*|, form \+ )["'](-[a-z-]+)["']|\}(-[a-z-]+)["']""")
#: What is added to the name of a kind of thing: f"{kind}.label".
ENDED = re.compile(r"""\}(\.[a-z-]+)["']""")
ASKED = re.compile(r"""(?:\b_|\bmessage)\(\s*["']([a-z][a-z.-]*[a-z])["']""")


def texts() -> dict[Path, str]:
    files = [p for p in CODE.rglob("*.py") if "locale" not in p.parts]
    files += sorted((ROOT / "templates").rglob("*.html"))
    assert len(files) > 150
    return {path: path.read_text(encoding="utf-8") for path in files}


def test_every_message_that_is_asked_for_is_there() -> None:
    known = read_catalogue("en-GB", None).entries
    asked = {m[1]: path for path, text in texts().items() for m in ASKED.finditer(text)}
    assert len(asked) > 200
    lacking = {name: str(path) for name, path in asked.items() if name not in known}
    lacking.pop("an.id", None)  # of a docstring
    assert not {n for n in lacking if "its.id" not in n and "their.id" not in n}


def test_every_message_is_asked_for() -> None:
    whole = "\n".join(texts().values())
    named = {m[1] for m in WHOLE.finditer(whole)} | {m[1] for m in ASKED.finditer(whole)}
    begun = tuple({m[1] for m in BEGUN.finditer(whole)})
    added = {m[1] or m[2] for m in ADDED.finditer(whole)}
    ended = tuple({m[1] for m in ENDED.finditer(whole)})
    assert begun and added and ended
    known = read_catalogue("en-GB", None).entries
    unused = []
    for name in known:
        stems = {name}
        for _ in range(2):
            stems |= {s.removesuffix(a) for s in stems for a in added if s.endswith(a)}
        said = f'"{name}"' in whole or name.startswith(begun) or name.endswith(ended)
        if not said and not stems & named:
            unused.append(name)
    assert not unused


def test_no_message_is_given_twice() -> None:
    ids = [
        m[1]
        for path in sorted(SHIPPED.rglob("en_GB/**/*.po"))
        for m in re.finditer(r'^msgid "(.+)"$', path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert len(ids) > 300
    assert sorted({i for i in ids if ids.count(i) > 1}) == []
