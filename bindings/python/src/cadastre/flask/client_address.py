"""Finds out who asks when proxies stand between."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

_WIDTH = 128


@dataclass(frozen=True, slots=True)
class NetworkBlock:
    """A block of Internet addresses: `10.0.0.0/8`, `2001:db8::/32`, or one address."""

    prefix: int
    bits: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads a block. Raises `ValueError` for what is none, and where bits beyond the prefix are set."""
        network = ipaddress.ip_network(text, strict=True)
        bits = network.prefixlen + _WIDTH - network.max_prefixlen
        number = _number(str(network.network_address))
        if number is None:
            raise ValueError(f"{text} is no network")
        return cls(number >> (_WIDTH - bits), bits)

    def contains(self, number: int) -> bool:
        """Whether the address of this number is in the block."""
        return number >> (_WIDTH - self.bits) == self.prefix


class ClientAddress:
    """Tells a request's network address."""

    def __init__(self, trusted_proxies: Iterable[str]) -> None:
        """`trusted_proxies` are those whose word on whom they ask for is taken: addresses, or blocks in CIDR form."""
        self._trusted = [NetworkBlock.parse(text) for text in trusted_proxies]

    def find(self, peer: str | None, forwarded_for: str | None) -> str | None:
        """The address that a request comes from.

        That is the other end of the connection, or the last one in `X-Forwarded-For` that no trusted proxy vouches
        away. What an untrusted client writes there is not looked at.
        """
        if not peer or forwarded_for is None or not self._trusts(peer):
            return peer or None
        nearest = peer
        for hop in reversed([hop for hop in forwarded_for.split(",") if hop]):
            address = _address(hop.strip(" \t"))
            if address is None:
                return nearest
            nearest = address
            if not self._trusts(address):
                return address
        return nearest

    def _trusts(self, address: str) -> bool:
        number = _number(address)
        return number is not None and any(block.contains(number) for block in self._trusted)


def _number(text: str) -> int | None:
    """An address as 128 bits, an IPv4 address mapped into IPv6, so that it is the same whichever way it came."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return int(address) if address.version == 6 else 0xFFFF << 32 | int(address)


def _address(text: str) -> str | None:
    """An address as proxies write it: bare, or with a port, an IPv6 address then in brackets."""
    if _number(text) is not None:
        return text
    bare = text[1:].partition("]")[0] if text.startswith("[") else text.rpartition(":")[0]
    return bare if _number(bare) is not None else None
