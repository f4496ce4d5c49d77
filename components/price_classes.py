"""Which of CloudFront's price classes has places near an AWS region. One table for settings and edge; it needs no SDK.

Source: AWS's CloudFront pricing page, which pulumi-aws's documentation of the price classes refers to. A region stands
for the viewers around it.
"""

import re
from collections.abc import Sequence

CLASSES = ("100", "200", "all")  # each has all places of the one before
_ONLY_ALL = re.compile(r"sa-|ap-southeast-[246]")  # South America; Sydney, Melbourne, New Zealand
_NOT_100 = re.compile(r"(ap|me|af)-")  # Asia, the Middle East, Africa


def near(region: str) -> Sequence[str]:
    """The classes with places near ``region``, the cheapest first."""
    return CLASSES[CLASSES.index(cheapest(region)) :]


def cheapest(region: str) -> str:
    """The cheapest class with places near ``region``."""
    if _ONLY_ALL.match(region):
        return "all"
    return "200" if _NOT_100.match(region) else "100"


def has_place_near(price_class: str, region: str) -> bool:
    """Whether viewers around ``region`` are answered from near them."""
    return price_class in near(region)
