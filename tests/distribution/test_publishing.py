"""``orgbriefs publish``: what changed, in the right order, and nothing that is somebody else's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import boto3
import pytest
from conftest import Workspace
from handed_out import built_once, bundled, own
from servers import sftp_server, store

from orgbriefs.distribution import publication, readiness
from orgbriefs.distribution.destinations import Destination, destination
from orgbriefs.distribution.holdings import LEDGER
from orgbriefs.distribution.publication import compare, publish, read_ledger
from orgbriefs.distribution.readiness import ready
from orgbriefs.storage import write_whole

__all__ = ["built_once", "bundled", "own"]
SHEET = "now/students/alpha-fact-sheet-students-now.html"
PAGES = {
    "index.html": "home",
    "documents/alpha.html": "landing page",
    "assets/site.css": "styles",
    "feed.xml": "feed",
}


@pytest.fixture(params=["folder", "sftp", "s3"])
def place(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """An address of each sort, with nothing there."""
    if request.param == "folder":
        yield str(tmp_path / "published")
    elif request.param == "sftp":
        (tmp_path / "server").mkdir()
        with sftp_server(tmp_path / "server", tmp_path / "home", monkeypatch) as address:
            yield f"{address}/srv/www"
    else:
        with store("papers", monkeypatch) as address:
            yield f"{address}/www"


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages that the test put there stay."""
    monkeypatch.setattr(readiness, "write_site", lambda *_: False)


def with_site(space: Workspace) -> dict[str, bytes]:
    """Pages in place of the site's, beside the documents; all that is to be published."""
    for name in json.loads((space.path / "out/.work/site.json").read_text(encoding="utf-8")):
        (space.path / "out" / name).unlink()
    for name, text in PAGES.items():
        write_whole(space.path / "out" / name, text)
    write_whole(space.path / "out/.work/site.json", json.dumps(sorted(PAGES)))
    space.command("manifest")
    out = space.path / "out"
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
        and ".work" not in path.parts
        and path.name not in ("provenance.md", "copy-fitting.md")
    }


def lying(address: str) -> dict[str, bytes]:
    """What is published, without the account of it."""
    there = destination(address, Path.cwd())
    found = {name: there.read(name) for name in there.names() - {LEDGER}}
    return {name: content for name, content in found.items() if content is not None}


def put_by(said: str) -> list[str]:
    return [line.split()[1] for line in said.splitlines() if line.startswith("  put ")]


@pytest.mark.usefixtures("pages")
def test_what_changed_is_published_and_what_is_gone_is_removed(own: Workspace, place: str) -> None:
    wanted = with_site(own)
    code, said = own.command("publish", place, "--dry-run")
    assert (code, lying(place)) == (0, {}), said
    assert set(put_by(said)) == set(wanted)

    code, said = own.command("publish", place)
    assert code == 0, said
    assert lying(place) == wanted
    order = put_by(said)
    assert order[-4:] == ["index.html", "feed.xml", "manifest.json", "SHA256SUMS"] or order[
        -4:
    ] == ["index.html", "manifest.json", "feed.xml", "SHA256SUMS"]
    assert order.index("assets/site.css") < order.index("documents/alpha.html")
    assert order.index("documents/alpha.html") < order.index("index.html")
    last = max(order.index(name) for name in wanted if name.endswith((".pdf", ".zip", ".md")))
    assert last < order.index("assets/site.css")

    code, said = own.command("publish", place)
    assert (code, put_by(said)) == (0, [])
    assert f"0 put, 0 removed, {len(wanted)} unchanged" in said

    # Somebody else's files beside ours stay; ours go once they are no longer wanted.
    there = destination(place, Path.cwd())
    there.write("theirs.html", b"theirs")
    (own.path / "out/index.html").write_text("new home", encoding="utf-8")
    (own.path / "out/documents/alpha.html").unlink()
    code, said = own.command("publish", place)
    assert code == 0, said
    assert put_by(said) == ["index.html", "SHA256SUMS"]
    assert said.splitlines()[-2] == "  removed  documents/alpha.html"
    found = lying(place)
    assert found["index.html"] == b"new home"
    assert found["theirs.html"] == b"theirs"
    assert "documents/alpha.html" not in found


@pytest.mark.usefixtures("pages")
def test_nothing_of_others_is_written_over(own: Workspace, place: str) -> None:
    with_site(own)
    there = destination(place, Path.cwd())
    there.write("index.html", b"theirs")
    code, said = own.command("publish", place)
    assert code == 1
    assert "were not published by this command" in said
    assert "found: index.html" in said
    assert lying(place) == {"index.html": b"theirs"}


class Killed(BaseException):
    """As if the process were gone: nothing is done afterwards."""


class Dying(Destination):
    """A place at which nothing can be done any more after some files were put."""

    def __init__(self, whole: Destination, lives: int) -> None:
        self.__dict__.update(whole.__dict__)
        self.lives, self.had = lives, list[str]()

    def put(self, name: str, source: Path) -> None:
        self._live()
        super().put(name, source)
        self.had.append(name)

    def write(self, name: str, content: bytes) -> None:
        if self.lives <= 0:
            raise Killed
        super().write(name, content)

    def _live(self) -> None:
        self.lives -= 1
        if self.lives < 0:
            raise Killed


@pytest.mark.usefixtures("pages")
def test_a_run_that_was_killed_is_gone_on_with(
    own: Workspace, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publication, "_AT_ONCE", 2)
    monkeypatch.setattr(publication, "_PAUSE", 0.0)
    wanted = with_site(own)
    found = ready(own.plan(), today=date(2026, 1, 2))
    there = destination(place, Path.cwd())
    dying = Dying(there, 13)
    steps = compare(found.files, found.pages, {}, there)
    with pytest.raises(Killed):
        publish(steps, own.path / "out", found.files, {}, dying)
    assert 0 < len(lying(place)) < len(wanted)
    known = [name for name, digest in read_ledger(there).items() if digest is not None]
    assert len(known) == 8
    code, said = own.command("publish", place)
    assert code == 0, said
    assert not set(put_by(said)) & set(known)
    assert lying(place) == wanted


def test_what_is_not_as_it_was_made_is_not_published(own: Workspace, tmp_path: Path) -> None:
    (own.path / "out" / SHEET).write_text("changed by hand", encoding="utf-8")
    code, said = own.command("publish", str(tmp_path / "published"))
    assert code == 1
    assert f"out/{SHEET}: this is not as it was made" in said
    assert not (tmp_path / "published").exists()


def test_drafts_and_what_lies_there_by_chance_are_not_published(
    own: Workspace, tmp_path: Path
) -> None:
    write_whole(own.path / "out/drafts/now/students/secret.html", "hush-7731")
    write_whole(own.path / "out/embargoed.pdf", "hush-7731")
    code, said = own.command("publish", str(tmp_path / "published"))
    assert code == 0, said
    assert "Not handed out, since no build made it: embargoed.pdf" in said
    for path in (tmp_path / "published").rglob("*"):
        assert "embargoed" not in path.name
        assert not path.is_file() or b"hush-7731" not in path.read_bytes()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("sftp://editor:hunter2@example.org/www", "a password has no place in an address"),
        ("sftp://example.org", "the host or the folder is missing"),
        ("s3://key:hunter2@bucket/www", "this is no address of a bucket"),
        ("ftp://example.org/www", "this is no place to publish to"),
        ("sftp://127.0.0.1:1/www", "it cannot be reached, or refuses"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_in_words(
    own: Workspace, address: str, told: str
) -> None:
    code, said = own.command("publish", address)
    assert (code, told in said) == (1, True), said
    assert "hunter2" not in said


def test_a_server_that_is_not_known_is_not_trusted(
    own: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "server").mkdir()
    with sftp_server(tmp_path / "server", tmp_path / "home", monkeypatch) as address:
        (tmp_path / "home/.ssh/known_hosts").write_text("", encoding="utf-8")
        code, said = own.command("publish", f"{address}/www")
    assert code == 1
    assert "Host key is not trusted" in said
    assert not list((tmp_path / "server").iterdir())


@pytest.mark.usefixtures("pages")
def test_a_store_serves_pages_as_pages(own: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    with_site(own)
    with store("papers", monkeypatch) as address:
        assert own.command("publish", address)[0] == 0
        client = boto3.client("s3")
        told = {
            name: client.head_object(Bucket="papers", Key=name)["ContentType"]
            for name in ("index.html", "assets/site.css", "manifest.json", "SHA256SUMS", SHEET)
        }
    assert told == {
        "index.html": "text/html; charset=utf-8",
        "assets/site.css": "text/css; charset=utf-8",
        "manifest.json": "application/json; charset=utf-8",
        "SHA256SUMS": "text/plain; charset=utf-8",
        SHEET: "text/html; charset=utf-8",
    }


def test_the_workflow_publishes_what_config_yaml_says(own: Workspace, tmp_path: Path) -> None:
    with (own.path / "config.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"publishing: {{to: '{tmp_path / 'published'}'}}\n")
    own.edit("data/organizations/beta.yaml", "Beta Union", "Beta League")
    done = own.snakemake("publish")
    assert done.returncode == 0, done.stderr
    assert own.command("verify", str(tmp_path / "published"))[0] == 0
    found = (tmp_path / "published/now/students/beta-fact-sheet-students-now.html").read_text()
    assert "Beta League" in found
