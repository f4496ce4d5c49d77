"""What a rule found out: verdicts, collected before they become diagnostics."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from rules.logic import Truth
from rules.resource import Resource
from rules.values import UNKNOWN, Unknown


class Verdict(Enum):
    """What a rule says of one resource. A resource that it says nothing of is not its subject."""

    PASS = "pass"  # noqa: S105 - a verdict
    FAIL = "fail"
    NOT_KNOWABLE = "not knowable"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One verdict. ``message`` holds numbers and logical names only, never a property value that may be secret."""

    rule: str
    verdict: Verdict
    urn: str
    message: str = ""  # of FAIL: what is wrong; of NOT_KNOWABLE: what is missing


@dataclass
class Report:
    """Takes the verdicts of one rule, and hands it its options and the declared traffic."""

    rule: str
    options: Mapping[str, Any] = field(default_factory=dict)
    traffic: Mapping[str, float] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def passes(self, resource: Resource) -> None:
        """The resource is as the rule wants it."""
        self._add(Verdict.PASS, resource, "")

    def fails(self, resource: Resource, message: str) -> None:
        """The resource breaks the rule."""
        self._add(Verdict.FAIL, resource, message)

    def not_knowable(self, resource: Resource, missing: str) -> None:
        """The rule cannot decide; ``missing`` is what it would have to know."""
        self._add(Verdict.NOT_KNOWABLE, resource, missing)

    def decides(self, resource: Resource, good: Truth, *, wrong: str, missing: str) -> None:
        """The verdict that goes with ``good``: ``wrong`` is the message when it is false, ``missing`` when unknown."""
        if good is UNKNOWN:
            self.not_knowable(resource, missing)
        elif good:
            self.passes(resource)
        else:
            self.fails(resource, wrong)

    def number(self, option: str) -> float:
        """A numeric option."""
        return float(self.options[option])

    def text(self, option: str) -> str:
        """A textual option."""
        return str(self.options[option])

    def texts(self, option: str) -> tuple[str, ...]:
        """An option that is a list of texts."""
        return tuple(self.options[option])

    def declared(self, fact: str) -> float | Unknown:
        """A figure of the declared traffic (see `rules.traffic`), UNKNOWN when the user declares none."""
        return self.traffic.get(fact, UNKNOWN)

    def _add(self, verdict: Verdict, resource: Resource, message: str) -> None:
        sentence = message[:1].upper() + message[1:]
        self.findings.append(Finding(rule=self.rule, verdict=verdict, urn=resource.urn, message=sentence))
