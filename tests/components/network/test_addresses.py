"""The address plan: where subnets lie, that they never move, how many tasks fit."""

from ipaddress import IPv4Network
from itertools import combinations

import pytest

from components.network import capacity, plan

EVERY_ZONE = [f"us-east-1{letter}" for letter in "abcdefgh"]


def test_a_zone_gets_the_ranges_of_its_letter() -> None:
    addresses = plan("10.0.0.0/16", ["us-east-1a", "us-east-1c", "us-east-1h"])

    assert list(addresses) == ["us-east-1a", "us-east-1c", "us-east-1h"]
    assert [a.private for a in addresses.values()] == ["10.0.0.0/20", "10.0.32.0/20", "10.0.112.0/20"]
    assert [a.public for a in addresses.values()] == ["10.0.128.0/22", "10.0.136.0/22", "10.0.156.0/22"]
    assert [a.data for a in addresses.values()] == ["10.0.160.0/22", "10.0.168.0/22", "10.0.188.0/22"]


def test_another_zone_moves_no_subnet() -> None:
    before = plan("10.0.0.0/16", ["us-east-1b", "us-east-1d"])
    after = plan("10.0.0.0/16", ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d"])

    assert {zone: after[zone] for zone in before} == before


@pytest.mark.parametrize("cidr_block", ["10.0.0.0/16", "10.64.0.0/18", "172.16.8.0/21"])
def test_subnets_never_overlap_and_leave_the_last_quarter_free(cidr_block: str) -> None:
    vpc = IPv4Network(cidr_block)
    made = [IPv4Network(r) for a in plan(cidr_block, EVERY_ZONE).values() for r in (a.private, a.public, a.data)]

    assert len(made) == 24
    assert all(subnet.subnet_of(vpc) for subnet in made)
    assert not any(one.overlaps(other) for one, other in combinations(made, 2))
    free = list(vpc.subnets(prefixlen_diff=2))[3]
    assert not any(subnet.overlaps(free) for subnet in made)


@pytest.mark.parametrize("cidr_block", ["10.0.0.0/16", "10.1.0.0/19", "10.2.0.0/21"])
def test_capacity_is_what_a_private_subnet_holds_without_the_five_addresses_of_aws(cidr_block: str) -> None:
    private = IPv4Network(plan(cidr_block, ["us-east-1a"])["us-east-1a"].private)

    assert capacity(cidr_block) == private.num_addresses - 5


def test_the_smallest_vpc_has_public_subnets_that_a_load_balancer_accepts() -> None:
    assert plan("10.0.0.0/21", ["us-east-1a"])["us-east-1a"].public.endswith("/27")


@pytest.mark.parametrize(
    ("cidr_block", "reason"),
    [
        ("10.0.0.0/15", "between /16 and /21"),
        ("10.0.0.0/22", "between /16 and /21"),
        ("10.0.0.1/16", "host bits set"),
        ("ten", "write a network such as"),
    ],
)
def test_a_range_that_cannot_be_divided_is_refused(cidr_block: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        plan(cidr_block, EVERY_ZONE)
    with pytest.raises(ValueError, match=reason):
        capacity(cidr_block)


@pytest.mark.parametrize("zone", ["us-east-1", "us-east-1i", "us-east-1-bos-1a", "a", ""])
def test_what_is_not_a_zone_of_a_region_is_refused(zone: str) -> None:
    with pytest.raises(ValueError, match="is not an availability zone of a region"):
        plan("10.0.0.0/16", [zone])


def test_zones_of_government_regions_have_a_place() -> None:
    assert plan("10.0.0.0/16", ["us-gov-west-1b"])["us-gov-west-1b"].private == "10.0.16.0/20"
