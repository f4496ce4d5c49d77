"""The FIFO queue and its dead-letter queue as they reach AWS."""

import dataclasses
import json
from typing import Any

import pulumi
import pytest

from components import iam
from components.messaging import FifoQueue, FifoQueueArgs
from components.naming import Location
from offline.recorder import Graph, run

LOCATION = Location(region="us-east-1", account_id="123456789012")
ARGS = FifoQueueArgs(location=LOCATION, queue_name="floodgate-prod-orders", deletion_protection=True)
KEY = "arn:aws:kms:us-east-1:123456789012:key/5a2d8b0e-0000-4000-8000-000000000000"
QUEUE, POLICY = "aws:sqs/queue:Queue", "aws:sqs/queuePolicy:QueuePolicy"
ARN = "arn:aws:sqs:us-east-1:123456789012:floodgate-prod-orders.fifo"
DLQ_ARN = "arn:aws:sqs:us-east-1:123456789012:floodgate-prod-orders-dlq.fifo"
URL = "https://sqs.us-east-1.amazonaws.com/123456789012/floodgate-prod-orders.fifo"
DLQ_URL = "https://sqs.us-east-1.amazonaws.com/123456789012/floodgate-prod-orders-dlq.fifo"


def graph(args: FifoQueueArgs = ARGS, *, preview: bool = True) -> Graph:
    def program() -> None:
        queue = FifoQueue("main-orders", args)
        for output in ("name", "arn", "url", "dlq_name", "dlq_arn", "dlq_url"):
            pulumi.export(output, getattr(queue, output))
        producer = iam.service_role("producer", "ecs-tasks", LOCATION, "producer", parent=queue)
        consumer = iam.service_role("consumer", "ecs-tasks", LOCATION, "consumer", parent=queue)
        queue.grant_send("api", producer)
        queue.grant_consume("worker", consumer)

    return run(program, preview=preview)


def inputs(made: Graph, name: str) -> dict[str, Any]:
    return made.one(QUEUE, f"main-orders-{name}").inputs


def statements(made: Graph, grant: str) -> list[dict[str, Any]]:
    found = json.loads(made.one("aws:iam/rolePolicy:RolePolicy", f"main-orders-{grant}").inputs["policy"])["Statement"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("which", ["queue", "dlq"])
def test_both_queues_are_fifo_in_high_throughput_mode(which: str) -> None:
    made = inputs(graph(), which)
    assert made["fifoQueue"] is True
    assert made["name"].endswith(".fifo")
    assert (made["deduplicationScope"], made["fifoThroughputLimit"]) == ("messageGroup", "perMessageGroupId")
    assert made["contentBasedDeduplication"] is False


def test_messages_wait_seven_days_and_fourteen_once_put_aside() -> None:
    made = graph()
    assert inputs(made, "queue")["messageRetentionSeconds"] == 604_800
    assert inputs(made, "dlq")["messageRetentionSeconds"] == 1_209_600


def test_a_message_is_hidden_for_two_minutes_and_receives_wait() -> None:
    made = inputs(graph(), "queue")
    assert (made["visibilityTimeoutSeconds"], made["receiveWaitTimeSeconds"]) == (120, 20)


@pytest.mark.parametrize("preview", [True, False])
def test_after_five_receives_a_message_is_put_aside_and_a_preview_can_read_it(preview: bool) -> None:
    made = graph(preview=preview)
    queue, dlq = made.one(QUEUE, "main-orders-queue"), made.one(QUEUE, "main-orders-dlq")
    assert json.loads(queue.inputs["redrivePolicy"]) == {"deadLetterTargetArn": DLQ_ARN, "maxReceiveCount": 5}
    assert queue.property_dependencies["redrivePolicy"] == {dlq.urn}
    assert "redrivePolicy" not in dlq.inputs


def test_the_arn_made_from_the_name_is_the_one_that_aws_gives() -> None:
    made = graph(preview=False)
    assert made.one(QUEUE, "main-orders-dlq").outputs["arn"] == DLQ_ARN
    assert made.one(QUEUE, "main-orders-queue").outputs["url"] == URL


def test_only_the_queue_may_put_messages_aside_there() -> None:
    made = graph()
    allowed = made.one("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", "main-orders-redrive")
    assert allowed.inputs["queueUrl"] == DLQ_URL
    assert json.loads(allowed.inputs["redriveAllowPolicy"]) == {
        "redrivePermission": "byQueue",
        "sourceQueueArns": [ARN],
    }
    assert allowed.property_dependencies["queueUrl"] == {made.one(QUEUE, "main-orders-dlq").urn}
    assert allowed.property_dependencies["redriveAllowPolicy"] == {made.one(QUEUE, "main-orders-queue").urn}


@pytest.mark.parametrize(("policy", "arn", "url"), [("tls", ARN, URL), ("dlq-tls", DLQ_ARN, DLQ_URL)])
def test_both_queues_refuse_connections_without_tls(policy: str, arn: str, url: str) -> None:
    made = graph().one(POLICY, f"main-orders-{policy}").inputs
    (statement,) = json.loads(made["policy"])["Statement"]
    assert made["queueUrl"] == url
    assert (statement["Effect"], statement["Principal"], statement["Action"]) == ("Deny", "*", "sqs:*")
    assert statement["Resource"] == [arn]
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


@pytest.mark.parametrize("which", ["queue", "dlq"])
def test_messages_are_encrypted_by_sqs_or_by_the_callers_key(which: str) -> None:
    own = inputs(graph(), which)
    assert own["sqsManagedSseEnabled"] is True
    assert "kmsMasterKeyId" not in own
    given = inputs(graph(dataclasses.replace(ARGS, key_arn=KEY)), which)
    assert given["kmsMasterKeyId"] == KEY
    assert "sqsManagedSseEnabled" not in given


@pytest.mark.parametrize("protected", [True, False])
def test_both_queues_resist_deletion_if_asked(protected: bool) -> None:
    made = graph(dataclasses.replace(ARGS, deletion_protection=protected))
    assert [bool(queue.request.protect) for queue in made.of_type(QUEUE)] == [protected, protected]


def test_every_output_is_known_at_preview() -> None:
    assert graph().exports == {
        "name": "floodgate-prod-orders.fifo",
        "arn": ARN,
        "url": URL,
        "dlq_name": "floodgate-prod-orders-dlq.fifo",
        "dlq_arn": DLQ_ARN,
        "dlq_url": DLQ_URL,
    }


def test_the_url_is_that_of_the_partition() -> None:
    place = Location(region="cn-north-1", account_id="123456789012")
    exported = graph(dataclasses.replace(ARGS, location=place)).exports
    assert exported["url"] == "https://sqs.cn-north-1.amazonaws.com.cn/123456789012/floodgate-prod-orders.fifo"


def test_a_producer_may_send_to_this_queue_and_nothing_else() -> None:
    made = graph()
    assert statements(made, "send-api") == [{"Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": [ARN]}]
    policy = made.one("aws:iam/rolePolicy:RolePolicy", "main-orders-send-api")
    assert policy.property_dependencies["role"] == {made.one("aws:iam/role:Role", "producer").urn}
    assert policy.property_dependencies["policy"] == {made.one(QUEUE, "main-orders-queue").urn}


def test_a_consumer_may_take_from_this_queue_and_nothing_else() -> None:
    (consume,) = statements(graph(), "consume-worker")
    assert consume["Resource"] == [ARN]
    assert sorted(consume["Action"]) == [
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage",
    ]


def test_with_a_key_producers_may_encrypt_and_consumers_decrypt() -> None:
    made = graph(dataclasses.replace(ARGS, key_arn=KEY))
    send, consume = statements(made, "send-api")[1], statements(made, "consume-worker")[1]
    assert (send["Action"], send["Resource"]) == (["kms:GenerateDataKey", "kms:Decrypt"], [KEY])
    assert (consume["Action"], consume["Resource"]) == (["kms:Decrypt"], [KEY])


def test_the_numbers_are_the_callers() -> None:
    made = graph(
        dataclasses.replace(
            ARGS,
            visibility_timeout_seconds=300,
            retention_days=2,
            dlq_retention_days=10,
            max_receive_count=8,
            receive_wait_seconds=5,
        )
    )
    queue = inputs(made, "queue")
    assert (queue["visibilityTimeoutSeconds"], queue["messageRetentionSeconds"]) == (300, 172_800)
    assert queue["receiveWaitTimeSeconds"] == 5
    assert json.loads(queue["redrivePolicy"])["maxReceiveCount"] == 8
    assert inputs(made, "dlq")["messageRetentionSeconds"] == 864_000


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"queue_name": "orders.fifo"}, ".fifo is added to it"),
        ({"queue_name": "o" * 72}, "longer than 80 characters: shorten it"),
        ({"dlq_retention_days": 7}, r"dlq_retention_days \(7\) must be above retention_days \(7\)"),
        ({"dlq_retention_days": 15}, "at most 14"),
        ({"retention_days": 0}, "must be at least 1"),
        ({"max_receive_count": 0}, "must be at least 1"),
        ({"visibility_timeout_seconds": 0}, "between 1 and 43200"),
        ({"receive_wait_seconds": 21}, "between 0 and 20"),
    ],
)
def test_contradictory_arguments_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        dataclasses.replace(ARGS, **change)


def test_the_longest_name_that_fits_is_accepted() -> None:
    assert len(dataclasses.replace(ARGS, queue_name="o" * 71).queue_name + "-dlq.fifo") == 80
