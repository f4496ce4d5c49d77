"""What the other tiers read of a network, whether it was built here or brought along."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import pulumi


class NetworkView(Protocol):
    """A VPC with subnets of three tiers in at least two zones."""

    @property
    def vpc_id(self) -> pulumi.Output[str]:
        """The VPC."""

    @property
    def cidr_block(self) -> pulumi.Output[str]:
        """The VPC's IPv4 range."""

    @property
    def zones(self) -> Sequence[str]:
        """The zones that private subnets lie in."""

    @property
    def public_subnet_ids(self) -> Mapping[str, pulumi.Output[str]]:
        """The subnet of load balancers in each zone, by zone name."""

    @property
    def private_subnet_ids(self) -> Mapping[str, pulumi.Output[str]]:
        """The subnet of tasks and functions in each zone, by zone name."""

    @property
    def data_subnet_ids(self) -> Mapping[str, pulumi.Output[str]]:
        """The subnet of databases and caches in each zone, by zone name."""

    @property
    def public_subnets(self) -> Sequence[pulumi.Output[str]]:
        """The values of ``public_subnet_ids``, as resources take them."""

    @property
    def private_subnets(self) -> Sequence[pulumi.Output[str]]:
        """The values of ``private_subnet_ids``, as resources take them."""

    @property
    def data_subnets(self) -> Sequence[pulumi.Output[str]]:
        """The values of ``data_subnet_ids``, as resources take them."""
