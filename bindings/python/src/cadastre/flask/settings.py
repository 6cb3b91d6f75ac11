"""What the Flask door can be told."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self, get_args

from cadastre.options import Durability

_PREFIX = "CADASTRE_"
_UNITS = {"": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40}
_SWITCHES = {"true": True, "false": False, "yes": True, "no": False, "on": True, "off": False, "1": True, "0": False}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Names, meanings and defaults are those of `cadastre serve`."""

    store: str = "./data"
    """Directory of the store. It is made where there is none."""
    durability: Durability = "full"
    """`full`, or `relaxed`, which acknowledges a write before its commit is known to be on disk."""
    address_space: int | None = None
    """How many bytes the store may grow to; `None` for 1 TiB."""
    sign_up_limit: int = 60
    """Sign-ups an hour from one network."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses and networks whose `X-Forwarded-For` is believed."""
    cors_origins: tuple[str, ...] = ()
    """Web origins whose pages may use the service, or `*` alone."""
    docs: bool = True
    """Whether `/` and `/docs` are served."""
    metrics: bool = True
    """Whether `/metrics` is served."""
    max_body: int = 1 << 20
    """The largest body of a request, in bytes."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """The settings that the environment makes, by the names that `cadastre serve` reads: `CADASTRE_STORE`,
        `CADASTRE_TRUSTED_PROXY`, ….

        Raises `ValueError` where a value is none of its setting.
        """
        given = {name.removeprefix(_PREFIX): value for name, value in environment.items() if name.startswith(_PREFIX)}
        readers: dict[str, tuple[str, Callable[[str], Any]]] = {
            "STORE": ("store", str),
            "DURABILITY": ("durability", _durability),
            "ADDRESS_SPACE": ("address_space", _size),
            "SIGN_UP_LIMIT": ("sign_up_limit", int),
            "TRUSTED_PROXY": ("trusted_proxies", _list),
            "CORS_ORIGIN": ("cors_origins", _list),
            "DOCS": ("docs", _switch),
            "METRICS": ("metrics", _switch),
            "MAX_BODY": ("max_body", _size),
        }
        values = {}
        for name, (setting, read) in readers.items():
            if name in given:
                try:
                    values[setting] = read(given[name])
                except (ValueError, KeyError):
                    raise ValueError(f"{_PREFIX}{name} can't be {given[name]!r}") from None
        return cls(**values)


def _durability(text: str) -> str:
    if text not in get_args(Durability):
        raise ValueError(text)
    return text


def _list(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in text.split(","))))


def _switch(text: str) -> bool:
    return _SWITCHES[text.lower()]


def _size(text: str) -> int:
    digits = text.rstrip("KMGTiB")
    return int(digits) * _UNITS[text[len(digits) :].strip()]
