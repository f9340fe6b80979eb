"""How a customer said they like to be treated, as told to the staff."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import HAPPENED_ON, Contract, customer_columns

TREATMENT = Contract(
    fact="treatment",
    file_key="treatment_id",
    description="One statement of how a customer likes to be treated; the newest counts, for "
    "as long as it holds.",
    columns=(
        *customer_columns(null=None),
        Column(
            "treatment",
            Type.TEXT,
            "What they like. ask: neither; to be asked each time.",
            choices=("contact", "distance", "ask"),
        ),
        HAPPENED_ON,
        Column(
            "until_on",
            Type.DATE,
            "The last day it holds; after it they are asked again.",
            unit="day",
            null="not said; it holds for two years",
        ),
        Column("said_to", Type.TEXT, "Log-in name of who wrote it down.", null="not known"),
        Column("text", Type.TEXT, "Their own words.", null="none", personal=True),
    ),
)
