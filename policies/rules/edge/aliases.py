"""Records that are aliases of distributions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rules.edge.distributions import DISTRIBUTION
from rules.edge.records import DISTRIBUTION_ZONE, RECORD
from rules.resource import Resource, read
from rules.stack import Found, Stack
from rules.values import UNKNOWN


@dataclass(frozen=True)
class AliasRecord:
    """A record that leads to a distribution. ``distribution`` is None when that is outside the stack, or unknown."""

    record: Resource
    distribution: Resource | None
    zone: Any  # the hosted zone that the alias names


def alias_records(stack: Stack) -> tuple[AliasRecord, ...]:
    """All records that surely lead to a distribution: by name, or by CloudFront's hosted zone."""
    return stack.derived(_alias_records)


def hidden_records(stack: Stack) -> Iterator[Resource]:
    """Aliases of which nothing tells where they lead: neither a text nor what they depend on."""
    for record in stack.of(RECORD):
        hidden = read(record, "aliases", 0, "name") is UNKNOWN and not record.property_dependencies.get("aliases")
        if hidden and read(record, "aliases", 0, "zoneId") != DISTRIBUTION_ZONE:
            yield record


def _alias_records(stack: Stack) -> tuple[AliasRecord, ...]:
    return tuple(_found(stack))


def _found(stack: Stack) -> Iterator[AliasRecord]:
    for record in stack.of(RECORD):
        link = stack.link(record, "aliases", 0, "name", to=DISTRIBUTION)
        zone = read(record, "aliases", 0, "zoneId")
        outside = link.found is Found.OUTSIDE and str(link.value).rstrip(".").endswith(".cloudfront.net")
        if link.partners or outside or zone == DISTRIBUTION_ZONE:
            yield AliasRecord(record, link.partner, zone)
