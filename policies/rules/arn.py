"""ARNs, taken apart."""

import re
from dataclasses import dataclass

_ARN = re.compile(r"arn:(?P<partition>[^:]*):(?P<service>[^:]+):(?P<region>[^:]*):(?P<account>[^:]*):(?P<resource>.+)")


@dataclass(frozen=True)
class Arn:
    """The parts of an Amazon Resource Name; region and account are empty where the service has none in it."""

    partition: str
    service: str
    region: str
    account: str
    resource: str


def parse(text: str) -> Arn | None:
    """The parts of ``text``, None when it is no ARN."""
    match = _ARN.fullmatch(text)
    return Arn(**match.groupdict()) if match else None
