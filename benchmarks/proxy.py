"""A relay in front of the S3 server that notes when it has answered."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

CHUNK = 1 << 16


class Relay:
    """Passes bytes on as they are, so that signatures hold.

    :param endpoint: the S3 server's address
    """

    def __init__(self, endpoint: str) -> None:
        server = urlsplit(endpoint)
        self._server = (server.hostname, server.port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._answers: list[float] = []

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    @classmethod
    @contextmanager
    def start(cls, endpoint: str) -> Iterator[Relay]:
        relay = cls(endpoint)
        threading.Thread(target=relay._accept, daemon=True).start()
        try:
            yield relay
        finally:
            relay._listener.close()

    def first_answer(self, since: float) -> float:
        """Seconds from a moment of the wall clock to the first answer after it."""
        return min(answer for answer in self._answers if answer >= since) - since

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return  # closed
            server = socket.create_connection(self._server)
            threading.Thread(target=self._pass, args=(client, server), daemon=True).start()
            threading.Thread(target=self._answer, args=(server, client), daemon=True).start()

    def _answer(self, server: socket.socket, client: socket.socket) -> None:
        first = server.recv(CHUNK)
        if first:
            self._answers.append(time.time())
            client.sendall(first)
        self._pass(server, client)

    @staticmethod
    def _pass(source: socket.socket, sink: socket.socket) -> None:
        try:
            while received := source.recv(CHUNK):
                sink.sendall(received)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            sink.close()
