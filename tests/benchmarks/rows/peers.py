"""Other programs that make PDF and Word, given the same content as HTML or Markdown.

Each makes the fact sheets and handouts of all organizations of the latest edition, for all readers:
one command a document, as many at a time as there are cores. Ours is a build of the same documents
from the data, where nothing but the environment is there. The HTML is that of our own web pages;
pandoc is given the Markdown that it makes of them itself, without their figures.
"""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.laboratory import BIN, Laboratory
from benchmarks.lines import Goal, Line, line
from benchmarks.measure import Cost, FailedError, middle, paired

_KINDS = {"pdf": "factsheet", "docx": "handout"}
_SAID = {"pdf": "PDF", "docx": "Word"}
#: What pandoc is not given: figures, and the keywords, of which it makes faulty Typst.
_NOT_CARRIED = re.compile(r"<svg\b.*?</svg>|<meta name=\"keywords\"[^>]*>", re.DOTALL)
_COMPILE = (
    "import sys, typst; open(sys.argv[2], 'wb').write(typst.compile(sys.argv[1], root=sys.argv[3]))"
)


@dataclass(frozen=True)
class Task:
    """One document for a peer."""

    html: Path
    markdown: Path
    #: What it is to make, in a folder of its own.
    product: Path


@dataclass(frozen=True)
class Peer:
    """Another program."""

    name: str
    format: str
    goal: Goal | None
    is_here: Callable[[], bool]
    #: The shell's command that makes a document.
    command: Callable[[Task], str]
    #: Whether it makes a profile at its first start, which is not measured.
    keeps_profile: bool = False


def peers(laboratory: Laboratory) -> Iterator[Line]:
    """Ours against each of them."""
    times = laboratory.times(3)
    content = laboratory.bare("content")
    laboratory.warm(content, "prepare")
    for format_, kind in _KINDS.items():
        wanted = {"kind": [kind], "format": ["html"], "edition": ["current"]}
        pages, _ = laboratory.warm(content, "paths", wanted=wanted)
        pages = [page for page in pages if "security-groupings" not in page]
        laboratory.cost(content, "snakemake", *pages)
        products = [page.removesuffix("html") + format_ for page in pages]
        tasks = list(_tasks(laboratory, [content / page for page in pages], format_))
        ours = laboratory.bare(f"ours-{format_}")
        warm = laboratory.rendered(content, {}, paths=products).cost

        def build(project: Path = ours, products: Sequence[str] = products) -> Cost:
            shutil.rmtree(project / "out", ignore_errors=True)
            return laboratory.cost(project, "snakemake", *products)

        for peer in _PEERS:
            if peer.format == format_:
                yield _against(laboratory, peer, tasks, build, warm, times)


def _against(
    laboratory: Laboratory,
    peer: Peer,
    tasks: Sequence[Task],
    build: Callable[[], Cost],
    warm: Cost,
    times: int,
) -> Line:
    case = f"{len(tasks)} {_SAID[peer.format]} documents: {peer.name} ÷ ours"
    wanted = str(peer.goal) if peer.goal is not None else "–"
    if not peer.is_here():
        return Line("peers", case, "–", wanted, "not here")
    if peer.keeps_profile:
        _make_all(laboratory, peer, tasks[:1])
        for task in tasks[1:]:
            shutil.copytree(_profile(tasks[0]), _profile(task), dirs_exist_ok=True)
    try:
        both = paired(times, build, lambda: _make_all(laboratory, peer, tasks))
    except FailedError as error:
        note = f"it failed: {' '.join(str(error).split())[:160]}"
        return Line("peers", case, "–", wanted, "not measured", note=note)
    ours, theirs = map(middle, both)
    in_process = theirs.wall / (warm.cpu / laboratory.cores)
    return line(
        "peers",
        case,
        theirs.wall / ours.wall,
        peer.goal,
        unit="x wall",
        ours=ours,
        other=theirs,
        times=times,
        note=f"{theirs.cpu / ours.cpu:.2f} x CPU; {in_process:.1f} x a warm process on all cores",
    )


def _make_all(laboratory: Laboratory, peer: Peer, tasks: Sequence[Task]) -> Cost:
    """All documents, as many at a time as there are cores."""
    listed = laboratory.folder / "commands"
    listed.write_text(
        "".join(f"{shlex.quote(peer.command(task))}\n" for task in tasks), encoding="utf-8"
    )
    for task in tasks:
        task.product.unlink(missing_ok=True)
    cores = str(laboratory.cores)
    cost = laboratory.cost(
        laboratory.folder, "xargs", "-a", listed, "-n", "1", "-P", cores, "sh", "-c"
    )
    missing = [task.product.name for task in tasks if not task.product.exists()]
    if missing:
        raise FailedError(f"{len(missing)} documents were not made, the first {missing[0]}")
    return cost


def _tasks(laboratory: Laboratory, pages: Sequence[Path], format_: str) -> Iterator[Task]:
    import pypandoc

    for place, page in enumerate(pages):
        folder = laboratory.folder / "peers" / f"{format_}-{place}"
        folder.mkdir(parents=True, exist_ok=True)
        html = folder / "document.html"
        shutil.copy(page, html)
        markdown = folder / "document.md"
        plain = _NOT_CARRIED.sub("", html.read_text(encoding="utf-8"))
        text = pypandoc.convert_text(plain, "markdown-raw_html", "html", ["--standalone"])
        markdown.write_text(text, encoding="utf-8")
        yield Task(html, markdown, folder / "made" / f"document.{format_}")
        (folder / "made").mkdir(exist_ok=True)


def _profile(task: Task) -> Path:
    return task.html.parent / "profile"


def _joined(*parts: str | Path) -> str:
    return f"{shlex.join(map(str, parts))} >/dev/null 2>&1"


def _pandoc() -> str:
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def _office(to: str) -> Callable[[Task], str]:
    def command(task: Task) -> str:
        return _joined(
            "soffice",
            f"-env:UserInstallation={_profile(task).as_uri()}",
            "--headless",
            "--infilter=HTML (StarWriter)",
            "--convert-to",
            to,
            "--outdir",
            task.product.parent,
            task.html,
        )

    return command


def _chromium(task: Task) -> str:
    return _joined(
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={_profile(task)}",
        "--no-pdf-header-footer",
        f"--print-to-pdf={task.product}",
        task.html.as_uri(),
    )


def _typst(task: Task) -> str:
    text = task.product.with_suffix(".typ")
    made = _joined(_pandoc(), "-s", task.markdown, "-t", "typst", "-o", text)
    compiled = _joined(sys.executable, "-c", _COMPILE, text, task.product, text.parent)
    return f"{made} && {compiled}"


def _by_pandoc(*options: str) -> Callable[[Task], str]:
    return lambda task: _joined(_pandoc(), *options, task.markdown, "-o", task.product)


def _has(command: str) -> Callable[[], bool]:
    return lambda: shutil.which(command) is not None


def _has_module(name: str) -> Callable[[], bool]:
    return lambda: importlib.util.find_spec(name) is not None


def _always() -> bool:
    return True


_FOUR: Any = Goal(4, "x wall", at_least=True)
_FASTER: Any = Goal(1, "x wall", at_least=True)
_PEERS = (
    Peer(
        "weasyprint command",
        "pdf",
        _FOUR,
        _always,
        lambda task: _joined(BIN / "weasyprint", task.html, task.product),
    ),
    Peer("Chromium", "pdf", _FOUR, _has("chromium"), _chromium, keeps_profile=True),
    Peer("LibreOffice", "pdf", _FOUR, _has("soffice"), _office("pdf:writer_web_pdf_Export"), True),
    Peer("pandoc with LaTeX", "pdf", _FASTER, _has("xelatex"), _by_pandoc("--pdf-engine=xelatex")),
    Peer("pandoc with typst", "pdf", None, _has_module("typst"), _typst),
    Peer("LibreOffice", "docx", _FOUR, _has("soffice"), _office("docx:MS Word 2007 XML"), True),
    Peer("pandoc", "docx", None, _always, _by_pandoc()),
)
