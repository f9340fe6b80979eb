"""The engine's type for each type of a contract's column."""

from __future__ import annotations

from regulars.contracts import Type

SQL_TYPE: dict[Type, str] = {
    Type.TEXT: "VARCHAR",
    Type.INTEGER: "BIGINT",
    Type.DATE: "DATE",
    Type.INSTANT: "TIMESTAMP",
}
