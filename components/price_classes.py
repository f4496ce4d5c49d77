"""Which of CloudFront's price classes has places near an AWS region. One table for settings and edge; it needs no SDK.

Source: AWS's CloudFront pricing page, as pulumi-aws's documentation of the price classes sums it up. A region stands for
the viewers around it.
"""

import re

CLASSES = ("100", "200", "all")  # each has all places of the one before
_ONLY_ALL = re.compile(r"sa-|ap-southeast-[246]")  # South America; Sydney, Melbourne, New Zealand
_NOT_100 = re.compile(r"(ap|me|af)-")  # Asia, the Middle East, Africa


def cheapest(region: str) -> str:
    """The cheapest class with places near ``region``."""
    if _ONLY_ALL.match(region):
        return "all"
    return "200" if _NOT_100.match(region) else "100"


def has_place_near(price_class: str, region: str) -> bool:
    """Whether viewers around ``region`` are answered from near them."""
    return CLASSES.index(price_class) >= CLASSES.index(cheapest(region))
