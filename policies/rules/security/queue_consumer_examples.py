"""Programs that keep and break SECURITY-003, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

from rules.observability import common_examples as queues
from rules.security import common_examples as common

READ = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
ORDERS = "arn:aws:sqs:us-east-1:123456789012:orders"


def _mapping(
    role: aws.iam.Role, source: pulumi.Input[str] = ORDERS, opts: pulumi.ResourceOptions | None = None
) -> None:
    code = pulumi.AssetArchive({"index.py": pulumi.StringAsset("")})
    function = aws.lambda_.Function(
        "handler", role=role.arn, code=code, handler="index.handler", runtime="python3.13", opts=opts
    )
    aws.lambda_.EventSourceMapping(
        "orders",
        event_source_arn=source,
        function_name=function.name,
        function_response_types=["ReportBatchItemFailures"],
        opts=opts,
    )


def _queue() -> aws.sqs.Queue:
    return queues.queue("orders", name="orders", visibility_timeout_seconds=30)


def good_managed_policy() -> None:
    """AWS has a policy for this."""
    policy = f"{common.MANAGED}service-role/AWSLambdaSQSQueueExecutionRole"
    role = common.role("lambda")
    aws.iam.RolePolicyAttachment("rights", role=role.name, policy_arn=policy)
    _mapping(role, _queue().arn)


def good_literal_arn() -> None:
    """The policy names the queue."""
    _queue()
    role = common.role("lambda")
    common.grant(role, common.allow(READ, ORDERS))
    _mapping(role)


def bad_none() -> None:
    """Role `app` may not sqs:ReceiveMessage and not sqs:DeleteMessage and not sqs:GetQueueAttributes on the queue that
    event source mapping `orders` reads for it."""
    _mapping(common.role("lambda"), _queue().arn)


def bad_send_only_on_all_queues() -> None:
    """Role `app` may not sqs:DeleteMessage and not sqs:GetQueueAttributes on the queue that event source mapping
    `orders` reads for it."""
    role = common.role("lambda")
    common.grant(role, common.allow(["sqs:SendMessage", "sqs:Receive*"]))
    _mapping(role, _queue().arn)


def bad_other_queue_by_literal_arn() -> None:
    """Role `app` may not sqs:GetQueueAttributes on the queue that event source mapping `orders` reads for it."""
    _queue()
    other = common.allow("sqs:GetQueueAttributes", f"{ORDERS}-other")
    rights = common.document(common.allow(READ[:2], "arn:aws:sqs:*:*:ord*"), other)
    _mapping(common.role("lambda", inline_policies=[{"name": "rights", "policy": rights}]))


def bad_basic_role_in_a_component() -> None:
    """Role `app` may not sqs:ReceiveMessage and not sqs:DeleteMessage and not sqs:GetQueueAttributes on the queue that
    event source mapping `orders` reads for it."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Handler", "handler"))
    policy = f"{common.MANAGED}service-role/AWSLambdaBasicExecutionRole"
    _mapping(common.role("lambda", managed_policy_arns=[policy], opts=inside), ORDERS, inside)


def unknown_policy_of_another_stack() -> None:
    """Whether the role of its function may read its queue"""
    policy = "arn:aws:iam::123456789012:policy/consumers"
    _mapping(common.role("lambda", managed_policy_arns=[policy]))
