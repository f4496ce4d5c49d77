"""The load balancer: where requests enter the region, are told apart and are spread over a service's tasks.

It ends TLS, drops what is malformed, and gives each request to the first route that fits; what fits none is answered
404 by the load balancer itself. It owns its listeners, its routes and who may reach it. It does not own the target
groups, the certificate or the log bucket. It stands in every zone it is given a subnet of and survives the loss of all
but one; zonal shift takes a sick zone out by hand or automatically.

**Nobody may bypass the CDN** (ledger E10): with ``IngressSource.CLOUDFRONT`` only CloudFront's addresses reach the
listener, and since anybody can have a CloudFront distribution, every route also asks for a header whose value only
ours knows. CloudFront speaks HTTPS to us and redirects viewers itself, so port 80 stays shut then; it is open, for a
redirect to HTTPS, only when the load balancer is the entry for browsers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import pulumi
import pulumi_aws as aws

from components.load_balancing.routes import RouteArgs, actions, conditions, left_to_ecs
from components.security_group import SecurityGroup, SecurityGroupArgs

HTTP, HTTPS = 80, 443
TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"  # TLS 1.3 and 1.2, with forward secrecy and AEAD ciphers only
CLOUDFRONT_PREFIX_LIST = "com.amazonaws.global.cloudfront.origin-facing"
# No * or ?, which are wildcards in a condition: a secret of one star would let everybody through. AWS allows 128.
_ORIGIN_SECRET = re.compile(r"[A-Za-z0-9_.-]{16,128}")
_HEADER_NAME = re.compile(r"[A-Za-z0-9-]{1,40}")


class IngressSource(Enum):
    """Who may open connections to the load balancer."""

    # CloudFront's origin-facing addresses, on 443.
    CLOUDFRONT = "cloudfront"
    # Everybody, on 443, and on 80 to be redirected.
    INTERNET = "internet"
    # Nobody, until another security group is connected to ``security_group``.
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class AccessLogsArgs:
    """Where the load balancer writes a line for each request."""

    # Bucket in the same region whose policy is in place already, as ``LogBucket.bucket_name`` sees to.
    bucket: pulumi.Input[str]
    # Prefix that the bucket's policy names, without slashes around it.
    prefix: str


@dataclass(frozen=True, kw_only=True)
class LoadBalancerArgs:
    """Arguments of LoadBalancer."""

    # The VPC that it stands in.
    vpc_id: pulumi.Input[str]
    # One subnet of at least /27 for each zone, by zone name, in at least two zones: public ones unless it is internal.
    subnet_ids: Mapping[str, pulumi.Input[str]]
    # Certificate of the HTTPS listener, of this region, for the name that clients (or CloudFront) connect to.
    certificate_arn: pulumi.Input[str]
    # Who may open connections. CLOUDFRONT wants an origin_secret, too.
    ingress: IngressSource
    # Whether it has private addresses only.
    internal: bool = False
    # Value of the origin header without which no route takes a request; 16 to 128 letters, digits, dots, _ and -.
    origin_secret: pulumi.Input[str] | None = None
    # A second value that is let through while the CDN changes from one to the other.
    retiring_origin_secret: pulumi.Input[str] | None = None
    # Name of the origin header.
    origin_header: str = "X-Origin-Verify"
    # Where each request is recorded. None: nowhere.
    access_logs: AccessLogsArgs | None = None
    # Whether AWS refuses to delete it.
    deletion_protection: bool = True
    # Time after which a silent connection is closed, in seconds. The services' keep-alive must be longer, or a request
    # may meet a connection that its task is closing; CloudFront's origin keep-alive must be shorter.
    idle_timeout_seconds: int = 60
    # Time after which a client's connection is closed however busy it is, in seconds. AWS's default.
    client_keep_alive_seconds: int = 3600
    # Capacity that is there before traffic comes, in load balancer capacity units. None: it grows with the traffic.
    reserved_capacity_units: int | None = None

    def __post_init__(self) -> None:
        if len(self.subnet_ids) < 2:
            raise ValueError("a load balancer needs subnets in two zones: give at least two, by zone name")
        self._check_ingress()
        self._check_times()
        if self.reserved_capacity_units is not None and self.reserved_capacity_units < 1:
            raise ValueError("reserved_capacity_units must be positive: give a number of capacity units, or None")

    def _check_ingress(self) -> None:
        if self.internal and self.ingress is IngressSource.INTERNET:
            raise ValueError(
                "the internet cannot reach an internal load balancer: make it public or choose another ingress"
            )
        if self.retiring_origin_secret is not None and self.origin_secret is None:
            raise ValueError("retiring_origin_secret goes with origin_secret: give the new value as origin_secret")
        if not _HEADER_NAME.fullmatch(self.origin_header) or self.origin_header.lower() == "host":
            raise ValueError(
                f"the origin header {self.origin_header!r} cannot be used: write 1 to 40 letters, digits and hyphens"
                " and not Host"
            )

    def _check_times(self) -> None:
        if not 1 <= self.idle_timeout_seconds <= 4000:
            raise ValueError(f"idle_timeout_seconds is {self.idle_timeout_seconds}: choose 1 to 4000")
        if not 60 <= self.client_keep_alive_seconds <= 604_800:
            raise ValueError(f"client_keep_alive_seconds is {self.client_keep_alive_seconds}: choose 60 to 604800")


class LoadBalancer(pulumi.ComponentResource):
    """An application load balancer that answers 404 until routes say otherwise.

    Its physical name is made by Pulumi and holds the component's name of at most 24 characters.

    *Creates*: load balancer, security group, HTTPS listener; a redirecting HTTP listener if browsers come directly; a
    listener rule per ``route``.

    *Outputs*: ``arn``, ``arn_suffix`` (the metric dimension), ``dns_name`` and ``zone_id`` (for alias records),
    ``https_listener_arn``, ``security_group``.

    *Cost* (2026-11, us-east-1): 0.0225 USD/h = 16.43 USD/month, a public address per zone 3 x 3.65 USD/month, and
    0.008 USD per capacity unit and hour. A unit carries 1 GB/h, 25 new connections/s or 1,000 rule evaluations/s: 1,000
    requests/s of 10 KB are 36 GB/h, so 0.29 USD/h.

    *Rules that watch it*: subnets in two zones; HTTPS with a TLS 1.2+ policy; HTTP only redirects; a closed default;
    the origin can be reached through the CDN only; access logs can be delivered; invalid headers are dropped; deletion
    is protected; services keep connections open for longer than the idle timeout; priorities are unique.
    """

    arn: pulumi.Output[str]
    arn_suffix: pulumi.Output[str]
    dns_name: pulumi.Output[str]
    zone_id: pulumi.Output[str]
    https_listener_arn: pulumi.Output[str]

    def __init__(self, name: str, args: LoadBalancerArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:LoadBalancer", name, {}, opts)
        self._name = name
        self._args = args
        self._origin_values = [
            pulumi.Output.secret(value).apply(_safe_secret)
            for value in (args.origin_secret, args.retiring_origin_secret)
            if value is not None
        ]
        self._rules: dict[int, str] = {}
        self.security_group = self._make_security_group()
        self._admit(args.ingress)
        self._load_balancer = self._make_load_balancer()
        self.arn = self._load_balancer.arn
        self.arn_suffix = self._load_balancer.arn_suffix
        self.dns_name = self._load_balancer.dns_name
        self.zone_id = self._load_balancer.zone_id
        self.https_listener_arn = self._listen_on_https().arn
        if args.ingress is IngressSource.INTERNET:
            self._redirect_http()
        self.register_outputs(
            {
                "arn": self.arn,
                "arn_suffix": self.arn_suffix,
                "dns_name": self.dns_name,
                "zone_id": self.zone_id,
                "https_listener_arn": self.https_listener_arn,
            }
        )

    def _make_security_group(self) -> SecurityGroup:
        return SecurityGroup(
            self._name,
            SecurityGroupArgs(vpc_id=self._args.vpc_id, description="Load balancer: who may reach it"),
            pulumi.ResourceOptions(parent=self),
        )

    def _admit(self, source: IngressSource) -> None:
        if source is IngressSource.CLOUDFRONT:
            addresses = aws.ec2.get_managed_prefix_list(
                name=CLOUDFRONT_PREFIX_LIST, opts=pulumi.InvokeOptions(parent=self)
            )
            self.security_group.allow_from_prefix_list("cloudfront", addresses.id, HTTPS)
        if source is IngressSource.INTERNET:
            self.security_group.allow_from_anywhere(HTTPS)
            self.security_group.allow_from_anywhere(HTTP)

    def _make_load_balancer(self) -> aws.lb.LoadBalancer:
        return aws.lb.LoadBalancer(
            self._name,
            load_balancer_type="application",
            internal=self._args.internal,
            subnets=list(self._args.subnet_ids.values()),
            security_groups=[self.security_group.id],
            enable_deletion_protection=self._args.deletion_protection,
            enable_http2=True,
            enable_zonal_shift=True,
            idle_timeout=self._args.idle_timeout_seconds,
            client_keep_alive=self._args.client_keep_alive_seconds,
            drop_invalid_header_fields=True,
            desync_mitigation_mode="defensive",
            xff_header_processing_mode="append",
            access_logs=self._access_logs(),
            minimum_load_balancer_capacity=self._reservation(),
            tags={"Name": self._name},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _access_logs(self) -> aws.lb.LoadBalancerAccessLogsArgs | None:
        logs = self._args.access_logs
        return aws.lb.LoadBalancerAccessLogsArgs(enabled=True, bucket=logs.bucket, prefix=logs.prefix) if logs else None

    def _reservation(self) -> aws.lb.LoadBalancerMinimumLoadBalancerCapacityArgs | None:
        units = self._args.reserved_capacity_units
        return aws.lb.LoadBalancerMinimumLoadBalancerCapacityArgs(capacity_units=units) if units else None

    def _listen_on_https(self) -> aws.lb.Listener:
        not_found = aws.lb.ListenerDefaultActionFixedResponseArgs(content_type="text/plain", status_code="404")
        return aws.lb.Listener(
            f"{self._name}-https",
            load_balancer_arn=self.arn,
            port=HTTPS,
            protocol="HTTPS",
            ssl_policy=TLS_POLICY,
            certificate_arn=self._args.certificate_arn,
            default_actions=[
                aws.lb.ListenerDefaultActionArgs(type="fixed-response", fixed_response=not_found),
            ],
            routing_http_response_server_enabled=False,  # nobody needs to know what answered
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _redirect_http(self) -> None:
        to_https = aws.lb.ListenerDefaultActionRedirectArgs(port=str(HTTPS), protocol="HTTPS", status_code="HTTP_301")
        aws.lb.Listener(
            f"{self._name}-http",
            load_balancer_arn=self.arn,
            port=HTTP,
            protocol="HTTP",
            default_actions=[aws.lb.ListenerDefaultActionArgs(type="redirect", redirect=to_https)],
            routing_http_response_server_enabled=False,
            opts=pulumi.ResourceOptions(parent=self),
        )

    def route(self, rule_name: str, args: RouteArgs) -> aws.lb.ListenerRule:
        """Give matching requests to a target group.

        A service must wait for the rule: AWS refuses a service whose target group no listener knows. With an alternate
        group it is for ECS to say which of the two gets how much.

        Raises:
            ValueError: the priority is taken, or there are more conditions than a rule can hold.
        """
        if taken := self._rules.get(args.priority):
            raise ValueError(
                f"the routes {taken} and {rule_name} of {self._name} have both priority {args.priority}:"
                " give each route of a load balancer a priority of its own"
            )
        self._rules[args.priority] = rule_name
        return aws.lb.ListenerRule(
            f"{self._name}-{rule_name}",
            listener_arn=self.https_listener_arn,
            priority=args.priority,
            actions=actions(args),
            conditions=conditions(args, self._args.origin_header, self._origin_values),
            tags={"Name": f"{self._name}-{rule_name}"},
            opts=pulumi.ResourceOptions(parent=self, ignore_changes=left_to_ecs(args)),
        )


def _safe_secret(value: str) -> str:
    """The value itself; the message of a refusal does not hold it."""
    if not _ORIGIN_SECRET.fullmatch(value):
        raise pulumi.RunError(
            "the origin secret cannot be used: give 16 to 128 letters, digits, dots, _ and -;"
            " * and ? would match anything"
        )
    return value
