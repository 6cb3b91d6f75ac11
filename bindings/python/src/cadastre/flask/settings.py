"""What the Flask door can be told."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self, get_args

from cadastre.options import Durability

Profile = Literal["local", "test", "production"]

_PREFIX = "CADASTRE_"
_SIZE = re.compile(r"([0-9]+)(KiB|MiB|GiB|TiB)?")
_UNITS = {None: 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40}
_COUNT = re.compile(r"[+-]?[0-9]+")
_MOST_SIGN_UPS = 1_000_000
_MOST_PROPERTIES = 1_000_000_000
# What an empty register needs, and some room.
_LEAST_ADDRESS_SPACE = 1 << 20
_LARGEST = (1 << 63) - 1


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Names, meanings and defaults are those of `cadastre serve`.

    Raises `ValueError` where a number is out of its bounds.
    """

    profile: Profile = "local"
    """What the register is run for: `production` refuses what would endanger other people's data."""
    store: str = "./data"
    """Directory of the store. It is made where there is none."""
    durability: Durability = "full"
    """`full`, or `relaxed`, which acknowledges a write before its commit is known to be on disk."""
    address_space: int | None = None
    """How many bytes the store may grow to, from 1 MiB; `None` for 1 TiB."""
    network_file_system: bool = False
    """Whether the store may be on a network file system, where locks can't be trusted."""
    sign_up_limit: int | None = 60
    """Sign-ups an hour from one network, to 1,000,000; `None` for any number, for which the environment says 0."""
    max_properties_per_user: int | None = 100_000
    """Properties that a user may have, to 1,000,000,000; `None` for any number, for which the environment says 0."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses and networks whose `X-Forwarded-For` is believed; `unix` for whoever comes by a UNIX socket."""
    cors_origins: tuple[str, ...] = ()
    """Web origins whose pages may use the service, or `*` alone."""
    docs: bool | None = None
    """Whether `/` and `/docs` are served; `None` for yes, but in production no."""
    metrics: bool | None = None
    """Whether `/metrics` is served; `None` for yes, but in production never."""
    max_body: int = 1 << 20
    """The largest body of a request, in bytes."""

    def __post_init__(self) -> None:
        bounds: dict[str, tuple[int | None, int, int]] = {
            "address_space": (self.address_space, _LEAST_ADDRESS_SPACE, _LARGEST),
            "sign_up_limit": (self.sign_up_limit, 1, _MOST_SIGN_UPS),
            "max_properties_per_user": (self.max_properties_per_user, 1, _MOST_PROPERTIES),
            "max_body": (self.max_body, 1, _LARGEST),
        }
        for name, (value, least, most) in bounds.items():
            if value is not None and not least <= value <= most:
                raise ValueError(f"{name} must be from {least:,} to {most:,}, not {value:,}")

    @property
    def is_production(self) -> bool:
        """Whether the data are other people's."""
        return self.profile == "production"

    @property
    def serves_docs(self) -> bool:
        """Whether `/` and `/docs` are served, by what was said or the profile."""
        return not self.is_production if self.docs is None else self.docs

    @property
    def serves_metrics(self) -> bool:
        """Whether `/metrics` is served, by what was said or the profile."""
        return not self.is_production if self.metrics is None else self.metrics

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """The settings that the environment makes, by the names that `cadastre serve` reads: `CADASTRE_STORE`,
        `CADASTRE_TRUSTED_PROXY`, ….

        Raises `ValueError` where a value is none of its setting, and for a file of settings, which is not read here.
        """
        given = {name.removeprefix(_PREFIX): value for name, value in environment.items() if name.startswith(_PREFIX)}
        if "CONFIG" in given:
            raise ValueError(f"{_PREFIX}CONFIG is read by cadastre alone: here the environment says what its file says")
        readers: dict[str, tuple[str, Callable[[str], Any]]] = {
            "PROFILE": ("profile", _one_of(get_args(Profile))),
            "STORE": ("store", str),
            "DURABILITY": ("durability", _one_of(get_args(Durability))),
            "ADDRESS_SPACE": ("address_space", _size),
            "NETWORK_FILE_SYSTEM": ("network_file_system", _switch),
            "SIGN_UP_LIMIT": ("sign_up_limit", _limit),
            "MAX_PROPERTIES_PER_USER": ("max_properties_per_user", _limit),
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


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(text)
        return text

    return read


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part)


def _switch(text: str) -> bool:
    return {"true": True, "false": False}[text]


def _size(text: str) -> int:
    match = _SIZE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return int(match[1]) * _UNITS[match[2]]


def _limit(text: str) -> int | None:
    """A number of which 0 is any."""
    if not _COUNT.fullmatch(text):
        raise ValueError(text)
    return int(text) or None
