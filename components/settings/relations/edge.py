"""The edge: it must be possible where the account is, near the regions, and not more patient than they are."""

import itertools
from collections.abc import Iterable

from components import price_classes
from components.settings import facts
from components.settings.mistakes import Mistake
from components.settings.reading import Draft
from components.settings.relations.asking import Mistakes, when
from components.settings.relations.regions import partitions
from components.sizing import EdgeSizing, LoadBalancerSizing, Sizing, listed

# CloudFront in China knows no certificates of ACM (AWS's getting-started guide for China), GovCloud has no CloudFront.
_PARTITION = "aws"
# Seconds that CloudFront keeps an idle connection to a load balancer: `components.edge` asks for it.
_EDGE_KEEP_ALIVE_SECONDS = 50


def check(draft: Draft) -> Iterable[Mistake]:
    """What is wrong with the edge."""
    return itertools.chain(
        when(edge_is_possible, draft.regions),
        _check_sizing(draft, draft.sizing) if draft.sizing else (),
    )


def _check_sizing(draft: Draft, sizing: Sizing) -> Iterable[Mistake]:
    return itertools.chain(
        when(edge_is_near, draft.regions, sizing.edge),
        when(connections_outlive_edge, sizing.load_balancer),
    )


def edge_is_possible(regions: facts.Regions) -> Mistakes:
    found = partitions(regions)
    if len(found) == 1 and found != [_PARTITION]:
        yield Mistake(
            "regions",
            f"are in the partition {found[0]}, where CloudFront cannot stand in front of them as it does here;"
            f" allowed: regions of the partition {_PARTITION}",
        )


def edge_is_near(regions: facts.Regions, edge: EdgeSizing) -> Mistakes:
    for key, code in regions.items():
        if not price_classes.has_place_near(edge.price_class, code):
            yield Mistake(
                "sizing.edge.priceClass",
                f"{edge.price_class} has no place near {code} ({key}); allowed: {listed(price_classes.near(code))}",
            )


def connections_outlive_edge(load_balancer: LoadBalancerSizing) -> Mistakes:
    idle = load_balancer.idle_timeout_seconds
    if idle <= _EDGE_KEEP_ALIVE_SECONDS:
        yield Mistake(
            "sizing.loadBalancer.idleTimeoutSeconds",
            f"{idle} is not above {_EDGE_KEEP_ALIVE_SECONDS}, the seconds that CloudFront keeps a connection, so"
            f" requests meet closed connections; allowed: {_EDGE_KEEP_ALIVE_SECONDS + 1} to 4000",
        )
