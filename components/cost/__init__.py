"""Cost: what the stack may cost, and who hears when it costs more."""

from components.cost.anomaly_watch import AnomalyWatch, AnomalyWatchArgs, CostTag
from components.cost.budget import Budget, BudgetArgs

__all__ = ["AnomalyWatch", "AnomalyWatchArgs", "Budget", "BudgetArgs", "CostTag"]
