"""What went wrong for a customer."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import HAPPENED_AT, HAPPENED_ON, Contract, customer_columns, key_of

PROBLEM = Contract(
    fact="problem",
    file_key="problem_id",
    description="One problem from its report to its end; each change is a new revision.",
    columns=(
        *customer_columns(null="reported by somebody not named"),
        Column("topic", Type.TEXT, "What it is about, e.g. `delivery`.", null="not sorted yet"),
        HAPPENED_AT,
        HAPPENED_ON,
        Column(
            "state",
            Type.TEXT,
            "waiting: for the customer or somebody else. closed: ended without a solution.",
            choices=("open", "waiting", "solved", "closed"),
        ),
        Column(
            "ended_at",
            Type.INSTANT,
            "When it was solved or closed, UTC.",
            unit="instant, UTC",
            null="not ended, or the source tells only the day",
        ),
        Column(
            "ended_on",
            Type.DATE,
            "The day it was solved or closed, in the book's zone.",
            unit="day",
            null="not ended, or the source does not tell",
        ),
        Column("priority", Type.TEXT, "As the source writes it.", null="none"),
        Column("channel", Type.TEXT, "How it was reported.", null="not known"),
        Column(
            "found_by",
            Type.TEXT,
            "Who noticed it first.",
            null="not known",
            choices=("customer", "us"),
        ),
        Column("in_charge", Type.TEXT, "Log-in name of who solves it.", null="nobody yet"),
        Column(
            "promised_at",
            Type.INSTANT,
            "We said that they hear from us by then, UTC.",
            unit="instant, UTC",
            null="nothing promised",
        ),
        key_of("order", "not about an order, or not known"),
        key_of("reservation", "not about a stay, or not known"),
        key_of("product", "not about a product, or not known"),
        key_of("known_issue", "not tied to a known issue"),
        Column("text", Type.TEXT, "As it was told.", null="nothing noted", personal=True),
    ),
)
