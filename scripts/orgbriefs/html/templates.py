"""Templates: where they are found, which files a document depends on, how they are filled in.

A template is named by its path below the folder of templates, or by the last part of it that all
readers share: ``factsheet.html``, ``components/blocks.html``. It is sought in the folders of the
audience and of those that it inherits from, in their order; then, where it is the template of a
kind of document, as ``documents/factsheet/factsheet.html``; then in the folder of templates itself.

A template that extends or includes one of its own name means the next in that order: what it takes
the place of. So ``audiences/teachers/factsheet.html`` begins with
``{% extends "factsheet.html" %}``, whichever audience teachers inherit from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from jinja2 import BaseLoader, Environment, TemplateNotFound, TemplateSyntaxError, meta, nodes

from orgbriefs.html.sandbox import Limits, Sandbox
from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.reads import Reads
from orgbriefs.storage import write_whole

if TYPE_CHECKING:  # who only asks what templates draw on puts no values into words
    from orgbriefs.html.placing import Placing

#: A template is no larger than this, in bytes.
LARGEST = 1_000_000


class Templates:
    """The templates of one audience; each is read and parsed once."""

    def __init__(
        self,
        folder: Path,
        chain: Sequence[str],
        reads: Reads | None = None,
        limits: Limits | None = None,
        compiled: Path | None = None,
        keeps: bool = False,
    ) -> None:
        """Find the templates.

        Args:
            folder: the folder of templates of a project.
            chain: the audience, then those it inherits from, the nearest first.
            reads: takes the name of every file that is opened.
            limits: how much a template may make.
            compiled: a folder in which templates are kept as they run, so that the next document
                need not read them again; it must be there.
            keeps: whether what they draw on is kept there too, and not only looked up.
        """
        self.folder, self.chain = folder.resolve(), tuple(chain)
        self.reads = reads if reads is not None else Reads()
        loader = _Loader(self.folder, self.chain, self.reads)
        self._loader = loader
        self._html, self._css = (
            Sandbox(
                loader,
                loader.canonical,
                markup=markup,
                limits=limits or Limits(),
                compiled=compiled,
            )
            for markup in (True, False)
        )
        self._compiled, self._keeps = compiled, keeps
        self._trees: dict[str, nodes.Template | None] = {}

    def render(self, kind: str, placing: Placing, /, **values: object) -> str:
        """The template of a kind of document, filled in.

        Args:
            kind: such as ``factsheet``.
            placing: puts values into the document's words.
            values: what the template is given, by name.

        Raises:
            InputError: naming the template's file and line.
        """
        self._html.begin(placing)
        return self._filled(self._html, f"{kind}.html", values)

    def stylesheet(self, name: str, /, **values: object) -> str:
        """A style sheet that is a template, such as ``styles/tokens.css``, filled in.

        Raises:
            InputError: naming its file and line.
        """
        self._css.begin(None)
        return self._filled(self._css, name, values)

    def entry(self, kind: str) -> Path:
        """The file that a document of this kind begins with, whether or not it is there."""
        return self.folder / self._loader.canonical(f"{kind}.html")

    def dependencies(self, kind: str) -> tuple[Path, ...]:
        """Every template that a document of this kind may draw on.

        Follows ``extends``, ``include`` and ``import``; where a name is computed, all templates
        count. A file that does not parse counts too: filling it in says what is wrong.
        """
        found: dict[str, None] = {}
        waiting = [self._loader.canonical(f"{kind}.html")]
        while waiting:
            name = waiting.pop()
            if name in found or not (self.folder / name).exists():
                continue
            found[name] = None
            for other in self._references(name):
                if other is None:
                    waiting += self._loader.list_templates()
                else:
                    waiting.append(self._html.join_path(other, name))
        return tuple(sorted(self.folder / name for name in found))

    def _references(self, name: str) -> Sequence[str | None]:
        """The names that a template draws on, ``None`` for those that it computes.

        They are kept beside the templates as they run, by what the template holds: to look through
        all templates takes longer than all else that finds out what is to be made.
        """
        try:
            source, _, _ = self._loader.get_source(self._html, name)
        except TemplateNotFound:
            return ()
        kept = None
        if self._compiled is not None and self._compiled.is_dir():
            kept = self._compiled / f"{hashlib.sha256(source.encode()).hexdigest()}.references"
            with suppress(OSError, ValueError):
                return tuple(json.loads(kept.read_text(encoding="utf-8")))
        tree = self.tree(name)
        found = tuple(meta.find_referenced_templates(tree)) if tree is not None else ()
        if kept is not None and self._keeps:
            with suppress(OSError):
                write_whole(kept, json.dumps(found), lasting=False)
        return found

    def tree(self, name: str) -> nodes.Template | None:
        """What Jinja reads in a template, by its path below the folder; ``None`` if it cannot."""
        if name not in self._trees:
            try:
                source, _, _ = self._loader.get_source(self._html, name)
                self._trees[name] = self._html.parse(source, name)
            except (TemplateNotFound, TemplateSyntaxError):
                self._trees[name] = None
        return self._trees[name]

    def canonical(self, name: str, asking: str) -> str:
        """The path below the folder of a template as the template ``asking`` means it."""
        return self._loader.canonical(name, asking)

    def names(self) -> list[str]:
        """All templates of pages, by their paths below the folder."""
        return self._loader.list_templates()

    def problems(self, name: str) -> list[Problem]:
        """Why a template cannot be read, by its path below the folder."""
        try:
            self._html.get_template(name)
        except Exception as error:
            from orgbriefs.html.faults import input_error

            return input_error(error, self._html, self.folder, self.folder / name).problems
        return []

    def _filled(self, environment: Sandbox, name: str, values: dict[str, object]) -> str:
        canonical = self._loader.canonical(name)
        if not (self.folder / canonical).exists():
            place = Place(self.folder / canonical)
            raise InputError([Problem(place, "there is no such template", fix="write it")])
        try:
            return environment.get_template(canonical).render(values)
        except Exception as error:
            from orgbriefs.html.faults import input_error

            raise input_error(error, environment, self.folder, self.folder / canonical) from error
        finally:
            environment.end()


def dependencies(folder: Path, chain: Sequence[str], kind: str) -> tuple[Path, ...]:
    """Every template that a document of this kind for these readers may draw on."""
    return Templates(folder, chain).dependencies(kind)


class _Loader(BaseLoader):
    """Finds templates in the order above, and opens none that lies elsewhere."""

    def __init__(self, folder: Path, chain: Sequence[str], reads: Reads) -> None:
        self._folder, self._chain, self._reads = folder, chain, reads

    def canonical(self, name: str, asking: str | None = None) -> str:
        """The path of the template ``name`` below the folder, as the template ``asking`` means it.

        Where it is nowhere: the name as it was given, or, for the template that a document begins
        with, where it ought to be.
        """
        places = [f"audiences/{step}/{name}" for step in self._chain]
        path = PurePosixPath(name)
        if len(path.parts) == 1 and path.suffix == ".html":
            places.append(f"documents/{path.stem}/{name}")
        else:
            places.append(name)
        if asking in places:
            places = places[places.index(asking) + 1 :]
        last = name if asking is not None else places[-1]
        return next((place for place in places if (self._folder / place).exists()), last)

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template by its canonical name."""
        path = self._folder / template
        parts = PurePosixPath(template).parts
        if not path.exists() or ".." in parts or not path.resolve().is_relative_to(self._folder):
            raise TemplateNotFound(template)
        self._reads.add(path)

        def refused(message: str, line: int = 1) -> TemplateSyntaxError:
            return TemplateSyntaxError(message, line, template, str(path))

        if not path.is_file():
            raise refused("this is a folder or a device, not a file")
        try:
            content = path.read_bytes()
        except OSError as error:
            raise refused(f"the file cannot be read: {error.strerror}") from None
        if len(content) > LARGEST:
            raise refused(f"the file is larger than {LARGEST} bytes")
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            raise refused("the file is not in UTF-8", line) from None
        if not text.strip():
            raise refused("the file is empty")
        return text, str(path), lambda: True

    def list_templates(self) -> list[str]:
        """All templates of pages."""
        return sorted(p.relative_to(self._folder).as_posix() for p in self._folder.rglob("*.html"))
