"""Leaves those out of an import who were erased: nothing about them is written, not even a reject.

Their sales stay as sales to somebody not named, with the very content that the erasure gave them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pyarrow as pa

from regulars.contracts import BY_FACT, Contract
from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import literal, quoted
from regulars.engines.keyed_hash import hmac_sql
from regulars.intake.facts import content_hash_sql
from regulars.intake.rejects import REJECTS
from regulars.ledger.contact_data import TAIL_DIGITS, email_forms, phone_forms
from regulars.ledger.content import MADE_KEY
from regulars.ledger.naming import rows_of_the_erased
from regulars.ledger.persons import OWN_FACTS, PARTS, names_a_customer
from regulars.ledger.suppression import Suppressed, digest, suppression_list

COMMON_EMAIL = r"[!-~]*[^.]"
COMMON_PHONE = r"[0-9+() ./-]*"
"""What is spelled otherwise is read in Python: other scripts, extensions, letters for digits."""


def leave_out_erased(
    engine: DuckDBEngine, *, facts: Iterable[str], folder: Path, region: str | None
) -> int:
    """Drop, or make anonymous, what `fact_<name>` and `rejects` hold of people on the list.

    Returns how many facts and rejects that were; identities are not counted.
    Raises: ListUnreadable.
    """
    listed = suppression_list(folder)
    if not listed:
        return 0
    present = [fact for fact in facts if fact != "identity"]
    _define_listed(engine, listed)
    left_out = _rejects(engine, listed)
    if not _define_erased_keys(engine, present, listed, region):
        return left_out
    for fact in present:
        left_out += _leave_out(engine, BY_FACT[fact])
    if "customer" in present:
        _leave_accounts(engine)
    for fact in present:
        if fact in PARTS:
            left_out += _parts(engine, BY_FACT[fact])
    engine.execute(
        "DELETE FROM fact_identity"
        " WHERE (source, source_id) IN (SELECT (source, source_id) FROM erased_keys)"
    )
    return left_out


def _define_listed(engine: DuckDBEngine, listed: frozenset[Suppressed]) -> None:
    rows = sorted(listed)
    columns = {
        name: pa.array([getattr(one, name) for one in rows], pa.string())
        for name in ("hash_key", "kind", "digest")
    }
    engine.define_arrow("listed_hashes", pa.table(columns))
    engine.define_table("listed", "SELECT * FROM listed_hashes")
    engine.define_table("listed_keys", "SELECT DISTINCT hash_key FROM listed")


def _on_list(engine: DuckDBEngine, kind: str, text: str) -> str:
    """SQL for whether a text is on the list; null is not."""
    keys = [key for (key,) in engine.rows("SELECT hash_key FROM listed_keys ORDER BY 1")]
    tests = (
        f"{hmac_sql(key, text)} IN (SELECT digest FROM listed"
        f" WHERE kind = {literal(kind)} AND hash_key = {literal(key)})"
        for key in keys
    )
    return f"coalesce({' OR '.join(tests)}, false)"


def _define_erased_keys(
    engine: DuckDBEngine, facts: list[str], listed: frozenset[Suppressed], region: str | None
) -> int:
    """Make `erased_keys`: identities of the import that are on the list, or reached as they were.

    Shape: source, source_id, and the digest of the identity.
    """
    identity = "source || chr(31) || source_id"
    held = {name for (name,) in engine.rows("SELECT table_name FROM duckdb_tables()")}
    if "fact_identity" not in held:
        return 0
    known = _on_list(engine, "identity", identity)
    parts = [f"SELECT source, source_id FROM fact_identity WHERE {known}"]
    if "customer" in facts:
        _define_erased_contacts(engine, listed, region)
        parts.append(
            "SELECT source, source_id FROM fact_customer WHERE email IN"
            " (SELECT said FROM erased_emails) OR phone IN (SELECT said FROM erased_phones)"
        )
    engine.define_table(
        "erased_keys",
        f"SELECT source, source_id, {_listed_digest(listed, identity)} AS digest"
        f" FROM ({' UNION '.join(parts)})",
    )
    [(count,)] = engine.rows("SELECT count(*) FROM erased_keys")
    [(wholes,)] = engine.rows("SELECT count(*) FROM listed WHERE kind = 'whole'")
    return count + wholes


def _listed_digest(listed: frozenset[Suppressed], text: str) -> str:
    """The digest that is on the list, for one list may hold those of several keys."""
    hash_keys = sorted({one.hash_key for one in listed})
    cases = " ".join(
        f"WHEN {hmac_sql(key, text)} IN (SELECT digest FROM listed WHERE kind = 'identity')"
        f" THEN {hmac_sql(key, text)}"
        for key in hash_keys
    )
    return f"CASE {cases} ELSE {hmac_sql(hash_keys[0], text)} END"


def _define_erased_contacts(
    engine: DuckDBEngine, listed: frozenset[Suppressed], region: str | None
) -> None:
    """Columns of the engine tell which texts may be on the list; these are read one by one."""
    email = _on_list(engine, "email", "lower(trim(email))")
    odd_email = f"NOT regexp_full_match(trim(email), {literal(COMMON_EMAIL)})"
    digits = f"right(regexp_replace(phone, '[^0-9]', '', 'g'), {TAIL_DIGITS})"
    phone = _on_list(engine, "phone_tail", digits)
    odd_phone = f"NOT regexp_full_match(phone, {literal(COMMON_PHONE)})"
    _define_erased(engine, listed, "email", f"{email} OR {odd_email}", email_forms)
    _define_erased(
        engine, listed, "phone", f"{phone} OR {odd_phone}", partial(phone_forms, region=region)
    )


def _define_erased(
    engine: DuckDBEngine,
    listed: frozenset[Suppressed],
    kind: str,
    likely: str,
    forms: Callable[[str], frozenset[str]],
) -> None:
    """Make `erased_emails` or `erased_phones`: the texts, as the import writes them."""
    hash_keys = sorted({one.hash_key for one in listed})
    texts = engine.rows(f"SELECT DISTINCT {kind} FROM fact_customer WHERE {likely}")
    erased = [
        text
        for (text,) in texts
        if text is not None
        and any(
            Suppressed(key, kind, digest(hash_key=key, text=form)) in listed
            for form in forms(text)
            for key in hash_keys
        )
    ]
    engine.define_arrow("erased_read", pa.table({"said": pa.array(erased, pa.string())}))
    engine.define_table(f"erased_{kind}s", "SELECT * FROM erased_read")


def _leave_out(engine: DuckDBEngine, contract: Contract) -> int:
    own = (("source", "source_id"),) if contract.fact in OWN_FACTS else contract.customers
    if not own:
        return 0
    table = quoted(f"fact_{contract.fact}")
    about = " OR ".join(
        f"({source}, {key}) IN (SELECT (source, source_id) FROM erased_keys)" for source, key in own
    )
    engine.define_table(f"left_{contract.fact}", f"SELECT * FROM {table} WHERE {about}")
    [(count,)] = engine.rows(f"SELECT count(*) FROM {quoted('left_' + contract.fact)}")
    if count:
        engine.execute(f"DELETE FROM {table} WHERE {about}")
        if contract.fact not in OWN_FACTS and not names_a_customer(contract):
            _put_back_anonymous(engine, contract)
    return count


def _put_back_anonymous(engine: DuckDBEngine, contract: Contract) -> None:
    [(source, key)] = contract.customers
    empty = (source, key, *(column.name for column in contract.columns if column.personal))
    emptied = ", ".join(f"NULL AS {quoted(name)}" for name in empty)
    end = f"regexp_extract(source_id, {literal(MADE_KEY)})"
    made = (
        f"CASE WHEN {end} <> '' AND source_id = {key} || {end}"
        f" THEN 'erased-' || substr(digest, 1, 16) || {end} ELSE source_id END AS source_id"
    )
    engine.execute(
        f"INSERT INTO {quoted('fact_' + contract.fact)} BY NAME"
        f" SELECT *, {content_hash_sql(contract)} AS content_hash FROM ("
        f" SELECT gone.* EXCLUDE (content_hash) REPLACE ({made}, {emptied})"
        f" FROM {quoted('left_' + contract.fact)} AS gone"
        " JOIN (SELECT source AS known_in, source_id AS known_as, digest FROM erased_keys)"
        f" ON known_in = {source} AND known_as = {key})"
    )


def _leave_accounts(engine: DuckDBEngine) -> None:
    """Persons of an erased account belong to none."""
    _rewrite(
        engine,
        BY_FACT["customer"],
        ("account_key",),
        "(source, account_key) IN (SELECT (source, source_id) FROM erased_keys)",
    )


def _parts(engine: DuckDBEngine, contract: Contract) -> int:
    """Parts of what an erasure made anonymous, or of what this import did, lose their words."""
    whole, column = PARTS[contract.fact]
    personal = tuple(one.name for one in contract.columns if one.personal)
    if not personal:
        return 0
    text = f"{literal(whole)} || chr(31) || source || chr(31) || {column}"
    about = _on_list(engine, "whole", text)
    held = {name for (name,) in engine.rows("SELECT table_name FROM duckdb_tables()")}
    if f"left_{whole}" in held:
        about += f" OR (source, {column}) IN (SELECT (source, source_id) FROM left_{whole})"
    return _rewrite(engine, contract, personal, about)


def _rewrite(engine: DuckDBEngine, contract: Contract, empty: tuple[str, ...], where: str) -> int:
    table = quoted(f"fact_{contract.fact}")
    emptied = ", ".join(f"NULL AS {quoted(name)}" for name in empty)
    engine.define_table("rewritten", f"SELECT * FROM {table} WHERE {where}")
    [(count,)] = engine.rows("SELECT count(*) FROM rewritten")
    if count:
        engine.execute(f"DELETE FROM {table} WHERE {where}")
        engine.execute(
            f"INSERT INTO {table} BY NAME SELECT *, {content_hash_sql(contract)} AS content_hash"
            f" FROM (SELECT * EXCLUDE (content_hash) REPLACE ({emptied}) FROM rewritten)"
        )
    return count


def _rejects(engine: DuckDBEngine, listed: frozenset[Suppressed]) -> int:
    rows = engine.rows(f"SELECT rowid, row || chr(10) || coalesce(value, '') FROM {REJECTS}")
    gone = list(rows_of_the_erased(rows, listed))
    if gone:
        engine.define_arrow("rejects_gone", pa.table({"number": pa.array(gone, pa.int64())}))
        engine.execute(f"DELETE FROM {REJECTS} WHERE rowid IN (SELECT number FROM rejects_gone)")
    return len(gone)
