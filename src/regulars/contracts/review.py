"""What somebody wrote about the business in public."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import HAPPENED_AT, HAPPENED_ON, Contract, customer_columns, key_of

REVIEW = Contract(
    fact="review",
    file_key="review_id",
    description="One public review.",
    columns=(
        *customer_columns(null="not known which customer wrote it"),
        Column("site", Type.TEXT, "Where it stands, e.g. `google`."),
        Column(
            "rating_milli",
            Type.INTEGER,
            "The rating given.",
            unit="thousandths of a point, of `best_rating` points",
            null="no rating",
        ),
        Column(
            "best_rating",
            Type.INTEGER,
            "The best rating there is.",
            unit="points",
            null="no rating",
        ),
        HAPPENED_AT,
        HAPPENED_ON,
        Column("language", Type.TEXT, "The language of the text, BCP 47.", null="not told"),
        Column("author", Type.TEXT, "Name as shown there.", null="none", personal=True),
        Column("title", Type.TEXT, "Its title.", null="none", personal=True),
        Column("text", Type.TEXT, "Its text.", null="none", personal=True),
        Column("reply", Type.TEXT, "What we replied.", null="no reply", personal=True),
        Column(
            "replied_on",
            Type.DATE,
            "The day of the reply.",
            unit="day",
            null="no reply, or not known",
        ),
        key_of("order", "not tied to an order"),
        key_of("reservation", "not tied to a stay"),
        key_of("product", "not about a product"),
    ),
)
