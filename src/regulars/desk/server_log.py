"""Gunicorn's log, which names addresses when a request breaks off, without secrets too."""

from __future__ import annotations

from gunicorn.config import Config
from gunicorn.glogging import Logger

from regulars.desk.log import WithoutSecrets


class ServerLog(Logger):
    """Gunicorn's own, with our way of writing a line."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(WithoutSecrets(self.error_fmt, self.datefmt))
