"""What the three houses sell, and at what price; reviewed data, one line a product."""

from __future__ import annotations

from dataclasses import dataclass

from regulars.world.cast.kinds import CABINS, SHOP, TEXTILES


@dataclass(frozen=True)
class Product:
    """One thing or service on sale.

    Units: `taka` is the price of one whole piece (night, kilo, litre, metre), and of as many US
           or euro cents abroad as poisha at home divided by 100; `step_milli` is the smallest
           amount sold, in thousandths of a piece; `more_times` scales how much more is taken.
    """

    key: str
    source: str
    name: str
    name_bn: str
    category: str
    taka: int
    step_milli: int = 1000
    more_times: float = 1.0


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
    Product("T-COTTON", TEXTILES, "Plain cotton shirting",
            "সুতি শার্টিং কাপড়", "cotton", 120, 10_000),
    Product("T-POPLIN", TEXTILES, "Poplin", "পপলিন", "cotton", 135, 10_000),
    Product("T-TWILL", TEXTILES, "Cotton twill", "টুইল কাপড়", "cotton", 190, 10_000),
    Product("T-KHADI", TEXTILES, "Khadi", "খাদি", "handloom", 210, 10_000),
    Product("T-MUSLIN", TEXTILES, "Fine muslin", "মিহি মসলিন", "handloom", 640, 10_000),
    Product("T-INDIGO", TEXTILES, "Indigo drill", "নীল ড্রিল কাপড়", "dyed", 240, 10_000),
    Product("T-UNIFORM", TEXTILES, "Uniform cloth", "ইউনিফর্মের কাপড়", "dyed", 165, 10_000),
    Product("T-LINEN", TEXTILES, "Bed linen, wide", "চওড়া বিছানার কাপড়", "linen", 260, 10_000),
    Product("T-TERRY", TEXTILES, "Towel cloth", "তোয়ালের কাপড়", "linen", 310, 10_000),
    Product("T-LINING", TEXTILES, "Lining", "আস্তর", "trimmings", 70, 10_000, 0.6),
    Product("T-THREAD", TEXTILES, "Sewing thread, a box",
            "সেলাইয়ের সুতা, এক বাক্স", "trimmings", 380, 1000, 0.04),
    Product("T-ZIP", TEXTILES, "Zips, a hundred", "চেইন, একশটি", "trimmings", 520, 1000, 0.04),
    Product("T-YARN", TEXTILES, "Cotton yarn, a cone", "সুতার কোন, একটি", "yarn", 450, 5_000, 0.15),
    Product("T-DYE", TEXTILES, "Dyeing to a sample, a metre",
            "নমুনা মেনে রং করা, এক মিটার", "dyeing", 60, 10_000),
    Product("T-PRINT", TEXTILES, "Block printing, a metre",
            "ব্লক প্রিন্ট, এক মিটার", "dyeing", 85, 10_000, 0.5),
    Product("T-FINISH", TEXTILES, "Softening and shrinking, a metre",
            "নরম ও সংকোচন করা, এক মিটার", "finishing", 22, 50_000),
    Product("T-SUPPLY", TEXTILES, "Standing supply agreement, a year",
            "নিয়মিত সরবরাহ চুক্তি, এক বছর", "agreement", 18_000, 1000, 0.0),
    Product("T-COLOUR", TEXTILES, "Colour guarantee with upkeep, a year",
            "রঙের নিশ্চয়তা ও যত্ন, এক বছর", "agreement", 9_000, 1000, 0.0),
)  # fmt: skip
PRODUCT_AT: dict[str, int] = {product.key: row for row, product in enumerate(PRODUCTS)}
CATEGORIES: tuple[str, ...] = tuple(dict.fromkeys(product.category for product in PRODUCTS))
CATEGORY_OF: tuple[int, ...] = tuple(CATEGORIES.index(product.category) for product in PRODUCTS)
"""The category of each product, a number in CATEGORIES."""
