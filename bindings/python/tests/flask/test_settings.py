"""What the environment says."""

from pathlib import Path

import pytest
from cadastre.flask import Settings, create_blueprint


def test_the_environment_speaks_as_to_serve() -> None:
    environment = {
        "CADASTRE_STORE": "/srv/register",
        "CADASTRE_TRUSTED_PROXY": "10.0.0.0/8, ::1",
        "CADASTRE_CORS_ORIGIN": "https://example.org",
        "CADASTRE_SIGN_UP_LIMIT": "5",
        "CADASTRE_DOCS": "off",
        "CADASTRE_METRICS": "false",
        "CADASTRE_MAX_BODY": "64KiB",
        "CADASTRE_ADDRESS_SPACE": "1GiB",
        "CADASTRE_DURABILITY": "relaxed",
        "CADASTRE_COLOUR": "red",
        "PATH": "/bin",
    }
    assert Settings.from_environment(environment) == Settings(
        store="/srv/register",
        trusted_proxies=("10.0.0.0/8", "::1"),
        cors_origins=("https://example.org",),
        sign_up_limit=5,
        docs=False,
        metrics=False,
        max_body=65536,
        address_space=1 << 30,
        durability="relaxed",
    )
    assert Settings.from_environment({}) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [("SIGN_UP_LIMIT", "many"), ("DOCS", "maybe"), ("MAX_BODY", "1MB"), ("MAX_BODY", ""), ("DURABILITY", "none")],
)
def test_a_value_that_makes_no_sense_is_named(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"CADASTRE_{name} can't be '{value}'"):
        Settings.from_environment({f"CADASTRE_{name}": value})


@pytest.mark.parametrize(
    "settings",
    [
        Settings(trusted_proxies=("everybody",)),
        Settings(cors_origins=("example.org",)),
        Settings(cors_origins=("https://example.org/",)),
        Settings(cors_origins=("*", "https://example.org")),
        Settings(cors_origins=("null",)),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_before_a_store_is_made(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=r".+"):
        create_blueprint(settings)
    assert list(tmp_path.iterdir()) == []
