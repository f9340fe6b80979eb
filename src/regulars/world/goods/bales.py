"""What an order of the textile house holds: few things, many metres.

A valley's house: its orders are some ten times those of the shop, not a hundred times, so that one
book can hold both and what an order is worth can still be estimated (decision 024).
"""

from __future__ import annotations

from regulars.world.goods.shop_baskets import Basket

BALES: dict[str, Basket] = {
    "tailor": Basket(
        1.4,
        16.0,
        {
            "T-COTTON": 4.0,
            "T-POPLIN": 3.0,
            "T-TWILL": 1.5,
            "T-LINING": 2.0,
            "T-THREAD": 1.5,
            "T-ZIP": 1.0,
            "T-FINISH": 0.5,
        },
    ),
    "boutique": Basket(
        1.8,
        16.0,
        {
            "T-MUSLIN": 2.5,
            "T-KHADI": 2.5,
            "T-COTTON": 1.5,
            "T-INDIGO": 2.5,
            "T-PRINT": 1.5,
            "T-DYE": 1.5,
            "T-LINING": 0.5,
        },
    ),
    "garment maker": Basket(
        2.2,
        38.0,
        {
            "T-COTTON": 3.0,
            "T-TWILL": 2.5,
            "T-INDIGO": 3.5,
            "T-POPLIN": 2.0,
            "T-LINING": 1.0,
            "T-THREAD": 1.5,
            "T-ZIP": 1.0,
            "T-DYE": 1.0,
            "T-FINISH": 1.0,
            "T-SUPPLY": 0.12,
            "T-COLOUR": 0.1,
        },
    ),
    "hotel": Basket(
        1.3,
        22.0,
        {
            "T-LINEN": 4.0,
            "T-TERRY": 3.0,
            "T-COTTON": 0.8,
            "T-UNIFORM": 1.0,
            "T-FINISH": 0.8,
            "T-COLOUR": 0.2,
        },
    ),
    "institution": Basket(
        1.2,
        26.0,
        {"T-UNIFORM": 5.0, "T-POPLIN": 1.5, "T-LINEN": 0.8, "T-DYE": 0.8, "T-SUPPLY": 0.15},
    ),
    "buyer abroad": Basket(
        1.6,
        30.0,
        {
            "T-KHADI": 3.0,
            "T-MUSLIN": 2.5,
            "T-INDIGO": 2.0,
            "T-PRINT": 1.5,
            "T-YARN": 1.0,
            "T-FINISH": 0.6,
        },
    ),
}
