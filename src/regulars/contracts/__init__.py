"""The fact tables as plain data. Adding one: its file, and one line in `CONTRACTS`."""

from regulars.contracts.care import CARE
from regulars.contracts.column import Column, Type
from regulars.contracts.contact import CONTACT
from regulars.contracts.contract import SOURCE, SOURCE_ID, Contract
from regulars.contracts.customer import CUSTOMER
from regulars.contracts.identity import CUSTOMER_IDS, IDENTITY, customer_id
from regulars.contracts.order import ORDER
from regulars.contracts.order_line import ORDER_LINE
from regulars.contracts.product import PRODUCT

CONTRACTS: tuple[Contract, ...] = (
    CUSTOMER,
    IDENTITY,
    PRODUCT,
    ORDER,
    ORDER_LINE,
    CONTACT,
    CARE,
)
BY_FACT: dict[str, Contract] = {contract.fact: contract for contract in CONTRACTS}

__all__ = [
    "BY_FACT",
    "CARE",
    "CONTACT",
    "CONTRACTS",
    "CUSTOMER",
    "CUSTOMER_IDS",
    "IDENTITY",
    "ORDER",
    "ORDER_LINE",
    "PRODUCT",
    "SOURCE",
    "SOURCE_ID",
    "Column",
    "Contract",
    "Type",
    "customer_id",
]
