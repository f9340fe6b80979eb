"""What became of something that another source told of."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import HAPPENED_AT, HAPPENED_ON, Contract, customer_columns

FOLLOW_UP = Contract(
    fact="follow_up",
    file_key="follow_up_id",
    description=(
        "What became of a fact of any source, as somebody at the desk saw it. It stands beside the "
        "fact and counts whatever a later import says; the newest word on the same fact counts."
    ),
    columns=(
        *customer_columns(null="not known whose"),
        Column("about", Type.TEXT, "The kind of fact.", choices=("reservation", "review")),
        Column("about_source", Type.TEXT, "The source in which `about_key` is a key."),
        Column("about_key", Type.TEXT, "The fact's own key in its source."),
        Column(
            "became",
            Type.TEXT,
            "What became of it. open: an earlier word is taken back.",
            choices=("arrived", "did_not_come", "replied", "needs_no_reply", "open"),
        ),
        Column("staff", Type.TEXT, "Log-in name of who said so.", null="not known"),
        HAPPENED_AT,
        HAPPENED_ON,
    ),
)
