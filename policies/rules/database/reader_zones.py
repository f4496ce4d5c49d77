"""
*What it checks*: each Aurora cluster has a reader, and not all of its instances are in one Availability Zone. Clusters
whose tag FLOODGATE_DISPOSABLE is "true" are left out.

*Why it matters*: when the writer fails, Aurora makes a reader the writer, mostly within a minute. Without one it has to
make a new instance, which takes ten and more, and the reader endpoint is the writer's, so that clients that split their
reads gain nothing. Instances of one zone fail with that zone.

*How to fix*: add an instance, in another zone.
"""

from rules.compute.scaling import TARGET
from rules.database.clusters import CLUSTER, Members, aurora_clusters, members
from rules.disposable import OPTION, is_disposable
from rules.logic import Truth, some
from rules.network.placement import distinct_zones
from rules.report import Report
from rules.resource import Resource, read, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Holder, Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every Aurora cluster has instances in two zones."""
    for cluster in aurora_clusters(stack):
        if read(cluster, "engineMode") == "serverless":
            continue  # of the first version, which has no instances
        found = members(stack, cluster)
        alone = len(found.known) < 2
        report.decides(
            cluster,
            some([_is_spread(stack, cluster, found), is_disposable(cluster, report)]),
            wrong=f"{cluster} has no reader: when its only instance fails, both endpoints are down until AWS has made "
            "a new one."
            if alone
            else f"all instances of {cluster} are in one Availability Zone, and fail with it.",
            missing="its instances, and their Availability Zones",
        )


def _is_spread(stack: Stack, cluster: Resource, found: Members) -> Truth:
    least, most = distinct_zones(found.known)
    if least > 1:
        return True
    unsure = not found.known or most > 1 or not found.complete
    return UNKNOWN if unsure or _may_have_more(stack, cluster, found) else False


def _may_have_more(stack: Stack, cluster: Resource, found: Members) -> bool:
    """Whether there may always be readers that the program does not know, because they are scaled."""
    incoming = stack.incoming(Holder(TARGET, ("resourceId",)), to=CLUSTER)
    nameless = stack.is_nameless(cluster)
    targets = [*incoming.to(cluster), *incoming.perhaps_to(cluster, nameless=nameless)]
    scaling = [target for target in targets if read(target, "serviceNamespace") in ("rds", UNKNOWN, None)]
    fewest = [read_number(target, "minCapacity") for target in scaling]
    return any(not isinstance(readers, float) or readers >= len(found.known) for readers in fewest)


RULE = Rule(
    id="DATABASE-007",
    title="Database cluster has a reader in another Availability Zone",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL10-BP01 Deploy the workload to multiple locations",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
            read="2026-11-23",
        ),
    ),
    rationale="With a reader in another zone Aurora is back within a minute of losing the writer or its zone. Without "
    "one every request fails until a new instance is made, and reads sent to the reader endpoint burden the writer.",
    remediation="Add an instance whose availabilityZone is another one. With Floodgate's AuroraCluster component: a "
    "second entry in instances.",
    since="0.1.0",
    check=check,
    options=(OPTION,),
)
