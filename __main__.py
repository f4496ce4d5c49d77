"""The stack, from the top: settings, the regions behind the edge, the edge in front of them, and the exports.

A region is, in the order that a request meets it, network, load balancer, services, cache, database, queues, workers
and alarms: see components/region/. The edge is names, CDN, firewall and static files: see components/global_edge.py.
"""

import pulumi

from components.global_edge import GlobalEdge, GlobalEdgeArgs, distribution_parameter, edge_location, origin_secret
from components.naming import Names
from components.region import Region, RegionArgs, regional_provider, say_what_is_missing
from components.settings import Settings

settings = Settings.load()
names = Names(project=pulumi.get_project(), stack=pulumi.get_stack())
tags = names.tags(settings.owner)
say_what_is_missing(settings)

worldwide = regional_provider("edge-aws", edge_location(settings), tags)
secret = origin_secret(settings, names, worldwide)

regions: dict[str, Region] = {}
for key, region in settings.regions.items():
    regions[key] = Region(
        key,
        RegionArgs(
            settings=settings,
            region=region,
            names=names,
            origin_secret=secret,
            distribution_parameter=distribution_parameter(names),
            validation_records=[record for built in regions.values() for record in built.certificate.records][:1],
        ),
        pulumi.ResourceOptions(providers=[regional_provider(f"{key}-aws", region.location, tags)]),
    )

edge = GlobalEdge(
    "edge",
    GlobalEdgeArgs(settings=settings, names=names, origin_secret=secret, regions=regions),
    pulumi.ResourceOptions(providers=[worldwide]),
)

pulumi.export("domain", settings.domain)
pulumi.export("edge", edge.endpoints)
pulumi.export("regions", {key: built.endpoints for key, built in regions.items()})
