"""Which host names a certificate is for."""

from typing import Final

from rules.edge.records import host
from rules.logic import Truth, some
from rules.resource import Resource, read, read_list
from rules.values import UNKNOWN

CERTIFICATE: Final = "aws:acm/certificate:Certificate"

_WILDCARD: Final = "*."


def covers(certificate: Resource, name: str) -> Truth:
    """Whether a certificate is for this host name, itself or by a wildcard, which stands for one level."""
    first, others = read(certificate, "domainName", default=UNKNOWN), read_list(certificate, "subjectAlternativeNames")
    names = [first, *([UNKNOWN] if others is UNKNOWN else others)]  # an imported one has no domainName to be read
    return some(_fits(own, name) for own in names)


def _fits(own: object, name: str) -> Truth:
    if not isinstance(own, str):
        return UNKNOWN
    own, name = host(own), host(name)
    if own.startswith(_WILDCARD) and not name.startswith(_WILDCARD):
        return name.partition(".")[2] == own.removeprefix(_WILDCARD)
    return own == name
