"""The order consumer: a function that works off the orders of a FIFO queue, in order within each group.

No request waits for it. It owns the function, its role, log group and security group, and the mapping by which Lambda
polls the queue; it does not own the queue. A failed message is reported as such and comes back with everything after
it in its group, while the rest of the batch counts as done; after its last receive the queue puts it aside. While
Lambda is throttled or the function broken, orders wait in the queue.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

import pulumi
import pulumi_aws as aws

from components import iam
from components.messaging.queue_pair import QueueSource, may_consume
from components.naming import Location
from components.security_group import SecurityGroup, SecurityGroupArgs

_PINNED_ECR_IMAGE = re.compile(r"\d{12}\.dkr[.-]ecr\.(?P<region>[a-z0-9-]+)\.[a-z.]+/[^@\s]+@sha256:[0-9a-f]{64}")
_HTTPS = 443
_LARGEST_FIFO_BATCH = 10  # messages (aws-facts Q09)
_LONGEST_TIMEOUT_SECONDS = 900  # Lambda
_VISIBILITY_FACTOR = 6  # x the timeout, AWS's advice: a throttled batch is tried again before others can see it
_ENI_ACTIONS = (
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
)


class TracingMode(Enum):
    """Whether invocations are traced."""

    PASS_THROUGH = "PassThrough"  # noqa: S105 - a mode, no password
    """Only when the caller decided so."""
    ACTIVE = "Active"
    """Lambda samples on its own; each trace recorded costs."""


@dataclass(frozen=True, kw_only=True)
class FunctionNetwork:
    """Where a function that must reach private resources has its network interfaces."""

    # The VPC of the subnets.
    vpc_id: pulumi.Input[str]
    # Private subnets, in more than one availability zone.
    subnet_ids: Sequence[pulumi.Input[str]]


@dataclass(frozen=True, kw_only=True)
class OrderConsumerArgs:
    """Arguments of OrderConsumer."""

    # Where the function runs.
    location: Location
    # Physical name; the log group is ``/aws/lambda/<function_name>``.
    function_name: str
    # Image with its digest, in an ECR repository of this region, built for arm64: Lambda takes no other.
    image_uri: str
    # The queue that it works off: ``FifoQueue.source``.
    queue: QueueSource
    # Seconds that a batch may take; the article's visibility of 120 allows 20.
    timeout_seconds: int = 20
    # Memory in MiB; its CPU grows with it. Enough for a Python handler with boto3 (guess).
    memory_mib: int = 512
    # Messages a batch; the largest that FIFO has, as calls are what costs.
    batch_size: int = 10
    # Batches at the same time, 2 to 1000: what e-mail and inventory behind it stand (guess).
    maximum_concurrency: int = 10
    # Concurrency kept for this function and not exceeded by it; none shares the account's.
    reserved_concurrency: int | None = None
    # Command in place of the image's own.
    command: Sequence[str] | None = None
    # Settings; ARNs of secrets rather than secrets.
    environment: Mapping[str, pulumi.Input[str]] = field(default_factory=dict)
    # The network, if it calls something private; without one it calls public addresses only.
    network: FunctionNetwork | None = None
    # Tracing; off until something reads the traces.
    tracing_mode: TracingMode = TracingMode.PASS_THROUGH
    # Days that log lines are kept; long enough to look into the last month's incident (guess).
    log_retention_days: int = 30

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", self.function_name):
            raise ValueError(
                f"the function name {self.function_name!r} may hold 64 letters, digits, - and _ at most: rename it"
            )
        _check_image(self)
        _check_time(self)
        _check_concurrency(self)


class OrderConsumer(pulumi.ComponentResource):
    """A Lambda function from a container image that consumes a FIFO queue.

    *Creates*: log group, role with exactly what it needs, function, event source mapping, and a security group if it
    has a network.

    *Outputs*: ``function_name``, ``function_arn`` and ``log_group_name``, known at preview; ``role``, to grant rights
    to; ``security_group``, if it has a network, to connect to others.

    *Cost* (2026-11, us-east-1, arm64): 0.20 USD a million batches and 0.0000133334 a GB-second. A million batches of
    1 s at 512 MiB, up to ten million orders, are 6.87.

    *Rules that watch it*: visibility of six timeouts or more (QUEUE-001); batch of ten or less and no batching window
    (QUEUE-007); partial batch failures (QUEUE-013); maximum concurrency in range and within the reserved (QUEUE-014,
    QUEUE-008); rights on the queue (SECURITY-003).
    """

    function_name: pulumi.Output[str]
    function_arn: pulumi.Output[str]
    log_group_name: pulumi.Output[str]
    role: aws.iam.Role

    def __init__(self, name: str, args: OrderConsumerArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:OrderConsumer", name, {}, opts)
        self._name = name
        self._args = args
        self.log_group_name = self._log_group().name
        self.security_group = self._security_group(args.network) if args.network else None
        self.role = self._role()
        rights = self._rights()
        self.function_name = self._function(rights).name
        self.function_arn = self.function_name.apply(lambda made: args.location.arn("lambda", f"function:{made}"))
        self._mapping(rights)
        self.register_outputs(
            {
                "function_name": self.function_name,
                "function_arn": self.function_arn,
                "log_group_name": self.log_group_name,
                "role": self.role,
            }
        )

    def _log_group(self) -> aws.cloudwatch.LogGroup:
        return aws.cloudwatch.LogGroup(
            f"{self._name}-logs",
            name=f"/aws/lambda/{self._args.function_name}",
            retention_in_days=self._args.log_retention_days,
            tags={"Name": self._name},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _security_group(self, network: FunctionNetwork) -> SecurityGroup:
        group = SecurityGroup(
            f"{self._name}-function",
            SecurityGroupArgs(vpc_id=network.vpc_id, description="Function"),
            pulumi.ResourceOptions(parent=self),
        )
        group.allow_to_anywhere(_HTTPS)
        return group

    def _role(self) -> aws.iam.Role:
        description = f"What {self._args.function_name} may do"
        return iam.service_role(f"{self._name}-role", "lambda", self._args.location, description, parent=self)

    def _rights(self) -> aws.iam.RolePolicy:
        statements = [self._may_log(), *may_consume(self._args.queue), *self._may_have_interfaces(), *self._may_trace()]
        return iam.grant(f"{self._name}-rights", self.role, *statements, parent=self)

    def _may_log(self) -> iam.Statement:
        location = self._args.location
        streams = self.log_group_name.apply(lambda group: location.arn("logs", f"log-group:{group}:*"))
        return iam.allow(["logs:CreateLogStream", "logs:PutLogEvents"], [streams])

    def _may_have_interfaces(self) -> list[iam.Statement]:
        """Lambda itself makes the interfaces with this role; the function's own code has no business with them."""
        if self._args.network is None:
            return []
        itself = self._args.location.arn("lambda", f"function:{self._args.function_name}")
        return [
            iam.allow(_ENI_ACTIONS, ["*"]),  # the interfaces do not exist yet, and Describe actions know no resource
            {
                "Effect": "Deny",
                "Action": list(_ENI_ACTIONS),
                "Resource": ["*"],
                "Condition": {"ArnEquals": {"lambda:SourceFunctionArn": itself}},
            },
        ]

    def _may_trace(self) -> list[iam.Statement]:
        if self._args.tracing_mode is TracingMode.PASS_THROUGH:
            return []
        return [
            iam.allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], ["*"])
        ]  # X-Ray has no resource to name

    def _function(self, rights: aws.iam.RolePolicy) -> aws.lambda_.Function:
        args = self._args
        return aws.lambda_.Function(
            f"{self._name}-function",
            name=args.function_name,
            package_type="Image",
            image_uri=args.image_uri,
            image_config={"commands": list(args.command)} if args.command else None,
            architectures=["arm64"],  # a fifth cheaper than x86_64
            role=self.role.arn,
            timeout=args.timeout_seconds,
            memory_size=args.memory_mib,
            reserved_concurrent_executions=args.reserved_concurrency,
            environment={"variables": dict(args.environment)} if args.environment else None,
            logging_config={"log_format": "JSON", "log_group": self.log_group_name},
            tracing_config={"mode": args.tracing_mode.value},
            vpc_config=self._vpc_config(),
            tags={"Name": self._name},
            # Lambda refuses a function in a network as long as its role may not make interfaces.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[rights]),
        )

    def _vpc_config(self) -> aws.lambda_.FunctionVpcConfigArgs | None:
        network, group = self._args.network, self.security_group
        if network is None or group is None:
            return None
        return aws.lambda_.FunctionVpcConfigArgs(subnet_ids=network.subnet_ids, security_group_ids=[group.id])

    def _mapping(self, rights: aws.iam.RolePolicy) -> None:
        args = self._args
        aws.lambda_.EventSourceMapping(
            f"{self._name}-mapping",
            event_source_arn=args.queue.arn,
            function_name=self.function_name,
            batch_size=args.batch_size,
            function_response_types=["ReportBatchItemFailures"],
            scaling_config={"maximum_concurrency": args.maximum_concurrency},
            tags={"Name": self._name},
            # Lambda refuses a queue that the function's role may not read.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[rights]),
        )


def _check_image(args: OrderConsumerArgs) -> None:
    image = _PINNED_ECR_IMAGE.fullmatch(args.image_uri)
    if image is None:
        raise ValueError(
            f"the image {args.image_uri!r} must be one of an ECR repository, pinned: end it with @sha256: and the 64"
            " hex digits of its digest"
        )
    if image["region"] != args.location.region:
        raise ValueError(
            f"the image is in {image['region']} but the function in {args.location.region}: replicate the repository"
            " there, Lambda takes images of its own region only"
        )


def _check_time(args: OrderConsumerArgs) -> None:
    if not 1 <= args.timeout_seconds <= _LONGEST_TIMEOUT_SECONDS:
        raise ValueError(f"timeout_seconds must be between 1 and {_LONGEST_TIMEOUT_SECONDS}")
    needed, given = _VISIBILITY_FACTOR * args.timeout_seconds, args.queue.visibility_timeout_seconds
    if given < needed:
        raise ValueError(
            f"the queue hides a message for {given} s but the function may take {args.timeout_seconds} s:"
            f" raise the queue's visibility_timeout_seconds to {needed} ({_VISIBILITY_FACTOR} x), or orders are worked"
            " off twice"
        )


def _check_concurrency(args: OrderConsumerArgs) -> None:
    if not 1 <= args.batch_size <= _LARGEST_FIFO_BATCH:
        raise ValueError(f"batch_size must be between 1 and {_LARGEST_FIFO_BATCH}, the most that a FIFO queue gives")
    if not 2 <= args.maximum_concurrency <= 1000:
        raise ValueError("maximum_concurrency must be between 2 and 1000, the range of Lambda")
    if args.reserved_concurrency is not None and args.reserved_concurrency < args.maximum_concurrency:
        raise ValueError(
            f"reserved_concurrency ({args.reserved_concurrency}) is below maximum_concurrency"
            f" ({args.maximum_concurrency}): raise it, or batches are throttled and good orders put aside"
        )
