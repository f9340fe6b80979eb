"""A believable business with known truth, for the demo and for judging decisions."""

from regulars.world.make_world import make_world
from regulars.world.world import World

__all__ = ["World", "make_world"]
