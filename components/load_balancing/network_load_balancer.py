"""The network load balancer: for what is not HTTP, or what must be reached at addresses that never change.

It gives each new connection to a task and passes bytes on, ending TLS if asked to. It owns its addresses, its listeners
and who may reach it; it does not own the target groups, the certificate or the log bucket. A service attaches to it as
to the application load balancer, by a target group and what forwards to it. It stands in every zone it is given a
subnet of, with a fixed address in each, and survives the loss of all but one: clients who were given one zone's address
only are lost with that zone, so give them all.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.load_balancing.load_balancer import CLOUDFRONT_PREFIX_LIST, TLS_POLICY, AccessLogsArgs, IngressSource
from components.load_balancing.network_listener import NetworkListenerArgs, actions, left_to_ecs
from components.load_balancing.network_target_group import NetworkProtocol
from components.security_group import ANYWHERE_IPV4, SecurityGroup, SecurityGroupArgs


@dataclass(frozen=True, kw_only=True)
class NetworkLoadBalancerArgs:
    """Arguments of NetworkLoadBalancer."""

    # The VPC that it stands in.
    vpc_id: pulumi.Input[str]
    # One subnet for each zone, by zone name, in at least two zones: public ones unless it is internal.
    subnet_ids: Mapping[str, pulumi.Input[str]]
    # Who may open connections to its listeners. NONE: nobody, until a peer is connected to ``security_group``.
    ingress: IngressSource
    # Whether it has private addresses only; then they are AWS's to choose.
    internal: bool = False
    # Whether a zone's address passes connections to tasks of every zone. Without it a zone with an address and no task
    # answers nobody, and two tasks cannot be in three zones; it costs 0.01 USD/GB each way between zones.
    cross_zone: bool = True
    # Where connections to TLS listeners are recorded; AWS records no others. None: nowhere.
    access_logs: AccessLogsArgs | None = None
    # Whether AWS refuses to delete it, and Pulumi to give up its addresses, which are in other people's allow lists.
    deletion_protection: bool = True

    def __post_init__(self) -> None:
        if len(self.subnet_ids) < 2:
            raise ValueError("a load balancer needs subnets in two zones: give at least two, by zone name")
        if self.internal and self.ingress is IngressSource.INTERNET:
            raise ValueError(
                "the internet cannot reach an internal load balancer: make it public or choose another ingress"
            )


class NetworkLoadBalancer(pulumi.ComponentResource):
    """A network load balancer with a fixed public address in each zone, that listens to nothing until told to.

    Its physical name is made by Pulumi and holds the component's name of at most 24 characters.

    *Creates*: load balancer, security group; an elastic IP address a zone unless it is internal; a listener per
    ``listen``, and who may reach it.

    *Outputs*: ``arn``, ``arn_suffix`` (the metric dimension), ``dns_name`` and ``zone_id`` (for alias records),
    ``addresses`` (zone -> public address; empty if internal), ``security_group``.

    *Cost* (2026-11, us-east-1): 0.0225 USD/h = 16.43 USD/month, 3.65 USD/month for each public address, and 0.006 USD
    per capacity unit and hour. A unit carries 800 new TCP connections/s, 100,000 open ones or 1 GB/h.

    *Rules that watch it*: subnets in two zones; TLS 1.2 or later; deletion is protected; the tasks admit nobody else.
    """

    arn: pulumi.Output[str]
    arn_suffix: pulumi.Output[str]
    dns_name: pulumi.Output[str]
    zone_id: pulumi.Output[str]
    addresses: Mapping[str, pulumi.Output[str]]

    def __init__(self, name: str, args: NetworkLoadBalancerArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:NetworkLoadBalancer", name, {}, opts)
        self._name = name
        self._args = args
        self._listeners: dict[str, str] = {}
        self.security_group = self._make_security_group()
        addresses = {} if args.internal else {zone: self._address(zone) for zone in args.subnet_ids}
        self._load_balancer = self._make_load_balancer(addresses)
        self.arn = self._load_balancer.arn
        self.arn_suffix = self._load_balancer.arn_suffix
        self.dns_name = self._load_balancer.dns_name
        self.zone_id = self._load_balancer.zone_id
        self.addresses = {zone: address.public_ip for zone, address in addresses.items()}
        self.register_outputs(
            {
                "arn": self.arn,
                "arn_suffix": self.arn_suffix,
                "dns_name": self.dns_name,
                "zone_id": self.zone_id,
                "addresses": self.addresses,
            }
        )

    def _make_security_group(self) -> SecurityGroup:
        return SecurityGroup(
            self._name,
            SecurityGroupArgs(vpc_id=self._args.vpc_id, description="Network load balancer: who may reach it"),
            pulumi.ResourceOptions(parent=self),
        )

    def _address(self, zone: str) -> aws.ec2.Eip:
        label = f"{self._name}-{zone[-1]}"  # the zone's letter, so that a name holds no region
        return aws.ec2.Eip(
            label,
            domain="vpc",
            tags={"Name": label},
            opts=pulumi.ResourceOptions(parent=self, protect=self._args.deletion_protection),
        )

    def _make_load_balancer(self, addresses: Mapping[str, aws.ec2.Eip]) -> aws.lb.LoadBalancer:
        return aws.lb.LoadBalancer(
            self._name,
            load_balancer_type="network",
            internal=self._args.internal,
            subnet_mappings=[self._mapping(zone, addresses) for zone in self._args.subnet_ids],
            security_groups=[self.security_group.id],  # AWS adds none to one that was made without
            enable_cross_zone_load_balancing=self._args.cross_zone,
            enable_deletion_protection=self._args.deletion_protection,
            enable_zonal_shift=True,
            access_logs=self._access_logs(),
            tags={"Name": self._name},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _mapping(self, zone: str, addresses: Mapping[str, aws.ec2.Eip]) -> aws.lb.LoadBalancerSubnetMappingArgs:
        return aws.lb.LoadBalancerSubnetMappingArgs(
            subnet_id=self._args.subnet_ids[zone],
            allocation_id=addresses[zone].allocation_id if zone in addresses else None,
        )

    def _access_logs(self) -> aws.lb.LoadBalancerAccessLogsArgs | None:
        logs = self._args.access_logs
        return aws.lb.LoadBalancerAccessLogsArgs(enabled=True, bucket=logs.bucket, prefix=logs.prefix) if logs else None

    def listen(self, listener_name: str, args: NetworkListenerArgs) -> aws.lb.Listener:
        """Give the connections to a port to a target group, and let in whom ``ingress`` names.

        A service must wait for the listener: AWS refuses a service whose target group no listener knows. With an
        alternate group it is for ECS to say which of the two gets how much.

        Raises:
            ValueError: the port is taken, or CloudFront, which speaks no UDP, is to reach a UDP port.
        """
        self._take_port(listener_name, args)
        self._admit(args.protocol, args.port)
        return aws.lb.Listener(
            f"{self._name}-{listener_name}",
            load_balancer_arn=self.arn,
            port=args.port,
            protocol=args.protocol.value,
            ssl_policy=TLS_POLICY if args.protocol is NetworkProtocol.TLS else None,
            certificate_arn=args.certificate_arn,
            alpn_policy=args.alpn.value if args.alpn else None,
            tcp_idle_timeout_seconds=args.idle_timeout_seconds,
            default_actions=actions(args),
            tags={"Name": f"{self._name}-{listener_name}"},
            opts=pulumi.ResourceOptions(parent=self, ignore_changes=left_to_ecs(args)),
        )

    def _take_port(self, listener_name: str, args: NetworkListenerArgs) -> None:
        port = f"UDP port {args.port}" if args.protocol is NetworkProtocol.UDP else f"TCP port {args.port}"
        if taken := self._listeners.get(port):
            raise ValueError(
                f"the listeners {taken} and {listener_name} of {self._name} have both {port}:"
                " give each listener a port of its own"
            )
        self._listeners[port] = listener_name

    def _admit(self, protocol: NetworkProtocol, port: int) -> None:
        udp = protocol is NetworkProtocol.UDP
        if udp and self._args.ingress is IngressSource.CLOUDFRONT:
            raise ValueError(f"CloudFront cannot reach UDP port {port} of {self._name}: choose another ingress")
        if self._args.ingress is IngressSource.CLOUDFRONT:
            addresses = aws.ec2.get_managed_prefix_list(
                name=CLOUDFRONT_PREFIX_LIST, opts=pulumi.InvokeOptions(parent=self)
            )
            self.security_group.allow_from_prefix_list("cloudfront", addresses.id, port)
        elif self._args.ingress is IngressSource.INTERNET and not udp:
            self.security_group.allow_from_anywhere(port)
        elif self._args.ingress is IngressSource.INTERNET:
            self._admit_udp(port)

    def _admit_udp(self, port: int) -> None:
        aws.vpc.SecurityGroupIngressRule(
            f"{self._name}-from-internet-udp-{port}",
            security_group_id=self.security_group.id,
            ip_protocol="udp",
            from_port=port,
            to_port=port,
            description="from the internet",
            cidr_ipv4=ANYWHERE_IPV4,  # its addresses are of this family
            opts=pulumi.ResourceOptions(parent=self),
        )
