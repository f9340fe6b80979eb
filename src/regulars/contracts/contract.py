"""What a fact table is: its columns, and the columns that all fact tables have."""

from __future__ import annotations

from dataclasses import dataclass

from regulars.contracts.column import Column, Type

SOURCE = Column(
    "source",
    Type.TEXT,
    "The system the fact comes from, e.g. `till`; keys are unique within it.",
)
SOURCE_ID = Column(
    "source_id",
    Type.TEXT,
    "The fact's own key in its source.",
)


@dataclass(frozen=True)
class Contract:
    """One fact table. `columns` excludes `source` and `source_id`, which every fact has."""

    fact: str
    description: str
    columns: tuple[Column, ...]
    file_key: str
    """The name of `source_id` in a user's own file, e.g. `order_id`."""

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def about_a_customer(self) -> bool:
        return "customer_key" in self.names

    @property
    def customers(self) -> tuple[tuple[str, str], ...]:
        """The pairs of columns (source, key) that each name one customer's identity."""
        pairs = (("customer_source", "customer_key"), ("other_source", "other_key"))
        return tuple(pair for pair in pairs if pair[1] in self.names)


def customer_columns(null: str | None) -> tuple[Column, Column]:
    """The identity that a fact arrived with; the mapping to a customer is kept apart."""
    return (
        Column(
            "customer_source",
            Type.TEXT,
            "The source in which `customer_key` is a key.",
            null=null,
        ),
        Column(
            "customer_key",
            Type.TEXT,
            "The customer's key as the source writes it.",
            null=null,
        ),
    )


def other_customer_columns(description: str) -> tuple[Column, Column]:
    """The second customer of a fact that ties two, named like the first by its identity."""
    return (
        Column("other_source", Type.TEXT, "The source in which `other_key` is a key."),
        Column("other_key", Type.TEXT, description),
    )


def key_of(fact: str, null: str) -> Column:
    """A column that names another fact by its key in the same source."""
    return Column(f"{fact}_key", Type.TEXT, f"The {fact}, a key in the same source.", null=null)


CURRENCY = Column("currency", Type.TEXT, "ISO 4217 code of the amounts in this row.")
CURRENCY_IF_ANY = Column(
    "currency", Type.TEXT, "ISO 4217 code of the amounts in this row.", null="no amount"
)
HAPPENED_AT = Column(
    "happened_at",
    Type.INSTANT,
    "The instant it happened, UTC.",
    unit="instant, UTC",
    null="the source tells only the day",
)
HAPPENED_ON = Column(
    "happened_on",
    Type.DATE,
    "The day it happened in the book's time zone; a date-only source keeps its date.",
    unit="day",
)
