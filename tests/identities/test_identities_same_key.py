"""The same e-mail address or telephone number is the same person, and only then."""

from __future__ import annotations

import pytest

from identities.conftest import AS_OF, own, sets


def test_the_same_email_however_written_is_one_customer(customers, groups, book):
    customers("a,Ann,Ann@Example.com,,person", "b,Ann K,  ann@example.COM ,,person")
    customers("c,Cy,cy@example.com,,person")
    assert groups() == sets("ab", "c")
    [group] = book.matches().groups
    assert (group.into.customer, list(group.merged.values())) == ("Ann", ["email"])


def test_the_same_telephone_however_written_is_one_customer(make_book, customers, groups):
    book = make_book("dhaka", zone="Asia/Dhaka", currency="BDT")
    customers(
        "a,Ann,,01712-345678,person", "b,Ann,,+880 1712 345678,person",
        "c,Cy,,8801712345678,person", "d,Dee,,01712345679,person",
        into=book,
    )  # fmt: skip
    assert groups(book) == sets("abc", "d")


def test_the_country_of_the_book_file_is_before_that_of_the_zone(make_book, customers, groups):
    book = make_book("moved", zone="Asia/Dhaka", currency="BDT")
    path = book.folder / "book.toml"
    path.write_text(path.read_text() + '\ncountry = "DE"\n')
    import regulars

    book = regulars.open(book.folder)
    customers("a,Ann,,030 1234567,person", "b,Ann,,+49301234567,person", into=book)
    assert groups(book) == sets("ab")


def test_without_a_country_only_numbers_with_their_code_tell_anything(customers, groups):
    customers("a,Ann,,01712345678,person", "b,Ann,,01712345678,person")
    customers("c,Cy,,+8801712345678,person", "d,Cy,,+880 1712 345678,person")
    assert groups() == sets("a", "b", "cd")


def test_one_who_shares_an_email_with_one_and_a_number_with_another_is_all_three(customers, groups):
    customers("a,Ann,ann@x.com,,person", "b,Ann,ann@x.com,+8801712345678,person")
    customers("c,Ann,,+8801712345678,person")
    assert groups() == sets("abc")


def test_an_account_and_a_person_with_one_email_stay_two(customers, groups):
    customers("a,Acme,hello@acme.com,,account", "b,Ann,hello@acme.com,,person")
    customers("c,Acme Ltd,hello@acme.com,,account")
    assert groups() == sets("ac", "b")


@pytest.mark.parametrize("blank", ["", "none", "a@b@c", "@x.com", "ann@", "ann smith@x.com"])
def test_what_is_no_email_ties_nobody(customers, groups, blank):
    customers(f"a,Ann,{blank},,person", f"b,Bo,{blank},,person")
    assert groups() == sets("a", "b")


@pytest.mark.parametrize("blank", ["", "0", "n/a", "123", "call after 5"])
def test_what_is_no_number_ties_nobody(make_book, customers, groups, blank):
    book = make_book("dhaka", zone="Asia/Dhaka", currency="BDT")
    customers(f"a,Ann,,{blank},person", f"b,Bo,,{blank},person", into=book)
    assert groups(book) == sets("a", "b")


def test_a_key_of_six_customers_is_asked_about_and_merges_nobody(customers, groups, book):
    customers(*(f"{key},Name {key},info@acme.com,,person" for key in "abcdef"))
    assert groups() == sets(*"abcdef")
    [question] = book.matches().questions
    assert (question.basis, question.reason, question.customers) == ("email", "many", 6)
    assert {one.customer for one in question.named} == {f"Name {key}" for key in "abcdef"}
    customers("f,Name f,f@acme.com,,person")
    assert groups() == sets("abcde", "f")


def test_the_groups_are_the_same_in_whatever_order_the_files_came(make_book, customers, groups):
    files = [
        ["a,Ann,ann@x.com,,person"],
        ["b,Ann,ann@x.com,+8801712345678,person", "e,Eve,,,person"],
        ["c,Ann,,+8801712345678,person", "d,Dan,dan@x.com,,person"],
    ]
    for place, order in enumerate([files, files[::-1], [files[1], files[2], files[0]]]):
        book = make_book(f"order {place}", currency="EUR")
        for rows in order:
            customers(*rows, into=book)
        assert groups(book) == sets("abc", "d", "e")
        eldest = next(row[0] for row in order[0] if row[0] in "abc")
        assert book.matches().groups[0].into.customer_id == own(eldest)


def test_undoing_the_import_that_brought_the_address_makes_them_two_again(
    customers, orders, groups, card, book
):
    customers("a,Ann,ann@x.com,,person", "b,Bo,,,person")
    orders("1,a,2026-01-02", "2,b,2026-01-03")
    before = card()
    batch = customers("b,Bo,ann@x.com,,person")
    orders("3,b,2026-02-03")
    assert groups() == sets("ab")
    [together] = card().values()
    assert together["orders"] == 3
    book.undo(batch)
    after = card()
    assert groups() == sets("a", "b")
    for column in ("orders", "spend_minor", "first_order_on", "last_order_on"):
        assert after[own("a")][column] == before[own("a")][column]
    assert after[own("b")]["orders"] == 2


def test_names_and_addresses_are_not_in_the_mirror_nor_in_the_snapshot(customers, groups, book):
    customers("a,Ann,ann@planted.example,+8801712345678,person")
    groups()
    held = list(book.folder.rglob("*.parquet"))
    assert held
    for path in held:
        content = path.read_bytes()
        assert b"planted" not in content
        assert b"1712345678" not in content


def test_two_books_hash_one_address_differently(make_book, customers, current_of):
    keys = []
    for name in ("one", "two"):
        book = make_book(name, currency="EUR")
        customers("a,Ann,ann@x.com,,person", into=book)
        keys.append(current_of("customer")[0]["email_key"])
    assert len(set(keys)) == 2
    assert all(len(key) == 32 for key in keys)


@pytest.fixture
def current_of(book):
    def read(fact):
        from django.db.models import Q

        from regulars.ledger.current import current_rows

        return current_rows(fact, Q())

    return read


def test_hashes_that_a_file_brings_itself_are_not_taken(book, tmp_path, current_of):
    path = tmp_path / "customers.csv"
    path.write_text("customer_id,name,email,email_key\na,Ann,ann@x.com,forged\nb,Bo,,forged\n")
    book.import_files([path])
    keys = {row["source_id"]: row["email_key"] for row in current_of("customer")}
    assert keys["a"] not in (None, "forged")
    assert keys["b"] is None
    book.refresh(as_of=AS_OF)
    assert book.matches().groups == ()
