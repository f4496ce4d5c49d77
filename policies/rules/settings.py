"""The settings of the pack as a whole: the options of its policy SETTINGS, which itself finds nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from rules import traffic
from rules.resource import number
from rules.values import UNKNOWN

NAME: Final = "SETTINGS"

SCHEMA: Final[dict[str, dict[str, Any]]] = {
    "traffic": {
        "type": "object",
        "description": "The traffic that capacity rules compare the stack with. Peaks; each figure is optional.",
        "properties": {
            fact: {"type": "number", "minimum": 0, "description": meaning} for fact, meaning in traffic.FACTS.items()
        },
        "additionalProperties": False,
    },
}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the user set for all rules."""

    traffic: Mapping[str, float] = field(default_factory=dict)


def of(config: Mapping[str, Any]) -> Settings:
    """The settings in a policy configuration; what is malformed counts as not set."""
    declared = config.get("traffic")
    return Settings(traffic=_figures(declared) if isinstance(declared, Mapping) else {})


def _figures(declared: Mapping[str, Any]) -> dict[str, float]:
    figures = {fact: number(declared.get(fact)) for fact in traffic.FACTS}
    return {fact: value for fact, value in figures.items() if value is not None and value is not UNKNOWN and value >= 0}
