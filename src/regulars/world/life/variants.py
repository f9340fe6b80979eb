"""The laws that a world can live by: the plain one, and three that no estimate was built for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Variant:
    """What differs from one world to another; all else is the same.

    Units: shapes have none; drifts are standard deviations of the logarithm, or of the logit,
           a year.
    Null:  `weibull` None: gaps are Erlang; `tail` None: rates are gamma, sizes lognormal.
    """

    name: str
    weibull: tuple[float, float] | None = None
    """Shapes of the gaps of who is nearly random, and of who is regular, in the plain world."""
    life_shape: float = 1.0
    """Of the Weibull life: 1 forgets, above 1 leaving grows likelier with the years."""
    sours: bool = False
    """A bad experience makes leaving likelier for good, where in the others it is one coin."""
    tail: float | None = None
    """Pareto index of rates and sizes within a kind."""
    rate_drift: float = 0.0
    rate_trend: float = 0.0
    """What the drifts of all have in common, a year, as a logarithm."""
    taste_drift: float = 0.0


VARIANTS: dict[str, Variant] = {
    variant.name: variant
    for variant in (
        Variant("plain"),
        Variant("other_buying", weibull=(2.8, 0.8), life_shape=1.8, sours=True),
        Variant("heavy_tails", tail=1.4),
        Variant("drifting", rate_drift=0.4, rate_trend=-0.15, taste_drift=1.2),
    )
}


def variant_of(name: str) -> Variant:
    """The variant of that name.

    Raises: ValueError when there is none.
    """
    if name not in VARIANTS:
        raise ValueError(f"There is no variant “{name}”; it is one of {', '.join(VARIANTS)}.")
    return VARIANTS[name]
