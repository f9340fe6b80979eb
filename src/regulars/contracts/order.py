"""A purchase, a cancellation or a return."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import (
    CURRENCY,
    HAPPENED_AT,
    HAPPENED_ON,
    Contract,
    customer_columns,
)

ORDER = Contract(
    fact="order",
    file_key="order_id",
    description="One order, or one return of goods.",
    columns=(
        *customer_columns(null="sold to somebody not named (anonymous)"),
        Column(
            "state",
            Type.TEXT,
            "placed: it stands. cancelled: it never was a sale. returned: goods came back.",
            choices=("placed", "cancelled", "returned"),
        ),
        Column(
            "returns_order_key",
            Type.TEXT,
            "For a return: the order it undoes, a key in the same source.",
            null="not a return, or the source does not tell which order",
        ),
        HAPPENED_AT,
        HAPPENED_ON,
        Column(
            "amount_minor",
            Type.INTEGER,
            "Net of tax and shipping where the source tells; negative for a return.",
            unit="minor units of `currency`",
            null="the source does not tell",
        ),
        CURRENCY,
        Column("channel", Type.TEXT, "Where it was sold.", null="not known"),
        Column(
            "discount_minor",
            Type.INTEGER,
            "What was taken off the list price; `amount_minor` is after it.",
            unit="minor units of `currency`",
            null="the source does not tell; 0 says that there was none",
        ),
        Column("discount_code", Type.TEXT, "The code that was used.", null="none, or not known"),
    ),
)
