"""The parts of a distribution: its behaviors and origins, and what stands behind an origin."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from rules.edge.records import RECORD, balancers_at, target
from rules.load_balancing.routing import LOAD_BALANCER
from rules.logic import Truth, every
from rules.report import Report
from rules.resource import Resource, read, read_list
from rules.stack import Found, Partners, Stack
from rules.values import UNKNOWN, Unknown

DISTRIBUTION: Final = "aws:cloudfront/distribution:Distribution"
VPC_ORIGIN: Final = "aws:cloudfront/vpcOrigin:VpcOrigin"
BUCKET: Final = "aws:s3/bucket:Bucket"

EDGE_REGION: Final = "us-east-1"  # of all that CloudFront uses and that has a region

# What CloudFront takes where nothing is set; CloudFront API reference, CustomOriginConfig.
ORIGIN_KEEP_ALIVE_SECONDS: Final = 5
ORIGIN_READ_TIMEOUT_SECONDS: Final = 30

# Besides load balancers, records and buckets: whose host name an origin may be.
_OTHER_HOSTS: Final = (
    "aws:apigateway/restApi:RestApi",
    "aws:apigateway/stage:Stage",
    "aws:apigateway/deployment:Deployment",
    "aws:apigateway/domainName:DomainName",
    "aws:apigatewayv2/api:Api",
    "aws:apigatewayv2/domainName:DomainName",
    "aws:apigatewayv2/stage:Stage",
    "aws:cloudfront/distribution:Distribution",
    "aws:ec2/eip:Eip",
    "aws:ec2/instance:Instance",
    "aws:elb/loadBalancer:LoadBalancer",
    "aws:lambda/functionUrl:FunctionUrl",
    "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration",
)


class Kind(Enum):
    """How CloudFront reaches an origin."""

    BUCKET = "as a bucket"
    CUSTOM = "by host name"
    VPC = "through a VPC"


@dataclass(frozen=True, kw_only=True)
class Part:
    """A behavior or an origin. ``name`` is a number among its like: ids and paths are the user's texts."""

    distribution: Resource
    at: tuple[str | int, ...]
    name: str

    def read(self, *path: str | int, default: Any = None) -> Any:
        """What is configured in this part, as `rules.resource.read` gives it."""
        return read(self.distribution, *self.at, *path, default=default)


@dataclass(frozen=True)
class Parts:
    """Parts of a distribution. ``complete``: there are no others."""

    known: tuple[Part, ...]
    complete: bool

    def every(self, test: Callable[[Part], Truth]) -> Truth:
        """Whether all of them are as ``test`` wants it."""
        return every([*(test(part) for part in self.known), *([] if self.complete else [UNKNOWN])])


def judge(
    report: Report, distribution: Resource, parts: Parts, test: Callable[[Part], Truth], *, wrong: str, missing: str
) -> None:
    """One verdict on a distribution by a test of its parts; ``{parts}`` in ``wrong`` are those that fail it."""
    failing = listed(part for part in parts.known if test(part) is False)
    report.decides(distribution, parts.every(test), wrong=wrong.format(parts=failing), missing=missing)


def listed(parts: Iterable[Part]) -> str:
    """The names of parts, in a sentence."""
    names = [part.name for part in parts]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def behaviors(distribution: Resource) -> Parts:
    """The default behavior, and those for path patterns in their order."""
    default = Part(distribution=distribution, at=("defaultCacheBehavior",), name="the default behavior")
    ordered = _parts(distribution, "orderedCacheBehaviors", "behavior")
    return Parts((default, *ordered.known), ordered.complete)


def ordered_behaviors(distribution: Resource) -> Parts:
    """The behaviors for path patterns, in their order."""
    return _parts(distribution, "orderedCacheBehaviors", "behavior")


def origins(distribution: Resource) -> Parts:
    """Its origins, those in origin groups too."""
    return _parts(distribution, "origins", "origin")


def _parts(distribution: Resource, prop: str, noun: str) -> Parts:
    items = read_list(distribution, prop)
    if items is UNKNOWN:
        return Parts((), False)
    return Parts(
        tuple(
            Part(distribution=distribution, at=(prop, index), name=f"{noun} {index + 1}") for index in range(len(items))
        ),
        True,
    )


def kind(origin: Part) -> Kind | Unknown:
    """How CloudFront reaches an origin: the block that it has tells, and without one it is a bucket."""
    blocks = {Kind.CUSTOM: origin.read("customOriginConfig"), Kind.VPC: origin.read("vpcOriginConfig")}
    if found := next((way for way, block in blocks.items() if block not in (None, UNKNOWN)), None):
        return found
    return UNKNOWN if UNKNOWN in blocks.values() else Kind.BUCKET


def leads_to(behavior: Part) -> Parts:
    """The origins that a behavior sends requests to, one or those of an origin group; none when its id means none."""
    wanted, all_origins = behavior.read("targetOriginId"), origins(behavior.distribution)
    groups = _parts(behavior.distribution, "originGroups", "origin group")
    if not isinstance(wanted, str):
        return Parts((), False)
    ids: list[Any] = [wanted]
    for group in groups.known:
        if group.read("originId") == wanted:
            ids = [member.get("originId") if isinstance(member, dict) else UNKNOWN for member in _members(group)]
    known = tuple(origin for origin in all_origins.known if origin.read("originId") in ids)
    hidden = [part.read("originId") for part in (*all_origins.known, *groups.known)]
    sure = all_origins.complete and groups.complete and UNKNOWN not in (*ids, *hidden)
    return Parts(known, (bool(known) and UNKNOWN not in ids) or sure)


def is_led_to(behavior: Part, origin: Part) -> Truth:
    """Whether a behavior sends requests to an origin."""
    found = leads_to(behavior)
    return True if origin in found.known else False if found.complete else UNKNOWN


def _members(group: Part) -> list[Any]:
    members = group.read("members")
    return members if isinstance(members, list) else [UNKNOWN]


# --- what is behind an origin


def vpc_origin(stack: Stack, origin: Part) -> Resource | None:
    """The VPC origin that an origin goes through, when it is in the stack."""
    return stack.link(origin.distribution, *origin.at, "vpcOriginConfig", "vpcOriginId", to=VPC_ORIGIN).partner


def balancers_behind(stack: Stack, origin: Part) -> Partners:
    """The load balancers that an origin leads to: by their own names, by records, through a VPC origin."""
    way = kind(origin)
    if way is Kind.VPC:
        holder = vpc_origin(stack, origin)
        link = holder and stack.link(holder, "vpcOriginEndpointConfig", "arn", to=LOAD_BALANCER)
        return Partners((link.partner,)) if link and link.partner else Partners((), complete=False)
    if way is not Kind.CUSTOM:
        return Partners((), complete=way is not UNKNOWN)
    host = origin.read("domainName")
    if isinstance(host, str):
        direct = stack.link(origin.distribution, *origin.at, "domainName", to=LOAD_BALANCER)
        return Partners((direct.partner,)) if direct.partner else balancers_at(stack, host)
    return _by_dependency(stack, origin)


def is_named_itself(stack: Stack, origin: Part) -> Truth:
    """Whether the origin's host is a load balancer's own name, for which nobody has a certificate."""
    host = origin.read("domainName")
    if isinstance(host, str):
        return host.lower().rstrip(".").endswith((".elb.amazonaws.com", ".elb.amazonaws.com.cn"))
    if not balancers_behind(stack, origin).inside:
        return UNKNOWN
    return not stack.dependencies(origin.distribution, "origins", on=RECORD)


def _by_dependency(stack: Stack, origin: Part) -> Partners:
    # An unknown host among several could be any of what the origins depend on, so only a single one is told.
    holder = origin.distribution
    nameless = [
        other
        for other in origins(holder).known
        if kind(other) in (Kind.CUSTOM, UNKNOWN) and not isinstance(other.read("domainName"), str)
    ]
    balancers = stack.dependencies(holder, "origins", on=LOAD_BALANCER)
    records = stack.dependencies(holder, "origins", on=RECORD)
    others = [token for token in _OTHER_HOSTS if stack.dependencies(holder, "origins", on=token)]
    if len(nameless) != 1 or others or len(balancers) + len(records) != 1:
        return Partners((), complete=False)
    if balancers:
        return Partners(balancers)
    link = target(stack, records[0], to=LOAD_BALANCER)
    return Partners((link.partner,)) if link.partner else Partners((), complete=link.found is Found.OUTSIDE)
