"""The statements of IAM policies, however they are written, and what they allow.

A role's policies are its inline ones, `iam.RolePolicy`, and attached ones: of the stack, or of AWS where MANAGED knows
them. A queue, topic, bucket, key or secret has its own in the resource or beside it. What a policy of somebody else
takes away, by an organisation's policies or a permissions boundary, is left aside; a condition of an Allow is taken
to be met.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from rules import arn, identity
from rules.logic import Truth, equals, every, negate, some
from rules.resource import Resource, read, read_list
from rules.security import arns
from rules.stack import EACH, Found, Holder, Link, Stack
from rules.values import UNKNOWN, Unknown

ROLE: Final = "aws:iam/role:Role"
POLICY: Final = "aws:iam/policy:Policy"
ROLE_POLICY: Final = "aws:iam/rolePolicy:RolePolicy"
KEY: Final = "aws:kms/key:Key"

_ATTACHMENTS: Final = (
    Holder("aws:iam/rolePolicyAttachment:RolePolicyAttachment", ("role",)),
    Holder("aws:iam/policyAttachment:PolicyAttachment", ("roles", EACH)),
    Holder("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", ("roleName",)),
)

# The resource that holds the policy of another one, and its property that names this one.
BESIDE: Final = {
    "aws:sqs/queue:Queue": Holder("aws:sqs/queuePolicy:QueuePolicy", ("queueUrl",)),
    "aws:sns/topic:Topic": Holder("aws:sns/topicPolicy:TopicPolicy", ("arn",)),
    "aws:s3/bucket:Bucket": Holder("aws:s3/bucketPolicy:BucketPolicy", ("bucket",)),
    "aws:secretsmanager/secret:Secret": Holder("aws:secretsmanager/secretPolicy:SecretPolicy", ("secretArn",)),
    KEY: Holder("aws:kms/keyPolicy:KeyPolicy", ("keyId",)),
}

_LOGS: Final = ("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents")
_XRAY: Final = (
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:GetSamplingStatisticSummaries",
)
_ECR: Final = (
    "ecr:GetAuthorizationToken",
    "ecr:BatchCheckLayerAvailability",
    "ecr:GetDownloadUrlForLayer",
    "ecr:BatchGetImage",
)
# What policies of AWS allow, on every resource. Source: each policy's default version, as the public data set
# iann0036/iam-dataset has it from IAM, read on 2026-11-25.
MANAGED: Final = {
    "AdministratorAccess": ("*",),
    "AmazonSQSFullAccess": ("sqs:*",),
    "AWSXRayDaemonWriteAccess": _XRAY,
    "AWSXrayWriteOnlyAccess": _XRAY,
    "service-role/AmazonECSTaskExecutionRolePolicy": (*_ECR, *_LOGS[1:]),
    "service-role/AWSLambdaBasicExecutionRole": _LOGS,
    "service-role/AWSLambdaSQSQueueExecutionRole": (
        "sqs:ReceiveMessage",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        *_LOGS,
    ),
    "service-role/AWSLambdaVPCAccessExecutionRole": (
        *_LOGS,
        "ec2:CreateNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One statement. UNKNOWN stands where something is hidden; None for lists that are not given."""

    effect: Any = UNKNOWN
    actions: tuple[Any, ...] | None = (UNKNOWN,)
    not_actions: tuple[Any, ...] | None = None
    resources: tuple[Any, ...] | None = (UNKNOWN,)
    not_resources: tuple[Any, ...] | None = None
    principals: tuple[tuple[str, Any], ...] = (("*", UNKNOWN),)  # kind, such as AWS or Service, and who
    condition: Any = field(default=None, compare=False)


HIDDEN: Final = Statement(condition=UNKNOWN)  # it may allow or deny anything
_MAY_ALLOW: Final = Statement(effect="Allow")  # AWS's own policies take nothing away


def statements(holder: Resource, *path: str | int) -> tuple[Statement, ...]:
    """The statements of the policy at a path: none where there is no policy, HIDDEN where it cannot be read."""
    return tuple(_statement(item) for item in as_written(holder, *path))


def as_written(holder: Resource, *path: str | int) -> list[dict[str, Any] | Unknown]:
    """The statements of the policy at a path as they are written: none where there is no policy.

    UNKNOWN stands for what cannot be read, also for a document without statements: it is no policy.
    """
    found = read(holder, *path, "Statement")
    if found is None and read(holder, *path) not in (None, ""):
        return [UNKNOWN]
    return [item if isinstance(item, dict) else UNKNOWN for item in as_list(found)]


def of_role(stack: Stack, role: Resource) -> tuple[Statement, ...]:
    """All statements of a role's policies; HIDDEN among them where there may be others."""
    separate = stack.incoming(Holder(ROLE_POLICY, ("role",)), to=ROLE)
    attached = stack.incoming(*_ATTACHMENTS, to=ROLE)
    nameless = stack.is_nameless(role)
    doubts = [*separate.perhaps_to(role, nameless=nameless), *attached.perhaps_to(role, nameless=nameless)]
    return (
        *_inline(role),
        *(s for policy in separate.to(role) for s in statements(policy, "policy")),
        *_managed(stack, stack.links(role, "managedPolicyArns", EACH, to=POLICY)),
        *(s for attachment in attached.to(role) for s in _managed(stack, _policies(stack, attachment))),
        *(HIDDEN for _ in doubts),
    )


def of_resource(stack: Stack, resource: Resource) -> tuple[Statement, ...]:
    """All statements of the policy of a queue, topic, bucket, key or secret, in it or beside it."""
    beside = stack.incoming(BESIDE[resource.token], to=resource.token)
    doubts = beside.perhaps_to(resource, nameless=stack.is_nameless(resource))
    return (
        *statements(resource, "policy"),
        *(s for holder in beside.to(resource) for s in statements(holder, "policy")),
        *(HIDDEN for _ in doubts),
    )


def allows(stack: Stack, role: Resource, action: str, target: Resource | str) -> Truth:
    """Whether a role's policies allow an action on a resource, or on an ARN, which may have holes."""
    return allow(of_role(stack, role), action, target if isinstance(target, str) else arns.of(target))


def allow(found: Iterable[Statement], action: str, target: str) -> Truth:
    """Whether statements, all together, allow an action on an ARN to whom they are for."""
    listed = tuple(found)
    return every([some(_grants(s, action, target) for s in listed), negate(denied(listed, action, target))])


def denied(found: Iterable[Statement], action: str, target: str) -> Truth:
    """Whether a statement denies an action on an ARN, whatever the request."""
    return some(every([equals(s.effect, "Deny"), covers(s, action, target), negate(is_conditional(s))]) for s in found)


def allows_service(found: Iterable[Statement], service: str, action: str) -> Truth:
    """Whether the policy of a resource lets a service of AWS, such as `sns.amazonaws.com`, do something with it."""
    listed = [statement for statement in found if _is_for_service(statement, service) is not False]
    return some(every([_is_for_service(s, service), equals(s.effect, "Allow"), acts(s, action)]) for s in listed)


def acts(statement: Statement, action: str) -> Truth:
    """Whether a statement is about an action."""
    wanted = action.lower()
    if statement.not_actions is not None:
        return negate(some(_is_action(one, wanted) for one in statement.not_actions))
    return some(_is_action(one, wanted) for one in statement.actions or ())


def covers(statement: Statement, action: str, target: str) -> Truth:
    """Whether a statement is about an action on an ARN."""
    if statement.not_resources is not None:
        about = negate(some(arns.matches(one, target) for one in statement.not_resources))
    else:
        about = some(arns.matches(one, target) for one in statement.resources or ())
    return every([acts(statement, action), about])


def is_conditional(statement: Statement) -> Truth:
    """Whether a statement depends on the request."""
    return UNKNOWN if statement.condition is UNKNOWN else bool(statement.condition)


def is_for_anyone(statement: Statement) -> Truth:
    """Whether the principal of a statement is everybody."""
    return some(equals(who, "*") for kind, who in statement.principals if kind in ("*", "AWS"))


def principals_of(statement: Statement, kind: str) -> list[Any]:
    """The principals of a kind; UNKNOWN among them where they are hidden."""
    return [who for own, who in statement.principals if own == kind or who is UNKNOWN]


def _grants(statement: Statement, action: str, target: str) -> Truth:
    return every([equals(statement.effect, "Allow"), covers(statement, action, target)])


def _is_for_service(statement: Statement, service: str) -> Truth:
    return some([is_for_anyone(statement), *(equals(who, service) for who in principals_of(statement, "Service"))])


def _is_action(pattern: Any, wanted: str) -> Truth:
    return arns.matches(pattern.lower(), wanted) if isinstance(pattern, str) else UNKNOWN


def _inline(role: Resource) -> Iterator[Statement]:
    items = read_list(role, "inlinePolicies")
    if items is UNKNOWN:
        yield HIDDEN
        return
    for index in range(len(items)):
        yield from statements(role, "inlinePolicies", index, "policy")


def _policies(stack: Stack, attachment: Resource) -> tuple[Link, ...]:
    path = ("policyArn",) if read(attachment, "policyArns") is None else ("policyArns", EACH)
    return stack.links(attachment, *path, to=POLICY)


def _managed(stack: Stack, links: Iterable[Link]) -> Iterator[Statement]:
    for link in links:
        if link.partner:
            yield from statements(link.partner, "policy")
        elif link.found is Found.OUTSIDE:
            yield _outside(link.value)
        elif link.found is not Found.NOTHING:
            yield HIDDEN


def _outside(policy: str) -> Statement:
    parts = arn.parse(policy)
    if parts is None or parts.account != "aws":
        return HIDDEN
    actions = MANAGED.get(parts.resource.removeprefix("policy/"))
    return Statement(effect="Allow", actions=actions, resources=("*",)) if actions else _MAY_ALLOW


def _statement(item: Any) -> Statement:
    if not isinstance(item, dict):
        return HIDDEN
    return Statement(
        effect=item.get("Effect"),
        actions=_texts(item.get("Action")),
        not_actions=_texts(item.get("NotAction")),
        resources=_texts(item.get("Resource")),
        not_resources=_texts(item.get("NotResource")),
        principals=tuple(_principals(item.get("Principal"))),
        condition=item.get("Condition"),
    )


def _principals(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for kind, who in value.items():
            yield from ((kind, one) for one in as_list(who))
    else:
        yield from (("*", one) for one in as_list(value))


def _texts(value: Any) -> tuple[Any, ...] | None:
    return None if value is None else tuple(as_list(value))


def as_list(value: Any) -> list[Any]:
    """What a policy writes as a list, or alone when it is one; nothing for what is not there."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def grants_role(found: Iterable[Statement], role: Resource, action: str) -> Truth:
    """Whether the policy of a resource names a role itself, or everybody, for an action."""
    return some(
        every(
            [
                equals(statement.effect, "Allow"),
                acts(statement, action),
                some(_is_role(who, role) for who in principals_of(statement, "AWS")),
            ]
        )
        for statement in found
    )


def _is_role(who: Any, role: Resource) -> Truth:
    if not isinstance(who, str):
        return UNKNOWN
    if who == "*":
        return True
    parts = arn.parse(who)
    if parts is None or not parts.resource.startswith("role/"):
        return False
    name = identity.name(role)
    return UNKNOWN if name is UNKNOWN else parts.resource.rpartition("/")[2] == name
