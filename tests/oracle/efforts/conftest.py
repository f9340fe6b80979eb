"""The engines of the specs."""

from spec.conftest import engine

__all__ = ["engine"]
