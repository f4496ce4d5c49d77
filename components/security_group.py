"""A security group that is opened only by naming its peer.

Every rule is a resource of its own, so that adding one never touches another, and a peer is a group or a managed prefix
list, never an address range, so that the chain load balancer -> tasks -> data can be read off the graph.
"""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws
from pulumi_aws.vpc import SecurityGroupEgressRule as Egress
from pulumi_aws.vpc import SecurityGroupIngressRule as Ingress

ANYWHERE_IPV4 = "0.0.0.0/0"
ANYWHERE_IPV6 = "::/0"


@dataclass(frozen=True, kw_only=True)
class SecurityGroupArgs:
    """Arguments of SecurityGroup."""

    # The VPC that the group belongs to.
    vpc_id: pulumi.Input[str]
    # What the group guards. AWS cannot change it in place, so it holds no name that somebody may want to change.
    description: str


class SecurityGroup(pulumi.ComponentResource):
    """A closed security group; its verbs open it.

    Creates: the group. A verb adds a rule, ``allow_from`` one at either end, and names it by the word that it is given
    for the peer. Keep the word when the peer is renamed: AWS refuses the rule a second time while the old one stands.

    Outputs: ``id``.

    Cost: none.
    """

    id: pulumi.Output[str]

    def __init__(self, name: str, args: SecurityGroupArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:SecurityGroup", name, {}, opts)
        self._name = name
        self._description = args.description
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

    def allow_from(self, peer_name: str, peer: "SecurityGroup", port: int, protocol: str = "tcp") -> None:
        """Accept connections on ``port`` from ``peer``'s members, and let them out there: both ends of the rule.

        Both belong to this group, so that they keep their names when the peer is renamed.
        """
        suffix = f"from-{peer_name}-{port if protocol == 'tcp' else f'{protocol}-{port}'}"
        out, into = f"to: {self._description}", f"from {peer_name}"
        self._rule(Egress, suffix, port, out, protocol=protocol, group=peer, peer_id=self.id)
        self._rule(Ingress, suffix, port, into, protocol=protocol, peer_id=peer.id)

    def allow_from_prefix_list(self, peer_name: str, prefix_list_id: pulumi.Input[str], port: int) -> None:
        """Accept TCP connections on ``port`` from the addresses of a managed prefix list."""
        self._rule(Ingress, f"from-{peer_name}-{port}", port, f"from {peer_name}", prefix_list_id=prefix_list_id)

    def allow_from_anywhere(self, port: int) -> None:
        """Accept TCP connections on ``port`` from the whole internet, for a public entry without a CDN in front."""
        self._rule(Ingress, f"from-internet-ipv4-{port}", port, "from the internet", cidr_ipv4=ANYWHERE_IPV4)
        self._rule(Ingress, f"from-internet-ipv6-{port}", port, "from the internet", cidr_ipv6=ANYWHERE_IPV6)

    def allow_from_network(self, cidr_block: pulumi.Input[str], port: int) -> None:
        """Accept TCP connections on ``port`` from the VPC's own range, for endpoints that every subnet shares."""
        self._rule(Ingress, f"from-vpc-{port}", port, "from the VPC", cidr_ipv4=cidr_block)

    def allow_to_prefix_list(self, peer_name: str, prefix_list_id: pulumi.Input[str], port: int) -> None:
        """Let members reach the addresses of a prefix list (gateway endpoints) on ``port``."""
        self._rule(Egress, f"to-{peer_name}-{port}", port, f"to {peer_name}", prefix_list_id=prefix_list_id)

    def allow_to_anywhere(self, port: int) -> None:
        """Let members reach any IPv4 address on ``port``, through NAT: AWS APIs without an endpoint, third parties."""
        self._rule(Egress, f"to-internet-{port}", port, "to AWS APIs and third parties", cidr_ipv4=ANYWHERE_IPV4)

    def _rule(
        self,
        kind: type[Ingress] | type[Egress],
        suffix: str,
        port: int,
        description: str,
        *,
        protocol: str = "tcp",
        group: "SecurityGroup | None" = None,
        peer_id: pulumi.Input[str] | None = None,
        prefix_list_id: pulumi.Input[str] | None = None,
        cidr_ipv4: pulumi.Input[str] | None = None,
        cidr_ipv6: pulumi.Input[str] | None = None,
    ) -> None:
        """A rule of ``group``, which is this one unless another is given, for the peer that is given."""
        kind(
            f"{self._name}-{suffix}",
            security_group_id=(group or self).id,
            referenced_security_group_id=peer_id,
            ip_protocol=protocol,
            from_port=port,
            to_port=port,
            description=description,
            prefix_list_id=prefix_list_id,
            cidr_ipv4=cidr_ipv4,
            cidr_ipv6=cidr_ipv6,
            opts=pulumi.ResourceOptions(parent=self),
        )
