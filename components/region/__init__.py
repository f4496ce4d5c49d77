"""One region of the stack: its tiers, built in the order that a request meets them, and wired.

A request comes from the CDN to the load balancer, by a route to a service's target group, and to one of its tasks,
which asks cache and database; checkout leaves an order in the queue, and the order consumer works it off. Nothing here
knows another region: each can serve alone, and which one a request reaches is for the edge to say.

This package alone knows every regional tier. The tiers know each other through arguments.
"""

from components.region.region import Region, RegionArgs, say_what_is_missing
from components.region.site import regional_provider

__all__ = ["Region", "RegionArgs", "regional_provider", "say_what_is_missing"]
