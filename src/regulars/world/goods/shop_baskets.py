"""What a basket of the shop holds; reviewed data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Basket:
    """Habits of a kind of customer.

    Units: `more_draws` beyond the first product, `more_pieces` beyond the smallest amount of
           each, both on average for a customer of size 1.
    """

    more_draws: float
    more_pieces: float
    weights: dict[str, float]
    """How often a product is taken, relative to the others."""


_KITCHEN = {
    "HONEY": 1.0,
    "TEA": 2.0,
    "GINGER": 3.0,
    "TURMERIC": 2.5,
    "CHILLI": 1.5,
    "BINNI": 2.0,
    "BAMBOO-SHOOT": 1.5,
    "BANANA": 3.0,
    "PINEAPPLE": 1.5,
    "CASHEW": 0.5,
    "SUGAR": 2.0,
    "OIL": 2.0,
    "LENTIL": 2.5,
    "SOAP": 2.0,
    "CLOTH": 0.25,
    "BASKET": 0.3,
}
BASKETS: dict[str, Basket] = {
    "household": Basket(4.2, 0.9, _KITCHEN),
    "regular household": Basket(4.4, 0.9, _KITCHEN),
    "visitor": Basket(
        2.2,
        0.5,
        {
            "HONEY": 3.0,
            "TEA": 2.5,
            "TURMERIC": 1.0,
            "CASHEW": 2.0,
            "COFFEE": 2.0,
            "PINEAPPLE": 1.5,
            "CLOTH": 1.0,
            "SHAWL": 0.8,
            "BAG": 2.0,
            "BASKET": 1.2,
            "CUP": 2.0,
        },
    ),
    "tea stall": Basket(
        3.2,
        1.8,
        {"TEA": 5.0, "SUGAR": 4.0, "MILK": 4.0, "BISCUIT": 3.0, "GINGER": 2.5, "BANANA": 1.0},
    ),
    "guest house": Basket(
        4.0,
        3.0,
        {
            "BINNI": 3.0,
            "LENTIL": 3.0,
            "OIL": 3.0,
            "TURMERIC": 1.5,
            "CHILLI": 1.0,
            "GINGER": 2.0,
            "TEA": 2.0,
            "HONEY": 1.0,
            "BANANA": 2.0,
            "PINEAPPLE": 1.5,
            "SOAP": 1.5,
        },
    ),
    "school": Basket(
        2.4,
        6.0,
        {"BISCUIT": 3.0, "BANANA": 3.0, "LENTIL": 2.0, "TEA": 0.7, "SUGAR": 1.5, "SOAP": 1.5},
    ),
}
