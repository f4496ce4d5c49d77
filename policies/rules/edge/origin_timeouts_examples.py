"""Programs that keep and break EDGE-019, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi

from rules.edge.common_examples import alias as _alias
from rules.edge.common_examples import balancer as _balancer
from rules.edge.common_examples import custom as _custom
from rules.edge.common_examples import distribution as _distribution
from rules.edge.common_examples import listener as _listener


def _web(idle: int | None, opts: pulumi.ResourceOptions | None = None, **timeouts: Any) -> None:
    balancer = _balancer(idle_timeout=idle, opts=opts)
    _listener(balancer, port=80, protocol="HTTP", certificate_arn=None, opts=opts)
    _distribution(origins=[_custom(balancer.dns_name, origin_protocol_policy="http-only", **timeouts)])


def good_defaults() -> None:
    """The defaults fit: 5 s and 30 s are less than 60 s."""
    _web(None)


def good_all_set() -> None:
    """50 s, 60 s and 60 s."""
    _web(60, origin_keepalive_timeout=50, origin_read_timeout=60)


def good_network_load_balancer() -> None:
    """A Network Load Balancer has a timeout of its own."""
    balancer = _balancer("tcp", load_balancer_type="network")
    _listener(balancer, port=80, protocol="TCP", certificate_arn=None)
    first = _balancer()
    _listener(first, "http", port=80, protocol="HTTP", certificate_arn=None)
    _alias(balancer)
    origins = [_custom("origin.example.com", "tcp"), _custom(first.dns_name)]
    _distribution(origins=[{**o, "custom_origin_config": _plain(o)} for o in origins])


def _plain(origin: dict[str, Any]) -> dict[str, Any]:
    return {**origin["custom_origin_config"], "origin_protocol_policy": "http-only"}


def bad_keep_alive() -> None:
    """Origin 1 of distribution `cdn` keeps idle connections for 60 s, load balancer `web` for 60 s: make the load
    balancer's idle timeout the longer one."""
    _web(None, origin_keepalive_timeout=60)


def bad_short_idle_timeout() -> None:
    """Origin 1 of distribution `cdn` keeps idle connections for 5 s, load balancer `web` for 4 s: make the load
    balancer's idle timeout the longer one."""
    _web(4)


def bad_read_timeout() -> None:
    """Origin 1 of distribution `cdn` waits for an answer for 120 s, load balancer `web` for 60 s: make the load
    balancer's idle timeout the longer one."""
    _web(None, origin_read_timeout=120)


def bad_by_name() -> None:
    """Origin 1 of distribution `cdn` waits for an answer for 30 s, load balancer `web` for 20 s: make the load
    balancer's idle timeout the longer one."""
    balancer = _balancer(idle_timeout=20)
    _listener(balancer, port=80, protocol="HTTP", certificate_arn=None)
    _alias(balancer)
    _distribution(origins=[_custom("origin.example.com", origin_protocol_policy="http-only")])


def bad_inside_component() -> None:
    """Origin 1 of distribution `cdn` waits for an answer for 120 s, load balancer `web` for 60 s: make the load
    balancer's idle timeout the longer one."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    _web(60, inside, origin_read_timeout=120)
