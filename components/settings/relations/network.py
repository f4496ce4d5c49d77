"""Networks: ranges that are large enough and apart, subnets of one tier each, and a way for tasks to start."""

import ipaddress
import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from components.settings import facts
from components.settings.facts import MAIN_REGION
from components.settings.mistakes import Mistake
from components.settings.reading import Draft
from components.settings.relations.asking import Mistakes, when
from components.sizing import Nat, NetworkSizing, ScalingSizing, Sizing, WorkerScalingSizing

# A private subnet is the sixteenth part of the network; AWS keeps five addresses of each.
_PRIVATE_SUBNET_BITS = 4
_RESERVED_ADDRESSES = 5
# While a rolling deployment runs, a service has its tasks twice (maximumPercent 200).
_DEPLOYMENT_FACTOR = 2
# What tasks need without a way to the internet. To start: image, log and secrets (aws-facts E25; images lie in S3,
# behind a gateway). To work: the queues, and the parameter in which the product writer finds the distribution.
_ENDPOINTS_WITHOUT_NAT = ("ecr.api", "ecr.dkr", "logs", "secretsmanager", "sqs", "ssm")


@dataclass(frozen=True)
class OwnNetwork:
    """The address range of a network that the stack makes itself."""

    # Key of its region.
    region: str
    # Where the stack file says so, or would.
    path: str
    range: ipaddress.IPv4Network


def check(draft: Draft) -> Iterable[Mistake]:
    """What is wrong with the networks."""
    return itertools.chain(
        when(subnets_differ, draft.network),
        _check_own(draft, draft.sizing) if draft.sizing else (),
    )


def _check_own(draft: Draft, sizing: Sizing) -> Iterable[Mistake]:
    own = _own_networks(draft, sizing.network)
    scalings = [*(service.scaling for _, service in sizing.services), sizing.notification_worker.scaling]
    return itertools.chain(
        when(networks_do_not_overlap, own),
        when(tasks_fit, own, sizing.network, *scalings),
        when(tasks_can_start, own, sizing.network),
    )


def _own_networks(draft: Draft, sizing: NetworkSizing | None) -> Sequence[OwnNetwork] | None:
    """The networks that the stack makes itself, the main region's first; None if a value is missing."""
    if sizing is None or draft.regions is None or draft.cidr_blocks is None or draft.network is None:
        return None
    return [
        OwnNetwork(
            key,
            f"cidrBlocks.{key}" if key in draft.cidr_blocks else "sizing.network.cidrBlock",
            ipaddress.IPv4Network(draft.cidr_blocks.get(key, sizing.cidr_block)),
        )
        for key in sorted(draft.regions, key=lambda key: (key != MAIN_REGION, key))
        if key not in draft.network
    ]


def networks_do_not_overlap(own: Sequence[OwnNetwork]) -> Mistakes:
    for one, other in itertools.combinations(own, 2):
        if one.range.overlaps(other.range):
            yield Mistake(
                f"cidrBlocks.{other.region}",
                f"{other.range} overlaps {one.range} of {one.region};"
                " allowed: a range of its own for each region, or they can never be connected",
            )


def tasks_fit(
    own: Sequence[OwnNetwork], sizing: NetworkSizing, *scalings: ScalingSizing | WorkerScalingSizing
) -> Mistakes:
    tasks = _DEPLOYMENT_FACTOR * sum(scaling.max_tasks for scaling in scalings)
    needed = math.ceil(tasks / (sizing.zone_count - 1))
    for network in own:
        prefix = network.range.prefixlen + _PRIVATE_SUBNET_BITS
        free = 2 ** (32 - prefix) - _RESERVED_ADDRESSES - len(sizing.interface_endpoints)
        if needed > free:
            yield Mistake(
                network.path,
                f"{network.range} is too small: a zone's private subnet (/{prefix}) has {free} addresses for tasks, and"
                f" needs {needed} when a deployment doubles all maxTasks ({tasks} tasks) and one of {sizing.zone_count}"
                " zones is lost; allowed: a shorter prefix, down to /16, or fewer tasks",
            )


def tasks_can_start(own: Sequence[OwnNetwork], sizing: NetworkSizing) -> Mistakes:
    if sizing.nat is not Nat.NONE or not own:
        return
    lacking = [name for name in _ENDPOINTS_WITHOUT_NAT if name not in sizing.interface_endpoints]
    if lacking:
        yield Mistake(
            "sizing.network.interfaceEndpoints",
            f"lacks {', '.join(lacking)}, without which tasks cannot start or work;"
            " allowed: these too, or another nat than none",
        )


def subnets_differ(networks: facts.Networks) -> Mistakes:
    for key, network in networks.items():
        tiers = {
            "publicSubnetIds": network.public_subnet_ids,
            "privateSubnetIds": network.private_subnet_ids,
            "dataSubnetIds": network.data_subnet_ids,
        }
        for (one, first), (other, second) in itertools.combinations(tiers.items(), 2):
            for subnet in sorted(set(first) & set(second)):
                yield Mistake(
                    f"network.{key}.{other}", f"{subnet} is in {one} as well; allowed: subnets of this tier only"
                )
