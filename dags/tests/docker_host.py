"""A Docker host for tests: the few calls of its API over HTTP, and containers that act as told."""

from __future__ import annotations

import json
import re
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

STDOUT, STDERR = 1, 2

# What the socket proxy in front of a real host passes, and nothing else.
ALLOWED = [
    ("GET", r"version"),
    ("POST", r"containers/create"),
    ("POST", r"containers/[^/]+/(start|wait|attach|stop|kill)"),
    ("GET", r"containers/[^/]+/(logs|json)"),
    ("GET", r"containers/json"),
    ("DELETE", r"containers/[^/]+"),
    ("GET", r"images/json"),
    ("GET", r"images/.+/json"),
]


@dataclass
class Act:
    """What a container does when it is started.

    :param log: lines on standard error
    :param endless: run until stopped or killed
    :param cut_log_after: bytes after which the first log stream breaks off, while the container
        goes on until its log is read again
    :param cut_in_a_chunk: so that HTTP notices; otherwise the cut looks much like an end
    """

    out: str = ""
    log: tuple[str, ...] = ()
    status: int = 0
    out_of_memory: bool = False
    endless: bool = False
    cut_log_after: int | None = None
    cut_in_a_chunk: bool = False


@dataclass
class Container:
    id: str
    config: dict[str, Any]
    act: Act
    started: bool = False
    status: int | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def labels(self) -> dict[str, str]:
        return self.config["Labels"] or {}

    @property
    def environment(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self.config["Env"])

    def end(self, status: int) -> None:
        if self.status is None:
            self.status = status
        self.ended.set()

    def state(self) -> dict[str, Any]:
        return {
            "Running": self.started and not self.ended.is_set(),
            "ExitCode": self.status or 0,
            "OOMKilled": self.act.out_of_memory,
        }


class DockerHost:
    """The server; :attr:`act` decides what each new container does."""

    def __init__(self) -> None:
        host = self

        class Handler(_Handler):
            docker = host

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        self.act: Callable[[Container], Act] = lambda container: Act()
        self.has_image = True
        self.create_error: tuple[int, str] | None = None
        self.containers: dict[str, Container] = {}
        self.all_containers: list[Container] = []
        self.calls: list[tuple[str, str]] = []
        self.refused: list[tuple[str, str]] = []
        self.removals: list[dict[str, list[str]]] = []
        self.started = threading.Event()

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self._server.server_address[1]}"

    def add(self, labels: dict[str, str], *, running: bool = True) -> Container:
        """A container that is there already."""
        container = self.create({"Labels": labels, "Env": []})
        container.started = True
        if not running:
            container.end(0)
        return container

    def create(self, config: dict[str, Any]) -> Container:
        container = Container(f"{len(self.all_containers):064x}", config, Act())
        container.act = self.act(container)
        self.containers[container.id] = container
        self.all_containers.append(container)
        return container

    def close(self) -> None:
        for container in self.all_containers:
            container.end(137)
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    docker: DockerHost
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._dispatch("GET")

    def do_POST(self) -> None:
        self._dispatch("POST")

    def do_DELETE(self) -> None:
        self._dispatch("DELETE")

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def _dispatch(self, method: str) -> None:
        url = urlsplit(self.path)
        path = re.sub(r"^/(v[\d.]+/)?", "", unquote(url.path))
        query = parse_qs(url.query)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.docker.calls.append((method, path))
        if not any(method == m and re.fullmatch(p, path) for m, p in ALLOWED):
            self.docker.refused.append((method, path))
            return self._answer(403, {"message": "the proxy passes no such call"})
        if path == "version":
            return self._answer(200, {"ApiVersion": "1.44", "Version": "25.0.0"})
        if path.startswith("images/"):
            found = self.docker.has_image
            return self._answer(
                200 if found else 404, {"Id": "sha256:1", "message": "No such image"}
            )
        if path == "containers/json":
            return self._answer(200, self._list(query))
        if path == "containers/create":
            if self.docker.create_error:
                status, message = self.docker.create_error
                return self._answer(status, {"message": message})
            return self._answer(201, {"Id": self.docker.create(json.loads(body)).id})
        _, container_id, *action = path.split("/")
        container = self.docker.containers.get(container_id)
        if container is None:
            return self._answer(404, {"message": f"No such container: {container_id}"})
        return self._act_on(container, action[0] if action else "remove", query)

    def _list(self, query: dict[str, list[str]]) -> list[dict[str, Any]]:
        wanted = json.loads(query["filters"][0])["label"]
        return [
            {"Id": container.id, "Labels": container.labels, "Status": "Up 2 hours"}
            for container in self.docker.containers.values()
            if all(line in {f"{k}={v}" for k, v in container.labels.items()} for line in wanted)
        ]

    def _act_on(self, container: Container, action: str, query: dict[str, list[str]]) -> None:
        if action == "start":
            container.started = True
            if not container.act.endless and container.act.cut_log_after is None:
                container.end(container.act.status)
            self.docker.started.set()
            self._answer(204)
        elif action == "json":
            self._answer(
                200, {"Id": container.id, "State": container.state(), "Config": {"Tty": False}}
            )
        elif action == "logs":
            self._stream(container, query)
        elif action == "wait":
            container.ended.wait(60)
            self._answer(200, {"StatusCode": container.status})
        elif action in ("stop", "kill"):
            container.end(143 if action == "stop" else 137)
            self._answer(204)
        else:
            container.end(137)
            self.docker.removals.append({"id": [container.id], **query})
            del self.docker.containers[container.id]
            self._answer(204)

    def _stream(self, container: Container, query: dict[str, list[str]]) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        data = b""
        if query["stderr"] == ["1"]:
            data += b"".join(_frame(STDERR, f"{line}\n".encode()) for line in container.act.log)
        if query["stdout"] == ["1"]:
            data += _frame(STDOUT, container.act.out.encode())
        cut, container.act.cut_log_after = container.act.cut_log_after, None
        if cut is not None:
            promised = len(data) if container.act.cut_in_a_chunk else cut
            self.wfile.write(f"{promised:x}\r\n".encode() + data[:cut])
            self.close_connection = True
            return
        if not container.act.endless:
            container.end(container.act.status)
        self._chunk(data)
        if query["follow"] == ["1"]:
            container.ended.wait(60)
        self.wfile.write(b"0\r\n\r\n")

    def _chunk(self, data: bytes) -> None:
        if data:
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def _answer(self, status: int, content: Any = None) -> None:
        data = b"" if content is None else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if status != 204:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if status != 204:
            self.wfile.write(data)


def _frame(stream: int, data: bytes) -> bytes:
    return struct.pack(">BxxxL", stream, len(data)) + data if data else b""
