"""What the environment says."""

import os
import subprocess
from pathlib import Path

import cadastre
import pytest
from cadastre.flask import Settings, create_app, create_blueprint, production_rules

from .processes import COMMAND, PATIENCE

# What the environment may say at either door, and what neither takes.
TAKEN = {
    "PROFILE": ["local", "test"],
    "DURABILITY": ["full", "relaxed"],
    "ADDRESS_SPACE": ["1MiB", "1073741824"],
    "NETWORK_FILE_SYSTEM": ["true", "false"],
    "SIGN_UP_LIMIT": ["0", "1", "+5", "1000000"],
    "MAX_PROPERTIES_PER_USER": ["0", "1", "1000000000"],
    "TRUSTED_PROXY": ["", "10.0.0.0/8,", "10.0.0.0/8 , ::1", "0.0.0.0/0"],
    "CORS_ORIGIN": ["", "*", "https://a.example,http://[::1]:8080"],
    "DOCS": ["true", "false"],
    "MAX_BODY": ["1", "64KiB", "9223372036854775807"],
}
REFUSED = {
    "PROFILE": ["", "Production"],
    "CONFIG": ["", "/none.json"],
    "DURABILITY": ["", "Full"],
    "ADDRESS_SPACE": ["0", "-1", "1048575"],
    "NETWORK_FILE_SYSTEM": ["yes"],
    "SIGN_UP_LIMIT": ["", "-1", " 5", "1_0", "1000001", "5.0", "\N{ARABIC-INDIC DIGIT FIVE}"],
    "MAX_PROPERTIES_PER_USER": ["", "-1", "1000000001", "many"],
    "TRUSTED_PROXY": ["10.0.0.0/8, ", "10.0.0.1/8", "localhost"],
    "CORS_ORIGIN": ["null", "*,https://a.example", "https://A.example", "https://a.example/"],
    "DOCS": ["", "on", "1", "TRUE"],
    "METRICS": ["off"],
    "MAX_BODY": ["0", "-1", "1 MiB", "1MB", "9223372036854775808", "8388608TiB"],
}
TABLE = [
    (f"CADASTRE_{name}", value, taken)
    for names, taken in [(TAKEN, True), (REFUSED, False)]
    for name, values in names.items()
    for value in values
]


@pytest.mark.skipif(not COMMAND.exists(), reason=f"{COMMAND} is missing: run make build")
@pytest.mark.parametrize(("name", "value", "taken"), TABLE)
def test_both_doors_take_the_same(
    name: str, value: str, taken: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    environment = {**os.environ, name: value}
    command = [str(COMMAND), "serve", "--listen", "127.0.0.1:0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as server:
        assert server.stdout is not None
        served = server.stdout.readline().startswith(b"listening")
        server.terminate()
        server.communicate(timeout=PATIENCE)
    assert served == taken
    try:
        create_blueprint(Settings.from_environment({name: value, "CADASTRE_STORE": "another"}))
        here = True
    except ValueError:
        here = False
    assert here == taken


def test_a_limit_of_0_is_none(store: Path) -> None:
    settings = Settings.from_environment({"CADASTRE_STORE": str(store), "CADASTRE_SIGN_UP_LIMIT": "0"})
    assert settings.sign_up_limit is None
    client = create_app(settings=settings).test_client()
    # More tries than the default allows.
    statuses = {client.post("/v1/users", json={"email": f"{number}@example.org"}).status_code for number in range(70)}
    assert statuses == {422}


@pytest.mark.parametrize(
    "numbers",
    [
        {"sign_up_limit": 0},
        {"sign_up_limit": -1},
        {"max_properties_per_user": 0},
        {"max_body": 0},
        {"address_space": 4096},
    ],
)
def test_a_number_out_of_its_bounds_is_named(numbers: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=f"{next(iter(numbers))} must be from"):
        Settings(**numbers)  # type: ignore[arg-type]


def test_a_file_of_settings_is_not_passed_over() -> None:
    with pytest.raises(ValueError, match="CADASTRE_CONFIG is read by cadastre alone"):
        Settings.from_environment({"CADASTRE_CONFIG": "production.json"})


def test_production_shows_neither_page_nor_figures_unless_told(store: Path) -> None:
    production_ = {"CADASTRE_STORE": str(store), "CADASTRE_PROFILE": "production"}
    client = create_app(settings=Settings.from_environment(production_)).test_client()
    assert [client.get(path).status_code for path in ["/", "/docs", "/metrics", "/v1/types"]] == [404, 404, 404, 200]
    client = create_app(settings=Settings.from_environment({**production_, "CADASTRE_DOCS": "true"})).test_client()
    assert client.get("/docs").status_code == 200


def test_production_refuses_a_store_that_others_can_read(store: Path) -> None:
    cadastre.open(store).close()
    settings = Settings(profile="production", store=str(store))
    create_blueprint(settings)
    store.chmod(0o755)
    (store / "data.mdb").chmod(0o644)
    with pytest.raises(ValueError, match=r"^Production refuses a store that others .*: chmod -R go= "):
        create_blueprint(settings)


@pytest.mark.parametrize(
    ("address", "proxies", "refused"),
    [
        (("127.0.0.1", 8080), (), False),
        (("::1", 8080), (), False),
        ("/run/register.sock", (), False),
        (("0.0.0.0", 8080), ("10.0.0.1",), False),
        (("0.0.0.0", 8080), (), True),
        (("::", 8080), (), True),
    ],
)
def test_production_refuses_to_listen_beyond_this_machine_without_a_proxy(
    address: tuple[str, int] | str, proxies: tuple[str, ...], refused: bool
) -> None:
    production_rules.check_addresses(Settings(trusted_proxies=proxies), [address])
    settings = Settings(profile="production", trusted_proxies=proxies)
    if refused:
        with pytest.raises(ValueError, match="without a trusted proxy"):
            production_rules.check_addresses(settings, [address])
    else:
        production_rules.check_addresses(settings, [address])


def test_the_environment_speaks_as_to_serve() -> None:
    environment = {
        "CADASTRE_STORE": "/srv/register",
        "CADASTRE_TRUSTED_PROXY": "10.0.0.0/8, ::1",
        "CADASTRE_CORS_ORIGIN": "https://example.org",
        "CADASTRE_SIGN_UP_LIMIT": "5",
        "CADASTRE_MAX_PROPERTIES_PER_USER": "7",
        "CADASTRE_DOCS": "false",
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
        max_properties_per_user=7,
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
        Settings(profile="production", cors_origins=("*",)),
        Settings(profile="production", durability="relaxed"),
        Settings(profile="production", metrics=True),
        Settings(profile="production", trusted_proxies=("10.0.0.0/8", "0.0.0.0/0")),
        Settings(profile="production", trusted_proxies=("::/0",)),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_before_a_store_is_made(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=r".+"):
        create_blueprint(settings)
    assert list(tmp_path.iterdir()) == []
