"""The stack, from the top: settings, then every region in the order that a request meets its tiers, then the exports.

A region is its network, load balancer, order queue, services and order consumer: see components/region.py.
"""

import pulumi

from components.naming import Names
from components.region import Region, RegionArgs, regional_provider, say_what_is_missing
from components.settings import Settings

settings = Settings.load()
names = Names(project=pulumi.get_project(), stack=pulumi.get_stack())
say_what_is_missing(settings)

regions = {
    key: Region(
        key,
        RegionArgs(settings=settings, region=region, names=names),
        pulumi.ResourceOptions(providers=[regional_provider(region, names.tags(settings.owner))]),
    )
    for key, region in settings.regions.items()
}

pulumi.export("domain", settings.domain)
pulumi.export("regions", {key: region.endpoints for key, region in regions.items()})
