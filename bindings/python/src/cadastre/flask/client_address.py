"""Finds out who asks when proxies stand between."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

_WIDTH = 128
# Every IPv4 address, as 128 bits.
_FIRST_IPV4, _LAST_IPV4 = 0xFFFF << 32, 0xFFFF_FFFF_FFFF
_UNIX = "unix"


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

    def holds(self, text: str) -> bool:
        """Whether a text is an address in the block."""
        number = _number(text)
        return number is not None and self.contains(number)

    @property
    def is_everybody(self) -> bool:
        """Whether every IPv4 address is in the block, which has no holes."""
        return self.contains(_FIRST_IPV4) and self.contains(_LAST_IPV4)


def blocks_of(trusted_proxies: Iterable[str]) -> list[NetworkBlock]:
    """The blocks among what is trusted."""
    return [NetworkBlock.parse(text) for text in trusted_proxies if text != _UNIX]


class ClientAddress:
    """Tells a request's network address."""

    def __init__(self, trusted_proxies: Iterable[str]) -> None:
        """`trusted_proxies` are those whose word on whom they ask for is taken: addresses, blocks in CIDR form, or
        `unix` for whoever comes by a UNIX socket, who has no address.
        """
        trusted = tuple(trusted_proxies)
        self._trusted = blocks_of(trusted)
        self._trusts_sockets = _UNIX in trusted

    def find(self, peer: str | None, forwarded_for: str | None) -> str | None:
        """The address that a request comes from.

        That is the other end of the connection, or the last one in `X-Forwarded-For` that no trusted proxy vouches
        away. What an untrusted client writes there is not looked at.
        """
        nearest = peer or None
        if forwarded_for is None or not (self._trusts(peer) if peer else self._trusts_sockets):
            return nearest
        for hop in reversed([hop for hop in forwarded_for.split(",") if hop]):
            address = _address(hop.strip(" \t"))
            if address is None:
                return nearest
            nearest = address
            if not self._trusts(address):
                return address
        return nearest

    def _trusts(self, address: str) -> bool:
        return any(block.holds(address) for block in self._trusted)


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
