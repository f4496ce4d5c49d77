"""ARNs against the patterns of policies, also where parts of an ARN are unknown yet.

A part that is unknown is HOLE, a single character LETTER: a pattern surely matches when only its wildcards take these
in, and may match when some text in their place would fit.
"""

import re
from functools import lru_cache
from typing import Any, Final

from rules import identity
from rules.logic import Truth
from rules.resource import Resource, read_output
from rules.values import UNKNOWN

HOLE: Final = "\uffff"
LETTER: Final = "\ufffd"
# For actions that are not on a resource: only the pattern `*` takes this in.
NO_RESOURCE: Final = "-"
# AWS adds a hyphen and six characters to the name of a secret.
SECRET_SUFFIX: Final = "-" + 6 * LETTER

# What a pattern leaves open: policy variables such as ${aws:username}.
_VARIABLE: Final = re.compile(r"\$\{[^}]*\}")
_OPEN: Final = "\ufffe"

_PARTITIONS: Final = {"cn-": "aws-cn", "us-gov-": "aws-us-gov", "us-iso": HOLE, "eu-isoe": HOLE, "eusc-": "aws-eusc"}

# Service and last part of the ARN, by the resource's name.
_SHAPES: Final = {
    "aws:cloudwatch/logGroup:LogGroup": ("logs", "log-group:{}"),
    "aws:dynamodb/table:Table": ("dynamodb", "table/{}"),
    "aws:kms/key:Key": ("kms", f"key/{HOLE}"),
    "aws:s3/bucket:Bucket": ("s3", "{}"),
    "aws:secretsmanager/secret:Secret": ("secretsmanager", "secret:{}" + SECRET_SUFFIX),
    "aws:sns/topic:Topic": ("sns", "{}"),
    "aws:sqs/queue:Queue": ("sqs", "{}"),
    "aws:ssm/parameter:Parameter": ("ssm", "parameter/{}"),
}


def of(resource: Resource) -> str:
    """The ARN of a resource, with holes where it is unknown."""
    if isinstance(arn := read_output(resource, "arn"), str):
        return arn
    if resource.token not in _SHAPES:
        return HOLE
    service, last = _SHAPES[resource.token]
    name = identity.name(resource)
    known = name if isinstance(name, str) else HOLE
    last = last.format(known.lstrip("/") if service == "ssm" else known)
    if service == "s3":
        return f"arn:{partition(resource)}:s3:::{last}"
    return f"arn:{partition(resource)}:{service}:{region(resource)}:{HOLE}:{last}"


def partition(resource: Resource) -> str:
    """The partition in the ARNs of a resource's region."""
    place = resource.region
    if place is UNKNOWN:
        return HOLE
    return next((name for begin, name in _PARTITIONS.items() if place.startswith(begin)), "aws")


def region(resource: Resource) -> str:
    """The region of a resource, as its ARN has it."""
    return HOLE if resource.region is UNKNOWN else resource.region


def matches(pattern: Any, arn: str) -> Truth:
    """Whether the pattern of a policy takes in an ARN that may have holes."""
    return _matches(pattern, _in_account_of(pattern, arn)) if isinstance(pattern, str) else UNKNOWN


def _in_account_of(pattern: str, arn: str) -> str:
    """The ARN in the pattern's account where its own is unknown: hardly any stack has one name in two accounts."""
    theirs, own = pattern.split(":", 5), arn.split(":", 5)
    if len(theirs) == len(own) == 6 and own[4] == HOLE and theirs[4].isdigit():
        return ":".join([*own[:4], theirs[4], own[5]])
    return arn


@lru_cache(maxsize=4096)
def _matches(pattern: str, arn: str) -> Truth:
    pattern = _VARIABLE.sub(_OPEN, pattern)
    if _meet(pattern, arn):
        return True
    return UNKNOWN if _meet(pattern.replace(_OPEN, "*"), arn.replace(HOLE, "*").replace(LETTER, "?")) else False


def _meet(one: str, other: str) -> bool:
    """Whether some text fits both patterns. No regular expression: those of users could take for ever."""
    reached = {0}  # how much of `other` is used up
    for char in one:
        reached = _past_stars(reached, other)
        if char == "*":
            reached = set(range(min(reached, default=len(other) + 1), len(other) + 1))
        else:
            taken = {at + 1 for at in reached if at < len(other) and _same(char, other[at])}
            reached = taken | {at for at in reached if at < len(other) and other[at] == "*"}
    return len(other) in _past_stars(reached, other)


def _past_stars(reached: set[int], text: str) -> set[int]:
    found = set(reached)
    for at in reached:
        while at < len(text) and text[at] == "*":
            at += 1
            found.add(at)
    return found


def _same(one: str, other: str) -> bool:
    return one == other or other == "?" or (one == "?" and other != HOLE)
