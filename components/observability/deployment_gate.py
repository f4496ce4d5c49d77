"""One alarm for many: may something be deployed now, and did the last deployment do harm?

A pipeline asks it before and after each release; it is bad as soon as any of the alarms behind it is, and says which.
ECS itself watches the alarms of the service that it deploys; this one stands above all services. It owns itself only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.naming import Location

_MOST_ALARMS = 100  # of a composite alarm; CloudWatch API reference, PutCompositeAlarm
_RUNBOOK = "deployment-gate"


@dataclass(frozen=True, kw_only=True)
class DeploymentGateArgs:
    """Arguments of DeploymentGate."""

    # Where the alarms are.
    location: Location
    # Physical name, which a pipeline asks for.
    gate_name: str
    # Physical names of the alarms that close it, outputs of the alarms so that they are there first.
    alarm_names: Sequence[pulumi.Input[str]]
    # Whom it tells; nobody by default, as the alarms behind it tell already.
    topic_arn: pulumi.Input[str] | None = None
    # Where the runbooks can be read.
    runbooks: str = "docs/runbooks"

    def __post_init__(self) -> None:
        if not 1 <= len(self.alarm_names) <= _MOST_ALARMS:
            raise ValueError(f"a gate has 1 to {_MOST_ALARMS} alarms, this one {len(self.alarm_names)}: choose those")


class DeploymentGate(pulumi.ComponentResource):
    """A composite alarm that goes off as soon as one of its alarms does.

    *Creates*: the composite alarm.

    *Outputs*: ``gate_name`` and ``gate_arn``, known at preview.

    *Cost* (2026-11, us-east-1): 0.50 USD a month (CloudWatch's price page, not in aws-facts: guess).

    *Rules that watch it*: its alarms exist, each with dimensions and chosen missing-data handling (TELEMETRY-001,
    TELEMETRY-002, TELEMETRY-003, TELEMETRY-004).
    """

    gate_name: pulumi.Output[str]
    gate_arn: pulumi.Output[str]

    def __init__(self, name: str, args: DeploymentGateArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:DeploymentGate", name, {}, opts)
        actions = [args.topic_arn] if args.topic_arn is not None else None
        gate = aws.cloudwatch.CompositeAlarm(
            f"{name}-alarm",
            alarm_name=args.gate_name,
            alarm_description=f"No deployment while this is in alarm. Runbook: {args.runbooks}/{_RUNBOOK}.md",
            alarm_rule=pulumi.Output.all(*args.alarm_names).apply(gate_rule),
            alarm_actions=actions,
            ok_actions=actions,
            tags={"Name": args.gate_name},
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.gate_name = gate.alarm_name
        self.gate_arn = gate.alarm_name.apply(lambda made: args.location.arn("cloudwatch", f"alarm:{made}"))
        self.register_outputs({"gate_name": self.gate_name, "gate_arn": self.gate_arn})


def gate_rule(alarm_names: Sequence[str]) -> str:
    """The rule of a composite alarm that is bad when any of the alarms is."""
    return " OR ".join(f'ALARM("{name}")' for name in alarm_names)
