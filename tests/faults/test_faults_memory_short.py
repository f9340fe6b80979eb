"""An engine that may take too little memory says so with the cure; the results before stay."""

from __future__ import annotations

from pathlib import Path

import pytest

import regulars
from regulars.cli.main import main

AS_OF = "2026-03-02"


def test_a_refresh_with_too_little_memory_says_what_to_do_and_leaves_the_results(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = own / "book.toml"
    whole = file.read_text()
    book = regulars.open(own)
    results = book.card()
    snapshots = sorted(path.name for path in (own / "snapshots").iterdir())
    file.write_text(whole + '\n[engine]\nmemory = "1MB"\n')
    capsys.readouterr()
    assert main(["refresh", "--as-of", AS_OF, "--book", str(own)]) == 8
    told = capsys.readouterr().err
    assert told.startswith("regulars: The work needs more memory than it may take, 1MB")
    assert told.rstrip().endswith("then do the same again.")
    assert len(told.splitlines()) == 1
    assert "[engine]" in told

    book = regulars.open(own)
    assert book.card().equals(results)
    book.close()
    assert sorted(path.name for path in (own / "snapshots").iterdir()) == snapshots
    assert not list(own.glob("refresh-*"))
    file.write_text(whole + '\n[engine]\nmemory = "1GB"\n')
    assert main(["refresh", "--as-of", AS_OF, "--book", str(own)]) == 0


def test_memory_that_is_no_amount_is_refused_with_an_example(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (own / "book.toml").open("a") as file:
        file.write('\n[engine]\nmemory = "plenty"\n')
    assert main(["refresh", "--as-of", AS_OF, "--book", str(own)]) == 3
    told = capsys.readouterr().err
    assert "memory = 'plenty'" in told
    assert 'memory = "4GB"' in told
