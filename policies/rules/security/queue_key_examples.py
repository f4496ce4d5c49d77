"""Programs that keep and break SECURITY-004, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.observability import common_examples as queues
from rules.security import common_examples as common

MANAGED = [f"{common.MANAGED}service-role/AWSLambdaSQSQueueExecutionRole"]
ORDERS = "arn:aws:sqs:us-east-1:123456789012:orders"


def _reads(role: aws.iam.Role, key: pulumi.Input[str] | None, **more: Any) -> None:
    queue = queues.queue("orders", kms_master_key_id=key, name="orders", **more)
    code = pulumi.AssetArchive({"index.py": pulumi.StringAsset("")})
    function = aws.lambda_.Function(
        "handler", role=role.arn, code=code, handler="index.handler", runtime="python3.13", **more
    )
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue.arn, function_name=function.name, **more)


def good_policy_of_the_role() -> None:
    """The role may decrypt."""
    role = common.role("lambda", managed_policy_arns=MANAGED)
    common.grant(role, common.allow("kms:Decrypt"))
    _reads(role, common.key("shop").arn)


def good_policy_of_the_key() -> None:
    """The key's policy names the role."""
    role = common.role("lambda", name="app", managed_policy_arns=MANAGED)
    arn = role.name.apply(lambda name: f"arn:aws:iam::123456789012:role/{name}")
    decrypt = arn.apply(lambda who: common.document({**common.allow("kms:Decrypt"), "Principal": {"AWS": who}}))
    key = aws.kms.Key("shop", enable_key_rotation=True, policy=decrypt)
    _reads(role, key.key_id)


def good_key_of_sqs() -> None:
    """SQS's own key is for everybody in the account who may use the queue."""
    _reads(common.role("lambda", managed_policy_arns=MANAGED), "alias/aws/sqs")


def bad_no_right() -> None:
    """Role `app` may not decrypt with key `shop`, which encrypts the messages of queue `orders`."""
    _reads(common.role("lambda", managed_policy_arns=MANAGED), common.key("shop").arn)


def bad_alias_and_encrypt_only() -> None:
    """Role `app` may not decrypt with key `shop`, which encrypts the messages of queue `orders`."""
    aws.kms.Alias("shop", name="alias/shop", target_key_id=common.key("shop").key_id)
    role = common.role("lambda", managed_policy_arns=MANAGED)
    common.grant(role, common.allow(["kms:Encrypt", "kms:GenerateDataKey*"]))
    _reads(role, "alias/shop")


def bad_in_a_component() -> None:
    """Role `app` may not decrypt with key `shop`, which encrypts the messages of queue `orders`."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Handler", "handler"))
    role = common.role("lambda", managed_policy_arns=MANAGED, opts=inside)
    _reads(role, common.key("shop", opts=inside).key_id, opts=inside)
