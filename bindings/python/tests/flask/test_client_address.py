"""Who asks, when proxies stand between."""

import pytest
from cadastre.flask.client_address import ClientAddress, NetworkBlock

PROXIES = ["10.0.0.0/8", "2001:db8::/32", "192.0.2.1"]


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "address"),
    [
        ("203.0.113.9", None, "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.1.2.3", "198.51.100.1", "198.51.100.1"),
        ("10.1.2.3", "1.1.1.1, 198.51.100.1, 10.9.9.9", "198.51.100.1"),
        ("10.1.2.3", "198.51.100.1:4711", "198.51.100.1"),
        ("10.1.2.3", "[2a00::1]:4711", "2a00::1"),
        ("10.1.2.3", "[2a00::1]", "2a00::1"),
        ("10.1.2.3", "2a00::1", "2a00::1"),
        ("10.1.2.3", "1.1.1.1, unknown", "10.1.2.3"),
        ("10.1.2.3", "unknown, 10.4.4.4", "10.4.4.4"),
        ("10.1.2.3", "198.51.100.1,,", "198.51.100.1"),
        ("10.1.2.3", "", "10.1.2.3"),
        ("2001:db8::7", "198.51.100.1", "198.51.100.1"),
        ("::ffff:10.1.2.3", "198.51.100.1", "198.51.100.1"),
        ("192.0.2.1", "198.51.100.1", "198.51.100.1"),
        ("192.0.2.2", "198.51.100.1", "192.0.2.2"),
        ("", "198.51.100.1", None),
        (None, None, None),
    ],
)
def test_only_a_trusted_proxy_is_believed(peer: str | None, forwarded_for: str | None, address: str | None) -> None:
    assert ClientAddress(PROXIES).find(peer, forwarded_for) == address


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded_for", "address"),
    [
        (["unix"], "", "198.51.100.1", "198.51.100.1"),
        (["unix", "10.0.0.0/8"], "", "198.51.100.1, 10.1.2.3", "198.51.100.1"),
        (["unix"], "", "unknown", None),
        (["unix"], "", None, None),
        (["unix"], "10.1.2.3", "198.51.100.1", "10.1.2.3"),
        (["10.0.0.0/8"], "", "198.51.100.1", None),
    ],
)
def test_whoever_comes_by_a_socket_is_believed_where_it_is_said(
    trusted: list[str], peer: str, forwarded_for: str | None, address: str | None
) -> None:
    assert ClientAddress(trusted).find(peer, forwarded_for) == address


@pytest.mark.parametrize("text", ["", "10.0.0.1/8", "10.0.0.0/33", "proxy.example.org", "10.0.0.0/8,::1"])
def test_what_is_no_network_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        NetworkBlock.parse(text)
