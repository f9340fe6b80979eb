"""What the business says of itself."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import Contract

CLAIM = Contract(
    fact="claim",
    file_key="claim_id",
    description="One claim of the company, to be set beside what its customers say.",
    columns=(
        Column("text", Type.TEXT, "The claim as it is published."),
        Column("aspect", Type.TEXT, "What it is about, e.g. `breakfast`.", null="not sorted yet"),
        Column("place", Type.TEXT, "Where it is said, e.g. `website`.", null="not known"),
        Column("since_on", Type.DATE, "First day it was said.", unit="day", null="not known"),
        Column("until_on", Type.DATE, "Last day it was said.", unit="day", null="it still is"),
    ),
)
