"""What the cabins and the shop sell, and at what price; reviewed data, one line a product."""

from __future__ import annotations

from dataclasses import dataclass

from regulars.world.cast.kinds import CABINS, SHOP


@dataclass(frozen=True)
class Product:
    """One thing or service on sale.

    Units: `taka` is the price of one whole piece (night, kilo, litre); `step_milli` is the
           smallest amount sold, in thousandths of a piece.
    """

    key: str
    source: str
    name: str
    name_bn: str
    category: str
    taka: int
    step_milli: int = 1000


PRODUCTS: tuple[Product, ...] = (
    Product("N-BAMBOO", CABINS, "Night in the bamboo hut", "বাঁশের ঘরে এক রাত", "night", 3500),
    Product("N-STREAM", CABINS, "Night in the stream cabin", "ঝিরির কেবিনে এক রাত", "night", 4800),
    Product("N-RIDGE", CABINS, "Night in the ridge cabin", "চূড়ার কেবিনে এক রাত", "night", 6500),
    Product("N-LODGE", CABINS, "Night in the family lodge", "পারিবারিক লজে এক রাত", "night", 9000),
    Product("M-BREAKFAST", CABINS, "Breakfast", "সকালের নাস্তা", "meal", 280),
    Product("M-BAMBOO-CHICKEN", CABINS, "Bamboo chicken", "বাঁশে রান্না মুরগি", "meal", 550),
    Product("W-GUIDED", CABINS, "Guided walk", "গাইডসহ হাঁটা", "walk", 600),
    Product("R-JEEP", CABINS, "Jeep from the town", "শহর থেকে জিপ", "ride", 3200),
    Product("HONEY", SHOP, "Forest honey", "বনের মধু", "food", 1100, 500),
    Product("TEA", SHOP, "Hill tea", "পাহাড়ি চা", "food", 640, 250),
    Product("GINGER", SHOP, "Ginger", "আদা", "food", 180, 500),
    Product("TURMERIC", SHOP, "Turmeric powder", "হলুদ গুঁড়া", "food", 420, 250),
    Product("CHILLI", SHOP, "Bird's eye chilli, dried", "শুকনা ধানি লঙ্কা", "food", 760, 250),
    Product("BINNI", SHOP, "Sticky rice", "বিন্নি চাল", "food", 150),
    Product("BAMBOO-SHOOT", SHOP, "Bamboo shoots", "বাঁশকোড়ল", "food", 140, 500),
    Product("BANANA", SHOP, "Hill bananas, a dozen", "পাহাড়ি কলা, এক ডজন", "food", 110),
    Product("PINEAPPLE", SHOP, "Pineapple", "আনারস", "food", 60),
    Product("CASHEW", SHOP, "Cashew nuts", "কাজু বাদাম", "food", 1400, 250),
    Product("COFFEE", SHOP, "Hill coffee, ground", "পাহাড়ি কফি গুঁড়া", "food", 1600, 250),
    Product("SUGAR", SHOP, "Sugar", "চিনি", "staple", 135),
    Product("MILK", SHOP, "Milk powder, 500 g", "গুঁড়া দুধ, ৫০০ গ্রাম", "staple", 430),
    Product("BISCUIT", SHOP, "Biscuits, a carton", "বিস্কুট, এক কার্টন", "staple", 260),
    Product("OIL", SHOP, "Mustard oil", "সরিষার তেল", "staple", 290),
    Product("LENTIL", SHOP, "Red lentils", "মসুর ডাল", "staple", 135),
    Product("SOAP", SHOP, "Soap", "সাবান", "staple", 65),
    Product("CLOTH", SHOP, "Woven cloth", "তাঁতে বোনা কাপড়", "craft", 1450),
    Product("SHAWL", SHOP, "Handwoven shawl", "হাতে বোনা শাল", "craft", 2200),
    Product("BAG", SHOP, "Woven shoulder bag", "তাঁতে বোনা কাঁধব্যাগ", "craft", 620),
    Product("BASKET", SHOP, "Bamboo basket", "বাঁশের ঝুড়ি", "craft", 380),
    Product("CUP", SHOP, "Bamboo cup", "বাঁশের কাপ", "craft", 150),
)  # fmt: skip
PRODUCT_AT: dict[str, int] = {product.key: row for row, product in enumerate(PRODUCTS)}
