"""The order consumer as it reaches AWS."""

import dataclasses
import json
from typing import Any

import pulumi
import pytest

from components.messaging import (
    FifoQueue,
    FifoQueueArgs,
    FunctionNetwork,
    OrderConsumer,
    OrderConsumerArgs,
    QueueSource,
    TracingMode,
)
from components.naming import Location
from offline.recorder import Graph, run

LOCATION = Location(region="us-east-1", account_id="123456789012")
DIGEST = "@sha256:" + "0a" * 32
IMAGE = f"123456789012.dkr.ecr.us-east-1.amazonaws.com/floodgate/order-consumer{DIGEST}"
QUEUE_ARN = "arn:aws:sqs:us-east-1:123456789012:floodgate-prod-orders.fifo"
KEY = "arn:aws:kms:us-east-1:123456789012:key/5a2d8b0e-0000-4000-8000-000000000000"
SOURCE = QueueSource(arn=QUEUE_ARN, visibility_timeout_seconds=120)
ARGS = OrderConsumerArgs(
    location=LOCATION, function_name="floodgate-prod-order-consumer", image_uri=IMAGE, queue=SOURCE
)
NETWORK = FunctionNetwork(vpc_id="vpc-1", subnet_ids=["subnet-1", "subnet-2"])
FUNCTION = "aws:lambda/function:Function"
MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
RIGHTS = "aws:iam/rolePolicy:RolePolicy"


def graph(*, preview: bool = True, **changes: Any) -> Graph:
    def program() -> None:
        consumer = OrderConsumer("main-consumer", dataclasses.replace(ARGS, **changes))
        for output in ("function_name", "function_arn", "log_group_name"):
            pulumi.export(output, getattr(consumer, output))
        pulumi.export("role", consumer.role.name)
        pulumi.export("has_security_group", consumer.security_group is not None)

    return run(program, preview=preview)


def with_queue() -> None:
    """The consumer on a queue made by the component beside it."""
    queue = FifoQueue(
        "main-orders", FifoQueueArgs(location=LOCATION, queue_name="floodgate-prod-orders", deletion_protection=True)
    )
    OrderConsumer("main-consumer", dataclasses.replace(ARGS, queue=queue.source))


def function(**changes: Any) -> dict[str, Any]:
    return graph(**changes).one(FUNCTION, "main-consumer-function").inputs


def mapping(**changes: Any) -> dict[str, Any]:
    return graph(**changes).one(MAPPING, "main-consumer-mapping").inputs


def statements(made: Graph) -> list[dict[str, Any]]:
    found = json.loads(made.one(RIGHTS, "main-consumer-rights").inputs["policy"])["Statement"]
    assert isinstance(found, list)
    return found


def test_the_function_is_a_pinned_image_on_arm() -> None:
    made = function()
    assert (made["packageType"], made["imageUri"]) == ("Image", IMAGE)
    assert made["architectures"] == ["arm64"]
    assert (made["name"], made["timeout"], made["memorySize"]) == ("floodgate-prod-order-consumer", 20, 512)
    assert not {"imageConfig", "environment", "vpcConfig", "reservedConcurrentExecutions"} & set(made)


def test_size_command_and_settings_are_the_callers() -> None:
    made = function(
        memory_mib=1024,
        timeout_seconds=10,
        command=["orders.handler"],
        environment={"TABLE": "idempotency"},
        reserved_concurrency=20,
    )
    assert (made["memorySize"], made["timeout"]) == (1024, 10)
    assert made["imageConfig"] == {"commands": ["orders.handler"]}
    assert made["environment"] == {"variables": {"TABLE": "idempotency"}}
    assert made["reservedConcurrentExecutions"] == 20


def test_json_lines_go_to_a_group_with_retention_that_is_there_first() -> None:
    made = graph(log_retention_days=14)
    group, used = made.one(LOG_GROUP, "main-consumer-logs"), made.one(FUNCTION)
    assert group.inputs["name"] == "/aws/lambda/floodgate-prod-order-consumer"
    assert group.inputs["retentionInDays"] == 14
    assert used.inputs["loggingConfig"] == {
        "logFormat": "JSON",
        "logGroup": "/aws/lambda/floodgate-prod-order-consumer",
    }
    assert used.property_dependencies["loggingConfig"] == {group.urn}


def test_failed_messages_come_back_alone_in_batches_of_ten_without_a_window() -> None:
    made = mapping()
    assert made["functionResponseTypes"] == ["ReportBatchItemFailures"]
    assert made["batchSize"] == 10
    assert "maximumBatchingWindowInSeconds" not in made
    assert made["scalingConfig"] == {"maximumConcurrency": 10}


def test_batches_are_the_callers() -> None:
    made = mapping(batch_size=1, maximum_concurrency=2)
    assert (made["batchSize"], made["scalingConfig"]) == (1, {"maximumConcurrency": 2})


@pytest.mark.parametrize("preview", [True, False])
def test_the_mapping_joins_queue_and_function_and_a_preview_can_read_it(preview: bool) -> None:
    made = run(with_queue, preview=preview)
    joined, queue = made.one(MAPPING), made.one("aws:sqs/queue:Queue", "main-orders-queue")
    assert joined.inputs["eventSourceArn"] == QUEUE_ARN
    assert joined.inputs["functionName"] == "floodgate-prod-order-consumer"
    assert joined.property_dependencies["eventSourceArn"] == {queue.urn}
    assert joined.property_dependencies["functionName"] == {made.one(FUNCTION).urn}
    assert queue.inputs["visibilityTimeoutSeconds"] >= 6 * made.one(FUNCTION).inputs["timeout"]


def test_function_and_mapping_wait_for_the_rights() -> None:
    made = graph()
    rights = made.one(RIGHTS).urn
    assert rights in made.one(FUNCTION).dependencies
    assert rights in made.one(MAPPING).dependencies


def test_only_lambda_of_this_account_may_have_the_role() -> None:
    made = graph(preview=False)
    role = made.one("aws:iam/role:Role", "main-consumer-role")
    (trust,) = json.loads(role.inputs["assumeRolePolicy"])["Statement"]
    assert trust["Principal"] == {"Service": "lambda.amazonaws.com"}
    assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": "123456789012"}}
    assert made.one(FUNCTION).inputs["role"] == role.outputs["arn"]


def test_the_function_may_log_and_take_from_its_queue_and_nothing_else() -> None:
    log, consume = statements(graph())
    assert log == {
        "Effect": "Allow",
        "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": ["arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/floodgate-prod-order-consumer:*"],
    }
    assert consume["Resource"] == [QUEUE_ARN]
    assert "sqs:ReceiveMessage" in consume["Action"]


def test_a_key_of_the_queue_may_be_used_to_decrypt() -> None:
    made = graph(queue=dataclasses.replace(SOURCE, key_arn=KEY))
    assert statements(made)[-1] == {"Effect": "Allow", "Action": ["kms:Decrypt"], "Resource": [KEY]}


def test_in_a_network_it_has_a_group_of_its_own_and_reaches_https() -> None:
    made = graph(network=NETWORK, preview=False)
    group = made.one("floodgate:index:SecurityGroup", "main-consumer-function")
    assert made.one(FUNCTION).inputs["vpcConfig"] == {
        "subnetIds": ["subnet-1", "subnet-2"],
        "securityGroupIds": [group.outputs["id"]],
    }
    (out,) = made.of_type("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
    assert (out.inputs["cidrIpv4"], out.inputs["toPort"]) == ("0.0.0.0/0", 443)
    assert not made.of_type("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")


def test_lambda_may_make_interfaces_for_it_but_its_own_code_may_not() -> None:
    *_, allow, deny = statements(graph(network=NETWORK))
    assert (allow["Effect"], deny["Effect"]) == ("Allow", "Deny")
    assert allow["Action"] == deny["Action"]
    assert "ec2:CreateNetworkInterface" in allow["Action"]
    assert deny["Condition"] == {
        "ArnEquals": {
            "lambda:SourceFunctionArn": "arn:aws:lambda:us-east-1:123456789012:function:floodgate-prod-order-consumer"
        }
    }


def test_tracing_is_off_and_brings_its_rights_when_on() -> None:
    assert function()["tracingConfig"] == {"mode": "PassThrough"}
    made = graph(tracing_mode=TracingMode.ACTIVE)
    assert made.one(FUNCTION).inputs["tracingConfig"] == {"mode": "Active"}
    assert statements(made)[-1]["Action"] == ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]


def test_the_outputs_are_known_at_preview() -> None:
    made = graph()
    assert made.exports == {
        "function_name": "floodgate-prod-order-consumer",
        "function_arn": "arn:aws:lambda:us-east-1:123456789012:function:floodgate-prod-order-consumer",
        "log_group_name": "/aws/lambda/floodgate-prod-order-consumer",
        "role": made.one("aws:iam/role:Role").inputs["name"],
        "has_security_group": False,
    }


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"image_uri": IMAGE.replace(DIGEST, ":latest")}, "pinned: end it with @sha256:"),
        ({"image_uri": f"public.ecr.aws/floodgate/consumer{DIGEST}"}, "must be one of an ECR repository"),
        ({"image_uri": IMAGE.replace("us-east-1", "eu-west-1")}, "in eu-west-1 but the function in us-east-1"),
        ({"function_name": "f" * 65}, "64 letters"),
        ({"timeout_seconds": 0}, "between 1 and 900"),
        ({"timeout_seconds": 21}, r"raise the queue's visibility_timeout_seconds to 126 \(6 x\)"),
        ({"batch_size": 11}, "between 1 and 10"),
        ({"maximum_concurrency": 1}, "between 2 and 1000"),
        ({"maximum_concurrency": 1001}, "between 2 and 1000"),
        ({"reserved_concurrency": 9}, r"reserved_concurrency \(9\) is below maximum_concurrency \(10\)"),
    ],
)
def test_contradictory_arguments_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        dataclasses.replace(ARGS, **change)
