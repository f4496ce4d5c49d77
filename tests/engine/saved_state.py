"""A stack's state in a file that is small, is the same on every machine, and can be imported anywhere.

A resource a line. What a preview does not need is left out; a URN is written once, as that of its resource, and is the
resource's number elsewhere; outputs that equal the input of their name are not repeated. Secrets are simulated ones, in
plain text, as `pulumi stack export --show-secrets` writes them: what was encrypted here could be read only here.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_NOT_NEEDED = ("created", "modified", "sourcePosition", "stackTrace")
_INVENTED = ("secretStringWo", "authTokenWo")  # another value at each deployment, which no preview looks at
_SIGNATURE = "4dabf18193072939515e22adb298388d"
_SECRET = "1b47061264138c4ac30d75fd1eb44270"


def save(deployment: Mapping[str, Any], file: Path) -> None:
    """Write an exported deployment, secrets shown."""
    resources = deployment["resources"]
    numbers = {resource["urn"]: number for number, resource in enumerate(resources)}
    lines = [json.dumps(_shortened(r, numbers), sort_keys=True, separators=(",", ":")) for r in resources]
    file.write_text("[\n" + ",\n".join(lines) + "\n]\n")


def load(file: Path, deployed_here: Mapping[str, Any]) -> dict[str, Any]:
    """What `pulumi stack import` takes: the saved resources, to be encrypted as in the deployment of another stack."""
    resources = json.loads(file.read_text())
    urns = [resource["urn"] for resource in resources]
    restored = [_restored(resource, urns) for resource in resources]
    return {"version": 3, "deployment": {**deployed_here, "resources": restored}}


def _shortened(resource: Mapping[str, Any], numbers: Mapping[str, int]) -> dict[str, Any]:
    kept = {key: value for key, value in resource.items() if key not in _NOT_NEEDED}
    inputs = kept.get("inputs", {})
    for name in _INVENTED:
        if name in inputs:
            inputs[name] = {_SIGNATURE: _SECRET, "plaintext": '"invented"'}
    if "outputs" in kept:
        kept["outputs"] = {n: v for n, v in kept["outputs"].items() if n not in inputs or inputs[n] != v}
    if "parent" in kept:
        kept["parent"] = numbers[kept["parent"]]
    if "provider" in kept:
        urn, _, identifier = kept["provider"].rpartition("::")
        kept["provider"] = [numbers[urn], identifier]
    if "dependencies" in kept:
        kept["dependencies"] = [numbers[urn] for urn in kept["dependencies"]]
    behind = kept.pop("propertyDependencies", {})
    kept["propertyDependencies"] = {name: [numbers[urn] for urn in urns] for name, urns in behind.items() if urns}
    return {key: value for key, value in kept.items() if value not in ([], {})}


def _restored(resource: Mapping[str, Any], urns: list[str]) -> dict[str, Any]:
    whole = dict(resource)
    if "parent" in whole:
        whole["parent"] = urns[whole["parent"]]
    if "provider" in whole:
        number, identifier = whole["provider"]
        whole["provider"] = f"{urns[number]}::{identifier}"
    if "dependencies" in whole:
        whole["dependencies"] = [urns[number] for number in whole["dependencies"]]
    if whole["custom"]:
        inputs = whole.get("inputs", {})
        plain = {name: value for name, value in inputs.items() if name not in ("__defaults", *_INVENTED)}
        whole["outputs"] = {**plain, **whole.get("outputs", {})}
    behind = whole.get("propertyDependencies", {})
    whole["propertyDependencies"] = {name: [urns[n] for n in behind.get(name, [])] for name in whole.get("inputs", {})}
    return whole
