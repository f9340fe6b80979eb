"""Of two imports, or two refreshes, of one book the second is told at once; the first goes on."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import AS_OF, Commands, wait_for

from regulars.cli.main import main


@pytest.mark.parametrize("work", ["import", "refresh"])
def test_the_second_is_told_who_is_at_work(
    commands: Commands,
    own: Path,
    files: list[Path],
    capsys: pytest.CaptureFixture[str],
    work: str,
) -> None:
    words = [work, *map(str, files)] if work == "import" else [work, "--as-of", str(AS_OF)]
    words += ["--book", str(own)]
    commands.start(*words)
    mark = {"import": "staging-*", "refresh": "refresh-*"}[work]
    wait_for(lambda: any(own.glob(mark)))
    commands.signal(signal.SIGSTOP)
    try:
        assert main(words) == 6
    finally:
        commands.signal(signal.SIGCONT)
    told = capsys.readouterr().err
    number, code = commands.number, commands.exit_code()
    assert f"Another {work} of this book is running (process {number})" in told
    assert code == 0
    assert main(words) == 0


def test_an_import_does_not_stop_a_refresh_and_comes_with_the_next(
    commands: Commands,
    own: Path,
    files: list[Path],
    facts_before: dict[str, Any],
    facts_after: dict[str, Any],
    facts_of: Callable[[Any], dict[str, Any]],
) -> None:
    import regulars

    commands.start("import", *files, "--book", own)
    wait_for(lambda: any(own.glob("staging-*")))
    commands.signal(signal.SIGSTOP)
    book = regulars.open(own)
    try:
        assert book.refresh(as_of=AS_OF).customers == facts_before["customer"]
    finally:
        commands.signal(signal.SIGCONT)
    assert commands.exit_code() == 0
    assert book.refresh(as_of=AS_OF).customers == facts_after["customer"]
    book.close()
