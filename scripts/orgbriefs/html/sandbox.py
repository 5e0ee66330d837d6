"""What a template may do: read plain values, and call what is on the list of ``placing``.

A template is given no object that can do anything. Beyond that, nothing whose name begins with
``_`` can be read, no method of a text, list or date can be called, text cannot be repeated or
formatted by ``*`` and ``%``, and a template may make so many characters and take so much of the
processor's time (:class:`Limits`); the time is looked at whenever a loop begins, something is
called, or texts are put together.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache, StrictUndefined, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.loaders import BaseLoader
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace, missing, pass_context
from markupsafe import Markup, escape

from orgbriefs.html.placing import FILTERS, Placing

_OF_JINJA = "default first last length".split()
#: What Jinja itself hands to templates, whose public names they may read.
_OWN = (LoopContext, Namespace, TemplateModule, BlockReference)
_LARGEST_NUMBER = 10**18
_LONGEST_RANGE = 1_000


class ForbiddenError(Exception):
    """A template does what templates may not."""


class LimitError(Exception):
    """A template makes too much, or takes too long."""


class UnknownNameError(Exception):
    """A template names what it is not given.

    ``owner`` is the value in which it was sought, ``None`` for a name that stands alone.
    """

    def __init__(self, message: str, name: str, owner: object, *, alone: bool) -> None:
        self.name, self.owner, self.alone = name, owner, alone
        super().__init__(message)


class Missing(StrictUndefined):
    """A name that a template was not given: any use of it is an error."""

    __slots__ = ()

    def fail(self, *_: object, **__: object) -> Any:
        """Say what is missing."""
        alone = self._undefined_obj is missing
        raise UnknownNameError(
            self._undefined_hint or "",
            str(self._undefined_name),
            None if alone else self._undefined_obj,
            alone=alone,
        )

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self.fail()

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __contains__ = fail
    __hash__ = __call__ = __getitem__ = __add__ = __radd__ = __sub__ = __rsub__ = fail
    __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = fail
    __mod__ = __rmod__ = __pow__ = __rpow__ = __pos__ = __neg__ = fail
    __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = __complex__ = fail


@dataclass(frozen=True)
class Limits:
    """How much a template may make."""

    #: In one text or list, the whole document among them.
    size: int = 5_000_000
    #: Of the processor's time, for one document.
    seconds: float = 20.0


class _Code(CodeGenerator):
    """Puts texts together where their length is looked at."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self.write("environment.put_together((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class _Compiled(FileSystemBytecodeCache):
    """Templates in the form in which they run; where they cannot be kept, they are read anew."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, if there is room."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


class _Filled(Template):
    """A template whose macros belong to the document that is being made, not to the first one."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        modules: dict[str | None, TemplateModule] = self.environment.modules  # type: ignore[attr-defined]
        if self.name not in modules:
            modules[self.name] = self.make_module()
        return modules[self.name]


class Sandbox(SandboxedEnvironment):
    """An environment for templates of one document after another."""

    code_generator_class = _Code
    template_class = _Filled
    intercepted_binops = frozenset(["+", "*", "**", "%"])

    def __init__(
        self,
        loader: BaseLoader,
        canonical: Callable[[str, str], str],
        *,
        markup: bool,
        limits: Limits,
        compiled: Path | None,
    ) -> None:
        """Prepare.

        Args:
            loader: opens templates by their canonical names.
            canonical: gives the canonical name of a template as another one means it.
            markup: whether they make pages; else, style sheets.
            limits: how much one document may take.
            compiled: a folder for templates in the form in which they run, told by content.
        """
        super().__init__(
            loader=loader,
            autoescape=markup,
            undefined=Missing,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_Compiled(str(compiled)) if compiled is not None else None,
            finalize=self._finalized,
        )
        self.limits = limits
        self._canonical = canonical
        self.placing: Placing | None = None
        self.modules: dict[str | None, TemplateModule] = {}
        self._until = 0.0
        own = {name: _placing_filter(name) for name in FILTERS} if markup else _STYLE_FILTERS
        self.filters = {**{name: JINJA_FILTERS[name] for name in _OF_JINJA}, **own}
        self.globals = {"range": self.counted_range, "namespace": Namespace}
        if markup:
            self.globals |= {
                "_": self.say,
                "source_line": self.source_line,
                "columns": self.columns,
                "between": self.between,
            }
        self._functions = [*self.globals.values(), self.looked_at]

    def begin(self, placing: Placing | None) -> None:
        """Begin a document, or a style sheet, which has no words."""
        self.placing = placing
        self._until = time.thread_time() + self.limits.seconds

    def end(self) -> None:
        """Keep nothing of the document."""
        self.placing = None
        self.modules = {}

    def join_path(self, template: str, parent: str) -> str:
        """The canonical name of ``template`` as the template ``parent`` means it."""
        return self._canonical(template, parent)

    # What is given and called ------------------------------------------------------------------

    def say(self, identifier: str, /, **parts: Any) -> str:
        """``_('an.id', part=value)``."""
        return self._placing.message(identifier, **parts)

    def source_line(self, lines: object, of: str | None = None) -> Markup:
        """``source_line(lines, of='the key facts')``."""
        return self._placing.source_line(lines, of)

    def columns(self, *shares: float) -> Markup:
        """``columns(20, 80)``."""
        return self._placing.columns(*shares)

    def between(self, index: int, length: int) -> str:
        """``between(loop.index, loop.length)``."""
        return self._placing.between(index, length)

    def counted_range(self, *bounds: int) -> range:
        """``range(4)``."""
        counted = range(*bounds)
        if len(counted) > _LONGEST_RANGE:
            raise LimitError(f"a range has {_LONGEST_RANGE} numbers at most")
        return counted

    @pass_context
    def _finalized(self, context: Context, value: Any) -> Any:
        # With the context, since Jinja would else place constants before they come here.
        return self.placed(value)

    def placed(self, value: Any) -> Any:
        """What ``{{ value }}`` makes of a value."""
        if isinstance(value, str):
            return value
        if isinstance(value, Missing):
            return value.fail()
        if self.placing is None:
            return _css(value)
        return self.placing.placed(value)

    @property
    def _placing(self) -> Placing:
        if self.placing is None:
            raise ForbiddenError("a style sheet has no words")
        return self.placing

    # What may be read --------------------------------------------------------------------------

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``obj.attribute``: a field, a key of a mapping, or what Jinja itself gives."""
        if isinstance(obj, Missing):
            return obj.fail()
        if attribute.startswith("_"):
            raise ForbiddenError(f"'{attribute}' cannot be read: names in _ are not for templates")
        if isinstance(obj, Mapping):
            if attribute in obj:
                return obj[attribute]
        elif is_dataclass(obj):
            if any(field.name == attribute for field in fields(obj)):
                return getattr(obj, attribute)
        elif isinstance(obj, TemplateReference):
            with contextlib.suppress(KeyError):
                return obj[attribute]
        elif isinstance(obj, _OWN) and hasattr(obj, attribute):
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """``obj[argument]``: a key of a mapping, a place in a list, or a field."""
        if isinstance(obj, Missing):
            return obj.fail()
        if isinstance(argument, Missing):
            return argument.fail()
        if isinstance(argument, str) and not (isinstance(obj, Mapping) and argument in obj):
            return self.getattr(obj, argument)
        if isinstance(obj, Mapping | Sequence):
            return obj[argument]
        return self.undefined(obj=obj, name=argument)

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, blocks, loops, and the functions on the list."""
        if isinstance(obj, Macro | BlockReference | LoopContext) or obj in self._functions:
            return True
        owner = getattr(obj, "__self__", None)
        return isinstance(owner, LoopContext) and obj.__name__ in ("cycle", "changed")

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """``obj(…)``."""
        if isinstance(obj, Missing):
            return obj.fail()
        if not self.is_safe_callable(obj):
            raise ForbiddenError("only macros and the functions on the list can be called")
        if obj == self.looked_at:
            return self.looked_at(*args)
        if obj in self._functions:
            for given in (*args, *kwargs.values()):
                if isinstance(given, Missing):
                    given.fail()
        self._look_at_clock()
        return context.call(obj, *args, **kwargs)

    # Limits ------------------------------------------------------------------------------------

    def looked_at(self, items: Iterable[Any]) -> Sequence[Any]:
        """What a loop goes through, when it begins."""
        if isinstance(items, Missing):
            items.fail()
        self._look_at_clock()
        found: Sequence[Any] = items if isinstance(items, Sequence) else list(items)
        self._measured(found)
        return found

    def put_together(self, parts: Sequence[Any]) -> str:
        """``a ~ b``."""
        texts = [self.placed(part) for part in parts]
        self._look_at_clock()
        self._measured("", sum(len(str(text)) for text in texts))
        if any(isinstance(text, Markup) for text in texts):
            return Markup().join(escape(text) for text in texts)
        return "".join(str(text) for text in texts)

    def concat(self, pieces: Iterable[str]) -> str:
        """Put the pieces of a block, a macro or the document together."""
        kept, size = [], 0
        for piece in pieces:
            size += len(piece)
            self._measured("", size)
            kept.append(piece)
        self._look_at_clock()
        return "".join(kept)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """``left + right`` and the like."""
        for value in (left, right):
            if isinstance(value, Missing):
                return value.fail()
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or (operator in "*%" and not numbers):
            raise ForbiddenError(
                f"'{operator}' is for numbers only"
                if operator in "*%"
                else "powers are not for templates"
            )
        self._look_at_clock()
        made = self.binop_table[operator](left, right)
        if numbers and abs(made) > _LARGEST_NUMBER:
            raise LimitError("a number grows too large")
        return made if numbers else self._measured(made)

    def _look_at_clock(self) -> None:
        if time.thread_time() > self._until:
            raise LimitError(f"it takes longer than {self.limits.seconds:g} seconds")

    def _measured(self, made: Any, size: int | None = None) -> Any:
        if (len(made) if size is None else size) > self.limits.size:
            raise LimitError(f"it makes more than {self.limits.size} characters")
        return made

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        for loop in source.find_all(nodes.For):
            watch = nodes.EnvironmentAttribute("looked_at")
            loop.iter = nodes.Call(watch, [loop.iter], [], None, None, lineno=loop.lineno)
        return super()._generate(source, name, filename, defer_init)


def _placing_filter(name: str) -> Callable[..., Any]:
    @pass_context
    def through(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        for given in (value, *args, *kwargs.values()):
            if isinstance(given, Missing):
                return given.fail()
        environment = context.environment
        assert isinstance(environment, Sandbox)
        return getattr(environment._placing, name)(value, *args, **kwargs)

    return through


def _css(value: object) -> str:
    """A value in a style sheet: text, or a number with as many decimals as it needs."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ForbiddenError("only text and numbers stand in a style sheet")
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _points(value: float) -> str:
    """A length in points: ``9.60pt``."""
    return f"{value:.2f}pt"


def _replaced(text: str, old: str, new: str) -> str:
    """``text`` with ``new`` in place of ``old``, which are short."""
    if max(len(text), len(old), len(new)) > 1_000:
        raise LimitError("only short texts can be replaced in")
    return text.replace(old, new)


_STYLE_FILTERS: Mapping[str, Callable[..., Any]] = {
    "points": _points,
    "replace": _replaced,
    "round": JINJA_FILTERS["round"],
}
