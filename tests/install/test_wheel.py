"""The wheel is all that a machine without the source needs: one command, and the demo is there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 120
ASK = """
import json, sys
from pathlib import Path
import regulars
book = regulars.open(sys.argv[1])
from datetime import UTC, datetime
from django.test import Client
from django.contrib.staticfiles import finders
from regulars.people.login_link import make_login_link
client = Client()
client.post("/enter/" + make_login_link(at=datetime.now(UTC)))
pages = {language: client.get("/", headers={"Accept-Language": language}).content.decode()
         for language in ("en", "bn")}
print(json.dumps({
    "from": str(Path(regulars.__file__).parent),
    "english": "Today" in pages["en"],
    "bengali": "আজ" in pages["bn"],
    "font": bool(finders.find("fonts/noto-sans-bengali-bengali-400-normal.woff2")),
    "script": bool(finders.find("js/desk.js")),
}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    [built] = place.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files alone; what they need is this environment's."""
    place = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(place)
    return place


def test_the_wheel_holds_every_file_of_the_package_and_no_other(wheel: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "src/regulars"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    tracked = {line.removeprefix("src/") for line in listed.stdout.splitlines()}
    with zipfile.ZipFile(wheel) as packed:
        held = {name for name in packed.namelist() if name.startswith("regulars/")}
    assert held == tracked


def test_the_demo_is_made_and_its_pages_are_whole(installed: Path, tmp_path: Path) -> None:
    book = tmp_path / "demo"
    _run(installed, "-m", "regulars.cli.main", "demo", str(book), "--no-serve")
    told = json.loads(_run(installed, "-c", ASK, str(book)))
    assert told.pop("from") == str(installed / "regulars")
    assert all(told.values()), told


def test_the_command_and_its_version_are_declared(installed: Path) -> None:
    [entry] = installed.glob("regulars-*.dist-info/entry_points.txt")
    assert "regulars = regulars.cli.main:main" in entry.read_text(encoding="utf-8")
    [name] = installed.glob("regulars-*.dist-info")
    told = _run(installed, "-m", "regulars.cli.main", "--version").split()[-1]
    assert name.name == f"regulars-{told}.dist-info"


def _run(installed: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=installed,
        env=os.environ | {"PYTHONPATH": str(installed)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=PATIENCE_SECONDS,
    )
    return done.stdout
