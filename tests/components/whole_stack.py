"""The whole stack for tests: the real `__main__.py`, run in the test's process on a stack file."""

import functools
import json
import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from offline.recorder import Graph, Resource, run

ROOT = Path(__file__).resolve().parents[2]
TWO_REGIONS: Mapping[str, Any] = {
    "regions": {"main": "us-east-1", "eu": "eu-west-1"},
    "cidrBlocks": {"eu": "10.1.0.0/16"},
}


def build(
    stack: str = "prod", *, preview: bool = True, secrets: Mapping[str, str] | None = None, **changes: Any
) -> Graph:
    """The stack, with some keys of its stack file changed; None leaves one out.

    ``preview`` is a first one; False gives what a deployment knows. The same question gets the same graph: look only.
    """
    return _build(stack, preview, json.dumps(secrets or {}), json.dumps(changes, sort_keys=True))


@functools.cache
def _build(stack: str, preview: bool, secrets: str, changes: str) -> Graph:
    file: Mapping[str, Any] = yaml.safe_load((ROOT / f"Pulumi.{stack}.yaml").read_text())["config"]
    settings = {**file, **{f"floodgate:{key}": value for key, value in json.loads(changes).items()}}
    return run(
        lambda: runpy.run_path(str(ROOT / "__main__.py")),
        preview=preview,
        config={k: v if isinstance(v, str) else json.dumps(v) for k, v in settings.items() if v is not None},
        secrets={f"floodgate:{key}": value for key, value in json.loads(secrets).items()},
        stack=stack,
    )


def names(graph: Graph, token: str) -> set[str]:
    """The logical names of a type."""
    return {r.name for r in graph.of_type(token)}


def name_of(urn: str) -> str:
    """The logical name in a URN."""
    return urn.rpartition("::")[2]


def container(graph: Graph, service: str) -> dict[str, Any]:
    """The container of a service, as ECS gets it; known at a deployment only."""
    definition = graph.one("aws:ecs/taskDefinition:TaskDefinition", f"{service}-task-definition")
    (found,) = json.loads(definition.inputs["containerDefinitions"])
    assert isinstance(found, dict)
    return found


def variables(graph: Graph, service: str) -> dict[str, str]:
    """The plain environment of a service's container."""
    return {variable["name"]: variable["value"] for variable in container(graph, service)["environment"]}


def secrets_of(graph: Graph, service: str) -> dict[str, str]:
    """ARN by environment variable, of a service's container."""
    return {secret["name"]: secret["valueFrom"] for secret in container(graph, service).get("secrets", [])}


def permissions(graph: Graph, action: str) -> set[tuple[str, str]]:
    """Who may do ``action``, on what: logical name of the role, ARN. Wildcards in actions count."""
    found = set()
    for policy in graph.of_type("aws:iam/rolePolicy:RolePolicy"):
        (role,) = policy.property_dependencies["role"]
        for statement in json.loads(policy.inputs["policy"])["Statement"]:
            allowed = statement["Effect"] == "Allow" and any(
                given in (action, "*") or (given.endswith("*") and action.startswith(given[:-1]))
                for given in statement["Action"]
            )
            found |= {(name_of(role), resource) for resource in statement["Resource"] if allowed}
    return found


def alarms(graph: Graph, prefix: str) -> dict[str, list[dict[str, str]]]:
    """The alarms whose name begins so: the rest of their name, and the sets of dimensions that they look at."""
    found = graph.of_type("aws:cloudwatch/metricAlarm:MetricAlarm")
    return {a.name.removeprefix(prefix): _dimensions(a) for a in found if a.name.startswith(prefix)}


def _dimensions(alarm: Resource) -> list[dict[str, str]]:
    """Each set once."""
    queries = [query["metric"] for query in alarm.inputs.get("metricQueries", []) if query.get("metric")]
    found: list[dict[str, str]] = []
    for metric in queries or [alarm.inputs]:
        if metric["dimensions"] not in found:
            found.append(metric["dimensions"])
    return found
