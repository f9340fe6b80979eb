"""The tables are what the contracts say they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from regulars.contracts import BY_FACT, CONTRACTS, Type

if TYPE_CHECKING:
    from regulars.workspace import Book

ENVELOPE = {"id", "batch", "source", "source_id", "content_hash", "recorded_at"}
FIELDS = {
    Type.TEXT: "TextField",
    Type.INTEGER: "BigIntegerField",
    Type.DATE: "DateField",
    Type.INSTANT: "DateTimeField",
}


def test_every_contract_has_one_table(same_book: Book) -> None:
    from regulars.ledger.models import MODELS

    assert list(MODELS) == [contract.fact for contract in CONTRACTS]
    assert len({model._meta.db_table for model in MODELS.values()}) == len(MODELS)


@pytest.mark.parametrize("fact", BY_FACT)
def test_a_table_has_the_contracts_columns_types_and_nulls(same_book: Book, fact: str) -> None:
    from regulars.ledger.models import MODELS

    fields = {
        field.name: (field.get_internal_type(), field.null)
        for field in MODELS[fact]._meta.get_fields()
        if field.name not in ENVELOPE
    }
    described = {
        column.name: (FIELDS[column.type], column.may_be_null) for column in BY_FACT[fact].columns
    }
    assert fields == described


@pytest.mark.parametrize("fact", BY_FACT)
def test_the_database_has_the_contracts_columns_and_the_envelope_only(
    same_book: Book, fact: str
) -> None:
    from django.db import connection

    from regulars.ledger.models import MODELS

    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(
            cursor, MODELS[fact]._meta.db_table
        )
    found = {column.name: column.null_ok for column in described}
    envelope = {name if name != "batch" else "batch_id": False for name in ENVELOPE}
    assert found == envelope | {c.name: c.may_be_null for c in BY_FACT[fact].columns}


def test_no_change_of_the_models_is_without_its_migration(same_book: Book) -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
