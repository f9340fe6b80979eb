"""What is sold."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import Contract

PRODUCT = Contract(
    fact="product",
    file_key="product_id",
    description="One thing or service on sale.",
    columns=(
        Column("name", Type.TEXT, "Name as the source writes it.", null="not known"),
        Column("name_bn", Type.TEXT, "The name in Bengali script.", null="not known"),
        Column("category", Type.TEXT, "The source's own category.", null="not known"),
    ),
)
