"""pandas, dlt and Sling from the Python registry, as programs of their own."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from contenders import Contender, say, timed
from sample import SOURCES, Sample
from warehouse import Warehouse

HERE = Path(__file__).resolve().parent
PANDAS, DLT, SLING = "pandas", "dlt", "Sling"
PACKAGES = {PANDAS: "pandas", "SQLAlchemy": "sqlalchemy", DLT: "dlt", SLING: "sling-linux-amd64"}
SCHEMA = "peers"
QUIET = {"RUNTIME__DLTHUB_TELEMETRY": "false", "SLING_DISABLE_TELEMETRY": "TRUE"}


@dataclass(frozen=True)
class Target:
    """What is to be loaded, and where."""

    warehouse: Warehouse
    sample: Sample
    variables: Mapping[str, str]


@dataclass(frozen=True)
class PeerEnvironment:
    """A virtual environment with the versions of requirements.txt."""

    folder: Path

    @classmethod
    def install(cls) -> PeerEnvironment:
        """Install it into the user's cache, once for each lock and Python."""
        lock = (HERE / "requirements.txt").read_bytes() + sys.version.encode()
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "orders-etl"
        folder = cache / f"benchmarks-venv-{hashlib.sha256(lock).hexdigest()[:16]}"
        if not (folder / "complete").exists():
            say("installing pandas, dlt and Sling (once, about a minute)")
            shutil.rmtree(folder, ignore_errors=True)
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
            pip = [str(folder / "bin/pip"), "install", "--quiet", "--disable-pip-version-check"]
            subprocess.run([*pip, "-r", HERE / "requirements.txt"], check=True)
            (folder / "complete").touch()
        return cls(folder)

    def versions(self) -> dict[str, str]:
        listed = subprocess.run(
            [str(self.folder / "bin/pip"), "list", "--disable-pip-version-check", "--format=json"],
            check=True,
            capture_output=True,
        )
        found = {known["name"].lower(): known["version"] for known in json.loads(listed.stdout)}
        return {shown: found[name] for shown, name in PACKAGES.items() if name in found}

    def contenders(self, warehouse: Warehouse, sample: Sample) -> list[Contender]:
        """Each loads the sample's three files; Sling where there is a binary of it."""
        url = _url(warehouse.access)
        files = [str(sample.file(source)) for source in SOURCES]
        python = str(self.folder / "bin/python")
        binary = next(self.folder.glob("lib/*/site-packages/sling_linux_amd64/bin/sling-*"), None)
        commands: dict[str, Callable[[Path], list[str]]] = {
            PANDAS: lambda _: [python, str(HERE / "peers/pandas_load.py"), url, SCHEMA, *files],
            DLT: lambda _: [python, str(HERE / "peers/dlt_load.py"), url, SCHEMA, *files],
        }
        if binary:
            commands[SLING] = lambda folder: [
                str(binary), "run", "-r", str(_replication(folder, files))
            ]  # fmt: skip
        return [
            _contender(name, command, Target(warehouse, sample, QUIET | {"WAREHOUSE": url}))
            for name, command in commands.items()
        ]


def _contender(
    name: str,
    command: Callable[[Path], list[str]],
    target: Target,
) -> Contender:
    folder = Path(tempfile.mkdtemp(prefix="orders-etl-peer-"))

    def prepare() -> None:
        close()
        folder.mkdir()
        target.warehouse.empty(SCHEMA)

    def run() -> None:
        done = subprocess.run(
            command(folder),
            check=False,
            cwd=folder,
            env={**os.environ, "HOME": str(folder), **target.variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{name} ended with {done.returncode}\n{done.stdout[-4000:]}")

    def verify() -> None:
        target.warehouse.expect(SCHEMA, target.sample)

    def close() -> None:
        shutil.rmtree(folder, ignore_errors=True)

    return Contender(name, prepare, timed(run), verify, close)


def _replication(folder: Path, files: list[str]) -> Path:
    """Sling's own way to load several files; JSON is YAML."""
    streams = {f"file://{file}": {"object": f"{SCHEMA}.{Path(file).stem}"} for file in files}
    replication = {
        "source": "LOCAL", "target": "WAREHOUSE",
        "defaults": {"mode": "full-refresh"}, "streams": streams,
    }  # fmt: skip
    written = folder / "replication.yaml"
    written.write_text(json.dumps(replication))
    return written


def _url(access: Mapping[str, str]) -> str:
    return (
        f"postgresql://{access['PGUSER']}:{access['PGPASSWORD']}"
        f"@{access['PGHOST']}:{access['PGPORT']}/{access['PGDATABASE']}?sslmode=disable"
    )
