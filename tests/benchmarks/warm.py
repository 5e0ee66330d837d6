"""What is asked of the code itself, in a process of its own: ``python -m benchmarks.warm TASK``.

The answer goes to the file that the task names, as JSON.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from orgbriefs.atlas.making import LEVELS
from orgbriefs.build import build_document
from orgbriefs.design import faces
from orgbriefs.plan.plan import Plan
from orgbriefs.project import Project
from orgbriefs.request import DocumentId


def prepare(plan: Plan, task: Mapping[str, Any]) -> Any:
    """Make what comes before the documents, where it is missing: fonts, outlines, editions."""
    if not all((plan.folders.fonts / name).exists() for name in faces.FACES):
        plan.make_fonts()
    if not all((plan.folders.outlines / name).exists() for name in LEVELS):
        plan.make_outlines()
    keys = {key for document in chosen(plan, task) for key in plan.dependencies.editions(document)}
    for key in sorted(keys):
        if not plan.folders.edition(*key).exists():
            plan.editions.resolve(*key)
    return None


def paths(plan: Plan, task: Mapping[str, Any]) -> Any:
    """Where the chosen documents lie."""
    return [plan.relative(document) for document in chosen(plan, task)]


def render(plan: Plan, task: Mapping[str, Any]) -> Any:
    """Make documents one after the other, and write nothing.

    The first is made once more before, so that all that is imported or read once is there.
    Answers what each cost, and the peak memory of the process in each round.
    """
    documents = chosen(plan, task)
    number = task.get("number", len(documents))
    build_document(plan.request(documents[0]))
    layouts = _Layouts()
    made, peaks = [], []
    whole_peak = 0
    begun = _clock()
    for count in range(number):
        document = documents[count % len(documents)]
        if count % len(documents) == 0:
            whole_peak = max(whole_peak, _peak())
            _forget_peak()
        layouts.forget()
        before = _clock()
        content = build_document(plan.request(document)).rendering.content
        after = _clock()
        made.append(
            {
                "path": plan.relative(document),
                "cpu": after[0] - before[0],
                "wall": after[1] - before[1],
                "bytes": len(content),
                "layouts": len(layouts.laid_out),
                "once": layouts.once(),
            }
        )
        if (count + 1) % len(documents) == 0:
            peaks.append(_peak())
    ended = _clock()
    return {
        "documents": made,
        "cpu": ended[0] - begun[0],
        "wall": ended[1] - begun[1],
        "peak": max(whole_peak, _peak()),
        "peaks": peaks,
    }


def chosen(plan: Plan, task: Mapping[str, Any]) -> list[DocumentId]:
    """The documents that a task speaks of: by their paths, or by what they are."""
    if "paths" in task:
        wanted = {path: place for place, path in enumerate(task["paths"])}
        known = {plan.relative(document): document for document in plan.documents.all}
        return [known[path] for path in wanted]
    found = [
        document
        for document in plan.documents.all
        if all(getattr(document, key) in values for key, values in task.get("wanted", {}).items())
    ]
    return found[: task.get("first")]


class _Layouts:
    """Notes how long WeasyPrint takes to lay out and to write, as it is called by the renderer."""

    def __init__(self) -> None:
        import weasyprint

        self.laid_out: dict[int, float] = {}
        self._once: float | None = None
        document = weasyprint.Document
        laid, written = document._render.__func__, document.write_pdf

        def render_noted(cls: type, *arguments: Any, **options: Any) -> Any:
            with self._timed() as seconds:
                result = laid(cls, *arguments, **options)
            self.laid_out[id(result)] = seconds[0]
            return result

        def written_noted(its: Any, *arguments: Any, **options: Any) -> Any:
            with self._timed() as seconds:
                result = written(its, *arguments, **options)
            if id(its) in self.laid_out:
                self._once = self.laid_out[id(its)] + seconds[0]
            return result

        document._render = classmethod(render_noted)
        document.write_pdf = written_noted

    @staticmethod
    @contextlib.contextmanager
    def _timed() -> Iterator[list[float]]:
        seconds: list[float] = []
        begun = _clock()[0]
        yield seconds
        seconds.append(_clock()[0] - begun)

    def forget(self) -> None:
        self.laid_out.clear()
        self._once = None

    def once(self) -> float | None:
        """The layout that was written, and its writing; ``None`` where there was none."""
        return self._once


def _clock() -> tuple[float, float]:
    """Processor time of this process and its children, and the time on the clock."""
    times = os.times()
    children = times.children_user + times.children_system
    return time.process_time() + children, time.monotonic()


def _peak() -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").split("\n"):
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def _forget_peak() -> None:
    """From here on, count the peak anew; where that is not allowed, it only ever grows."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


TASKS: Mapping[str, Callable[[Plan, Mapping[str, Any]], Any]] = {
    "prepare": prepare,
    "paths": paths,
    "render": render,
}


def main() -> None:
    """Do the task that is given."""
    task = json.loads(sys.argv[1])
    gc.collect()
    gc.freeze()  # what is imported stays
    answer = TASKS[task["do"]](Plan(Project(Path(task["project"]))), task)
    Path(task["answer"]).write_text(json.dumps(answer), encoding="utf-8")


if __name__ == "__main__":
    main()
