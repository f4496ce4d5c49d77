"""What both kinds of queue have in common: a queue, and the queue for what could not be worked off.

It owns the two queues, who may read and write them, and after how many failures a message is put aside; which kind of
queue they are is for its two users to say. Nothing is lost while a consumer is down, for as long as messages are kept.
"""

import re
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components import iam
from components.naming import Location

_DAY = 86_400  # seconds
_LONGEST_NAME = 80  # characters, SQS
_LONGEST_RETENTION_DAYS = 14  # SQS
_LONGEST_VISIBILITY_SECONDS = 43_200  # SQS: twelve hours
_LONGEST_WAIT_SECONDS = 20  # SQS


@dataclass(frozen=True, kw_only=True)
class QueueSource:
    """What a consumer has to know of its queue."""

    # ARN of the queue.
    arn: pulumi.Input[str]
    # Seconds for which a message that was taken is hidden from others.
    visibility_timeout_seconds: int
    # The customer managed KMS key that the queue is encrypted with, if one is.
    key_arn: pulumi.Input[str] | None = None


@dataclass(frozen=True, kw_only=True)
class QueuePairArgs:
    """Arguments that both kinds of queue have."""

    # Where the queues live.
    location: Location
    # Physical name, without ``.fifo``; the second queue's has ``-dlq`` behind it.
    queue_name: str
    # Refuse to delete the queues, and the messages in them, with the stack or on replacement.
    deletion_protection: bool
    # Seconds for which a message that was taken is hidden; the article's. It must outlast the consumer: six times a
    # Lambda function's timeout.
    visibility_timeout_seconds: int = 120
    # Days that a message waits for a consumer; the article's.
    retention_days: int = 7
    # Days that a message put aside is kept; the longest that SQS has, for people have to look at it.
    dlq_retention_days: int = 14
    # Receives after which a message is put aside; AWS's minimum for Lambda: with fewer, throttling alone puts good
    # messages aside.
    max_receive_count: int = 5
    # Seconds that a receive waits for a message; the longest, as empty answers cost as much as full ones.
    receive_wait_seconds: int = 20
    # A customer managed KMS key; without one SQS encrypts with a key of its own, at no charge.
    key_arn: pulumi.Input[str] | None = None

    def __post_init__(self) -> None:
        self._check_names()
        if not self.retention_days < self.dlq_retention_days <= _LONGEST_RETENTION_DAYS:
            raise ValueError(
                f"dlq_retention_days ({self.dlq_retention_days}) must be above retention_days ({self.retention_days}),"
                f" or messages put aside expire before anybody looks, and at most {_LONGEST_RETENTION_DAYS}"
            )
        if self.retention_days < 1 or self.max_receive_count < 1:
            raise ValueError("retention_days and max_receive_count must be at least 1")
        if not 0 < self.visibility_timeout_seconds <= _LONGEST_VISIBILITY_SECONDS:
            raise ValueError(f"visibility_timeout_seconds must be between 1 and {_LONGEST_VISIBILITY_SECONDS}")
        if not 0 <= self.receive_wait_seconds <= _LONGEST_WAIT_SECONDS:
            raise ValueError(f"receive_wait_seconds must be between 0 and {_LONGEST_WAIT_SECONDS}")

    def _check_names(self) -> None:
        if not re.fullmatch(r"[A-Za-z0-9_-]+", self.queue_name):
            raise ValueError(
                f"the queue name {self.queue_name!r} may hold only letters, digits, - and _; .fifo is added to it where"
                " it belongs"
            )
        longest = f"{self.queue_name}-dlq{self._ending}"
        if len(longest) > _LONGEST_NAME:
            raise ValueError(f"the queue name {longest!r} is longer than {_LONGEST_NAME} characters: shorten it")

    @property
    def _ending(self) -> str:
        """What the names of this kind of queue end with."""
        return ""

    @property
    def physical_name(self) -> str:
        """The queue's name in AWS."""
        return f"{self.queue_name}{self._ending}"

    @property
    def physical_dlq_name(self) -> str:
        """The dead-letter queue's name in AWS."""
        return f"{self.queue_name}-dlq{self._ending}"


class QueuePair(pulumi.ComponentResource):
    """The two queues and what joins them: what both kinds of queue are, under a ``token`` of their own."""

    name: pulumi.Output[str]
    arn: pulumi.Output[str]
    url: pulumi.Output[str]
    dlq_name: pulumi.Output[str]
    dlq_arn: pulumi.Output[str]
    dlq_url: pulumi.Output[str]

    def __init__(
        self, token: str, name: str, args: QueuePairArgs, opts: pulumi.ResourceOptions | None, *, fifo: bool
    ) -> None:
        super().__init__(token, name, {}, opts)
        self._name = name
        self._args = args
        self._fifo = True if fifo else None  # SQS takes no "false" for what a standard queue does not have
        self.dlq_name = self._make("dlq", args.physical_dlq_name, args.dlq_retention_days, None).name
        self.dlq_arn, self.dlq_url = self._arn_of(self.dlq_name), self._url_of(self.dlq_name)
        self.name = self._make("queue", args.physical_name, args.retention_days, self._redrive()).name
        self.arn, self.url = self._arn_of(self.name), self._url_of(self.name)
        self._allow_redrive()
        self._refuse_plain_text("tls", self.arn, self.url)
        self._refuse_plain_text("dlq-tls", self.dlq_arn, self.dlq_url)
        self.source = QueueSource(
            arn=self.arn, visibility_timeout_seconds=args.visibility_timeout_seconds, key_arn=args.key_arn
        )
        self.register_outputs(
            {
                "name": self.name,
                "arn": self.arn,
                "url": self.url,
                "dlq_name": self.dlq_name,
                "dlq_arn": self.dlq_arn,
                "dlq_url": self.dlq_url,
            }
        )

    def grant_send(self, grantee: str, role: aws.iam.Role) -> aws.iam.RolePolicy:
        """Let ``role`` send to the queue; ``grantee`` names it in the policy's name."""
        key = self._args.key_arn
        statements = [
            iam.allow(["sqs:SendMessage"], [self.arn]),
            *([iam.allow(["kms:GenerateDataKey", "kms:Decrypt"], [key])] if key is not None else []),
        ]
        return iam.grant(f"{self._name}-send-{grantee}", role, *statements, parent=self)

    def grant_consume(self, grantee: str, role: aws.iam.Role) -> aws.iam.RolePolicy:
        """Let ``role`` receive messages and delete those worked off; ``grantee`` names it in the policy's name."""
        return iam.grant(f"{self._name}-consume-{grantee}", role, *may_consume(self.source), parent=self)

    def _make(
        self, suffix: str, physical: str, retention_days: int, redrive: pulumi.Output[str] | None
    ) -> aws.sqs.Queue:
        args, fifo = self._args, self._fifo
        return aws.sqs.Queue(
            f"{self._name}-{suffix}",
            name=physical,
            fifo_queue=fifo,
            content_based_deduplication=False if fifo else None,
            deduplication_scope="messageGroup" if fifo else None,  # this and the next line are the high-throughput mode
            fifo_throughput_limit="perMessageGroupId" if fifo else None,
            visibility_timeout_seconds=args.visibility_timeout_seconds,
            message_retention_seconds=retention_days * _DAY,
            receive_wait_time_seconds=args.receive_wait_seconds,
            redrive_policy=redrive,
            sqs_managed_sse_enabled=True if args.key_arn is None else None,  # SQS refuses both
            kms_master_key_id=args.key_arn,
            tags={"Name": f"{self._name}-{suffix}"},
            opts=pulumi.ResourceOptions(parent=self, protect=args.deletion_protection),
        )

    def _redrive(self) -> pulumi.Output[str]:
        return pulumi.Output.json_dumps(
            {"deadLetterTargetArn": self.dlq_arn, "maxReceiveCount": self._args.max_receive_count}
        )

    def _allow_redrive(self) -> None:
        aws.sqs.RedriveAllowPolicy(
            f"{self._name}-redrive",
            queue_url=self.dlq_url,
            redrive_allow_policy=pulumi.Output.json_dumps(
                {"redrivePermission": "byQueue", "sourceQueueArns": [self.arn]}
            ),
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _refuse_plain_text(self, suffix: str, arn: pulumi.Output[str], url: pulumi.Output[str]) -> None:
        refusal = {
            "Sid": "RefusePlainText",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "sqs:*",
            "Resource": [arn],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
        aws.sqs.QueuePolicy(
            f"{self._name}-{suffix}",
            queue_url=url,
            policy=iam.document(refusal),
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _arn_of(self, queue: pulumi.Output[str]) -> pulumi.Output[str]:
        """Made from the name: the queue's own is unknown at preview, and would hide the redrive policy from rules."""
        return queue.apply(lambda name: self._args.location.arn("sqs", name))

    def _url_of(self, queue: pulumi.Output[str]) -> pulumi.Output[str]:
        return queue.apply(lambda name: queue_url(self._args.location, name))


def queue_url(place: Location, name: str) -> str:
    """The address of a queue, made from what is known before it exists."""
    return f"https://sqs.{place.region}.{place.dns_suffix}/{place.account_id}/{name}"


def may_consume(source: QueueSource) -> list[iam.Statement]:
    """What a consumer of ``source`` must be allowed."""
    actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"]
    key = [iam.allow(["kms:Decrypt"], [source.key_arn])] if source.key_arn is not None else []
    return [iam.allow(actions, [source.arn]), *key]
