"""A problem that many share."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import Contract, key_of

KNOWN_ISSUE = Contract(
    fact="known_issue",
    file_key="known_issue_id",
    description="One cause of many problems: what to do, and who was exposed to it.",
    columns=(
        Column("title", Type.TEXT, "What it is, in a few words."),
        Column("topic", Type.TEXT, "The topic of its problems.", null="not sorted yet"),
        Column("since_on", Type.DATE, "The day it became known.", unit="day"),
        Column("state", Type.TEXT, "Whether it still happens.", choices=("open", "fixed")),
        Column("fixed_on", Type.DATE, "The day it was fixed.", unit="day", null="not fixed"),
        Column("what_to_do", Type.TEXT, "What helps meanwhile.", null="nothing known yet"),
        key_of("product", "not tied to a product"),
        Column("lot", Type.TEXT, "The lot or series exposed.", null="not tied to a lot"),
        Column("place", Type.TEXT, "The room, shop or route exposed.", null="not tied to a place"),
        Column(
            "exposed_from_on",
            Type.DATE,
            "First day of orders or stays exposed.",
            unit="day",
            null="not tied to a period",
        ),
        Column(
            "exposed_to_on",
            Type.DATE,
            "Last day of orders or stays exposed.",
            unit="day",
            null="not over, or not tied to a period",
        ),
    ),
)
