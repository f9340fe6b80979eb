"""An import tells how far it is, to whoever asked and in its batch's row."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from regulars.cli.progress import Progress, Silent, progress

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported
    from regulars.workspace import Book

HEADER = "order_id,customer_id,order_date,amount\n"


def test_every_step_is_told_and_ends_with_all_of_it(take: Callable[..., Imported]) -> None:
    told: list[tuple[str, int, int]] = []
    rows = "".join(f"{n},a,2026-01-02,5\n" for n in range(60_000))
    take(HEADER + rows, told=lambda *step: told.append(step))
    steps = list(dict.fromkeys(step for step, _, _ in told))
    assert steps == ["reading", "checking", "comparing", "writing"]
    assert all(0 <= done <= total for _, done, total in told)
    for step in ("reading", "writing"):
        done = [(done, total) for one, done, total in told if one == step]
        assert done[-1][0] == done[-1][1]
        assert done == sorted(done)
    assert len([one for one in told if one[0] == "writing"]) >= 3
    # The file, then its fact: the line moves while neither is read nor written.
    assert [one for one in told if one[0] == "checking"] == [("checking", 0, 2), ("checking", 1, 2)]


def test_the_batch_s_row_says_how_far_the_writing_is(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import regulars.intake.import_files as module

    seen: list[dict[str, Any]] = []
    publish = module.publish_batch

    def look(**given: Any) -> None:
        seen.append(book.imports()[0].counts)
        publish(**given)

    monkeypatch.setattr(module, "publish_batch", look)
    path = tmp_path / "orders.csv"
    path.write_text(HEADER + "1,a,2026-01-02,5\n2,a,never,5\n")
    done = book.import_files([path])
    total = done.new + done.rejected
    assert seen == [{"progress": {"step": "writing", "done": total, "total": total}}]
    assert "progress" not in book.imports()[0].counts


def test_a_terminal_shows_one_line_that_is_cleared_at_the_end() -> None:
    terminal = io.StringIO()
    shown = Progress(terminal)
    shown("reading", 50, 50)
    shown("writing", 4, 4)
    shown.end()
    assert terminal.getvalue() == "\rreading 100%\rwriting 100%\r            \r"


def test_programs_and_files_see_nothing_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    shown = progress(json=False)  # standard error is no terminal here
    assert isinstance(shown, Silent)
    shown("reading", 1, 2)
    shown.end()
    assert capsys.readouterr() == ("", "")
