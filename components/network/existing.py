"""A network that exists already: looked up and checked, never changed.

Many companies hand out VPCs. Mistakes in the list of subnets show late and badly: a load balancer with two subnets in
one zone is refused in the middle of a deployment, a database with one zone loses its failover without a word. So the
subnets are looked up while the program runs, before any resource exists, and all mistakes are told at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class ExistingNetworkArgs:
    """Arguments of ExistingNetwork. All ids are plain text: they are looked up before anything is deployed."""

    # The VPC, ``vpc-...``.
    vpc_id: str
    # Subnets for load balancers, one per zone in at least two zones, with a route to an internet gateway.
    public_subnet_ids: Sequence[str]
    # Subnets for tasks and functions, one per zone in at least two zones, with a way to AWS services.
    private_subnet_ids: Sequence[str]
    # Subnets for databases and caches, one per zone in at least two zones. None: they share the private subnets.
    data_subnet_ids: Sequence[str] = ()

    def tiers(self) -> Mapping[str, Sequence[str]]:
        """The subnets by tier; the data tier only if it has some of its own."""
        tiers = {"public": self.public_subnet_ids, "private": self.private_subnet_ids, "data": self.data_subnet_ids}
        return {tier: ids for tier, ids in tiers.items() if ids or tier != "data"}


class ExistingNetwork(pulumi.ComponentResource):
    """A VPC and subnets that somebody else owns, with the outputs of Network.

    *Creates*: nothing.

    *Outputs*: ``vpc_id``, ``cidr_block``, ``zones``, and the subnet ids of each tier by zone (``private_subnet_ids``)
    and as a list (``private_subnets``).

    *Cost*: none.

    *Rules that watch it*: those of Network that read a service's or load balancer's subnets; routes and endpoints are
    not in the stack, so rules about them cannot be decided.

    Raises:
        pulumi.RunError: subnets are missing, in another VPC, in too few zones or named twice; the text lists them all.
    """

    vpc_id: pulumi.Output[str]
    cidr_block: pulumi.Output[str]
    zones: Sequence[str]
    public_subnet_ids: Mapping[str, pulumi.Output[str]]
    private_subnet_ids: Mapping[str, pulumi.Output[str]]
    data_subnet_ids: Mapping[str, pulumi.Output[str]]
    public_subnets: Sequence[pulumi.Output[str]]
    private_subnets: Sequence[pulumi.Output[str]]
    data_subnets: Sequence[pulumi.Output[str]]

    def __init__(self, name: str, args: ExistingNetworkArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:ExistingNetwork", name, {}, opts)
        zones, cidr_block = self._look_up(args)
        self.vpc_id = pulumi.Output.from_input(args.vpc_id)
        self.cidr_block = pulumi.Output.from_input(cidr_block)
        self.public_subnet_ids = _by_zone(args.public_subnet_ids, zones)
        self.private_subnet_ids = _by_zone(args.private_subnet_ids, zones)
        self.data_subnet_ids = _by_zone(args.data_subnet_ids or args.private_subnet_ids, zones)
        self.zones = list(self.private_subnet_ids)
        self.public_subnets = list(self.public_subnet_ids.values())
        self.private_subnets = list(self.private_subnet_ids.values())
        self.data_subnets = list(self.data_subnet_ids.values())
        self.register_outputs({"vpc_id": self.vpc_id, "cidr_block": self.cidr_block, "zones": self.zones})

    def _look_up(self, args: ExistingNetworkArgs) -> tuple[Mapping[str, str], str]:
        """The zone of every subnet, and the VPC's range."""
        found: dict[str, str] = {}
        mistakes: list[str] = []
        cidr_block = ""
        options = pulumi.InvokeOptions(parent=self)
        try:
            cidr_block = aws.ec2.get_vpc(id=args.vpc_id, opts=options).cidr_block
        except Exception as error:  # the SDK raises no narrower class for what AWS answers
            mistakes.append(f"the VPC {args.vpc_id} cannot be looked up: {error}")
        for tier, ids in args.tiers().items():
            for subnet in ids:
                # asked with the VPC as a filter, AWS finds a subnet of another VPC no more than one that does not exist
                try:
                    answer = aws.ec2.get_subnet(id=subnet, vpc_id=args.vpc_id, opts=options)
                    found[subnet] = answer.availability_zone
                except Exception as error:
                    mistakes.append(f"the {tier} subnet {subnet} is not found in {args.vpc_id}: {error}")
        mistakes += mistakes_in(args.tiers(), found)
        if mistakes:
            listed = "\n".join(f"  - {mistake}" for mistake in mistakes)
            raise pulumi.RunError(f"the existing network {args.vpc_id} cannot be used:\n{listed}")
        return found, cidr_block


def mistakes_in(tiers: Mapping[str, Sequence[str]], zones: Mapping[str, str]) -> list[str]:
    """What is wrong with ``tiers`` (subnet ids by tier), given the zone of every subnet that was found."""
    return [
        *_named_twice(tiers),
        *(mistake for tier, ids in tiers.items() for mistake in _zone_mistakes(tier, ids, zones)),
    ]


def _named_twice(tiers: Mapping[str, Sequence[str]]) -> Iterator[str]:
    named = [(subnet, tier) for tier, ids in tiers.items() for subnet in ids]
    for subnet in dict.fromkeys(subnet for subnet, _ in named):
        where = [tier for other, tier in named if other == subnet]
        if len(where) > 1:
            yield f"the subnet {subnet} is named {len(where)} times ({', '.join(where)}): give each tier its own"


def _zone_mistakes(tier: str, ids: Sequence[str], zones: Mapping[str, str]) -> Iterator[str]:
    """Says nothing about subnets that were not found: their zone is not known."""
    by_zone: dict[str, list[str]] = {}
    for subnet in dict.fromkeys(ids):
        if subnet in zones:
            by_zone.setdefault(zones[subnet], []).append(subnet)
    for zone, subnets in by_zone.items():
        if len(subnets) > 1:
            yield f"the {tier} subnets {' and '.join(subnets)} lie both in {zone}: name one per zone"
    if len(by_zone) < 2 and all(subnet in zones for subnet in ids):
        listed = ", ".join(f"{subnet} in {zone}" for zone, subnets in by_zone.items() for subnet in subnets)
        yield f"the {tier} tier has subnets in too few zones ({listed or 'none'}): name subnets in at least two"


def _by_zone(ids: Sequence[str], zones: Mapping[str, str]) -> Mapping[str, pulumi.Output[str]]:
    return {zones[subnet]: pulumi.Output.from_input(subnet) for subnet in ids}
