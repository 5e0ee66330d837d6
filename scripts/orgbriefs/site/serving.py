"""Shows the site on this machine alone: published documents and pages, and nothing else of out/."""

from __future__ import annotations

import json
import shutil
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from orgbriefs.plan.folders import Folders

LOOPBACK = "127.0.0.1"
#: Whom a browser may ask for: a page elsewhere that has its own name lead here gets nothing.
_HOSTS = (LOOPBACK, "localhost")
_MEDIA_TYPES = {
    ".bib": "application/x-bibtex",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".ris": "application/x-research-info-systems",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
}


class Published:
    """The files that may be shown: those of the manifest and of the site, as now listed."""

    def __init__(self, folders: Folders) -> None:
        self._out = folders.project.out
        self._lists = (folders.manifest, folders.site_list)
        self._read: tuple[tuple[int, ...], frozenset[str]] = ((), frozenset())

    def find(self, address: str) -> Path | None:
        """The file at an address (``/current/…/index.html``); ``None`` where none may be shown."""
        path = unquote(urlsplit(address).path).removeprefix("/")
        if not path or path.endswith("/"):
            path += "index.html"
        return self._out / path if path in self._names() else None

    def _names(self) -> frozenset[str]:
        times = tuple(p.stat().st_mtime_ns if p.exists() else 0 for p in self._lists)
        if times != self._read[0]:
            self._read = times, frozenset(self._listed())
        return self._read[1]

    def _listed(self) -> set[str]:
        manifest, site = (
            json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
            for path in self._lists
        )
        documents = manifest["documents"] if manifest is not None else []
        return {
            "manifest.json",
            *(record["path"].removeprefix("out/") for record in documents),
            *(picture.removeprefix("out/") for d in documents if (picture := d.get("picture"))),
            *(site or ()),
        }


class _Server(ThreadingHTTPServer):
    #: A browser asks for all that a page needs at once.
    request_queue_size = 128


def server(folders: Folders, port: int) -> ThreadingHTTPServer:
    """A server on the loopback interface, which whoever gets it has to start and to close.

    Args:
        folders: of the published documents.
        port: 0 for any that is free.

    Raises:
        OSError: when the port is taken.
    """
    published = Published(folders)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version, sys_version = "orgbriefs", ""

        def do_GET(self) -> None:
            self._answer(body=True)

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def _answer(self, *, body: bool) -> None:
            host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
            if host not in _HOSTS:
                return self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            path = published.find(self.path)
            if path is None or not path.is_file():
                return self.send_error(HTTPStatus.NOT_FOUND)
            with path.open("rb") as stream:
                self.send_response(HTTPStatus.OK)
                media = _MEDIA_TYPES.get(path.suffix, "application/octet-stream")
                self.send_header("Content-Type", media)
                self.send_header("Content-Length", str(path.stat().st_size))
                self.send_header("X-Content-Type-Options", "nosniff")
                self.send_header("Cache-Control", "no-cache")
                self.end_headers()
                if body:
                    shutil.copyfileobj(stream, self.wfile)
            return None

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing of each request."""

    return _Server((LOOPBACK, port), Handler)
