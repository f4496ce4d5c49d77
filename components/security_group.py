"""A security group that is opened only by naming its peer.

Every rule is a resource of its own, so that adding one never touches another, and a peer is a group or a managed prefix
list, never an address range, so that the chain load balancer -> tasks -> data can be read off the graph.
"""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

ANYWHERE_IPV4 = "0.0.0.0/0"
ANYWHERE_IPV6 = "::/0"


@dataclass(frozen=True, kw_only=True)
class SecurityGroupArgs:
    """Arguments of SecurityGroup."""

    # The VPC that the group belongs to.
    vpc_id: pulumi.Input[str]
    # What the group guards, in the words of the picture; AWS cannot change it in place.
    description: str


class SecurityGroup(pulumi.ComponentResource):
    """A closed security group; its verbs open it.

    Creates: the group. Each verb adds one rule.

    Outputs: ``id``.

    Cost: none.
    """

    id: pulumi.Output[str]

    def __init__(self, name: str, args: SecurityGroupArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:SecurityGroup", name, {}, opts)
        self._name = name
        self._group = aws.ec2.SecurityGroup(
            f"{name}-group",
            description=args.description,
            vpc_id=args.vpc_id,
            revoke_rules_on_delete=True,  # two groups that name each other could otherwise never be deleted
            tags={"Name": name},
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.id = self._group.id
        self.register_outputs({"id": self.id})

    def connect_to(self, peer: "SecurityGroup", peer_name: str, port: int) -> None:
        """Let this group's members open TCP connections to ``peer`` on ``port``: both ends of the rule at once."""
        self._egress(f"to-{peer_name}-{port}", port, f"to {peer_name}", referenced_security_group_id=peer.id)
        peer._ingress(f"from-{self._name}-{port}", port, f"from {self._name}", referenced_security_group_id=self.id)

    def allow_from_prefix_list(self, peer_name: str, prefix_list_id: pulumi.Input[str], port: int) -> None:
        """Accept TCP connections on ``port`` from the addresses of a managed prefix list."""
        self._ingress(f"from-{peer_name}-{port}", port, f"from {peer_name}", prefix_list_id=prefix_list_id)

    def allow_from_anywhere(self, port: int) -> None:
        """Accept TCP connections on ``port`` from the whole internet, for a public entry without a CDN in front."""
        self._ingress(f"from-internet-ipv4-{port}", port, "from the internet", cidr_ipv4=ANYWHERE_IPV4)
        self._ingress(f"from-internet-ipv6-{port}", port, "from the internet", cidr_ipv6=ANYWHERE_IPV6)

    def allow_from_network(self, cidr_block: pulumi.Input[str], port: int) -> None:
        """Accept TCP connections on ``port`` from the VPC's own range, for endpoints that every subnet shares."""
        self._ingress(f"from-network-{port}", port, "from the network", cidr_ipv4=cidr_block)

    def allow_to_prefix_list(self, peer_name: str, prefix_list_id: pulumi.Input[str], port: int) -> None:
        """Let members reach the addresses of a prefix list (gateway endpoints) on ``port``."""
        self._egress(f"to-{peer_name}-{port}", port, f"to {peer_name}", prefix_list_id=prefix_list_id)

    def allow_to_anywhere(self, port: int) -> None:
        """Let members reach any IPv4 address on ``port``, through NAT: AWS APIs without an endpoint, third parties."""
        self._egress(f"to-internet-{port}", port, "to AWS APIs and third parties", cidr_ipv4=ANYWHERE_IPV4)

    def _ingress(
        self,
        suffix: str,
        port: int,
        description: str,
        *,
        referenced_security_group_id: pulumi.Input[str] | None = None,
        prefix_list_id: pulumi.Input[str] | None = None,
        cidr_ipv4: pulumi.Input[str] | None = None,
        cidr_ipv6: pulumi.Input[str] | None = None,
    ) -> None:
        aws.vpc.SecurityGroupIngressRule(
            f"{self._name}-{suffix}",
            security_group_id=self.id,
            ip_protocol="tcp",
            from_port=port,
            to_port=port,
            description=description,
            referenced_security_group_id=referenced_security_group_id,
            prefix_list_id=prefix_list_id,
            cidr_ipv4=cidr_ipv4,
            cidr_ipv6=cidr_ipv6,
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _egress(
        self,
        suffix: str,
        port: int,
        description: str,
        *,
        referenced_security_group_id: pulumi.Input[str] | None = None,
        prefix_list_id: pulumi.Input[str] | None = None,
        cidr_ipv4: pulumi.Input[str] | None = None,
    ) -> None:
        aws.vpc.SecurityGroupEgressRule(
            f"{self._name}-{suffix}",
            security_group_id=self.id,
            ip_protocol="tcp",
            from_port=port,
            to_port=port,
            description=description,
            referenced_security_group_id=referenced_security_group_id,
            prefix_list_id=prefix_list_id,
            cidr_ipv4=cidr_ipv4,
            opts=pulumi.ResourceOptions(parent=self),
        )
