"""Programs that keep and break STORAGE-008, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws


def _table(**settings: Any) -> aws.dynamodb.Table:
    key = [aws.dynamodb.TableAttributeArgs(name="id", type="S")]
    return aws.dynamodb.Table("orders", name="orders", attributes=key, hash_key="id", **settings)


def _target(
    table: pulumi.Input[str], kind: str, opts: pulumi.ResourceOptions | None = None
) -> aws.appautoscaling.Target:
    return aws.appautoscaling.Target(
        kind,
        service_namespace="dynamodb",
        resource_id=pulumi.Output.concat("table/", table),
        scalable_dimension=f"dynamodb:table:{kind}CapacityUnits",
        min_capacity=5,
        max_capacity=500,
        opts=opts,
    )


def _scaled(table: pulumi.Input[str], *kinds: str, opts: pulumi.ResourceOptions | None = None) -> None:
    for kind in kinds:
        target = _target(table, kind, opts)
        use: Any = {"predefined_metric_type": f"DynamoDB{kind}CapacityUtilization"}
        aws.appautoscaling.Policy(
            kind,
            policy_type="TargetTrackingScaling",
            service_namespace=target.service_namespace,
            resource_id=target.resource_id,
            scalable_dimension=target.scalable_dimension,
            target_tracking_scaling_policy_configuration={"predefined_metric_specification": use, "target_value": 70},
            opts=opts,
        )


def good_on_demand() -> None:
    """DynamoDB scales by itself."""
    _table(billing_mode="PAY_PER_REQUEST")


def good_both() -> None:
    """Both are scaled."""
    _scaled(_table(read_capacity=5, write_capacity=5).name, "Read", "Write")


def bad_default() -> None:
    """Table `orders` has provisioned capacity without scaling targets and policies for reads and writes."""
    _table(read_capacity=5, write_capacity=5)


def bad_reads_only_by_literal_name() -> None:
    """Table `orders` has provisioned capacity without scaling targets and policies for reads and writes."""
    _table(billing_mode="PROVISIONED", read_capacity=5, write_capacity=5)
    _scaled("orders", "Read")


def bad_another_table_in_a_component() -> None:
    """Table `orders` has provisioned capacity without scaling targets and policies for reads and writes."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Orders", "component"))
    _table(read_capacity=5, write_capacity=5, opts=inside)
    _scaled("carts", "Read", "Write", opts=inside)


def bad_targets_without_policies() -> None:
    """Table `orders` has provisioned capacity without scaling targets and policies for reads and writes."""
    table = _table(read_capacity=5, write_capacity=5)
    _target(table.name, "Read")
    _target(table.name, "Write")
