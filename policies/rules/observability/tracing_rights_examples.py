"""Programs that keep and break TELEMETRY-014, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.security import common_examples as common

TRACES = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]


def _function(role: pulumi.Input[str], mode: str = "Active", **settings: Any) -> None:
    code = pulumi.AssetArchive({"index.py": pulumi.StringAsset("")})
    tracing = aws.lambda_.FunctionTracingConfigArgs(mode=mode)
    aws.lambda_.Function(
        "handler",
        role=role,
        code=code,
        handler="index.handler",
        runtime="python3.13",
        tracing_config=tracing,
        **settings,
    )


def good_managed_policy() -> None:
    """AWS has a policy for this."""
    role = common.role("lambda")
    aws.iam.RolePolicyAttachment("traces", role=role.name, policy_arn=f"{common.MANAGED}AWSXRayDaemonWriteAccess")
    _function(role.arn)


def good_pass_through() -> None:
    """Without active tracing nothing is written."""
    _function(common.role("lambda").arn, "PassThrough")


def bad_logs_only() -> None:
    """Function `handler` has active tracing, but role `app` may not write to X-Ray."""
    basic = f"{common.MANAGED}service-role/AWSLambdaBasicExecutionRole"
    _function(common.role("lambda", managed_policy_arns=[basic]).arn)


def bad_segments_only_inline() -> None:
    """Function `handler` has active tracing, but role `app` may not write to X-Ray."""
    rights = common.document(common.allow(TRACES[0]))
    _function(common.role("lambda", inline_policies=[{"name": "traces", "policy": rights}]).arn)


def bad_on_an_arn_by_literal_role() -> None:
    """Function `handler` has active tracing, but role `app` may not write to X-Ray."""
    role = common.named_role("handler-role", "lambda")
    common.grant(role, common.allow(TRACES, "arn:aws:xray:*:*:group/*"))
    _function("arn:aws:iam::123456789012:role/handler-role")


def bad_none_in_a_component() -> None:
    """Function `handler` has active tracing, but role `app` may not write to X-Ray."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Handler", "shop"))
    _function(common.role("lambda", opts=inside).arn, opts=inside)
