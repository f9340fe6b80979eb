"""A believable business with known truth, for the demo and for judging decisions."""

from regulars.world.life.acts import Act
from regulars.world.life.outcomes import Outcomes
from regulars.world.life.run import Morning
from regulars.world.life.simulate import simulate
from regulars.world.make_world import make_world
from regulars.world.world import World

__all__ = ["Act", "Morning", "Outcomes", "World", "make_world", "simulate"]
