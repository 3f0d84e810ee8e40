"""The addresses of this machine, and which of them may be opened to others."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Final

import ifaddr

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

PRIVATE: Final = tuple(
    ipaddress.ip_network(net)
    for net in (
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10"),
        *("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "127.0.0.0/8", "fc00::/7"),
    )
)
"""Networks that nobody reaches from the internet: private ones, those between a provider and its
customers, and those kept for examples, which laboratories use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address of one interface."""

    ip: str
    interface: str
    """What the system calls the interface: ``eth0``, ``Wi-Fi``."""

    @property
    def is_private(self) -> bool:
        """True where the internet does not reach it."""
        return is_private(self.ip)


def addresses() -> tuple[Address, ...]:
    """Every address by which others may reach this machine, IPv4 first, in the system's order."""
    found = [
        Address(ip=text, interface=adapter.nice_name)
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
        if _reaches_us(text := _text_of(ip))
    ]
    return tuple(sorted(found, key=lambda address: ":" in address.ip))


def is_private(ip: str) -> bool:
    """True for an address that nobody reaches from the internet."""
    address = ipaddress.ip_address(ip)
    return any(address in net for net in PRIVATE if net.version == address.version)


def literal(ip: str) -> str:
    """An address as it stands in a URL."""
    return f"[{ip}]" if ":" in ip else ip


def _text_of(ip: ifaddr.IP) -> str:
    return str(ip.ip) if ip.is_IPv4 else str(ip.ip[0])


def _reaches_us(text: str) -> bool:
    """False for this machine alone, and for an address that is only good on one cable."""
    address = ipaddress.ip_address(text)
    is_nowhere = address.is_loopback or address.is_unspecified or address.is_multicast
    return not is_nowhere and not (address.version == 6 and address.is_link_local)
