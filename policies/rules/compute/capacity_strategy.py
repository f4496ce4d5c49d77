"""
*What it checks*: a capacity provider strategy, of an ECS service or as the default of a cluster, is one that AWS takes:
not together with a launch type; of Fargate's providers or of others, not of both; one base at most; and of several
providers at least one has a weight.

*Why it matters*: AWS refuses the service or the cluster's default. All weights zero is accepted, and then every service
that uses the default fails.

*How to fix*: give one provider the base, the tasks that are always on it, and each a weight, its share of the rest.
"""

from rules.compute.services import CLUSTER_PROVIDERS, FARGATE, FARGATE_SPOT, SERVICE, Share, strategy_in
from rules.logic import Truth, equals, every, holds, negate, some
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN


def check(resource: Resource, report: Report) -> None:
    """Every capacity provider strategy fits together."""
    shares = strategy_in(resource)
    if shares is UNKNOWN:
        report.not_knowable(resource, "its capacity provider strategy")
    elif shares:
        for good, wrong in (
            (_has_no_launch_type(resource), "stands beside a launch type: AWS takes one of the two"),
            (_is_of_one_kind(shares), "mixes capacity providers of Fargate with others"),
            (_has_one_base(shares), "has a base on more than one capacity provider"),
            (_has_a_weight(shares), "has several capacity providers, and all weights are 0"),
        ):
            report.decides(
                resource, good, wrong=f"the strategy of {resource} {wrong}.", missing="its capacity provider strategy"
            )


def _has_no_launch_type(resource: Resource) -> Truth:
    return equals(read(resource, "launchType"), None, "")


def _is_of_one_kind(shares: tuple[Share, ...]) -> Truth:
    of_fargate = [equals(share.provider, FARGATE, FARGATE_SPOT) for share in shares]
    return some([every(of_fargate), every(map(negate, of_fargate))])


def _has_one_base(shares: tuple[Share, ...]) -> Truth:
    bases = [holds(lambda tasks: tasks > 0, share.base) for share in shares]
    if bases.count(True) > 1:
        return False
    return UNKNOWN if UNKNOWN in bases and len(bases) > 1 else True


def _has_a_weight(shares: tuple[Share, ...]) -> Truth:
    return len(shares) == 1 or some(holds(lambda weight: weight > 0, share.weight) for share in shares)


RULE = Rule(
    id="SERVICE-010",
    title="Service has a capacity provider strategy that AWS takes",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html",
            read="2026-11-25",
        ),
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html",
            read="2026-11-23",
        ),
    ),
    rationale="AWS refuses a strategy beside a launch type, one that mixes Fargate with Auto Scaling groups, and one "
    "with two bases. When all of several weights are 0 no task above the base is placed anywhere.",
    remediation="In capacityProviderStrategies give one provider a base and at least one a weight, and leave "
    "launchType out. With Floodgate's FargateService component: capacity.",
    since="0.1.0",
    check_resource=check,
    types=(SERVICE, CLUSTER_PROVIDERS),
)
