"""What is measured, a section of the page each; every one gives what JSON can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from contenders import DAMAGED, PRODUCT, copies, interleave, product, say
from installation import TASKS, Installation
from peer_environment import PeerEnvironment
from pipeline import USUAL, Pipeline
from proxy import Relay
from sample import Sample
from task_run import Platform, TaskFailedError

START_ORDERS = 10_000
SMALL = {**USUAL, "extract": 256, "load": 256}


@dataclass(frozen=True)
class Bench:
    """A platform that is up, and samples for it."""

    installation: Installation
    platform: Platform

    def pipeline(self, orders: int, kind: str = "undamaged") -> Pipeline:
        sample = Sample(kind, orders).generate(self.installation)
        return Pipeline(self.platform, sample).upload()

    def copies(self, orders: int, rounds: int, *, damaged: bool = True) -> dict[str, Any]:
        """The product beside ``\\copy`` of the same files, without keys and with them."""
        whole = self.pipeline(orders)
        warehouse = self.platform.warehouse
        contenders = [product(PRODUCT, whole), *copies(warehouse, whole.sample)]
        if damaged:
            contenders.append(product(DAMAGED, self.pipeline(orders, "damaged")))
        return _sizes(whole.sample) | {"rounds": interleave(contenders, rounds, warehouse.settle)}

    def peers(self, orders: int, rounds: int) -> dict[str, Any]:
        """The product beside pandas, dlt and Sling, which check nothing."""
        environment = PeerEnvironment.install()
        whole = self.pipeline(orders)
        warehouse = self.platform.warehouse
        contenders = [product(PRODUCT, whole), *environment.contenders(warehouse, whole.sample)]
        measured = interleave(contenders, rounds, warehouse.settle)
        return _sizes(whole.sample) | {"rounds": measured, "versions": environment.versions()}

    def start(self, rounds: int) -> dict[str, Any]:
        """From the start of each task's process or container to S3's first answer."""
        small = self.pipeline(START_ORDERS)
        answers: dict[str, list[float]] = {task: [] for task in TASKS}
        with Relay.start(self.platform.variables["S3_ENDPOINT"]) as relay:
            for _ in range(rounds):
                small.prepare()
                for task in small.run(S3_ENDPOINT=relay.endpoint).tasks:
                    answers[task.task].append(round(relay.first_answer(task.started), 3))
                    say(f"{task.task}: first answer after {answers[task.task][-1]:.2f} s")
        return {"orders": START_ORDERS, "answers": answers}

    def memory(self, orders: int) -> dict[str, Any]:
        """Whether the tasks get through within their limits, and what they hold at most."""
        whole = self.pipeline(orders)
        runs = []
        for limits in (SMALL, USUAL):
            whole.prepare()
            runs.append({"limits": limits} | _attempt(replace(whole, limits=limits).run))
            say(f"limits {limits}: {runs[-1]['outcome']}")
            if runs[-1]["outcome"] == "done":
                break  # then the larger limits hold as well
        return _sizes(whole.sample) | {"runs": runs}

    def growth(self, sizes: Iterable[int], rounds: int) -> dict[str, Any]:
        """The product alone, over more and more orders."""
        pipelines = [product(str(orders), self.pipeline(orders)) for orders in sizes]
        return {"rounds": interleave(pipelines, rounds, self.platform.warehouse.settle)}


def _attempt(run: Callable[[], Any]) -> dict[str, Any]:
    try:
        done = run()
    except TaskFailedError as e:
        return {"outcome": str(e).splitlines()[0], "tasks": []}
    return {"outcome": "done", "tasks": [asdict(task) for task in done.tasks]}


def _sizes(sample: Sample) -> dict[str, Any]:
    return {
        "orders": sample.orders,
        "rows": sum(sample.rows().values()),
        "megabytes": round(sample.megabytes(), 1),
    }
