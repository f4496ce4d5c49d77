"""A network brought along: the same outputs as one built here, and every mistake told before anything is deployed.

The simulated zone of a subnet follows from the last hexadecimal digit of its id: 0 is zone a, 1 zone b, 2 zone c.
"""

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws
import pytest

from components.network import ExistingNetwork, ExistingNetworkArgs, NetworkView
from components.network.existing import mistakes_in
from offline.recorder import Graph, run

VPC = "vpc-0123456789abcdef0"
PUBLIC = ("subnet-0aaaaaaaaaaaaaa00", "subnet-0aaaaaaaaaaaaaa01")
PRIVATE = ("subnet-0bbbbbbbbbbbbbb00", "subnet-0bbbbbbbbbbbbbb02")
DATA = ("subnet-0cccccccccccccc01", "subnet-0cccccccccccccc02")


def build(
    public: Sequence[str] = PUBLIC,
    private: Sequence[str] = PRIVATE,
    data: Sequence[str] = DATA,
    *,
    region: str = "us-east-1",
    preview: bool = True,
) -> Graph:
    def program() -> None:
        args = ExistingNetworkArgs(
            vpc_id=VPC, public_subnet_ids=public, private_subnet_ids=private, data_subnet_ids=data
        )
        provider = pulumi.ProviderResource("aws", "there", {"region": region})
        show(ExistingNetwork("theirs", args, pulumi.ResourceOptions(providers=[provider])))

    return run(program, preview=preview)


def show(network: NetworkView) -> None:
    pulumi.export("vpc", network.vpc_id)
    pulumi.export("range", network.cidr_block)
    pulumi.export("zones", network.zones)
    pulumi.export("public", network.public_subnet_ids)
    pulumi.export("private", network.private_subnet_ids)
    pulumi.export("data", network.data_subnet_ids)
    pulumi.export("lists", [network.public_subnets, network.private_subnets, network.data_subnets])


@pytest.mark.parametrize("preview", [True, False])
def test_everything_is_known_at_preview_and_deployment_alike(preview: bool) -> None:
    exports = build(preview=preview).exports

    assert exports["vpc"] == VPC
    assert exports["range"] == "172.31.0.0/16"
    assert exports["zones"] == ["us-east-1a", "us-east-1c"]
    assert exports["public"] == dict(zip(["us-east-1a", "us-east-1b"], PUBLIC, strict=True))
    assert exports["private"] == dict(zip(["us-east-1a", "us-east-1c"], PRIVATE, strict=True))
    assert exports["data"] == dict(zip(["us-east-1b", "us-east-1c"], DATA, strict=True))
    assert exports["lists"] == [list(PUBLIC), list(PRIVATE), list(DATA)]


def test_subnets_are_looked_up_with_the_provider_of_the_component() -> None:
    assert build(region="eu-west-1").exports["zones"] == ["eu-west-1a", "eu-west-1c"]


def test_nothing_is_created() -> None:
    kinds = {r.type for r in build().resources.values()}

    assert kinds == {"pulumi:pulumi:Stack", "pulumi:providers:aws", "floodgate:index:ExistingNetwork"}


def test_without_data_subnets_the_data_tier_shares_the_private_ones() -> None:
    exports = build(data=()).exports

    assert exports["data"] == exports["private"]


def test_all_mistakes_are_told_at_once_with_ids_and_zones() -> None:
    one_zone = ("subnet-0aaaaaaaaaaaaaa00", "subnet-0aaaaaaaaaaaaaa03")

    with pytest.raises(pulumi.RunError) as refused:
        build(public=one_zone, private=(PRIVATE[0],), data=(PRIVATE[0], DATA[0]))

    assert str(refused.value).splitlines() == [
        f"the existing network {VPC} cannot be used:",
        f"  - the subnet {PRIVATE[0]} is named 2 times (private, data): give each tier its own",
        f"  - the public subnets {one_zone[0]} and {one_zone[1]} lie both in us-east-1a: name one per zone",
        f"  - the public tier has subnets in too few zones ({one_zone[0]} in us-east-1a, {one_zone[1]} in us-east-1a):"
        " name subnets in at least two",
        f"  - the private tier has subnets in too few zones ({PRIVATE[0]} in us-east-1a): name subnets in at least two",
    ]


def test_subnets_of_another_vpc_and_an_unknown_vpc_are_mistakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked by id and VPC, AWS finds no subnet that is in another VPC, and the SDK raises a plain Exception."""

    def no_vpc(*, id: str, opts: pulumi.InvokeOptions) -> None:
        raise Exception(f"invoke of getVpc failed: no {id}")

    def no_subnet(*, id: str, vpc_id: str, opts: pulumi.InvokeOptions) -> None:
        raise Exception(f"invoke of getSubnet failed: no {id} in {vpc_id}")

    monkeypatch.setattr(aws.ec2, "get_vpc", no_vpc)
    monkeypatch.setattr(aws.ec2, "get_subnet", no_subnet)

    with pytest.raises(pulumi.RunError) as refused:
        build()

    assert str(refused.value).splitlines()[1:] == [
        f"  - the VPC {VPC} cannot be looked up: invoke of getVpc failed: no {VPC}",
        *(
            f"  - the {tier} subnet {subnet} is not found in {VPC}: invoke of getSubnet failed: no {subnet} in {VPC}"
            for tier, ids in (("public", PUBLIC), ("private", PRIVATE), ("data", DATA))
            for subnet in ids
        ),
    ]  # nothing about zones, which nobody knows


def test_a_tier_without_subnets_is_a_mistake() -> None:
    assert mistakes_in({"public": []}, {}) == [
        "the public tier has subnets in too few zones (none): name subnets in at least two"
    ]


def test_a_subnet_named_twice_in_one_tier_is_one_mistake() -> None:
    zones = {"subnet-1": "us-east-1a", "subnet-2": "us-east-1b"}

    assert mistakes_in({"private": ["subnet-1", "subnet-1", "subnet-2"]}, zones) == [
        "the subnet subnet-1 is named 2 times (private, private): give each tier its own"
    ]
