"""What is refused where other people's data are served, as `cadastre serve` refuses it."""

from collections.abc import Iterable

import cadastre
from cadastre.flask.client_address import NetworkBlock, blocks_of
from cadastre.flask.settings import Settings

_LOOPBACK = NetworkBlock.parse("127.0.0.0/8"), NetworkBlock.parse("::1")


def check(settings: Settings) -> None:
    """Refuses, by a `ValueError`, settings that let in whom they should not, or lose what was acknowledged."""
    if not settings.is_production:
        return
    if "*" in settings.cors_origins:
        raise _refusal("the web origin *: name the origins whose pages may use the service")
    if settings.durability == "relaxed":
        raise _refusal("relaxed durability: an acknowledged write must survive a power cut")
    if settings.serves_metrics:
        raise _refusal("/metrics where the register is served: whoever reaches it would read them")
    if any(block.is_everybody for block in blocks_of(settings.trusted_proxies)):
        raise _refusal("to trust everybody: anybody could claim any address with X-Forwarded-For, so name the proxy's")


def check_store(settings: Settings, register: cadastre.Store) -> None:
    """Refuses a store whose files others on the machine can read."""
    if not settings.is_production:
        return
    with register.operator() as operator:
        if not operator.is_private():
            raise _refusal(f"a store that others on this machine can read: chmod -R go= {register.path}")


def check_addresses(settings: Settings, addresses: Iterable[tuple[str, int] | str | int]) -> None:
    """Refuses to listen beyond this machine without a proxy, as gunicorn names where it listens."""
    if not settings.is_production or settings.trusted_proxies:
        return
    for address in addresses:
        if isinstance(address, tuple) and not any(block.holds(address[0]) for block in _LOOPBACK):
            raise _refusal(
                f"to listen on {address[0]} without a trusted proxy: passwords would cross the network in the open, so "
                "listen on 127.0.0.1 or name the proxy that speaks TLS"
            )


def _refusal(what: str) -> ValueError:
    return ValueError(f"Production refuses {what}.")
