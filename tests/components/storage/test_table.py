"""The table as it reaches AWS: keys, capacity, protection and who may use it."""

import dataclasses
import json
from typing import Any

import pulumi
import pytest

from components import iam
from components.naming import Location
from components.storage import BillingMode, Capacity, KeyAttribute, Table, TableArgs
from offline.recorder import Graph, run

LOCATION = Location(region="us-east-1", account_id="123456789012")
ARN = "arn:aws:dynamodb:us-east-1:123456789012:table/floodgate-prod-idempotency"
KEY = "arn:aws:kms:us-east-1:123456789012:key/5a2d8b0e-0000-4000-8000-000000000000"
ARGS = TableArgs(
    location=LOCATION,
    table_name="floodgate-prod-idempotency",
    partition_key=KeyAttribute(name="id"),
    deletion_protection=True,
    ttl_attribute="expires_at",
)
PROVISIONED: dict[str, Any] = {
    "billing_mode": BillingMode.PROVISIONED,
    "read_capacity": Capacity(min_units=5, max_units=100),
    "write_capacity": Capacity(min_units=10, max_units=200, target_percent=60),
}
TABLE, TARGET, POLICY = (
    "aws:dynamodb/table:Table",
    "aws:appautoscaling/target:Target",
    "aws:appautoscaling/policy:Policy",
)


def graph(*, preview: bool = True, **changes: Any) -> Graph:
    def program() -> None:
        table = Table("main-seen", dataclasses.replace(ARGS, **changes))
        pulumi.export("table_name", table.table_name)
        pulumi.export("table_arn", table.table_arn)
        role = iam.service_role("role", "lambda", LOCATION, "role", parent=table)
        table.grant_read_write("consumer", role)

    return run(program, preview=preview)


def table(**changes: Any) -> dict[str, Any]:
    return graph(**changes).one(TABLE).inputs


def test_a_table_is_paid_by_the_request_encrypted_and_forgets_by_itself() -> None:
    made = table()
    assert (made["billingMode"], made["hashKey"]) == ("PAY_PER_REQUEST", "id")
    assert made["attributes"] == [{"name": "id", "type": "S"}]
    assert made["ttl"] == {"enabled": True, "attributeName": "expires_at"}
    assert made["serverSideEncryption"] == {"enabled": True}
    assert made["pointInTimeRecovery"] == {"enabled": True, "recoveryPeriodInDays": 35}
    assert not {"readCapacity", "writeCapacity", "onDemandThroughput", "rangeKey"} & set(made)


def test_it_refuses_to_go_unless_told_otherwise() -> None:
    kept, passing = graph().one(TABLE), graph(deletion_protection=False).one(TABLE)
    assert (kept.inputs["deletionProtectionEnabled"], kept.request.protect) == (True, True)
    assert (passing.inputs["deletionProtectionEnabled"], passing.request.protect) == (False, False)


def test_what_is_not_asked_for_is_off() -> None:
    made = table(ttl_attribute=None, recovery_days=None)
    assert "ttl" not in made
    assert made["pointInTimeRecovery"] == {"enabled": False}


def test_a_sort_key_and_the_callers_key_and_lids() -> None:
    made = table(
        sort_key=KeyAttribute(name="at", type="N"), key_arn=KEY, max_read_units=100, max_write_units=50, recovery_days=7
    )
    assert made["rangeKey"] == "at"
    assert made["attributes"] == [{"name": "id", "type": "S"}, {"name": "at", "type": "N"}]
    assert made["serverSideEncryption"] == {"enabled": True, "kmsKeyArn": KEY}
    assert made["onDemandThroughput"] == {"maxReadRequestUnits": 100, "maxWriteRequestUnits": 50}
    assert made["pointInTimeRecovery"]["recoveryPeriodInDays"] == 7
    assert table(max_write_units=50)["onDemandThroughput"] == {"maxWriteRequestUnits": 50}


def test_provisioned_capacity_follows_the_traffic_and_is_left_to_it() -> None:
    made = graph(**PROVISIONED)
    capacity = made.one(TABLE)
    assert capacity.inputs["billingMode"] == "PROVISIONED"
    assert (capacity.inputs["readCapacity"], capacity.inputs["writeCapacity"]) == (5, 10)
    assert sorted(capacity.request.ignoreChanges) == ["readCapacity", "writeCapacity"]
    assert not list(graph().one(TABLE).request.ignoreChanges)


@pytest.mark.parametrize(
    ("what", "metric", "least", "most", "target"), [("read", "Read", 5, 100, 70), ("write", "Write", 10, 200, 60)]
)
def test_reads_and_writes_scale_on_their_own(what: str, metric: str, least: int, most: int, target: int) -> None:
    made = graph(**PROVISIONED)
    scaled, policy = made.one(TARGET, f"main-seen-{what}"), made.one(POLICY, f"main-seen-{what}")
    assert scaled.inputs["scalableDimension"] == f"dynamodb:table:{metric}CapacityUnits"
    assert scaled.inputs["resourceId"] == "table/floodgate-prod-idempotency"
    assert (scaled.inputs["minCapacity"], scaled.inputs["maxCapacity"]) == (least, most)
    assert scaled.property_dependencies["resourceId"] == {made.one(TABLE).urn}
    configuration = policy.inputs["targetTrackingScalingPolicyConfiguration"]
    assert configuration["targetValue"] == target
    assert configuration["predefinedMetricSpecification"] == {
        "predefinedMetricType": f"DynamoDB{metric}CapacityUtilization"
    }


def test_on_demand_nothing_scales() -> None:
    assert graph().of_type(TARGET) == []


@pytest.mark.parametrize("preview", [True, False])
def test_a_role_may_use_this_table_and_nothing_else(preview: bool) -> None:
    made = graph(preview=preview)
    policy = made.one("aws:iam/rolePolicy:RolePolicy", "main-seen-use-consumer")
    (statement,) = json.loads(policy.inputs["policy"])["Statement"]
    assert statement["Resource"] == [ARN]
    assert "dynamodb:PutItem" in statement["Action"]
    assert "dynamodb:GetItem" in statement["Action"]
    assert not [a for a in statement["Action"] if "*" in a or "Scan" in a or "Table" in a]
    assert policy.property_dependencies["policy"] == {made.one(TABLE).urn}


def test_with_a_key_the_role_may_use_that_too() -> None:
    policy = graph(key_arn=KEY).one("aws:iam/rolePolicy:RolePolicy").inputs["policy"]
    assert json.loads(policy)["Statement"][1] == {"Effect": "Allow", "Action": ["kms:Decrypt"], "Resource": [KEY]}


def test_the_outputs_are_known_at_preview_and_are_what_aws_gives() -> None:
    assert graph().exports == {"table_name": "floodgate-prod-idempotency", "table_arn": ARN}
    assert graph(preview=False).one(TABLE).outputs["arn"] == ARN


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"table_name": "ab"}, "3 to 255 characters"),
        ({"recovery_days": 36}, "between 1 and 35"),
        ({"billing_mode": BillingMode.PROVISIONED}, "needs read_capacity and write_capacity"),
        ({**PROVISIONED, "max_read_units": 5}, "are for ON_DEMAND"),
        ({"read_capacity": Capacity(min_units=1, max_units=2)}, "are for PROVISIONED"),
        ({"max_write_units": 0}, "at least 1"),
    ],
)
def test_contradictory_arguments_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        dataclasses.replace(ARGS, **change)


def test_parts_refuse_what_dynamodb_does_not_have() -> None:
    with pytest.raises(ValueError, match="write S, N or B"):
        KeyAttribute(name="id", type="string")
    with pytest.raises(ValueError, match="between 1 and max_units"):
        Capacity(min_units=3, max_units=2)
    with pytest.raises(ValueError, match="between 20 and 90"):
        Capacity(min_units=1, max_units=2, target_percent=95)
