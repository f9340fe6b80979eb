"""Where a web hook may send, and where never: nobody reaches through us what is ours."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from regulars.post.hooks_target import TargetRefused, numbers_of, target_of

pytestmark = pytest.mark.usefixtures("empty_ledger")  # Django, for the words


def refused(url: str, *, inside: bool = False) -> str | None:
    try:
        numbers_of(target_of(url), inside=inside)
    except TargetRefused as error:
        return error.why
    return None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hook",
        "example.org/hook",
        "https://",
        "https:///hook",
        "https://user:password@93.184.215.14/",
        "https://93.184.215.14/#part",
        "https://93.184.215.14:99999/",
        "https://93.184.215.14/a b",
        "https://93.184.215.14/\r\nX: 1",
        "https://[::1/",
        "https://93.184.215.14/" + 2_000 * "a",
        "https://exa\u00admple.org/",
    ],
)
def test_what_is_no_web_address_is_told(url: str) -> None:
    assert refused(url) == "not_a_url"


@pytest.mark.parametrize(
    "url",
    [
        "http://93.184.215.14/",
        "http://10.0.0.1/",
        "ftp://93.184.215.14/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http://127.0.0.1.example.org/",
        "http://0.0.0.0/",
        "http://[::]/",
    ],
)
def test_messages_go_by_https_only_but_to_this_machine(url: str) -> None:
    assert refused(url, inside=True) in {"not_https", "not_a_url"}


@pytest.mark.parametrize("url", ["https://93.184.215.14/", "https://[2606:4700::1111]:8443/a?b=c"])
def test_public_numbers_are_allowed(url: str) -> None:
    assert refused(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000/",
        "http://127.9.9.9/",
        "http://[::1]/",
        "http://localhost/",
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://172.16.0.1/",
        "https://192.168.1.1/",
        "https://100.64.0.1/",
        "https://[fc00::1]/",
        "https://[::ffff:192.168.1.1]/",
        "https://[64:ff9b::192.168.1.1]/",
        "https://[2002:c0a8:0101::1]/",
    ],
)
def test_this_machine_and_its_network_only_where_the_owner_means_it(url: str) -> None:
    assert refused(url) == "inside"
    assert refused(url, inside=True) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://169.254.169.254/latest/meta-data/",
        "https://[fe80::1]/",
        "https://[::ffff:169.254.169.254]/",
        "https://0.0.0.0/",
        "https://[::]/",
        "https://224.0.0.1/",
        "https://[ff02::1]/",
        "https://255.255.255.255/",
        "https://240.0.0.1/",
        "https://[::127.0.0.1]/",
    ],
)
def test_some_kinds_of_address_are_never_sent_to(url: str) -> None:
    assert refused(url, inside=True) == "never"


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "017700000001", "127.1"])
def test_other_ways_to_write_this_machine_are_this_machine(host: str) -> None:
    assert refused(f"https://{host}/") in {"inside", "not_found"}
    assert refused(f"http://{host}/", inside=True) == "not_https"


def test_a_public_name_that_leads_inside_is_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"rebound.example": ["93.184.215.14", "10.0.0.5"]}

    def resolved(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, 1, 6, "", (number, port)) for number in names[host]]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    assert refused("https://rebound.example/") == "inside"
    names["rebound.example"] = ["93.184.215.14"]
    target = target_of("https://rebound.example/")
    assert numbers_of(target, inside=False) == ("93.184.215.14",)


def test_a_name_that_leads_nowhere_is_told() -> None:
    assert refused("https://no-such-host.invalid/") == "not_found"


def test_the_attempt_goes_to_the_number_that_was_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from regulars.post import hooks_send

    connected: list[Any] = []
    asked: list[str] = []

    def resolved(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, 1, 6, "", ("93.184.215.14", port))]

    def connect(address: Any, timeout: float) -> Any:
        connected.append(address)
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    monkeypatch.setattr(socket, "create_connection", connect)
    done = hooks_send.send("https://a.example/", body=b"{}", headers={}, inside=False)
    assert done.trouble == "unreachable"
    assert asked == ["a.example"]
    assert connected == [("93.184.215.14", 443)]


def test_a_certificate_of_nobody_is_not_trusted(tmp_path: Any) -> None:
    """A real server with a certificate that it made itself."""
    import ssl
    import threading
    from contextlib import suppress
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    from regulars.post import hooks_send

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with suppress(OSError):
                link, _ = server.accept()
                with suppress(OSError), context.wrap_socket(link, server_side=True):
                    pass

        thread = threading.Thread(target=answer)
        thread.start()
        url = f"https://127.0.0.1:{server.getsockname()[1]}/"
        done = hooks_send.send(url, body=b"{}", headers={}, inside=True)
        thread.join()
    assert (done.status, done.trouble) == (None, "tls")
