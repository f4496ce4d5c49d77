"""Flow logs: who talked to whom in the VPC, and what was refused.

They answer, after the fact, whether a security group was too open, which task reached out to where, and how much
traffic crosses zones. They go to a log group of their own, which nobody but the flow log service may write to. They
record headers, never contents, and lag some minutes behind: alarms do not use them.
"""

from dataclasses import dataclass
from enum import Enum

import pulumi
import pulumi_aws as aws

from components.iam import Statement, allow, grant, service_role
from components.naming import Location

AGGREGATION_SECONDS = 600  # the longer of the two that AWS offers: fewest records, so least cost


class FlowLogTraffic(Enum):
    """Which connections are recorded."""

    ALL = "ALL"
    ACCEPT = "ACCEPT"
    REJECT = "REJECT"


@dataclass(frozen=True, kw_only=True)
class FlowLogsArgs:
    """Arguments of FlowLogs."""

    # Where the log group is.
    location: Location
    # The VPC to record.
    vpc_id: pulumi.Input[str]
    # How long records are kept, in days; CloudWatch Logs knows certain numbers only.
    retention_days: int
    # Which connections are recorded.
    traffic: FlowLogTraffic


class FlowLogs(pulumi.ComponentResource):
    """Flow logs of a VPC in CloudWatch Logs.

    *Creates*: log group, role with one policy, flow log.

    *Outputs*: ``log_group_name``.

    *Cost* (2026-11, us-east-1): 0.50 USD/GB written and 0.03 USD/GB-month kept; nothing while there is no traffic.

    *Rules that watch it*: every log group has a retention; a role may write to its own log group only.
    """

    log_group_name: pulumi.Output[str]

    def __init__(self, name: str, args: FlowLogsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:FlowLogs", name, {}, opts)
        group = aws.cloudwatch.LogGroup(
            f"{name}-group",
            retention_in_days=args.retention_days,
            tags={"Name": name},
            opts=pulumi.ResourceOptions(parent=self),
        )
        arn = group.name.apply(lambda made: args.location.arn("logs", f"log-group:{made}"))
        role = service_role(
            f"{name}-role", "vpc-flow-logs", args.location, "Writes the VPC's flow logs to their log group", self
        )
        write = grant(f"{name}-write", role, _write_to(arn), parent=self)
        aws.ec2.FlowLog(
            f"{name}-vpc",
            vpc_id=args.vpc_id,
            traffic_type=args.traffic.value,
            log_destination_type="cloud-watch-logs",
            log_destination=arn,
            iam_role_arn=role.arn,
            max_aggregation_interval=AGGREGATION_SECONDS,
            tags={"Name": name},
            opts=pulumi.ResourceOptions(parent=self, depends_on=[write]),
        )
        self.log_group_name = group.name
        self.register_outputs({"log_group_name": self.log_group_name})


def _write_to(arn: pulumi.Output[str]) -> Statement:
    """AWS's own list of actions without CreateLogGroup (the group exists), on this group and its streams only."""
    actions = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"]
    return allow(actions, [arn, pulumi.Output.concat(arn, ":*")])
