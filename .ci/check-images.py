"""Checks what docker/task-images/release pushed: two images a task, each with its platform's files alone.

Takes what it printed, a line for each manifest list: address and digest.
"""

import io
import json
import pathlib
import sys
import tarfile
import urllib.request
import zipfile

LIBRARIES = {"extract-task": [], "transform-task": ["app/native/libduckdb_java.so"], "load-task": []}
MACHINES = {"amd64": 0x3E, "arm64": 0xB7}  # as ELF files name them in their header


def check(condition: bool, message: str) -> None:
    if not condition:
        sys.exit(f"check-images: {message}")


class Repository:
    def __init__(self, registry: str, name: str) -> None:
        self._url = f"http://{registry}/v2/{name}"

    def manifest(self, reference: str, kind: str) -> dict:
        accept = {"Accept": f"application/vnd.docker.distribution.{kind}.v2+json"}
        return json.loads(self._get(f"manifests/{reference}", accept))

    def blob(self, digest: str) -> bytes:
        return self._get(f"blobs/{digest}", {})

    def _get(self, path: str, headers: dict[str, str]) -> bytes:
        request = urllib.request.Request(f"{self._url}/{path}", headers=headers)
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.read()


def files(repository: Repository, manifest: dict) -> dict[str, bytes]:
    found = {}
    for layer in manifest["layers"]:
        with tarfile.open(fileobj=io.BytesIO(repository.blob(layer["digest"])), mode="r:gz") as archive:
            found.update({m.name: archive.extractfile(m).read() for m in archive if m.isfile()})
    return found


def in_jars(found: dict[str, bytes]) -> list[str]:
    jars = {name: zipfile.ZipFile(io.BytesIO(content)) for name, content in found.items() if name.endswith(".jar")}
    return [f"{name}: {entry}" for name, jar in jars.items() for entry in jar.namelist() if ".so" in entry]


def check_image(task: str, platform: str, config: dict, found: dict[str, bytes], revision: str) -> None:
    image = f"{task} for {platform}"
    check(config["architecture"] == platform, f"{image} says that it is for {config['architecture']}")
    check(config["config"]["User"] == "10001:10001", f"{image} runs as {config['config']['User']}")
    label = config["config"]["Labels"]["org.opencontainers.image.revision"]
    check(label == revision, f"{image} says that it is made of {label}")
    libraries = sorted(name for name in found if ".so" in name)
    check(libraries == LIBRARIES[task], f"{image} has the libraries {libraries}, expected {LIBRARIES[task]}")
    for library in libraries:
        machine = int.from_bytes(found[library][18:20], "little")
        check(machine == MACHINES[platform], f"{image}: {library} is for machine {machine:#x}")
    check(not in_jars(found), f"{image} has libraries inside jars: {in_jars(found)}")


def main(released: list[str], revision: str) -> None:
    check(len(released) == len(LIBRARIES), f"{len(released)} lists were pushed, expected {len(LIBRARIES)}")
    for address, digest in (line.split() for line in released):
        registry, _, name = address.rpartition(":")[0].partition("/")
        task = name.rpartition("/")[2]
        repository = Repository(registry, name)
        images = repository.manifest(digest, "manifest.list")["manifests"]
        platforms = {image["platform"]["architecture"]: image["digest"] for image in images}
        check(platforms.keys() == MACHINES.keys(), f"{task} is there for {', '.join(platforms)}")
        for platform, image in platforms.items():
            manifest = repository.manifest(image, "manifest")
            config = json.loads(repository.blob(manifest["config"]["digest"]))
            check_image(task, platform, config, files(repository, manifest), revision)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").splitlines(), sys.argv[2])
