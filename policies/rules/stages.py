"""Which stacks are for development: what guards against loss is not asked of them."""

from fnmatch import fnmatchcase
from typing import Final

from rules.report import Report
from rules.resource import Resource
from rules.rule import Option

DEVELOPMENT_STACKS: Final = Option(
    name="developmentStacks",
    default=("dev", "dev-*", "*-dev", "development", "sandbox", "sandbox-*", "pr-*"),
    description="Names of stacks, * and ? allowed, that may be lost and whose resources are left out",
)


def is_for_development(resource: Resource, report: Report) -> bool:
    """Whether the resource belongs to a stack for development, by the stack's name in its URN."""
    stack = resource.urn.split("::")[0].rpartition(":")[2]
    return any(fnmatchcase(stack, pattern) for pattern in report.texts(DEVELOPMENT_STACKS.name))
