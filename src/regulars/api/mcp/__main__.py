"""Serves one book's tools on standard input and output; `regulars mcp` starts it."""

from __future__ import annotations

import argparse
import sys

import regulars
from regulars.errors import RegularsError


def main() -> int:
    """Serve until the other side closes; standard output belongs to the protocol."""
    words = argparse.ArgumentParser(prog="regulars mcp")
    words.add_argument("--book", required=True)
    words.add_argument("--staff", required=True)
    words.add_argument("--language", required=True)
    words.add_argument("--read-only", action="store_true")
    options = words.parse_args()
    try:
        regulars.open(options.book)
        # Django's models can be imported only now.
        from regulars.api.mcp.server import server_for

        server = server_for(
            username=options.staff, language=options.language, read_only=options.read_only
        )
    except RegularsError as error:
        print(f"regulars: {error}", file=sys.stderr)  # noqa: T201 - a command's last word
        return error.exit_code
    server.run("stdio")
    return 0


if __name__ == "__main__":
    sys.exit(main())
