"""Regions: which there must be, and what is said of them elsewhere in the file."""

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping

from components.naming import Location
from components.settings import facts
from components.settings.facts import MAIN_REGION
from components.settings.mistakes import Mistake
from components.settings.reading import Draft
from components.settings.relations.asking import Mistakes, when
from components.sizing import listed


def check(draft: Draft) -> Iterable[Mistake]:
    """What is wrong with the regions."""
    return itertools.chain(
        when(main_region_exists, draft.regions),
        when(no_region_is_called_edge, draft.regions),
        when(regions_differ, draft.regions),
        when(regions_share_a_partition, draft.regions),
        when(region_exists, "cidrBlocks", draft.cidr_blocks, draft.regions),
        when(region_exists, "network", draft.network, draft.regions),
        when(ranges_are_of_own_networks, draft.cidr_blocks, draft.network),
        when(data_is_in_the_main_region, draft.data_regions, draft.regions),
    )


def partitions(regions: facts.Regions) -> list[str]:
    """The partitions of AWS that the regions are in: one, if they are right."""
    return sorted({located(code).partition for code in regions.values()})


def located(region: str) -> Location:
    """Where a region is, as far as that does not depend on the account."""
    return Location(region=region, account_id="")


def main_region_exists(regions: facts.Regions) -> Mistakes:
    if MAIN_REGION not in regions:
        yield Mistake(f"regions.{MAIN_REGION}", "is missing; for example us-east-1")


def no_region_is_called_edge(regions: facts.Regions) -> Mistakes:
    if "edge" in regions:  # names of resources begin with it
        yield Mistake("regions.edge", "is the name of what stands in front of all regions; allowed: another key")


def regions_differ(regions: facts.Regions) -> Mistakes:
    for code, count in Counter(regions.values()).items():
        if count > 1:
            keys = listed([key for key, value in regions.items() if value == code])
            yield Mistake("regions", f"{code} is there more than once ({keys}); allowed: each region once")


def regions_share_a_partition(regions: facts.Regions) -> Mistakes:
    found = partitions(regions)
    if len(found) > 1:
        yield Mistake(
            "regions", f"are in several partitions ({', '.join(found)}); allowed: one, an account is in one only"
        )


def region_exists(section: str, values: Mapping[str, object], regions: facts.Regions) -> Mistakes:
    for key in values:
        if key not in regions:
            yield Mistake(
                f"{section}.{key}", f"there is no such region; allowed: {listed(list(regions))}, the keys of regions"
            )


def ranges_are_of_own_networks(cidr_blocks: facts.CidrBlocks, networks: facts.Networks) -> Mistakes:
    for key in cidr_blocks:
        if key in networks:
            yield Mistake(f"cidrBlocks.{key}", f"the network of {key} is there already; remove this or network.{key}")


def data_is_in_the_main_region(data_regions: facts.DataRegions, regions: facts.Regions) -> Mistakes:
    for index, key in enumerate(data_regions):
        if key not in regions:
            yield Mistake(f"dataRegions[{index}]", f"there is no region {key}; allowed: {MAIN_REGION}")
        elif key != MAIN_REGION:
            yield Mistake(
                f"dataRegions[{index}]",
                f"{key} cannot have a database and a cache of its own yet: they would have to follow those of"
                f" {MAIN_REGION}, which is not built; allowed: {MAIN_REGION}",
            )
