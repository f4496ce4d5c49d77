"""Names are read at night: no word comes twice in one, and what AWS keeps apart by name has a name of its own."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from offline.recorder import Graph, Resource
from tests.components.whole_stack import TWO_REGIONS, build

GIVEN = ("name", "bucket", "identifier", "clusterIdentifier", "replicationGroupId", "alarmName", "dashboardName")
BEHIND_ITS_SERVICE = {"floodgate:index:FargateService", "floodgate:index:TargetGroup"}


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Two regions, each with all that a region can have."""
    shifting = {name: {"deployment": {"strategy": "blueGreen"}} for name in ("web", "api", "admin")}
    sizing = {"services": shifting, "database": {"storage": {"proxy": True}}, "edge": {"shieldAdvanced": True}}
    return build(**TWO_REGIONS, sizing=sizing)


def physical_names(resource: Resource) -> Iterator[str]:
    """As the program gives them; those that the provider makes up begin with the logical one."""
    if resource.type.startswith("aws:"):
        yield from (str(resource.inputs[key]) for key in GIVEN if key in resource.inputs)


def repeated(name: str) -> list[str]:
    """Words of a name that it has more than once, without what AWS puts before, such as ``/aws/rds/proxy/``."""
    ours = name[max(name.find("floodgate"), 0) :]
    return [word for word, times in Counter(re.findall(r"[a-z0-9]+", ours)).items() if times > 1]


def test_no_name_says_a_word_twice(graph: Graph) -> None:
    names = {name for r in graph.resources.values() for name in (r.name, *physical_names(r))}
    ours = {name for name in names if "example.com" not in name}  # a domain or an address is the user's
    assert len(ours) > 500
    assert [name for name in ours if repeated(name)] == []


def test_a_physical_name_is_taken_once_in_a_region(graph: Graph) -> None:
    taken = Counter(
        (resource.type, resource.inputs.get("region", resource.provider), name)
        for resource in graph.resources.values()
        for name in physical_names(resource)
        # an instance names its cluster, settings of a bucket the bucket, and records are told apart by their type
        if name != resource.inputs.get("clusterIdentifier") or "identifier" not in resource.inputs
        if not re.match(r"aws:(s3/bucket[A-Z]|route53/)", resource.type)
    )
    assert [name for name, times in taken.items() if times > 1] == []


def test_components_of_the_same_name_belong_together(graph: Graph) -> None:
    """One is the other's part, or the group of targets that leads to the service."""
    called: dict[str, list[Resource]] = {}
    for resource in graph.resources.values():
        if resource.type.startswith("floodgate:index:"):
            called.setdefault(resource.name, []).append(resource)
    for name, (first, *others) in called.items():
        for other in others:
            related = first.urn == other.parent or other.urn == first.parent
            assert related or {first.type, other.type} == BEHIND_ITS_SERVICE, name
