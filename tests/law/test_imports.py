"""The import law of the rooms, as `.importlinter` writes it down."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_no_room_imports_what_it_must_not() -> None:
    linted = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert linted.returncode == 0, linted.stdout[-3000:]


def test_every_room_stands_in_the_law() -> None:
    law = (ROOT / ".importlinter").read_text(encoding="utf-8")
    layers = law.split("layers =")[1].split("[importlinter")[0]
    named = {
        name.rsplit(".", 1)[1]
        for line in layers.splitlines()
        for name in line.split(" | ")
        if name.strip()
    }
    package = ROOT / "src" / "regulars"
    rooms = {path.name for path in package.iterdir() if (path / "__init__.py").exists()}
    rooms |= {path.stem for path in package.glob("*.py") if path.stem != "__init__"}

    assert rooms == {name.strip() for name in named}
