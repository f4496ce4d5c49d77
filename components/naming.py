"""Names: what resources are called in AWS, where they live, and how to write their ARN before they exist.

An ARN that is only known after a deployment hides every document that contains it from a preview, and so from the
policy pack. Everything in an ARN but invented ids is known beforehand: partition, region, account and the name.
"""

import re
from dataclasses import dataclass

import pulumi

_LOWER_WORDS = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, kw_only=True)
class Location:
    """One region of one account.

    ``region`` is a region code such as ``us-east-1``; ``account_id`` has twelve digits.
    """

    region: str
    account_id: str

    @property
    def partition(self) -> str:
        """``aws``, ``aws-cn`` or ``aws-us-gov``."""
        if self.region.startswith("cn-"):
            return "aws-cn"
        return "aws-us-gov" if self.region.startswith("us-gov-") else "aws"

    @property
    def dns_suffix(self) -> str:
        """The domain of AWS service endpoints, such as ``amazonaws.com``."""
        return "amazonaws.com.cn" if self.partition == "aws-cn" else "amazonaws.com"

    def arn(self, service: str, resource: str) -> str:
        """The ARN of a regional resource: ``arn:aws:sqs:us-east-1:123456789012:orders`` for ``("sqs", "orders")``."""
        return f"arn:{self.partition}:{service}:{self.region}:{self.account_id}:{resource}"

    def global_arn(self, service: str, resource: str) -> str:
        """The ARN of a resource that belongs to the account but to no region, such as an IAM role."""
        return f"arn:{self.partition}:{service}::{self.account_id}:{resource}"


@dataclass(frozen=True, kw_only=True)
class Names:
    """Physical names. They carry project and stack, so that two stacks can share an account.

    Logical names never do: renaming a stack must not replace its resources.
    """

    project: str
    stack: str

    @property
    def prefix(self) -> str:
        """``<project>-<stack>``, with which every name begins; a folder where the service has folders."""
        return f"{self.project}-{self.stack}"

    def physical(self, name: str, *, limit: int, suffix: str = "") -> str:
        """``<project>-<stack>-<name><suffix>``, for at most ``limit`` characters.

        Raises:
            pulumi.RunError: the name is longer than ``limit``, or is not made of lower-case words and hyphens.
        """
        made = f"{self.prefix}-{name}"
        if not _LOWER_WORDS.fullmatch(made):
            raise pulumi.RunError(
                f"the name {made!r} may hold only lower-case letters, digits and single hyphens:"
                " rename the project or the stack"
            )
        if len(made + suffix) > limit:
            raise pulumi.RunError(
                f"the name {made + suffix!r} has {len(made + suffix)} characters, {limit} are allowed:"
                " shorten the project or the stack name"
            )
        return made + suffix

    def tags(self, owner: str) -> dict[str, str]:
        """Tags for every resource, given to the provider as its default tags."""
        return {"Project": self.project, "Stack": self.stack, "Owner": owner, "ManagedBy": "pulumi"}
