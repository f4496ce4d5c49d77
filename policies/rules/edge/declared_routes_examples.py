"""Programs that keep and break EDGE-016. The text of a bad one is what it is told."""

import pulumi

from rules.edge.common_examples import behavior as _behavior
from rules.edge.common_examples import distribution as _distribution

ROUTES = {"FLOODGATE_ROUTES": "/static/app.js /api/products /api/products/1"}


def _cdn(*patterns: str, opts: pulumi.ResourceOptions | None = None) -> None:
    paths = [_behavior(path_pattern=pattern) for pattern in patterns]
    _distribution(ordered_cache_behaviors=paths, tags=ROUTES, opts=opts)


def good_each() -> None:
    """A pattern for each of them; the first slash may be left out."""
    _cdn("static/*", "/api/products", "/api/products/?")


def good_one_for_several() -> None:
    """A pattern may fit several paths."""
    _cdn("/static/*", "/api/products*")


def bad_missing() -> None:
    """Of the 3 paths that distribution `cdn` declares, it has no behavior for number 2, 3."""
    _cdn("/static/*")


def bad_bare_path() -> None:
    """Of the 3 paths that distribution `cdn` declares, it has no behavior for number 2."""
    _cdn("/static/*", "/api/products/*")


def bad_inside_component() -> None:
    """Of the 3 paths that distribution `cdn` declares, it has no behavior for number 1, 2, 3."""
    _cdn(opts=pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Cdn", "shop")))
