"""Where each subnet lies in the VPC's range: pure arithmetic, so that a stack file can be judged beforehand.

A zone's slot is its letter's place in the alphabet (``us-east-1a`` is 0, ``us-east-1h`` is 7), whichever zones are
used, so adding or removing a zone never moves another one's subnets. In a range of prefix length p:

========  =======  ==============  ===================================  ==============
tier      length   first address   share of the range                   10.0.0.0/16, a
========  =======  ==============  ===================================  ==============
private   p + 4    slot            0/8 to 4/8: tasks, one address each  10.0.0.0/20
public    p + 6    32 + slot       4/8 to 5/8: load balancers and NAT   10.0.128.0/22
data      p + 6    40 + slot       5/8 to 6/8: databases and caches     10.0.160.0/22
(free)                             6/8 to 8/8: room for another tier
========  =======  ==============  ===================================  ==============

The first address counts in subnets of the tier's own length. A private subnet has ``2 ** (28 - p) - 5`` usable
addresses.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network

SHORTEST_PREFIX = 16  # AWS allows no larger VPC
LONGEST_PREFIX = 21  # a longer one gives public subnets of less than /27, which a load balancer refuses
RESERVED_ADDRESSES = 5  # AWS keeps the first four and the last address of every subnet
_ZONE = re.compile(r"[a-z]{2}(-[a-z]+)+-\d[a-h]")
_FIRST_PUBLIC_SLOT, _FIRST_DATA_SLOT = 32, 40


@dataclass(frozen=True, kw_only=True)
class ZoneAddresses:
    """The ranges of one zone's subnets."""

    private: str
    public: str
    data: str


def plan(cidr_block: str, zones: Sequence[str]) -> Mapping[str, ZoneAddresses]:
    """The ranges of every zone's subnets, by zone name, in the order of ``zones``.

    Raises:
        ValueError: the range or a zone cannot be used; the text says why.
    """
    vpc = _range(cidr_block)
    return {zone: _zone_addresses(vpc, slot(zone)) for zone in zones}


def capacity(cidr_block: str) -> int:
    """How many tasks, endpoints and other interfaces fit into one private subnet.

    Raises:
        ValueError: the range cannot be used; the text says why.
    """
    return int(2 ** (28 - _range(cidr_block).prefixlen)) - RESERVED_ADDRESSES


def letter(zone: str) -> str:
    """The letter of a zone, ``a`` for ``us-east-1a``: what its resources are called by.

    Raises:
        ValueError: it is not the name of an availability zone.
    """
    if not _ZONE.fullmatch(zone):
        raise ValueError(
            f"{zone!r} is not an availability zone of a region: write a name such as us-east-1a, with a letter a to h"
        )
    return zone[-1]


def slot(zone: str) -> int:
    """The place of a zone in each tier: 0 for the letter ``a``, 7 for ``h``."""
    return ord(letter(zone)) - ord("a")


def _range(cidr_block: str) -> IPv4Network:
    try:
        vpc = IPv4Network(cidr_block)
    except ValueError as error:
        raise ValueError(
            f"the VPC's range {cidr_block!r} is not one: {error}; write a network such as 10.0.0.0/16"
        ) from None
    if not SHORTEST_PREFIX <= vpc.prefixlen <= LONGEST_PREFIX:
        raise ValueError(
            f"the VPC's range {cidr_block} must be between /{SHORTEST_PREFIX} and /{LONGEST_PREFIX}:"
            " AWS allows nothing larger, and load balancers need public subnets of at least /27"
        )
    return vpc


def _zone_addresses(vpc: IPv4Network, place: int) -> ZoneAddresses:
    return ZoneAddresses(
        private=_subnet(vpc, 4, place),
        public=_subnet(vpc, 6, _FIRST_PUBLIC_SLOT + place),
        data=_subnet(vpc, 6, _FIRST_DATA_SLOT + place),
    )


def _subnet(vpc: IPv4Network, bits: int, place: int) -> str:
    length = vpc.prefixlen + bits
    return str(IPv4Network((int(vpc.network_address) + place * 2 ** (32 - length), length)))
