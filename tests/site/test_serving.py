"""What ``orgbriefs serve`` shows, and what it does not."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Workspace
from shelves import shelf

from orgbriefs.site.serving import server


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    space = shelf(tmp_path_factory.mktemp("served") / "project")
    for path in ("out/drafts/secret.html", "out/now/provenance.md", "out/.work/secret.html"):
        (space.path / path).parent.mkdir(parents=True, exist_ok=True)
        (space.path / path).write_text("a secret", encoding="utf-8")
    return space


@pytest.fixture(scope="module")
def port(site: Workspace) -> Iterator[int]:
    with server(site.plan().folders, 0) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield serving.server_port
        serving.shutdown()


def ask(port: int, path: str, method: str = "GET", host: str | None = None) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, headers={"Host": host or f"127.0.0.1:{port}"})
    answer = connection.getresponse()
    return answer.status, answer.read()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/index.html",
        "/now/",
        "/now/students/alpha-fact-sheet-students-now.html?from=feed",
        "/site/site.css",
        "/catalogue.json",
    ],
)
def test_what_is_published_is_shown(port: int, path: str) -> None:
    status, content = ask(port, path)
    assert status == 200
    assert content
    assert ask(port, path, "HEAD") == (200, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/drafts/secret.html",
        "/now/provenance.md",
        "/.work/secret.html",
        "/.work/site.json",
        "/../config.yaml",
        "/%2e%2e/config.yaml",
        "//etc/passwd",
        "/now",
        "/nothing.html",
    ],
)
def test_what_is_not_published_is_not_shown(port: int, path: str) -> None:
    status, content = ask(port, path)
    assert status == 404
    assert b"secret" not in content


def test_only_this_machine_is_answered_by_its_own_name(port: int) -> None:
    assert ask(port, "/", host=f"localhost:{port}")[0] == 200
    assert ask(port, "/", host="example.org")[0] == 421
    assert ask(port, "/", "POST")[0] == 501


def test_it_listens_on_the_loopback_interface_alone(site: Workspace) -> None:
    with server(site.plan().folders, 0) as serving:
        assert serving.server_address[0] == "127.0.0.1"


def test_a_port_that_is_taken_gets_a_message(site: Workspace) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, said = site.command("serve", "--port", str(taken.getsockname()[1]))
    assert code == 1
    assert "give another port" in said


def test_before_the_first_build_there_is_nothing_to_show(workspace: Workspace) -> None:
    code, said = workspace.command("serve")
    assert code == 1
    assert "there is no site yet" in said


def test_the_site_is_made_by_hand_too(site: Workspace, tmp_path: Path) -> None:
    assert site.command("site") == (0, "The site is current.\n")
