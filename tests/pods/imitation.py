"""What answers as a cluster of Kubernetes does to Snakemake's executor, as far as that asks.

A job's command runs in an empty folder of its own, with nothing in its environment but what a pod
is given: the image's commands and the secrets. Images, volumes and limits are not looked at.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class Cluster:
    """Jobs and secrets, by name."""

    def __init__(self, folder: Path) -> None:
        """Begin.

        Args:
            folder: where the jobs' folders and logs lie.
        """
        self.folder = folder
        #: What the executor asked for, as it asked.
        self.asked: list[dict[str, Any]] = []
        self._secrets: dict[str, dict[str, str]] = {}
        self._jobs: dict[str, subprocess.Popen[bytes]] = {}
        #: The image has Snakemake's plugin for storage, so that there is nothing to install.
        self._commands = folder / "bin"
        self._commands.mkdir(parents=True)
        (self._commands / "pip").write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
        (self._commands / "pip").chmod(0o755)

    def create(self, kind: str, body: dict[str, Any]) -> dict[str, Any]:
        name = body["metadata"]["name"]
        if kind == "secrets":
            data = body.get("data") or {}
            self._secrets[name] = {k: base64.b64decode(v).decode() for k, v in data.items()}
        else:
            self.asked.append(body)
            self._jobs[name] = self._run(name, body["spec"]["template"]["spec"]["containers"][0])
        return body

    def status(self, name: str) -> dict[str, Any]:
        code = self._jobs[name].poll()
        state = {None: {"active": 1}, 0: {"succeeded": 1}}.get(code, {"failed": 1})
        return {"metadata": {"name": name}, "status": state}

    def end(self) -> None:
        for job in self._jobs.values():
            if job.poll() is None:
                job.terminate()
                job.wait()

    def _run(self, name: str, container: dict[str, Any]) -> subprocess.Popen[bytes]:
        folder = Path(tempfile.mkdtemp(dir=self.folder, prefix="pod-"))
        environment = {
            "PATH": f"{self._commands}:{Path(sys.executable).parent}:/usr/bin:/bin",
            "HOME": str(folder),
        }
        for variable in container["env"]:
            key = variable["valueFrom"]["secretKeyRef"]
            environment[variable["name"]] = self._secrets[key["name"]][key["key"]]
        with (self.folder / f"{name}.log").open("wb") as log:
            return subprocess.Popen(
                [*container["command"], *container["args"]],
                cwd=folder,
                env=environment,
                stdout=log,
                stderr=log,
            )


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[Cluster, Path]]:
    """A cluster, and the file that says where it is (KUBECONFIG)."""
    found = Cluster(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self._answer(found.create(self.path.rpartition("/")[2].partition("?")[0], body))

        def do_GET(self) -> None:
            parts = self.path.partition("?")[0].split("/")
            self._answer(found.status(parts[-2]) if parts[-1] == "status" else {"items": []})

        def do_DELETE(self) -> None:
            self._answer({"status": "Success"})

        def log_message(self, *_: object) -> None:
            pass

        def _answer(self, content: dict[str, Any]) -> None:
            text = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    where = folder / "kubeconfig"
    where.write_text(json.dumps(_config(server.server_port)), encoding="utf-8")
    try:
        yield found, where
    finally:
        server.shutdown()
        found.end()


def _config(port: int) -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": "Config",
        "current-context": "it",
        "contexts": [{"name": "it", "context": {"cluster": "it", "user": "it"}}],
        "clusters": [{"name": "it", "cluster": {"server": f"http://127.0.0.1:{port}"}}],
        "users": [{"name": "it", "user": {}}],
    }
