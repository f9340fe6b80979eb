"""A stay or an appointment, booked ahead."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import (
    CURRENCY_IF_ANY,
    HAPPENED_AT,
    HAPPENED_ON,
    Contract,
    customer_columns,
    key_of,
)

RESERVATION = Contract(
    fact="reservation",
    file_key="reservation_id",
    description="One booking: who comes, from when to when. `happened_on` is the day of booking.",
    columns=(
        *customer_columns(null="booked by somebody not named"),
        Column(
            "state",
            Type.TEXT,
            "stayed: they came. no_show: expected, and did not come.",
            choices=("booked", "stayed", "cancelled", "no_show"),
        ),
        Column("arrives_on", Type.DATE, "The day they arrive.", unit="day"),
        Column(
            "arrives_at",
            Type.INSTANT,
            "When they mean to arrive, UTC.",
            unit="instant, UTC",
            null="only the day is known",
        ),
        Column(
            "departs_on",
            Type.DATE,
            "The day they leave.",
            unit="day",
            null="the source does not tell",
        ),
        HAPPENED_AT,
        HAPPENED_ON,
        Column("party", Type.INTEGER, "How many come.", unit="persons", null="not known"),
        Column(
            "purpose",
            Type.TEXT,
            "What they come for.",
            null="not known; it is not guessed",
            choices=("holiday", "work", "family", "event", "other"),
        ),
        Column("unit", Type.TEXT, "Room, cabin or table.", null="not assigned, or not known"),
        Column(
            "amount_minor",
            Type.INTEGER,
            "The price of the booking; it counts as spend only where an order says so.",
            unit="minor units of `currency`",
            null="the source does not tell",
        ),
        CURRENCY_IF_ANY,
        Column("channel", Type.TEXT, "Where it was booked.", null="not known"),
        key_of("order", "not billed, or billed elsewhere"),
    ),
)
