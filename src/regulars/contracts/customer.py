"""Who buys: an account (company, household, booking party) or a person."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import Contract

CUSTOMER = Contract(
    fact="customer",
    file_key="customer_id",
    description="What a source says of one customer, account or person.",
    columns=(
        Column(
            "kind",
            Type.TEXT,
            "Whether it is an account or a person.",
            choices=("account", "person"),
        ),
        Column(
            "account_key",
            Type.TEXT,
            "The account that this person belongs to, a key in the same source.",
            null="an account, or a person who stands alone",
        ),
        Column("name", Type.TEXT, "Name as written.", null="not known", personal=True),
        Column(
            "name_bn",
            Type.TEXT,
            "The same name in Bengali script.",
            null="not known",
            personal=True,
        ),
        Column("email", Type.TEXT, "E-mail address.", null="not known", personal=True),
        Column("phone", Type.TEXT, "Telephone number.", null="not known", personal=True),
        Column(
            "email_key",
            Type.TEXT,
            "Keyed hash of the normalised e-mail address; equal ones are one person.",
            null="no e-mail address that can be read",
        ),
        Column(
            "phone_key",
            Type.TEXT,
            "Keyed hash of the telephone number in E.164; equal ones are one person.",
            null="no telephone number that can be read",
        ),
        Column(
            "acquired_through",
            Type.TEXT,
            "How they became a customer, as the source writes it, e.g. `walk-in`, `fair`.",
            null="not known",
        ),
        Column(
            "language",
            Type.TEXT,
            "The language the customer chose, BCP 47.",
            null="never chosen; it is not guessed",
        ),
        Column(
            "treatment",
            Type.TEXT,
            "How the customer said they like to be treated.",
            null="never said",
            choices=("contact", "distance"),
        ),
        Column(
            "treatment_on",
            Type.DATE,
            "The day they said so.",
            unit="day",
            null="never said, or the day is not known",
        ),
        Column(
            "since_on",
            Type.DATE,
            "Customer since, as the source tells.",
            unit="day",
            null="the source does not tell",
        ),
    ),
)
