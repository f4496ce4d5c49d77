"""Who may write to a bucket, as far as Elastic Load Balancing is concerned."""

from collections.abc import Iterator
from typing import Any, Final

from rules.logic import Truth, equals, every, some
from rules.resource import Resource, read
from rules.security.statements import as_list, as_written
from rules.stack import Holder, Stack
from rules.values import UNKNOWN, Unknown

BUCKET: Final = "aws:s3/bucket:Bucket"
BUCKET_POLICY: Final = "aws:s3/bucketPolicy:BucketPolicy"

_SERVICES: Final = ("logdelivery.elasticloadbalancing.amazonaws.com", "delivery.logs.amazonaws.com")
_PUT: Final = ("s3:putobject", "s3:put*", "s3:*", "*")
# Elastic Load Balancing's own accounts, by which older regions write. Source: Enable access logs, step 2, read on
# 2026-11-25; the last two, of China, stand in the aws_elb_service_account of Terraform's provider.
_ACCOUNTS: Final = (
    "127311923021",
    "033677994240",
    "027434742980",
    "797873946194",
    "098369216593",
    "754344448648",
    "589379963580",
    "718504428378",
    "383597477331",
    "600734575887",
    "114774131450",
    "783225319266",
    "582318560864",
    "985666609251",
    "054676820928",
    "156460612806",
    "652711504416",
    "635631232127",
    "009996457667",
    "897822967062",
    "076674570225",
    "507241528517",
    "048591011584",
    "190560391635",
    "638102146993",
    "037604701340",
)


def may_deliver(stack: Stack, bucket: Resource) -> Truth:
    """Whether a policy of the bucket lets load balancers write their logs."""
    policies = stack.incoming(Holder(BUCKET_POLICY, ("bucket",)), to=BUCKET)
    holders = [*policies.to(bucket), *([bucket] if read(bucket, "policy") not in (None, "") else [])]
    doubts = policies.perhaps_to(bucket, nameless=stack.is_nameless(bucket))
    return some([*(_allows(holder) for holder in holders), *([UNKNOWN] if doubts else [])])


def _allows(holder: Resource) -> Truth:
    return some(_lets_write(statement) for statement in as_written(holder, "policy"))


def _lets_write(statement: dict[str, Any] | Unknown) -> Truth:
    if statement is UNKNOWN:
        return UNKNOWN
    return every(
        [
            equals(statement.get("Effect"), "Allow"),
            some(_is_one(action, _PUT) for action in as_list(statement.get("Action"))),
            some(_is_balancing(who) for who in _principals(statement.get("Principal"))),
        ]
    )


def _principals(principal: Any) -> Iterator[Any]:
    if isinstance(principal, dict):
        for kind in ("Service", "AWS"):
            yield from as_list(principal.get(kind))
    else:
        yield from as_list(principal)


def _is_balancing(who: Any) -> Truth:
    if not isinstance(who, str):
        return UNKNOWN
    return who == "*" or who in _SERVICES or any(account in who for account in _ACCOUNTS)


def _is_one(action: Any, wanted: tuple[str, ...]) -> Truth:
    return action.lower() in wanted if isinstance(action, str) else UNKNOWN
