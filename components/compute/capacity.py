"""Which machines tasks run on: Fargate on demand, or Spot, which AWS takes back at two minutes' notice.

Spot is about 70 % cheaper and may go from all tasks at once; on-demand capacity does not step in by itself (aws-facts
E29). So what serves users keeps enough tasks on demand to stay up without the others, and every task on Spot must be
done within the notice. Everything here is a calculation; no resource is created.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi_aws as aws

SPOT_NOTICE_SECONDS = 120  # from the warning to the end; draining and stopping fall into it (aws-facts E07)
HIGHLY_AVAILABLE = 2  # tasks, so that one availability zone may go


@dataclass(frozen=True, kw_only=True)
class CapacityStrategy:
    """How a service's tasks are shared out between on-demand and Spot capacity.

    Decide before the first deployment: a service that runs already is replaced when it changes.
    """

    # Tasks that are always on demand; only what comes on top is shared out by weight.
    on_demand_base: int = 2
    # On-demand share of the tasks above the base, against ``spot_weight``.
    on_demand_weight: int = 0
    # Spot share of the tasks above the base; 0 uses no Spot.
    spot_weight: int = 1

    def __post_init__(self) -> None:
        if not 0 <= self.on_demand_base <= 100_000:
            raise ValueError(f"on_demand_base is {self.on_demand_base}: choose 0 to 100000")
        for field in ("on_demand_weight", "spot_weight"):
            if not 0 <= getattr(self, field) <= 1000:
                raise ValueError(f"{field} is {getattr(self, field)}: choose 0 to 1000")
        if self.on_demand_weight == self.spot_weight == 0:
            raise ValueError("both weights are 0, so tasks above on_demand_base could run nowhere: raise one of them")

    @property
    def uses_spot(self) -> bool:
        """Whether any task may run on Spot."""
        return self.spot_weight > 0


ON_DEMAND = CapacityStrategy(on_demand_base=0, on_demand_weight=1, spot_weight=0)


def provider_strategies(capacity: CapacityStrategy) -> Sequence[aws.ecs.ServiceCapacityProviderStrategyArgs]:
    """``capacity`` in the words of ECS: providers with a base and a weight. One that gets no task is left out."""
    providers = []
    if capacity.on_demand_base or capacity.on_demand_weight:
        providers.append(
            aws.ecs.ServiceCapacityProviderStrategyArgs(
                capacity_provider="FARGATE", base=capacity.on_demand_base, weight=capacity.on_demand_weight
            )
        )
    if capacity.uses_spot:
        providers.append(
            aws.ecs.ServiceCapacityProviderStrategyArgs(
                capacity_provider="FARGATE_SPOT", base=0, weight=capacity.spot_weight
            )
        )
    return providers


def check_user_facing(service_name: str, capacity: CapacityStrategy) -> None:
    """Refuse Spot that would leave users without a service.

    Raises:
        ValueError: too few tasks are on demand.
    """
    if capacity.uses_spot and capacity.on_demand_base < HIGHLY_AVAILABLE:
        raise ValueError(
            f"{service_name} serves users, and AWS may take all its Spot tasks at once: raise on_demand_base"
            f" ({capacity.on_demand_base}) to {HIGHLY_AVAILABLE} or more, or set spot_weight to 0"
        )


def check_notice(service_name: str, capacity: CapacityStrategy, *, drain_seconds: int, stop_seconds: int) -> None:
    """Refuse tasks on Spot that are not done when AWS takes them back.

    Raises:
        ValueError: draining and stopping, which follow one another, take longer than the notice.
    """
    if capacity.uses_spot and drain_seconds + stop_seconds > SPOT_NOTICE_SECONDS:
        raise ValueError(
            f"{service_name} runs on Spot, which is taken back {SPOT_NOTICE_SECONDS} s after the warning, but draining"
            f" ({drain_seconds} s) and stop_timeout_seconds ({stop_seconds}) take longer together: lower one of them"
        )
