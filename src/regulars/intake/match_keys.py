"""What tells that two records are of one person: keyed hashes of their e-mail address and number.

The engine compares hashes, so neither addresses nor numbers leave the ledger. Computed here alone:
two ways to write one address (`ledger/contact_data.py` reads them) must never give two hashes.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import quoted
from regulars.ledger.contact_data import e164, plain_email, region_of

KEY_DIGITS = 32
"""128 bits of the hash: enough that no two of 10^9 addresses share one by chance."""
TEXTS_AT_A_TIME = 50_000


@dataclass(frozen=True)
class MatchKeys:
    """How a book hashes contact data. `salt` is the book's own: another book's hashes differ.

    Null: `region` None where neither country nor time zone tells one; then only numbers that are
          written with their country code can be read.
    """

    salt: str
    region: str | None

    def of_email(self, text: str) -> str | None:
        """Null for what is no address: no name, no domain, or not exactly one `@`."""
        plain = plain_email(text)
        return None if plain is None else self._hashed("email", plain)

    def of_phone(self, text: str) -> str | None:
        """Null for what cannot be read as a possible number, e.g. too short for its country."""
        number = e164(text, region=self.region)
        return None if number is None else self._hashed("phone", number)

    def _hashed(self, kind: str, text: str) -> str:
        message = f"{kind}|{text}".encode("utf-8", "surrogatepass")
        return hmac.digest(self._secret, message, "sha256").hex()[:KEY_DIGITS]

    @cached_property
    def _secret(self) -> bytes:
        return hashlib.sha256(f"regulars match key|{self.salt}".encode()).digest()


def with_match_keys(engine: DuckDBEngine, *, sql: str, keys: MatchKeys) -> str:
    """The SQL of customers with `email_key` and `phone_key`, whatever it says of these itself.

    Each distinct address and number is hashed once.
    """
    asked = engine.arrow(f"SELECT * FROM ({sql}) LIMIT 0").column_names
    own = [name for name in ("email_key", "phone_key") if name in asked]
    chosen = [f"said.* EXCLUDE ({', '.join(own)})" if own else "said.*"]
    joined = ""
    for column, hashed in (("email", keys.of_email), ("phone", keys.of_phone)):
        if column not in asked:
            continue
        _define_hashes(engine, column=column, sql=sql, hashed=hashed)
        chosen.append(f"{column}_hashes.hash AS {column}_key")
        joined += f" LEFT JOIN {column}_hashes ON {column}_hashes.said = said.{quoted(column)}"
    return f"SELECT {', '.join(chosen)} FROM ({sql}) AS said{joined}"


def _define_hashes(
    engine: DuckDBEngine, *, column: str, sql: str, hashed: Callable[[str], str | None]
) -> None:
    texts, hashes = f"{column}_texts", f"{column}_hashes"
    engine.define_table(
        texts, f"SELECT DISTINCT {quoted(column)} AS said FROM ({sql}) WHERE said IS NOT NULL"
    )
    engine.execute(f"CREATE OR REPLACE TABLE {hashes} (said VARCHAR, hash VARCHAR)")
    [(count,)] = engine.rows(f"SELECT count(*) FROM {texts}")
    for start in range(0, count, TEXTS_AT_A_TIME):
        some = engine.arrow(
            f"SELECT said FROM {texts} WHERE rowid >= {start} AND rowid < {start + TEXTS_AT_A_TIME}"
        )["said"]
        found = pa.array([hashed(text) for text in some.to_pylist()], pa.string())
        engine.define_arrow("hashed", pa.table({"said": some, "hash": found}))
        engine.execute(f"INSERT INTO {hashes} SELECT said, hash FROM hashed")
    engine.drop(texts)


__all__ = ["MatchKeys", "e164", "plain_email", "region_of", "with_match_keys"]
