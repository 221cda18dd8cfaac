"""Lists the licences of all libraries in the images, by their bills of materials; fails on one that
nobody has agreed to. After ./mvnw package."""

import json
import sys
from pathlib import Path

AGREED = {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "MIT", "MIT-0"}
IMAGES = ("extract-task", "transform-task", "load-task", "local-run")
BILL = "target/classes/META-INF/sbom/application.cdx.json"


def licences(component: dict) -> set[str]:
    """What it may be used under, by anyone's choice of them."""
    names = set()
    for entry in component.get("licenses", []):
        licence = entry.get("license", {})
        names.add(licence.get("id") or licence.get("name") or entry.get("expression"))
    return names


libraries: dict[str, set[str]] = {}
for image in IMAGES:
    bill = json.loads(Path(image, BILL).read_text(encoding="utf-8"))
    for component in bill["components"]:
        libraries[component["purl"].removeprefix("pkg:maven/").split("?")[0]] = licences(component)

for library, found in sorted(libraries.items()):
    print(f"{' or '.join(sorted(found)) or 'none':45} {library}")
refused = [library for library, found in libraries.items() if not found & AGREED]
if refused or not libraries:
    sys.exit(f"no licence that is agreed to ({', '.join(sorted(AGREED))}): {refused}")
