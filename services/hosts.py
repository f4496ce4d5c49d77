"""Which hosts are this machine: connections to them need no encryption."""

import ipaddress


def is_loopback(host: str) -> bool:
    """Whether a host, by name or address, is this machine's loopback interface."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
