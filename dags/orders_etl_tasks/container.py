"""Docker's API for the life of one task container, in the few calls that a socket proxy passes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from airflow.sdk.exceptions import AirflowException
from docker import APIClient
from docker.errors import APIError, NotFound
from requests.exceptions import RequestException
from urllib3.exceptions import HTTPError

from orders_etl_tasks.masking import masked

if TYPE_CHECKING:
    from airflow.sdk.types import Logger

    from orders_etl_tasks.deployment import Limits

KILLED = 137
NOT_FOUND = 404
BEING_REMOVED = 409
LONGEST_LINE = 1 << 20


@dataclass(frozen=True)
class Ending:
    """How a container ended.

    :param status: its exit status
    :param out_of_memory: whether the kernel killed it at its memory limit
    :param last_line: the last line of its standard output, where it wrote any
    """

    status: int
    out_of_memory: bool = False
    last_line: str | None = None


class TaskContainerClient(APIClient):
    """An API client that adds what the Docker operator's arguments lack.

    The operator calls it as it would any other; its containers are confined, only their standard
    error is followed, and how they ended is kept.
    """

    def __init__(self, limits: Limits, log: Logger, **connection: Any) -> None:
        super().__init__(version="auto", **connection)
        self._limits = limits
        self._task_log = log
        self.container_id: str | None = None
        self.ending: Ending | None = None
        self.stopping = False

    def images(self, name: str | None = None, **_: Any) -> list[dict[str, Any]]:
        """Find the image, or raise ``ImageNotFound``: nothing is pulled in the midst of a run."""
        return [self.inspect_image(name)]

    def create_host_config(self, **arguments: Any) -> dict[str, Any]:
        """Confine the container: real limits, no rights, nothing to write to but its volumes."""
        arguments.pop("cpu_shares", None)
        return super().create_host_config(
            **arguments,
            nano_cpus=round(self._limits.cpus * 1_000_000_000),
            memswap_limit=self._limits.memory,
            pids_limit=self._limits.processes,
            read_only=True,
            cap_drop=["ALL"],
            security_opt=["no-new-privileges:true"],
        )

    def create_container(self, *arguments: Any, **keywords: Any) -> dict[str, Any]:
        container = super().create_container(*arguments, **keywords)
        self.container_id = container["Id"]
        return container

    def start(self, container: str, *arguments: Any, **keywords: Any) -> None:
        if self.stopping:
            raise AirflowException("The task was stopped before its container started.")
        super().start(container, *arguments, **keywords)

    def attach(self, container: str, **_: Any) -> Iterator[bytes]:
        """Follow standard error, whole lines at a time, until the container has ended."""
        for line in _lines(self._standard_error(container)):
            yield masked(line.decode(errors="replace")).encode()

    def wait(self, container: str, *arguments: Any, **keywords: Any) -> dict[str, Any]:
        """Wait for the end and keep what is known of it, before the container is removed."""
        try:
            answer = super().wait(container, *arguments, **keywords)
            state = self.inspect_container(container)["State"]
            self.ending = Ending(
                answer["StatusCode"], state.get("OOMKilled", False), self._last_line(container)
            )
        except NotFound:
            answer = {"StatusCode": KILLED, "Error": "the container was removed while it ran"}
            self.ending = Ending(KILLED)
        return answer

    def remove_container(self, container: str, **keywords: Any) -> None:
        """Remove a container with its scratch volume; one that is gone already is fine."""
        try:
            super().remove_container(container, **{**keywords, "v": True})
        except APIError as error:
            if error.status_code not in (NOT_FOUND, BEING_REMOVED):
                raise

    def remove_labelled(self, labels: dict[str, str]) -> None:
        """Remove every container that has all these labels, running or not."""
        wanted = [f"{name}={value}" for name, value in labels.items()]
        for container in self.containers(all=True, filters={"label": wanted}):
            self._task_log.warning(
                "Removing container %s, left by an earlier try (%s)",
                container["Id"][:12],
                container.get("Status", "state unknown"),
            )
            self.remove_container(container["Id"], force=True)

    def stop_and_remove(self, grace_seconds: int) -> None:
        """End the container for good, whatever it is doing."""
        self.stopping = True
        if self.container_id is None:
            return
        try:
            self.stop(self.container_id, timeout=grace_seconds)
        except APIError as error:
            if error.status_code != NOT_FOUND:
                self._task_log.warning("Can't stop the container, removing it: %s", error)
        self.remove_container(self.container_id, force=True)

    def _standard_error(self, container: str) -> Iterator[bytes]:
        """Follow the log; where a proxy or the network cuts it, go on where it was cut.

        A cut may look like the end, so the end is believed of a stream alone that was opened when
        the container had ended.
        """
        seen = 0
        while True:
            running = self._is_running(container)
            skip = seen
            try:
                for chunk in self.logs(
                    container, stdout=False, stderr=True, stream=True, follow=True
                ):
                    fresh = chunk[skip:]
                    skip = max(0, skip - len(chunk))
                    seen += len(fresh)
                    yield fresh
                if not running:
                    return
            except NotFound:
                return
            except (HTTPError, RequestException) as error:
                self._task_log.info("The log stream broke, following it again: %s", error)
            if self._is_running(container):
                time.sleep(0.5)

    def _is_running(self, container: str) -> bool:
        try:
            return self.inspect_container(container)["State"]["Running"]
        except NotFound:
            return False

    def _last_line(self, container: str) -> str | None:
        last = None
        for line in _lines(self.logs(container, stdout=True, stderr=False, stream=True)):
            last = line.strip() or last
        return last.decode(errors="replace") if last else None


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Whole lines, so that no character is cut in two; endless ones are cut all the same."""
    pending = b""
    for chunk in chunks:
        *complete, pending = (pending + chunk).split(b"\n")
        for line in complete:
            yield line + b"\n"
        if len(pending) > LONGEST_LINE:
            yield pending + b"\n"
            pending = b""
    if pending:
        yield pending + b"\n"
