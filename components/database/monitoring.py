"""How closely the instances are watched from the outside: the operating system's figures, and what queries wait for.

Database Insights took the place of Performance Insights; the arguments that switch it on kept the older name.
"""

from dataclasses import dataclass
from enum import Enum

import pulumi
import pulumi_aws as aws

from components import iam
from components.naming import Location

_INTERVALS = (0, 1, 5, 10, 15, 30, 60)  # seconds, RDS API


class InsightsMode(Enum):
    """How much of what queries wait for is recorded."""

    OFF = "off"
    """Nothing: for small serverless clusters, which it would keep from scaling down."""
    STANDARD = "standard"
    """Seven days, at no charge."""
    ADVANCED = "advanced"
    """Fifteen months, with query plans and locks; charged by vCPU or capacity unit and month."""


_RETENTION_DAYS = {InsightsMode.STANDARD: 7, InsightsMode.ADVANCED: 465}  # RDS API: what each mode asks for


@dataclass(frozen=True, kw_only=True)
class DatabaseMonitoring:
    """How the instances are watched."""

    # Seconds between two readings of the operating system: 1, 5, 10, 15, 30 or 60, 0 for none; each is a log line.
    interval_seconds: int = 60
    # What queries wait for.
    insights: InsightsMode = InsightsMode.STANDARD
    # A customer managed KMS key for the insights; without one AWS's own. It cannot be changed later.
    insights_key_arn: pulumi.Input[str] | None = None

    def __post_init__(self) -> None:
        if self.interval_seconds not in _INTERVALS:
            raise ValueError(f"interval_seconds must be one of {', '.join(str(value) for value in _INTERVALS)}")
        if self.insights_key_arn is not None and not self.insights_on:
            raise ValueError("insights_key_arn goes with insights: leave it out or choose another mode than OFF")

    @property
    def insights_on(self) -> bool:
        """Whether anything is recorded."""
        return self.insights is not InsightsMode.OFF

    @property
    def insights_retention_days(self) -> int | None:
        """Days that insights are kept."""
        return _RETENTION_DAYS.get(self.insights)

    @property
    def database_insights_mode(self) -> str:
        """The mode as RDS has it, which knows none without."""
        return "advanced" if self.insights is InsightsMode.ADVANCED else "standard"


def monitoring_role(name: str, location: Location, parent: pulumi.Resource) -> pulumi.Output[str]:
    """The ARN of a role with which RDS writes the operating system's figures to CloudWatch Logs.

    It comes with its rights: RDS refuses an instance whose role has none.
    """
    role = iam.service_role(name, "monitoring.rds", location, "RDS enhanced monitoring", parent)
    rights = aws.iam.RolePolicyAttachment(
        f"{name}-rights",
        role=role.name,
        # AWS's own: what monitoring writes where is AWS's to change.
        policy_arn=f"arn:{location.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
        opts=pulumi.ResourceOptions(parent=parent),
    )
    return pulumi.Output.all(role.arn, rights.policy_arn).apply(lambda both: str(both[0]))
