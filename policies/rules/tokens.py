"""Type tokens: old and new names of one thing, and the words for it in messages.

Source of the old names: the `Alias(type_=...)` entries of pulumi_aws 7.51.1, and its modules that repeat another.
"""

from typing import Final

# Whole modules that were renamed or exist twice.
_MODULES: Final = {
    "aws:alb/": "aws:lb/",
    "aws:applicationloadbalancing/": "aws:lb/",
    "aws:elasticloadbalancingv2/": "aws:lb/",
    "aws:elasticloadbalancing/": "aws:elb/",
}
# S3 went to names with V2 and, with version 7, back.
_V2: Final = "V2"

_NOUNS: Final = {
    "aws:appautoscaling/target:Target": "scaling target",
    "aws:ecs/service:Service": "service",
    "aws:ecs/taskDefinition:TaskDefinition": "task definition",
    "aws:lambda/eventSourceMapping:EventSourceMapping": "event source mapping",
    "aws:lambda/function:Function": "function",
    "aws:sqs/queue:Queue": "queue",
    "aws:sqs/redrivePolicy:RedrivePolicy": "redrive policy",
}


def present(token: str) -> str:
    """The name that a type has in pulumi_aws today."""
    for old, new in _MODULES.items():
        if token.startswith(old):
            return new + token.removeprefix(old)
    if token.startswith("aws:s3/") and token.endswith(_V2):
        module, _, kind = token.rpartition(":")
        return f"{module.removesuffix(_V2)}:{kind.removesuffix(_V2)}"
    return token


def noun(token: str) -> str:
    """The field's word for a type, such as "queue"."""
    return _NOUNS.get(token, token)
