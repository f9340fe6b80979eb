"""What one currency is worth in another."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import Contract

RATE = Contract(
    fact="rate",
    file_key="rate_id",
    description="A day's exchange rate: one unit of `currency` in units of `to_currency`.",
    columns=(
        Column("currency", Type.TEXT, "ISO 4217 code of what is converted."),
        Column("to_currency", Type.TEXT, "ISO 4217 code of what it is worth in."),
        Column("rated_on", Type.DATE, "The day of the rate.", unit="day"),
        Column(
            "rate_e8",
            Type.INTEGER,
            "The rate as a whole number, so that conversion is exact.",
            unit="10⁻⁸ units of `to_currency` for one unit of `currency`",
        ),
    ),
)
