"""Cost: what the stack may cost, and who hears when it costs more.

Commitments (M1) are not among it: a Reserved Instance or a Savings Plan is bought for an account, once, and cannot be
given back, so no deployment buys one. What to commit to is the baseline, what runs at the quietest hour: a Compute
Savings Plan covers Fargate and Lambda, but neither Spot nor load balancers nor NAT; a Database Savings Plan covers
Aurora of the seventh generation on and Valkey, not Redis; older Aurora needs Reserved Instances.
"""

from components.cost.anomaly_watch import AnomalyWatch, AnomalyWatchArgs, CostTag
from components.cost.budget import Budget, BudgetArgs

__all__ = ["AnomalyWatch", "AnomalyWatchArgs", "Budget", "BudgetArgs", "CostTag"]
