"""What `regulars serve` prints: where the desk is, the link, and what to be careful of."""

from __future__ import annotations

import pytest

from regulars.book.serving import serving
from regulars.cli.serve import NotThisMachine, PortTaken, _port, _told

TLS = {"addresses": ["https://desk.example.com"], "proxies": ["127.0.0.1"]}


def test_by_itself_it_is_on_this_machine() -> None:
    said = _told(serving({}), 8000, "abc")
    assert "The desk is at http://127.0.0.1:8000/\n" in said
    assert said.count("/enter/abc") == 1
    assert "Careful" not in said


def test_behind_tls_the_link_is_that_of_the_others_and_of_this_machine() -> None:
    said = _told(serving(TLS), 8000, "abc")
    assert "The desk is at https://desk.example.com/\n" in said
    assert "    https://desk.example.com/enter/abc\n" in said
    assert "    http://127.0.0.1:8000/enter/abc\n" in said
    assert "Careful" not in said


def test_in_the_clear_it_warns_each_time() -> None:
    plain = {"addresses": ["http://192.168.1.20:8000"], "listen": "192.168.1.20"}
    said = _told(serving(plain), 8000, "abc")
    assert "Careful: at http://192.168.1.20:8000/ everybody in the network can read along" in said
    assert "127.0.0.1" not in said


def test_listening_without_an_address_is_told() -> None:
    said = _told(serving({"listen": "0.0.0.0"}), 8000, "abc")
    assert "It listens on 0.0.0.0, port 8000." in said
    assert "It answers nobody by that address yet" in said


def test_an_address_of_another_machine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8123")
    with pytest.raises(NotThisMachine, match="no address of this machine"):
        _port("203.0.113.9")
    monkeypatch.setenv("PORT", "many")
    with pytest.raises(PortTaken, match="no port"):
        _port("127.0.0.1")
