"""Which column of a file is likely which of a fact's: proposals, which a person sees and corrects.

Nothing is imported by a guess: `own_columns.py` and `recognise.py` tell what is sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from regulars.contracts import BY_FACT
from regulars.intake.own_columns import IMPORTABLE, needed_names
from regulars.intake.own_names import KNOWN_NAMES, whole_name
from regulars.intake.who_sent import in_a_file

CALLED: dict[str, tuple[str, ...]] = {
    "customer_key": (
        *("client", "client no", "client id", "client name", "customer no", "customer number"),
        *("who", "customer name", "buyer", "guest", "guest name", "member", "member no", "cust no"),
        *("গ্রাহক", "গ্রাহকের নাম", "ক্রেতা", "ক্রেতার নাম", "কাস্টমার", "গ্রাহক নং"),
    ),
    "happened_on": (
        *("purchase date", "invoice date", "sale date", "sales date", "sold on", "created at"),
        *("created", "when", "order day", "bill date", "তারিখ", "দিন", "অর্ডারের তারিখ", "বিক্রির তারিখ"),
    ),
    "amount": (
        *("sum", "price", "total price", "total amount", "grand total", "net", "net amount"),
        *("value", "sales", "paid", "bill amount", "টাকা", "মোট", "মোট টাকা", "মূল্য", "দাম"),
    ),
    "currency": ("curr", "মুদ্রা"),
    "state": ("status", "order status", "অবস্থা"),
    "channel": ("shop", "via", "sales channel", "মাধ্যম"),
    "discount": ("rebate", "discount amount", "ছাড়"),
    "name": ("full name", "customer name", "client name", "company", "নাম", "গ্রাহকের নাম"),
    "email": ("e mail", "mail", "email address", "ইমেইল", "ই মেইল"),
    "phone": ("mobile", "mobile no", "tel", "telephone", "phone no", "cell", "ফোন", "মোবাইল"),
    "quantity": ("qty", "count", "pieces", "পরিমাণ", "সংখ্যা"),
    "product_key": ("item", "sku", "article", "product name", "item name", "পণ্য", "পণ্যের নাম"),
    "text": ("comment", "review", "feedback", "মন্তব্য", "মতামত"),
    "rating": ("score", "star rating", "রেটিং"),
    "note": ("notes", "remark", "remarks", "মন্তব্য"),
    "sent_by": (
        *("sent by", "referrer", "referred by", "recommended by", "recommender", "who sent them"),
        *("introduced by", "কে পাঠিয়েছেন", "যিনি পাঠিয়েছেন", "সুপারিশকারী"),
    ),
    "since_on": (
        *("joined", "joined at", "join date", "joining date", "date joined", "signed up"),
        *("sign up date", "registered", "registered on", "registration date", "first visit"),
        *("গ্রাহক হয়েছেন", "যোগ দেওয়ার তারিখ", "কবে থেকে গ্রাহক"),
    ),
    "topic": ("subject", "category", "issue", "বিষয়"),
}
"""What people call columns beyond the names that are known for sure, by our name in whole units."""

KEY_CALLED: dict[str, tuple[str, ...]] = {
    "order": (
        *("no", "order no", "order number", "order", "invoice", "invoice no", "invoice number"),
        *("bill", "bill no", "memo no", "receipt", "receipt no", "transaction id", "রসিদ নং"),
        *("বিল নং", "মেমো নং"),
        *("অর্ডার নং", "নং"),
    ),
    "customer": ("client no", "client id", "customer no", "customer number", "code", "গ্রাহক নং"),
    "product": ("sku", "item", "article", "code"),
    "reservation": ("booking no", "booking id", "confirmation no", "reservation no"),
    "problem": ("ticket", "ticket id", "case", "case no"),
}
"""Likewise for the fact's own key."""

MEANT: dict[str, tuple[str, ...]] = {
    "placed": ("paid", "completed", "complete", "fulfilled", "delivered", "closed", "sold", "ok",
               "processing", "পরিশোধিত", "সম্পন্ন", "বিক্রি"),
    "returned": ("refunded", "refund", "return", "sent back", "returned goods", "ফেরত"),
    "cancelled": ("canceled", "void", "voided", "cancel", "failed", "বাতিল"),
    "booked": ("confirmed", "reserved", "বুকড", "নিশ্চিত"),
    "stayed": ("checked out", "departed", "completed stay"),
    "no_show": ("no show", "did not come"),
    "person": ("individual", "private", "ব্যক্তি"),
    "account": ("company", "business", "organisation", "organization", "প্রতিষ্ঠান"),
}  # fmt: skip
"""What people call the values of columns with choices."""

USUAL: tuple[str, ...] = ("order", "reservation", "customer", "review", "contact", "product")
"""The facts that files of newcomers mostly hold, in the order in which they are thought of."""


def guessed_columns(header: Sequence[str], *, fact: str) -> dict[str, str]:
    """The file's columns that may be some of the fact's, as names of the file by the fact's.

    Shape: the fact's names as a user would write them: `customer_id`, `date`, `amount`.
    """
    known = {_plain(name): target for name, target in written_names(fact).items()}
    for column, written in writable(fact).items():
        for name in CALLED.get(column, ()):
            known.setdefault(_plain(name), written)
    for name in KEY_CALLED.get(fact, ()):
        known.setdefault(_plain(name), BY_FACT[fact].file_key)
    found: dict[str, str] = {}
    for name in header:
        target = known.get(_plain(name), "")
        if target and target not in found:
            found[target] = name
    return found


def guessed_value(word: str, *, among: Sequence[str]) -> str:
    """Which of a column's values a word likely means; empty where nothing tells."""
    plain = _plain(word)
    return next((value for value in among if plain in MEANT.get(value, ())), "")


def guessed_fact(header: Sequence[str]) -> str:
    """The fact of which most that is needed is there; orders, where nothing tells."""
    others = [contract.fact for contract in IMPORTABLE if contract.fact not in USUAL]

    def lacking(fact: str) -> tuple[int, int]:
        found = guessed_columns(header, fact=fact)
        needed = set(needed_names(BY_FACT[fact]))
        return len(needed - set(found)), -len(found)

    whole = [fact for fact in USUAL if lacking(fact)[0] == 0]
    if whole:
        return min(whole, key=lacking)
    nearest = min((*USUAL, *others), key=lacking)
    return nearest if guessed_columns(header, fact=nearest) else USUAL[0]


def writable(fact: str) -> dict[str, str]:
    """The columns that a file of this fact may have, by the contract's name in whole units.

    Shape: as a user would write each: `customer_id` for `customer_key`, `date` for `happened_on`.
    """
    contract = BY_FACT[fact]
    own = {"source_id": contract.file_key}
    for column in in_a_file(contract).names:
        if column in ("customer_source", "other_source", "email_key", "phone_key"):
            continue
        plain = whole_name(column) or column
        if column == "happened_on":
            own[plain] = "date"
        elif column == "happened_at":
            own[plain] = "time"
        else:
            own[plain] = re.sub(r"_key$", "_id", plain)
    return own


def written_names(fact: str) -> dict[str, str]:
    """Every name that is known for sure for a column, and how a user would write it."""
    written = writable(fact)
    found = {}
    for name, column in KNOWN_NAMES[fact].items():
        plain = whole_name(column) or column
        if plain in written and not (column != plain and name == column):
            found[name] = written[plain]
    return found


def _plain(name: str) -> str:
    return re.sub(r"[^\w\u0980-\u09ff]+", " ", name.strip().lower().replace("_", " ")).strip()
