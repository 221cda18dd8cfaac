"""What is measured: the built product, and the Java and the flags that its images run it with."""

from __future__ import annotations

import os
import platform
import subprocess
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Xml

REPOSITORY = Path(__file__).resolve().parents[1]
WORK = REPOSITORY / "target" / "benchmarks"
TASKS = ("extract", "transform", "load")
IMAGE_JAVA = 25
PLATFORM = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), "amd64")


@dataclass(frozen=True)
class Installation:
    """The built modules, started with one Java."""

    java_home: Path
    version: str

    @classmethod
    def build(cls, java_home: Path | None) -> Installation:
        """Build what is not built, as ``./run`` does."""
        said = subprocess.run(
            [REPOSITORY / "run", "--version"], check=True, stdout=subprocess.PIPE, text=True
        )
        return cls(java_home or _java_home(), said.stdout.split()[1])

    @property
    def java(self) -> str:
        return str(self.java_home / "bin" / "java")

    def java_version(self) -> str:
        return _release(self.java_home).get("JAVA_RUNTIME_VERSION", "unknown")

    def local_run(self, main: str, *arguments: str, flags: tuple[str, ...] = ()) -> list[str]:
        """A command that runs one of local-run's mains."""
        target = REPOSITORY / "local-run" / "target"
        libraries = f"{target}/local-run-{self.version}.jar:{target}/lib/*"
        quiet = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"
        main = f"io.ordersetl.local.{main}"
        return [self.java, "-Xmx512m", quiet, *flags, "-cp", libraries, main, *arguments]

    def task(self, task: str, memory: int, temporary: Path) -> list[str]:
        """A command that runs a task as its image would in a container of so many MiB."""
        module = f"{task}-task"
        pom = _Pom(module)
        flags = [_outside_image(flag, module, memory) for flag in pom.jvm_flags()]
        main = f"io.ordersetl.{task}.{task.title()}Main"
        flags.append(f"-Djava.io.tmpdir={temporary}")
        return [self.java, *flags, "-cp", self._class_path(module), main]

    def _class_path(self, module: str) -> str:
        target = REPOSITORY / module / "target"
        prepared = sorted((target / f"image-{PLATFORM}" / "app/libs").glob("*.jar"))
        libraries = sorted((target / "lib").glob("*.jar"))
        if prepared:  # DuckDB's classes alone: its library is on java.library.path
            libraries = [jar for jar in libraries if not jar.name.startswith("duckdb_jdbc-")]
        jars = [*prepared, target / f"{module}-{self.version}.jar", *libraries]
        return ":".join(map(str, jars))


class _Pom:
    def __init__(self, module: str) -> None:
        self._parent = Xml.parse(REPOSITORY / "pom.xml").getroot()
        self._own = Xml.parse(REPOSITORY / module / "pom.xml").getroot()

    def jvm_flags(self) -> list[str]:
        flags = [flag for pom in (self._parent, self._own) for flag in pom.iter(_name("jvmFlag"))]
        return [self._resolve(flag.text or "") for flag in flags]

    def _resolve(self, text: str) -> str:
        for pom in (self._own, self._parent):
            for known in pom.iterfind(f"{_name('properties')}/*"):
                name = known.tag.removeprefix(_name(""))
                text = text.replace(f"${{{name}}}", known.text or "")
        return text


def _name(tag: str) -> str:
    return "{http://maven.apache.org/POM/4.0.0}" + tag


def _outside_image(flag: str, module: str, memory: int) -> str:
    share = flag.removeprefix("-XX:MaxRAMPercentage=")
    if share != flag:
        return f"-Xmx{int(memory * float(share) / 100)}m"
    return flag.replace("/app/", f"{REPOSITORY}/{module}/target/image-{PLATFORM}/app/")


def _java_home() -> Path:
    given = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    installed = [home for home in sorted(Path("/usr/lib/jvm").glob("*")) if not home.is_symlink()]
    homes = [home for home in [*given, *installed] if (home / "release").is_file()]
    same = [home for home in homes if _major(home) == IMAGE_JAVA]
    if not homes:
        raise SystemExit("benchmarks: no JDK found: set JAVA_HOME, best to a Java 25")
    return (same or homes)[0]


def _major(home: Path) -> int:
    return int(_release(home).get("JAVA_VERSION", "0").split(".")[0])


def _release(home: Path) -> dict[str, str]:
    lines = (home / "release").read_text().splitlines()
    return {name: value.strip('"') for name, _, value in (line.partition("=") for line in lines)}
