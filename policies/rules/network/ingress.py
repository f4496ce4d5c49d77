"""What security groups let in and out, however it is written: in blocks of the group or as resources of their own."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from ipaddress import ip_network
from typing import Any, Final

from rules.logic import Truth, equals, every, some
from rules.resource import Resource, number, read, read_flag, read_list
from rules.stack import Found, Link, Stack
from rules.values import UNKNOWN, Unknown

GROUP: Final = "aws:ec2/securityGroup:SecurityGroup"
DEFAULT_GROUP: Final = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
RULE: Final = "aws:ec2/securityGroupRule:SecurityGroupRule"
INGRESS_RULE: Final = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS_RULE: Final = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"

_MAKERS: Final = (
    "aws:ec2/vpc:Vpc",
    "aws:ec2/defaultVpc:DefaultVpc",
    "aws:eks/cluster:Cluster",
    "aws:directoryservice/directory:Directory",
)

_ALL: Final = ("-1", "all")
_NUMBERS: Final = {"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"}


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One thing that a group lets through, and who is at its other end. What is unknown of it is UNKNOWN."""

    holder: Resource  # the group, or the resource of its own, that says it
    group: Resource | None = None  # the group that it belongs to, where that is in the stack
    inward: Truth
    protocol: str | Unknown  # lower case; "-1" is all of them
    first: float | Unknown | None
    last: float | Unknown | None
    cidrs: tuple[Any, ...] = ()  # address ranges, of IPv4 and IPv6
    prefix_lists: tuple[Any, ...] = ()
    groups: tuple[Link, ...] = ()
    itself: Truth = False
    complete: bool = True  # False: who else is at the other end is unknown

    def carries(self, port: int, protocol: str = "tcp") -> Truth:
        """Whether it is open on a port."""
        if self.protocol is UNKNOWN or self.protocol in _ALL:
            return UNKNOWN if self.protocol is UNKNOWN else True
        ends = (self.first, self.last)
        return every(
            [
                equals(self.protocol, protocol),
                UNKNOWN if UNKNOWN in ends or None in ends else _between(self.first, port, self.last),
            ]
        )

    @property
    def everything(self) -> Truth:
        """Whether it is open on all ports of all protocols."""
        return equals(self.protocol, *_ALL)

    def world(self) -> Truth:
        """Whether any address of the internet is at the other end."""
        return some([*(_is_world(cidr) for cidr in self.cidrs), *([] if self.complete else [UNKNOWN])])

    def means(self, group: Resource) -> Truth:
        """Whether the members of a group are named as such at the other end."""
        own = self.itself if self.group is group else False
        return some([own, *(_means(link, group) for link in self.groups), *([] if self.complete else [UNKNOWN])])


@dataclass(frozen=True)
class Passages:
    """What a group lets through. ``complete``: there is nothing else in the stack that opens it."""

    known: tuple[Passage, ...]
    complete: bool

    def some(self, test: Callable[[Passage], Truth]) -> Truth:
        """Whether one of them is as ``test`` wants it; UNKNOWN when only an unknown one may be."""
        return some([*(test(passage) for passage in self.known), *([] if self.complete else [UNKNOWN])])


@dataclass
class _Register:
    """The passages by the URN of their group, and those whose group is not in the stack or unknown."""

    of: dict[str, list[Passage]] = field(default_factory=lambda: defaultdict(list))
    hidden: set[tuple[str, bool]] = field(default_factory=set)  # groups of which some may be missing, by direction
    loose: list[Passage] = field(default_factory=list)  # of groups outside the stack
    doubtful: list[Passage] = field(default_factory=list)  # of any group


def into(stack: Stack, group: Resource) -> Passages:
    """What a group lets in."""
    return _passages(stack, group, inward=True)


def out_of(stack: Stack, group: Resource) -> Passages:
    """What a group lets out. Pulumi takes AWS's own rule, which lets everything out, away from every group it makes."""
    return _passages(stack, group, inward=False)


def loose(stack: Stack) -> tuple[Passage, ...]:
    """Passages that are resources of their own and belong to a group outside the stack."""
    return tuple(stack.derived(_register).loose)


def doubtful(stack: Stack) -> tuple[Passage, ...]:
    """Passages that are resources of their own and of which it is unknown whose they are."""
    return tuple(stack.derived(_register).doubtful)


def _passages(stack: Stack, group: Resource, *, inward: bool) -> Passages:
    register = stack.derived(_register)
    own = register.of.get(group.urn, ())
    known = tuple(passage for passage in own if passage.inward is inward)
    doubts = [
        *(p for p in own if p.inward is UNKNOWN),
        *(p for p in register.doubtful if p.inward in (inward, UNKNOWN)),
    ]
    return Passages(known, complete=not doubts and (group.urn, inward) not in register.hidden)


def _register(stack: Stack) -> _Register:
    register = _Register()
    for kind in (GROUP, DEFAULT_GROUP):
        for group in stack.of(kind):
            for prop, inward in (("ingress", True), ("egress", False)):
                _enter_blocks(stack, register, group, prop, inward=inward)
    for kind, read_one in _SEPARATE.items():
        for holder in stack.of(kind):
            _enter_separate(stack, register, read_one(stack, holder))
    return register


def _enter_blocks(stack: Stack, register: _Register, group: Resource, prop: str, *, inward: bool) -> None:
    blocks = read_list(group, prop)
    if blocks is UNKNOWN:
        register.hidden.add((group.urn, inward))
        return
    for index, block in enumerate(blocks):
        if isinstance(block, dict):
            register.of[group.urn].append(_of_block(stack, group, (prop, index), inward))
        else:
            register.hidden.add((group.urn, inward))


def _enter_separate(stack: Stack, register: _Register, passage: Passage) -> None:
    links = [stack.link(passage.holder, "securityGroupId", to=kind) for kind in (GROUP, DEFAULT_GROUP)]
    partners = [link.partner for link in links if link.partner]
    if len(partners) == 1:
        register.of[partners[0].urn].append(replace(passage, group=partners[0]))
    elif all(link.found is Found.OUTSIDE for link in links) or _is_of_another_maker(stack, passage.holder):
        register.loose.append(passage)
    else:
        register.doubtful.append(passage)


def _is_of_another_maker(stack: Stack, holder: Resource) -> bool:
    """Whether its group was made by AWS along with something else, as a VPC's own."""
    return any(stack.dependencies(holder, "securityGroupId", on=maker) for maker in _MAKERS)


def _of_block(stack: Stack, group: Resource, at: tuple[str | int, ...], inward: bool) -> Passage:
    value = partial(read, group, *at)
    ranges = [_listed(value("cidrBlocks")), _listed(value("ipv6CidrBlocks"))]
    lists, named = _listed(value("prefixListIds")), _listed(value("securityGroups"))
    return Passage(
        holder=group,
        group=group,
        inward=inward,
        protocol=_protocol(value("protocol")),
        first=number(value("fromPort")),
        last=number(value("toPort")),
        cidrs=tuple(cidr for found in ranges for cidr in found or ()),
        prefix_lists=tuple(lists or ()),
        groups=tuple(stack.link(group, *at, "securityGroups", i, to=GROUP) for i in range(len(named or ()))),
        itself=read_flag(group, *at, "self"),
        complete=None not in (*ranges, lists, named),
    )


def _of_old_rule(stack: Stack, holder: Resource) -> Passage:
    ranges = [_listed(read(holder, "cidrBlocks")), _listed(read(holder, "ipv6CidrBlocks"))]
    lists = _listed(read(holder, "prefixListIds"))
    return Passage(
        holder=holder,
        inward=equals(read(holder, "type"), "ingress"),
        protocol=_protocol(read(holder, "protocol")),
        first=number(read(holder, "fromPort")),
        last=number(read(holder, "toPort")),
        cidrs=tuple(cidr for found in ranges for cidr in found or ()),
        prefix_lists=tuple(lists or ()),
        groups=_named_group(stack, holder, "sourceSecurityGroupId"),
        itself=read_flag(holder, "self"),
        complete=None not in (*ranges, lists),
    )


def _of_new_rule(stack: Stack, holder: Resource, *, inward: bool) -> Passage:
    return Passage(
        holder=holder,
        inward=inward,
        protocol=_protocol(read(holder, "ipProtocol")),
        first=number(read(holder, "fromPort")),
        last=number(read(holder, "toPort")),
        cidrs=tuple(cidr for prop in ("cidrIpv4", "cidrIpv6") if (cidr := read(holder, prop)) is not None),
        prefix_lists=tuple(item for item in (read(holder, "prefixListId"),) if item is not None),
        groups=_named_group(stack, holder, "referencedSecurityGroupId"),
    )


_SEPARATE: Final[dict[str, Callable[[Stack, Resource], Passage]]] = {
    RULE: _of_old_rule,
    INGRESS_RULE: partial(_of_new_rule, inward=True),
    EGRESS_RULE: partial(_of_new_rule, inward=False),
}


def _named_group(stack: Stack, holder: Resource, prop: str) -> tuple[Link, ...]:
    link = stack.link(holder, prop, to=GROUP)
    return () if link.found is Found.NOTHING else (link,)


def _listed(value: Any) -> list[Any] | None:
    """The items of a list, empty where nothing is set, None where it is unknown."""
    if value is None:
        return []
    return value if isinstance(value, list) else None


def _protocol(value: Any) -> str | Unknown:
    if isinstance(value, float):
        value = f"{value:.12g}"
    return _NUMBERS.get(value, value.lower()) if isinstance(value, str) else UNKNOWN


def _between(first: Any, port: int, last: Any) -> bool:
    return bool(first <= port <= last)


def _is_world(cidr: Any) -> Truth:
    if not isinstance(cidr, str):
        return UNKNOWN
    try:
        return ip_network(cidr.strip(), strict=False).prefixlen == 0
    except ValueError:
        return UNKNOWN


def _means(link: Link, group: Resource) -> Truth:
    if link.partner is group:
        return True
    if link.found is Found.UNKNOWN or group in link.partners:
        return UNKNOWN
    return False
