"""The network: where everything else lives, built here or brought along."""

from components.network.addresses import ZoneAddresses, capacity, plan
from components.network.endpoints import GatewayEndpoint
from components.network.existing import ExistingNetwork, ExistingNetworkArgs
from components.network.flow_logs import FlowLogTraffic
from components.network.nat import NatStrategy
from components.network.network import Network, NetworkArgs
from components.network.view import NetworkView

__all__ = [
    "ExistingNetwork",
    "ExistingNetworkArgs",
    "FlowLogTraffic",
    "GatewayEndpoint",
    "NatStrategy",
    "Network",
    "NetworkArgs",
    "NetworkView",
    "ZoneAddresses",
    "capacity",
    "plan",
]
