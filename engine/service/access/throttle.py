"""How often someone may try to log in: with one account, and from one address. Counts are kept in the database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from ..storage.attempts import Bound
from .secrets import digest

ACCOUNT = Bound(10, timedelta(minutes=15))
"""Tries with a name since the last one that went well; whoever knows the password may have to wait too."""
ADDRESS = Bound(100, timedelta(minutes=15))
"""Tries from an address that went wrong; many people may share it."""
_NETWORK = 64


def account_key(name: str) -> str:
    """What tries with a name are counted under, whether there is such a user or not."""
    return digest(f"account:{name.strip().lower()}")


def address_key(address: str) -> str:
    """What tries from an address are counted under; who has one address of IPv6 has all of its network."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return digest(f"address:{address}")
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return digest(f"address:{ip_network((parsed, _NETWORK), strict=False)}")
    return digest(f"address:{getattr(parsed, 'ipv4_mapped', None) or parsed}")


def bounds(name: str, address: str) -> Mapping[str, Bound]:
    """All that a try counts under."""
    return {account_key(name): ACCOUNT, address_key(address): ADDRESS}
