"""
*What it checks*: an ECS cluster has Container Insights, enabled or enhanced. A cluster that sets nothing has what the
account's default says, which is nothing until somebody changes it.

*Why it matters*: without it CloudWatch has two averages a service, CPU and memory. Which task is out of memory, how
many run of how many are wanted, and how long they take to start is not to be seen, nor can it be alarmed on.

*How to fix*: set containerInsights in the cluster's settings. Its metrics are billed one by one.
"""

from rules.compute.services import CLUSTER
from rules.logic import Truth, equals, every, some
from rules.report import Report
from rules.resource import Resource, read, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN


def check(cluster: Resource, report: Report) -> None:
    """The cluster has Container Insights."""
    report.decides(
        cluster,
        _is_watched(cluster),
        wrong=f"{cluster} has no Container Insights (settings).",
        missing="its settings",
    )


def _is_watched(cluster: Resource) -> Truth:
    settings = read_list(cluster, "settings")
    if settings is UNKNOWN:
        return UNKNOWN
    return some(
        every(
            [
                equals(read(cluster, "settings", index, "name"), "containerInsights"),
                equals(read(cluster, "settings", index, "value"), "enabled", "enhanced"),
            ]
        )
        for index in range(len(settings))
    )


RULE = Rule(
    id="SERVICE-030",
    title="Cluster has Container Insights",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="REL06-BP01 Monitor all components for the workload (Generation)",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ClusterSetting.html", read="2026-11-25"
        ),
    ),
    rationale="ECS itself sends two averages a service. How many tasks run of how many are wanted, and which of them "
    "is out of memory, is known only by Container Insights, and alarms can be made of nothing else.",
    remediation="Set containerInsights to enabled or enhanced in settings of the cluster. With Floodgate's Cluster "
    "component: container_insights, which is enhanced.",
    since="0.1.0",
    check_resource=check,
    types=(CLUSTER,),
)
