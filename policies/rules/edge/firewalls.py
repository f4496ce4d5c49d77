"""Web ACLs: what they protect, and their rules, in every place where these are written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from rules import arn
from rules.load_balancing.routing import LOAD_BALANCER
from rules.logic import Truth, equals, some
from rules.resource import Resource, read, read_list
from rules.stack import Found, Holder, Link, Stack
from rules.values import UNKNOWN, Unknown

WEB_ACL: Final = "aws:wafv2/webAcl:WebAcl"
WEB_ACL_RULE: Final = "aws:wafv2/webAclRule:WebAclRule"
GROUP_ASSOCIATION: Final = "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation"
RULE_GROUP: Final = "aws:wafv2/ruleGroup:RuleGroup"
ASSOCIATION: Final = "aws:wafv2/webAclAssociation:WebAclAssociation"
LOGGING: Final = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"

ASSOCIATED: Final = Holder(ASSOCIATION, ("webAclArn",))

CLOUDFRONT: Final = "CLOUDFRONT"
REGIONAL: Final = "REGIONAL"


def scope(link: Link) -> str | Unknown:
    """The scope of the web ACL at the end of a link, by its ARN where it is outside the stack."""
    if link.partners:
        scopes = {read(acl, "scope") for acl in link.partners if isinstance(read(acl, "scope"), str)}
        known = len(scopes) == 1 and all(isinstance(read(acl, "scope"), str) for acl in link.partners)
        return str(scopes.pop()) if known else UNKNOWN
    parts = arn.parse(link.value) if link.found is Found.OUTSIDE else None
    kinds = {"global": CLOUDFRONT, "regional": REGIONAL}
    return kinds.get(parts.resource.partition("/")[0], UNKNOWN) if parts and parts.service == "wafv2" else UNKNOWN


def of_balancer(stack: Stack, balancer: Resource) -> tuple[Resource, ...]:
    """The web ACLs that surely look at a load balancer's requests."""
    holders = stack.incoming(Holder(ASSOCIATION, ("resourceArn",)), to=LOAD_BALANCER).to(balancer)
    links = [stack.link(holder, "webAclArn", to=WEB_ACL) for holder in holders]
    return tuple(link.partner for link in links if link.partner)


@dataclass(frozen=True)
class Statements:
    """The top statements of a web ACL's rules. ``complete``: there are no others."""

    known: tuple[Any, ...]
    complete: bool

    def some(self, test: Callable[[Any], Truth]) -> Truth:
        """Whether one of them is as ``test`` wants it."""
        return some([*(test(statement) for statement in self.known), *([] if self.complete else [UNKNOWN])])


def statements(stack: Stack, acl: Resource) -> Statements:
    """The statements of a web ACL: in the ACL, as JSON, as resources of their own, in rule groups of the stack."""
    known = [*_inline(acl), *_separate(stack, acl)]
    groups = [_group(stack, holder, path) for holder, path in _references(stack, acl)]
    inner = [statement for group in groups for statement in (_inline(group) if group else [UNKNOWN])]
    inner += [UNKNOWN for statement in known if _hides_group(statement)]
    sure = not any(
        stack.incoming(Holder(token, ("webAclArn",)), to=WEB_ACL).perhaps_to(acl, nameless=stack.is_nameless(acl))
        for token in (WEB_ACL_RULE, GROUP_ASSOCIATION)
    )
    managed = [{"managedRuleGroupStatement": True} for _ in _associated(stack, acl, "managedRuleGroup")]
    return Statements((*known, *inner, *managed), complete=sure)


def field(statement: Any, name: str) -> Any:
    """A part of a statement, which is spelled like the API's in a JSON text; UNKNOWN where it is hidden."""
    if not isinstance(statement, dict):
        return UNKNOWN
    return statement.get(name, statement.get(name[:1].upper() + name[1:]))


def is_kind(kind: str) -> Callable[[Any], Truth]:
    """Whether a statement is of a kind, such as ``rateBasedStatement``."""

    def test(statement: Any) -> Truth:
        found = field(statement, kind)
        return UNKNOWN if found is UNKNOWN else found is not None

    return test


def _inline(holder: Resource) -> list[Any]:
    found: list[Any] = []
    for prop in ("rules", "ruleJson", "rulesJson"):
        rules = read_list(holder, prop)
        found += [UNKNOWN] if rules is UNKNOWN else [field(rule, "statement") for rule in rules]
    return [statement if isinstance(statement, dict) else UNKNOWN for statement in found]


def _separate(stack: Stack, acl: Resource) -> list[Any]:
    holders = stack.incoming(Holder(WEB_ACL_RULE, ("webAclArn",)), to=WEB_ACL).to(acl)
    return [read(holder, "statement", default=UNKNOWN) for holder in holders]


_REFERENCE: Final = "ruleGroupReferenceStatement"


def _hides_group(statement: Any) -> bool:
    """A reference to a rule group that cannot be followed: unknown, or in a JSON text."""
    return (
        field(statement, _REFERENCE) is UNKNOWN or field(statement, _REFERENCE[:1].upper() + _REFERENCE[1:]) is not None
    )


def _references(stack: Stack, acl: Resource) -> Iterator[tuple[Resource, tuple[str | int, ...]]]:
    rules = read_list(acl, "rules")
    for index, rule in enumerate([] if rules is UNKNOWN else rules):
        if field(field(rule, "statement"), _REFERENCE) not in (None, UNKNOWN):
            yield acl, ("rules", index, "statement", _REFERENCE, "arn")
    for holder in stack.incoming(Holder(WEB_ACL_RULE, ("webAclArn",)), to=WEB_ACL).to(acl):
        if read(holder, "statement", _REFERENCE) not in (None, UNKNOWN):
            yield holder, ("statement", _REFERENCE, "arn")
    for holder in _associated(stack, acl, "ruleGroupReference"):
        yield holder, ("ruleGroupReference", "arn")


def _associated(stack: Stack, acl: Resource, prop: str) -> list[Resource]:
    holders = stack.incoming(Holder(GROUP_ASSOCIATION, ("webAclArn",)), to=WEB_ACL).to(acl)
    return [holder for holder in holders if read(holder, prop) is not None]


def _group(stack: Stack, holder: Resource, path: tuple[str | int, ...]) -> Resource | None:
    return stack.link(holder, *path, to=RULE_GROUP).partner


def counts_connections(statement: Any) -> Truth:
    """Whether a statement limits rates by the address that a connection comes from, which is WAF's default."""
    rate = field(statement, "rateBasedStatement")
    if rate is None or rate is UNKNOWN:
        return UNKNOWN if rate is UNKNOWN else False
    key = field(rate, "aggregateKeyType")
    return equals("IP" if key is None else key, "IP")
