"""Parcels: products with their receipts, on their way between machines that share no folder.

A cluster without one keeps files in a store of objects. Snakemake carries there what its rules
name: their marks, which are empty. There, each step's mark is a parcel instead.
"""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

from orgbriefs.plan.plan import Plan
from orgbriefs.plan.receipts import Digests, Receipt, digest_of
from orgbriefs.plan.software import difference, software
from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.storage import write_whole


def state(plan: Plan) -> str:
    """What tells the parcels of one state of the project apart from those of all others.

    Machines that have the same settings, data and templates agree on it without a word.
    """
    digests, root = Digests(), plan.project.root
    lines = [plan.project.settings.to_json()]
    lines += [f"{path.relative_to(root)} {digests.of(path)}" for path in _files(plan)]
    return digest_of("\n".join(lines))[:16]


def refuse_unknown_to_git(plan: Plan) -> None:
    """Snakemake sends the files that git knows, and no others.

    Raises:
        InputError: naming the files of data and templates that git does not know.
    """
    root = plan.project.root
    command = ["git", "ls-files", "-z", "--", "config.yaml", "data", "templates", "Snakefile"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    known = set(done.stdout.split("\0"))
    files = [root / "config.yaml", *_files(plan)]
    if lacking := [path for path in files if path.relative_to(root).as_posix() not in known]:
        fix = "add it to the project's git repository"
        text = "the cluster is sent what git knows, and this it does not"
        raise InputError(Problem(Place(path, 0, 0), text, fix=fix) for path in lacking)


def pack(plan: Plan, product: Path, parcel: Path) -> None:
    """Put a product, a file or a folder, into a parcel with what lies beside it; receipt last."""
    receipt, stream = plan.folders.receipt(product), io.BytesIO()
    made = Receipt.read(receipt)
    beside = (plan.project.root / name for name in (made.beside if made is not None else ()))
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for path in (product, *beside, receipt):
            archive.add(path, plan.folders.relative(path))
    write_whole(parcel, stream.getvalue())


def unpack(plan: Plan, parcel: Path) -> None:
    """Put what is in a parcel where it belongs.

    Raises:
        InputError: when other software made it than is installed here, so that it would never be
            current, or it holds what is no product.
    """
    found: dict[Path, bytes] = {}
    with tarfile.open(parcel) as archive:
        for member in archive:
            if (stream := archive.extractfile(member)) is not None:
                path = (plan.project.root / member.name).resolve()
                if not path.is_relative_to(plan.project.out):
                    raise InputError([Problem(Place(parcel, 0, 0), "no product", member.name)])
                found[path] = stream.read()
    *_, receipt = found.values()
    made_with = json.loads(receipt)["inputs"]["software"]
    if made_with and (told := difference(made_with, software())):
        text, fix = "other software made this", "start the build in the image of its jobs"
        raise InputError([Problem(Place(parcel, 0, 0), text, told, fix)])
    for path, content in found.items():
        write_whole(path, content)


def _files(plan: Plan) -> Iterator[Path]:
    for folder in (plan.project.data, plan.project.templates):
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file())
