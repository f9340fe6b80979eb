"""A command's report: words for people, JSON for programs."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from regulars.cli.harmless import harmless


def tell(options: argparse.Namespace, report: dict[str, Any], words: str) -> None:
    """Print the report as `--json` asks for it."""
    if options.json:
        print(json.dumps(report, default=plain, ensure_ascii=False))
    else:
        print(harmless(words))


def write_out(text: str, path: str | None) -> None:
    """Into a file, or where no file is named, to the terminal."""
    if path:
        Path(path).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


def plain(value: Any) -> str:
    """What JSON has no type for."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
