"""Names: the domain must be in the zone, and fit on a certificate."""

import itertools
from collections.abc import Iterable

from components.settings.mistakes import Mistake
from components.settings.reading import Draft
from components.settings.relations.asking import Mistakes, when

# The first name on a certificate may have 64 characters (AWS Certificate Manager, RequestCertificate).
_CERTIFICATE_NAME_CHARACTERS = 64


def check(draft: Draft) -> Iterable[Mistake]:
    """What is wrong with the names."""
    return itertools.chain(
        when(domain_in_zone, draft.domain, draft.zone),
        when(domain_on_certificate, draft.domain),
    )


def domain_in_zone(domain: str, zone: str) -> Mistakes:
    if domain != zone and not domain.endswith(f".{zone}"):
        yield Mistake("domain", f"{domain} is not in the zone {zone}; allowed: {zone} or a name that ends in .{zone}")


def domain_on_certificate(domain: str) -> Mistakes:
    if len(domain) > _CERTIFICATE_NAME_CHARACTERS:
        allowed = f"{_CERTIFICATE_NAME_CHARACTERS}, the most that a certificate takes"
        yield Mistake("domain", f"{domain} has {len(domain)} characters; allowed: {allowed}")
