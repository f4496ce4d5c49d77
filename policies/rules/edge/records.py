"""DNS records: the name that one stands for, and where it leads."""

from typing import Final

from rules.load_balancing.routing import LOAD_BALANCER
from rules.logic import Truth
from rules.resource import Resource, read, read_output
from rules.stack import Found, Link, Partners, Stack
from rules.values import UNKNOWN, Unknown

RECORD: Final = "aws:route53/record:Record"
ZONE: Final = "aws:route53/zone:Zone"

# The hosted zone of every distribution. Source: Route 53 API reference, AliasTarget.
DISTRIBUTION_ZONE: Final = "Z2FDTNDATAQYW2"


def host(text: str) -> str:
    """A host name as names are compared."""
    return text.lower().rstrip(".")


def full_name(stack: Stack, record: Resource) -> str | Unknown:
    """The name that a record stands for. The provider appends the zone's name where the program leaves it out."""
    made, zone = read_output(record, "fqdn"), stack.link(record, "zoneId", to=ZONE)
    name = made if isinstance(made, str) else read(record, "name")
    top = read(zone.partner, "name") if zone.partner else None
    if not isinstance(name, str) or top is UNKNOWN:
        return UNKNOWN
    if not isinstance(top, str):
        return host(name) if "." in name else UNKNOWN
    name, top = host(name), host(top)
    return name if name == top or name.endswith(f".{top}") else f"{name}.{top}".lstrip(".")


def stands_for(stack: Stack, record: Resource, name: str) -> Truth:
    """Whether a record is one for this host name."""
    own = full_name(stack, record)
    if own is not UNKNOWN:
        return own == host(name)
    if stack.dependencies(record, "name", on="aws:acm/certificate:Certificate"):
        return False  # by which a certificate proves itself: a name that ACM invents
    text = read(record, "name")
    # Of a zone outside the stack, whose name may follow.
    return UNKNOWN if not isinstance(text, str) or host(name).startswith(f"{host(text)}.") else False


def target(stack: Stack, record: Resource, *, to: str) -> Link:
    """The resource that a record leads to, as an alias or as a CNAME."""
    path = ("aliases", 0, "name") if read(record, "aliases") is not None else ("records", 0)
    return stack.link(record, *path, to=to)


def balancers_at(stack: Stack, name: str) -> Partners:
    """The load balancers that records lead to under a host name."""
    means = [(record, stands_for(stack, record, name)) for record in stack.of(RECORD)]
    links = [target(stack, record, to=LOAD_BALANCER) for record, truth in means if truth is True]
    return Partners(
        inside=tuple(dict.fromkeys(link.partner for link in links if link.partner)),
        outside=tuple(link.value for link in links if link.found is Found.OUTSIDE) if links else (name,),
        complete=all(link.partner or link.found is Found.OUTSIDE for link in links)
        and not any(truth is UNKNOWN for _, truth in means),
    )
