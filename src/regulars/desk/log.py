"""What is printed when something fails, without what would let a reader of it in."""

from __future__ import annotations

import logging
import re
import sys
from typing import TextIO

SECRET = re.compile(r"(/enter/|Bearer |regulars_)[\w.~+/=-]{12,}")


class WithoutSecrets(logging.Formatter):
    """Leaves log-in links and keys out of every line, also of those of a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRET.sub(r"\1…", super().format(record))


class Printed(logging.StreamHandler):
    """To standard error, as it is when something is printed."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:
        return sys.stderr
