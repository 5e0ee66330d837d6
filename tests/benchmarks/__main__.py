"""``python -m benchmarks ROW…``: measure rows, print them, and write ``docs/benchmarks.md``."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import click
from small_project import ROOT

from benchmarks.laboratory import Laboratory, Switches
from benchmarks.lines import Line
from benchmarks.measure import FailedError
from benchmarks.report import Machine, cells, kept, merged, missed, page, printed
from benchmarks.rows import ROWS

_PAGE = ROOT / "docs/benchmarks.md"


@click.command()
@click.argument("rows", nargs=-1, type=click.Choice(list(ROWS)))
@click.option("--repeats", type=int, help="How often each is measured, in place of its own number.")
@click.option("--organizations", default=1000, help="How many the great build has.")
@click.option("--dry", default=5000, help="How many organizations the great dry run has.")
@click.option("--sizes", default="10 100 1000 5000", help="Sizes at which growth is looked at.")
@click.option("--documents", default=1000, help="How many one process makes, for its memory.")
@click.option("--base/--no-base", default=True, help="Whether the base is built as well.")
@click.option("--tests/--no-tests", default=False, help="Whether make test is measured.")
@click.option("--at-most", default=3600.0, help="Seconds after which a command is ended.")
@click.option("--write/--no-write", default=True, help="Whether docs/benchmarks.md is written.")
def main(rows: tuple[str, ...], write: bool, sizes: str, **given: object) -> None:
    """Measure ROWS, or all."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    switches = Switches(sizes=tuple(map(int, sizes.split())), **given)  # type: ignore[arg-type]
    commit, machine = _commit(), _machine()
    found: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory(prefix="orgbriefs-bench-") as folder:
        laboratory = Laboratory(Path(folder), switches, _say)
        for name in [row for row in ROWS if row in rows or not rows]:
            begun = time.monotonic()
            _say(f"{name} …")
            try:
                lines = list(ROWS[name](laboratory))
            except FailedError as error:
                note = " ".join(str(error).split())[:300]
                lines = [Line(name, name, "–", "–", "not measured", note=f"it failed: {note}")]
            found += (cells(line, commit) for line in lines)
            _say(f"{name}: {time.monotonic() - begun:.0f} s")
            if write:
                before = _PAGE.read_text(encoding="utf-8") if _PAGE.exists() else ""
                all_rows = merged(kept(before, machine), found, list(ROWS))
                _PAGE.write_text(page(all_rows, machine, _today()), encoding="utf-8")
    click.echo(f"\n{machine}\ncommit {commit}\n\n{printed(found)}\n\n{missed(found)}")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _today() -> str:
    today = date.today()
    return f"{today.day} {today:%B %Y}"


def _commit() -> str:
    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--", ".", ":!docs/benchmarks.md")
    return f"{git('rev-parse', '--short', 'HEAD') or 'unknown'}{' and changes' if changed else ''}"


def _machine() -> Machine:
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if line.startswith("model name")
    ]
    return Machine(
        names[0] if names else platform.machine(),
        len(os.sched_getaffinity(0)),
        os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        f"Linux {platform.release().partition('-')[0]}",
        platform.python_version(),
    )


if __name__ == "__main__":
    main()
