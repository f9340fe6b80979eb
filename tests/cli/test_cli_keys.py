"""Keys at the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

Run = Any


def test_a_key_is_made_listed_and_revoked(empty: Path, run: Run) -> None:
    made = run("key", "add", "till", "--scope", "write:facts", "--scope", "read", "--book", empty)
    assert made.code == 0
    [token] = [line.strip() for line in made.out.splitlines() if "regulars_" in line]
    [listed] = run("key", "list", "--json", "--book", empty).json["keys"]
    assert (listed["username"], listed["name"]) == ("owner", "till")
    assert listed["scopes"] == ["read", "write:facts"]
    assert listed["last_used_at"] is None
    assert token.startswith(listed["start"])
    assert token not in run("key", "list", "--book", empty).out
    assert run("key", "revoke", listed["number"], "--book", empty).code == 0
    [listed] = run("key", "list", "--json", "--book", empty).json["keys"]
    assert listed["revoked_at"]


def test_what_is_wrong_is_told(empty: Path, run: Run) -> None:
    assert run("key", "add", "till", "--book", empty).code == 2
    assert run("key", "add", "till", "--scope", "all", "--book", empty).code == 2
    nobody = run("key", "add", "till", "--scope", "read", "--staff", "karim", "--book", empty)
    assert (nobody.code, "karim" in nobody.err) == (4, True)
    assert run("key", "revoke", 7, "--book", empty).code == 4
    assert "no key" in run("key", "list", "--book", empty).out
