"""One line of an order."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import CURRENCY, Contract

ORDER_LINE = Contract(
    fact="order_line",
    file_key="order_line_id",
    description="One line of an order: a product, or postage, a discount, a fee.",
    columns=(
        Column("order_key", Type.TEXT, "The order, a key in the same source."),
        Column(
            "product_key",
            Type.TEXT,
            "The product, a key in the same source.",
            null="the line is not a product",
        ),
        Column(
            "kind",
            Type.TEXT,
            "What the line is; shipping and fees do not count as spend.",
            choices=("product", "shipping", "discount", "fee", "adjustment", "voucher"),
        ),
        Column(
            "quantity_milli",
            Type.INTEGER,
            "How many; negative on a return.",
            unit="thousandths of a piece",
            null="the source does not tell",
        ),
        Column(
            "amount_minor",
            Type.INTEGER,
            "The line's total; negative on a return.",
            unit="minor units of `currency`",
            null="the source does not tell",
        ),
        CURRENCY,
        Column("lot", Type.TEXT, "The lot or series of the goods.", null="not known"),
    ),
)
