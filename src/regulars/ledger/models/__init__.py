"""The ledger's tables."""

from regulars.ledger.models.batch import Assertion, Batch, Reject
from regulars.ledger.models.facts import (
    Care,
    Contact,
    Customer,
    Identity,
    Order,
    OrderLine,
    Product,
)
from regulars.ledger.models.planned_day import PlannedDay
from regulars.ledger.models.revision import Revision

MODELS: dict[str, type[Revision]] = {
    "customer": Customer,
    "identity": Identity,
    "product": Product,
    "order": Order,
    "order_line": OrderLine,
    "contact": Contact,
    "care": Care,
}

__all__ = [
    "MODELS",
    "Assertion",
    "Batch",
    "Care",
    "Contact",
    "Customer",
    "Identity",
    "Order",
    "OrderLine",
    "PlannedDay",
    "Product",
    "Reject",
    "Revision",
]
