"""Templates by themselves: whether they can be read, and fit those that they extend or import."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import nodes

from orgbriefs.html.templates import Templates
from orgbriefs.problems import Place, Problem, near


class TemplateSets:
    """The templates of a project as its audiences read them, each set read and parsed once."""

    def __init__(self, folder: Path, compiled: Path | None = None) -> None:
        """Begin with none, of the templates in a folder; ``compiled`` has them as they run."""
        self._folder, self._compiled = folder, compiled
        self._sets: dict[tuple[str, ...], Templates] = {}

    def of(self, chain: Sequence[str]) -> Templates:
        """Those of an audience, by itself and those it inherits from."""
        key = tuple(chain)
        if key not in self._sets:
            self._sets[key] = Templates(self._folder, key, compiled=self._compiled)
        return self._sets[key]


def template_problems(sets: TemplateSets, chains: Sequence[Sequence[str]]) -> list[Problem]:
    """The faults of all templates.

    Args:
        sets: the project's templates.
        chains: of each audience, itself and those it inherits from.
    """
    found: list[Problem] = []
    for chain in [(), *chains]:
        templates = sets.of(chain)
        for name in templates.names():
            # A template of an audience is read as that audience's documents read it.
            owner = name.split("/")[1] if name.startswith("audiences/") else None
            if owner != (chain[0] if chain else None):
                continue
            if unreadable := templates.problems(name):
                found += unreadable
                continue
            found += [*_unknown_blocks(templates, name), *_unknown_macros(templates, name)]
    return sorted(set(found))


def _unknown_blocks(templates: Templates, name: str) -> Iterator[Problem]:
    """Blocks of a template that no template that it extends has: they would never be placed."""
    ancestors = list(_ancestors(templates, name))
    tree = templates.tree(name)
    if tree is None or not ancestors:
        return
    known = {block.name for ancestor in ancestors for block in ancestor.find_all(nodes.Block)}
    for block in _outermost_blocks(tree):
        if block.name not in known:
            yield Problem(
                Place(templates.folder / name, block.lineno),
                "no template that this one extends has such a block",
                block.name,
                near(block.name, known),
            )


def _ancestors(templates: Templates, name: str) -> Iterator[nodes.Template]:
    """The templates that one extends, the nearest first, as far as their names are not computed."""
    seen = {name}
    while (tree := templates.tree(name)) is not None:
        extended = next(tree.find_all(nodes.Extends), None)
        if extended is None or not isinstance(extended.template, nodes.Const):
            return
        name = templates.canonical(extended.template.value, name)
        if name in seen or (parent := templates.tree(name)) is None:
            return
        seen.add(name)
        yield parent


def _outermost_blocks(node: nodes.Node) -> Iterator[nodes.Block]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost_blocks(child)


def _unknown_macros(templates: Templates, name: str) -> Iterator[Problem]:
    """What a template imports from others that do not have it."""
    tree = templates.tree(name)
    for imported in tree.find_all(nodes.FromImport) if tree is not None else ():
        if not isinstance(imported.template, nodes.Const):
            continue
        place = Place(templates.folder / name, imported.lineno)
        source = templates.canonical(imported.template.value, name)
        other = templates.tree(source)
        if other is None:
            if not (templates.folder / source).exists():
                fix = near(imported.template.value, templates.names(), "write it")
                yield Problem(place, "there is no such template", imported.template.value, fix)
            continue
        known = {macro.name for macro in other.find_all(nodes.Macro)}
        known |= {target.name for target in _set_at_top(other)}
        for wanted in imported.names:
            macro = wanted if isinstance(wanted, str) else wanted[0]
            if macro not in known:
                message = f"the template '{imported.template.value}' has no such macro"
                yield Problem(place, message, macro, near(macro, known))


def _set_at_top(tree: nodes.Template) -> Iterator[nodes.Name]:
    for node in tree.body:
        if isinstance(node, nodes.Assign | nodes.AssignBlock):
            yield from node.target.find_all(nodes.Name)
            if isinstance(node.target, nodes.Name):
                yield node.target
