"""The settings of the pack as a whole: the options of its policy SETTINGS, which itself finds nothing."""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from rules import traffic
from rules.exemptions import Exemptions, load
from rules.resource import number
from rules.values import UNKNOWN

NAME: Final = "SETTINGS"
EXEMPTIONS: Final = "exemptions.yaml"

# Where paths in the settings start. The executable sets it to where the engine started it, which is the user's project.
PROJECT: Final = "FLOODGATE_PROJECT"
REPORTS: Final = "FLOODGATE_REPORTS"

SCHEMA: Final[dict[str, dict[str, Any]]] = {
    "exemptions": {
        "type": "string",
        "default": EXEMPTIONS,
        "description": "The file with exemptions, from the project's folder on. This one need not exist.",
    },
    "reports": {
        "type": "string",
        "default": "",
        "description": f"The folder for reports, from the project's folder on; else ${REPORTS}, else none is written.",
    },
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
    """What the user set for all rules. No ``reports``: none are wanted."""

    traffic: Mapping[str, float] = field(default_factory=dict)
    exemptions: Exemptions = field(default_factory=Exemptions)
    reports: Path | None = None


def of(config: Mapping[str, Any], rules: Collection[str]) -> Settings:
    """The settings in a policy configuration, for a pack of these rules; what is malformed counts as not set."""
    exemptions = _text(config.get("exemptions")) or EXEMPTIONS
    reports = _text(config.get("reports")) or os.environ.get(REPORTS, "")
    declared = config.get("traffic")
    project = Path(os.environ.get(PROJECT, ""))
    return Settings(
        traffic=_figures(declared) if isinstance(declared, Mapping) else {},
        exemptions=load(
            project / exemptions,
            exemptions,
            rules=rules,
            today=datetime.now(UTC).date(),
            required=exemptions != EXEMPTIONS,
        ),
        reports=project / reports if reports else None,
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _figures(declared: Mapping[str, Any]) -> dict[str, float]:
    figures = {fact: number(declared.get(fact)) for fact in traffic.FACTS}
    return {fact: value for fact, value in figures.items() if value is not None and value is not UNKNOWN and value >= 0}
