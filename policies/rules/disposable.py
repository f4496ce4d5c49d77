"""What may be lost at any time, with its contents, and is declared so: the stores of development and tests.

Nothing in a database tells that nobody would miss it. So its tag FLOODGATE_DISPOSABLE says so with the value "true",
and rules about protection, backups and standby leave it out.
"""

from typing import Any, Final

from rules.logic import Truth
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Option
from rules.values import UNKNOWN

OPTION: Final = Option(
    name="disposableTag",
    default="FLOODGATE_DISPOSABLE",
    description='The tag that says "true" of a store that may be lost at any time, as in development',
)


def is_disposable(resource: Resource, report: Report) -> Truth:
    """Whether the store is declared to be no loss."""
    tag: Any = read(resource, "tags", report.text(OPTION.name))
    return UNKNOWN if tag is UNKNOWN else str(tag).lower() == "true"
