"""Known issues at the desk: made, tied, asked about, fixed, and everybody affected told once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
ENTRY, ACT, OTHER_ACT = "e" * 32, "a" * 32, "b" * 32
NOON = datetime(2026, 3, 1, 6, tzinfo=UTC)

CUSTOMERS = """\
customer_id,kind,name,phone,language,treatment,treatment_on,source
C-1,person,Ann,+8801711000001,en,distance,2026-02-01,shop
C-2,person,রিনা,+8801711000002,bn,contact,2026-02-01,shop
C-3,person,Cal,,,,,shop
"""
ORDERS = """\
order_id,customer_id,state,happened_on,amount,currency,source,customer_source
O-1,C-1,placed,2026-02-01,100.00,BDT,shop,shop
O-2,C-2,placed,2026-02-02,100.00,BDT,shop,shop
O-3,C-3,placed,2026-02-03,100.00,BDT,shop,shop
O-4,C-4,placed,2026-02-03,100.00,BDT,shop,shop
"""
LINES = """\
order_line_id,order_id,product_id,quantity,amount,currency,lot,source
L-1,O-1,P-1,1,100.00,BDT,L7,shop
L-2,O-2,P-1,1,100.00,BDT,L7,shop
L-3,O-3,P-1,1,100.00,BDT,L7,shop
L-4,O-4,P-1,1,100.00,BDT,L8,shop
"""
PROBLEMS = """\
problem_id,customer_id,state,happened_on,topic,text,source,customer_source
P-1,C-1,open,2026-02-10,kettle,it leaks,shop,shop
P-2,C-2,open,2026-02-11,kettle,leaks here too,shop,shop
P-3,C-2,open,2026-02-12,delivery,came late,shop,shop
"""


def made_book(small_book: Book, folder: Path) -> Book:
    """Three customers have goods of the lot L7; two of them told a problem."""
    told = {"customers": CUSTOMERS, "orders": ORDERS, "order_lines": LINES, "problems": PROBLEMS}
    for name, text in told.items():
        file = folder / f"{name}.csv"
        file.write_text(text, encoding="utf-8")
        small_book.import_files([file])
    small_book.refresh(as_of=NOON.date())
    return small_book


def id_of(key: str) -> str:
    from regulars.desk.pages.problems.problem_ids import problem_id

    return problem_id("shop", key)


def issue_address(act: str = "") -> str:
    from regulars.desk.pages.problems.problem_ids import problem_id

    return f"/problems/known/{problem_id('desk', ENTRY)}{act}"


def make_issue(client: Client, **values: str) -> None:
    said = {"title": "Kettles of lot L7 leak", "lot": "L7", "topic": "kettle", **values}
    answer = client.post("/problems/known/new", {"entry_id": ENTRY, **said})
    assert answer.status_code == 302, answer.content.decode()


def tie(client: Client, *keys: str, act: str = ACT, **more: str) -> Any:
    sent = {"act_id": act, "problem": [id_of(key) for key in keys], **more}
    return client.post(issue_address("/problems"), sent)


def issue_of(book: Book) -> dict[str, Any]:
    return book.known_issue(source="desk", known_issue_key=ENTRY)


def named(book: Book) -> dict[str, str]:
    """Customer id by what they are called, of those affected."""
    return {one.customer: one.customer_id for one in affected(book)}


def affected(book: Book) -> Any:
    return book.affected_by(source="desk", known_issue_key=ENTRY, at=NOON)


def contacts(book: Book) -> list[dict[str, Any]]:
    from regulars.ledger.current import current_rows

    return current_rows("contact", Q(source="desk"))


def steps(key: str) -> list[dict[str, Any]]:
    from regulars.acts.problem_acts import steps_of

    return steps_of(("shop", key))


def state(key: str) -> dict[str, Any]:
    from regulars.acts.problem_acts import problem_now

    return problem_now(("shop", key))


def test_an_issue_is_made_once_and_a_problem_s_page_says_what_to_do(
    small_book: Book, log_in: Callable[[], Client], tmp_path: Path, text_of: Words
) -> None:
    book, desk = made_book(small_book, tmp_path), log_in()
    for _ in range(2):
        make_issue(desk, what_to_do="close the lid", problem=id_of("P-1"))
    assert [one.row["title"] for one in book.shared_issues()] == ["Kettles of lot L7 leak"]
    page = text_of(desk.get(f"/problems/{id_of('P-1')}"))
    assert "Kettles of lot L7 leak" in page and "What to do: close the lid" in page
    assert "tied to a known issue" in page


def test_what_to_do_is_changed_and_counts_at_once(
    small_book: Book, log_in: Callable[[], Client], tmp_path: Path, text_of: Words
) -> None:
    book, desk = made_book(small_book, tmp_path), log_in()
    make_issue(desk)
    changed = {"entry_id": ENTRY, "title": "Lot L7 leaks", "lot": "L7", "what_to_do": "exchange it"}
    assert desk.post(issue_address("/change"), changed).status_code == 302
    assert issue_of(book)["what_to_do"] == "exchange it"
    assert "exchange it" in text_of(desk.get(issue_address()))


def test_an_issue_without_a_title_or_of_a_product_nobody_knows_is_refused_with_what_was_typed(
    small_book: Book, log_in: Callable[[], Client], tmp_path: Path, text_of: Words
) -> None:
    book, desk = made_book(small_book, tmp_path), log_in()
    said = {"entry_id": ENTRY, "title": "", "product": "no such thing", "lot": "L7"}
    page = desk.post("/problems/known/new", said)
    assert page.status_code == 200
    assert "This is needed." in text_of(page)
    assert "No product has this name or key." in text_of(page)
    assert "no such thing" in page.content.decode()
    days = {"title": "x", "exposed_from_on": "2026-02-02", "exposed_to_on": "2026-02-01"}
    page = desk.post("/problems/known/new", {"entry_id": ENTRY, **days})
    assert "This lies before the first day." in text_of(page)
    assert book.shared_issues() == ()


def test_many_problems_are_tied_at_once_and_untied_again(
    small_book: Book, log_in: Callable[[], Client], tmp_path: Path, text_of: Words
) -> None:
    desk = log_in()
    made_book(small_book, tmp_path)
    make_issue(desk)
    page = text_of(desk.get(issue_address()))
    assert page.index("it leaks") < page.index("came late"), "those of its topic come first"
    assert tie(desk, "P-1", "P-2").status_code == 302
    assert [state(key)["known_issue_key"] for key in ("P-1", "P-2", "P-3")] == [ENTRY, ENTRY, None]
    assert state("P-1")["source"] == "shop"
    tie(desk, "P-2", act=OTHER_ACT, untie="1")
    assert state("P-2")["known_issue_key"] is None
    assert "not tied to a known issue any more" in text_of(desk.get(f"/problems/{id_of('P-2')}"))


def test_a_problem_s_page_ties_it_unties_it_and_the_step_is_undone_like_others(
    small_book: Book, log_in: Callable[[], Client], tmp_path: Path
) -> None:
    desk = log_in()
    made_book(small_book, tmp_path)
    make_issue(desk)
    issue = issue_address().rpartition("/")[2]
    address = f"/problems/{id_of('P-1')}"
    desk.post(f"{address}/issue", {"act_id": ACT, "issue": issue})
    assert state("P-1")["known_issue_key"] == ENTRY
    desk.post(f"{address}/undo", {"step_id": steps("P-1")[-1]["source_id"]})
    assert state("P-1")["known_issue_key"] is None and steps("P-1") == []
    desk.post(f"{address}/issue", {"act_id": OTHER_ACT, "issue": issue})
    desk.post(f"{address}/issue", {"act_id": "c" * 32, "issue": issue, "untie": "1"})
    assert state("P-1")["known_issue_key"] is None


def test_an_issue_of_another_source_keeps_its_key_when_the_desk_changes_it(
    desk: Client, book: Book
) -> None:
    from regulars.desk.pages.problems.problem_ids import problem_id

    one = next(one.row for one in book.shared_issues() if one.row["state"] == "open")
    key = (one["source"], one["source_id"])
    address = f"/problems/known/{problem_id(*key)}"
    before = len(book.shared_issues())
    desk.post(f"{address}/fixed")
    now = book.known_issue(source=key[0], known_issue_key=key[1])
    assert (now["state"], now["title"], now["lot"]) == ("fixed", one["title"], one["lot"])
    assert len(book.shared_issues()) == before
    desk.post(f"{address}/fixed", {"again": "1"})
    assert book.known_issue(source=key[0], known_issue_key=key[1])["fixed_on"] is None


def test_when_it_is_fixed_each_gets_a_message_in_their_language_and_treatment(
    small_book: Book, log_in: Callable[[], Client], tmp_path: Path, text_of: Words
) -> None:
    book, desk = made_book(small_book, tmp_path), log_in()
    make_issue(desk)
    tie(desk, "P-1", "P-2")
    assert desk.get(issue_address("/tell")).status_code == 302, "nothing to tell before it is fixed"
    answer = desk.post(issue_address("/fixed"))
    assert answer["Location"] == issue_address("/tell")
    told = {one.customer: one.ways for one in affected(book)}
    assert set(told) == {"Ann", "রিনা"}
    assert told["Ann"].text.startswith("Hello Ann, this is Hill View. “Kettles of lot L7 leak”")
    assert "nothing you need to do" in told["Ann"].text
    assert told["রিনা"].language == "bn" and told["রিনা"].text.startswith("রিনা, Hill View")
    page = desk.get(issue_address("/tell"))
    assert told["Ann"].text in text_of(page)
    assert "https://wa.me/8801711000001?text=" in page.content.decode()


def test_all_are_marked_at_once_each_told_once_and_it_can_be_taken_back(
    small_book: Book, log_in: Callable[[], Client], tmp_path: Path, text_of: Words
) -> None:
    book, desk = made_book(small_book, tmp_path), log_in()
    make_issue(desk)
    tie(desk, "P-1", "P-2", "P-3")
    desk.post(issue_address("/fixed"))
    ids = named(book)
    sent = {
        "customer": list(ids.values()),
        "solve": "1",
        f"text-{ids['Ann']}": "it is mended",
        f"channel-{ids['Ann']}": "email",
    }
    for _ in range(2):
        assert desk.post(issue_address("/tell"), sent).status_code == 302
    assert len(contacts(book)) == 2, "one contact a customer, however many problems"
    [of_ann] = [row for row in contacts(book) if row["customer_key"] == "C-1"]
    assert (of_ann["note"], of_ann["channel"], of_ann["began_by"]) == (
        "it is mended",
        "email",
        "us",
    )
    assert [state(key)["state"] for key in ("P-1", "P-2", "P-3")] == ["solved"] * 3
    assert [one.state for one in affected(book)] == ["told", "told"]
    assert "we told them that it is fixed" in text_of(desk.get(f"/problems/{id_of('P-2')}"))
    page = text_of(desk.get(issue_address("/tell") + "?marked=1"))
    assert "2 customers are marked as told." in page
    desk.post(issue_address("/tell/undo"), {"customer": list(ids.values())})
    assert contacts(book) == []
    assert [state(key)["state"] for key in ("P-1", "P-2", "P-3")] == ["open"] * 3
    assert [one.state for one in affected(book)] == ["waits", "waits"]
    desk.post(issue_address("/tell"), sent)
    assert len(contacts(book)) == 2


def test_one_is_told_another_left_out_and_neither_is_asked_for_again(
    small_book: Book, log_in: Callable[[], Client], tmp_path: Path
) -> None:
    book, desk = made_book(small_book, tmp_path), log_in()
    make_issue(desk)
    tie(desk, "P-1", "P-2")
    desk.post(issue_address("/fixed"))
    ids = named(book)
    desk.post(issue_address("/tell"), {"only": ids["Ann"], "customer": list(ids.values())})
    desk.post(issue_address("/tell"), {"leave_out": ids["রিনা"]})
    assert {one.customer: one.state for one in affected(book)} == {"Ann": "told", "রিনা": "left_out"}
    assert state("P-1")["state"] == "open", "solved only where that was ticked"
    assert len(contacts(book)) == 1
    desk.post(issue_address("/tell/undo"), {"customer": ids["রিনা"]})
    assert {one.customer: one.state for one in affected(book)}["রিনা"] == "waits"


def test_who_was_erased_is_not_told(
    small_book: Book, log_in: Callable[[], Client], tmp_path: Path
) -> None:
    book, desk = made_book(small_book, tmp_path), log_in()
    make_issue(desk)
    tie(desk, "P-1", "P-2")
    desk.post(issue_address("/fixed"))
    ids = named(book)
    book.erase(customer_id=ids["Ann"], by="owner")
    assert [one.customer for one in affected(book)] == ["রিনা"]
    desk.post(issue_address("/tell"), {"customer": list(ids.values())})
    assert [row["customer_key"] for row in contacts(book)] == ["C-2"]


def test_the_exposed_are_asked_and_what_they_say_feeds_the_share_that_has_it(
    small_book: Book, log_in: Callable[[], Client], tmp_path: Path, text_of: Words
) -> None:
    book, desk = made_book(small_book, tmp_path), log_in()
    make_issue(desk)
    tie(desk, "P-1")
    today = issue_of(book)["since_on"]
    book.refresh(as_of=today)
    page = text_of(desk.get(issue_address()))
    silent = {one.other.customer: one.other.customer_id for one in exposed(book)}
    assert set(silent) == {"রিনা", "Cal"}, "C-4 has another lot, and Ann has spoken"
    assert "nobody exposed was asked" in page
    desk.post(issue_address("/ask"), {"customer": silent["রিনা"], "has_it": "yes", "note": "drips"})
    desk.post(issue_address("/ask"), {"customer": silent["Cal"], "has_it": "no"})
    [no] = exposed(book)
    assert (no.other.customer, no.said_no_at is not None) == ("Cal", True)
    found = [one for one in book.open_problems().since if one.text == "drips"]
    assert [one.topic for one in found] == ["kettle"]
    book.refresh(as_of=today)
    [one] = book.shared_issues()
    assert one.counts is not None
    asked = one.counts["of_those_asked"]
    assert (asked["some"], asked["of"], one.counts["found_by_us"]) == (1, 2, 1)
    assert 0 < asked["low"] < asked["share"] < asked["high"] < 1
    assert (
        "Of 2 exposed customers with whom we were in touch since it was known, 1 turned out"
        in text_of(desk.get(issue_address()))
    )


def exposed(book: Book) -> Any:
    return book.exposed_now(source="desk", known_issue_key=ENTRY, at_most=50)


def test_an_answer_is_taken_back_but_not_once_something_was_done_about_the_problem(
    small_book: Book, log_in: Callable[[], Client], tmp_path: Path, text_of: Words
) -> None:
    from regulars.desk.pages.problems.problem_ids import problem_id

    book, desk = made_book(small_book, tmp_path), log_in()
    make_issue(desk)
    book.refresh(as_of=issue_of(book)["since_on"])
    who = next(one.other.customer_id for one in exposed(book) if one.other.customer == "Cal")
    yes = {"customer": who, "has_it": "yes"}
    for _ in range(2):
        desk.post(issue_address("/ask"), yes)
    assert len(contacts(book)) == 1
    [found] = [
        one
        for one in book.problems_of_issue(source="desk", known_issue_key=ENTRY)
        if one.source == "desk"
    ]
    address = f"/problems/{problem_id('desk', found.problem_key)}"
    assert "we found it ourselves" in text_of(desk.get(address))
    desk.post(f"{address}/take", {"act_id": ACT, "seen": ""})
    answer = desk.post(issue_address("/ask"), {"customer": who, "undo": "1"})
    assert "Something was done about their problem" in text_of(desk.get(answer["Location"]))
    desk.post(f"{address}/undo", {"step_id": f"desk-{ACT}"})
    desk.post(issue_address("/ask"), {"customer": who, "undo": "1"})
    assert contacts(book) == [] and who in {one.other.customer_id for one in exposed(book)}


def test_who_only_reads_changes_no_issue(
    desk_of: Callable[[str], Client], staffed: Book, text_of: Words
) -> None:
    from regulars.desk.pages.problems.problem_ids import problem_id

    rita = desk_of("rita")
    one = staffed.shared_issues()[0].row
    address = f"/problems/known/{problem_id(one['source'], one['source_id'])}"
    assert "They answered" not in text_of(rita.get(address))
    assert rita.get("/problems/known/new").status_code == 403
    for act in ("/change", "/fixed", "/problems", "/ask", "/tell", "/tell/undo"):
        assert rita.post(f"{address}{act}").status_code == 403


def test_who_was_told_as_the_day_s_care_is_not_told_again(
    small_book: Book, log_in: Callable[[], Client], tmp_path: Path
) -> None:
    book, desk = made_book(small_book, tmp_path), log_in()
    make_issue(desk)
    tie(desk, "P-1", "P-2")
    for key in ("P-1", "P-2", "P-3"):  # else the day's care is about what is open
        seen = "".join(step["source_id"] for step in steps(key)[-1:])
        solved = {"act_id": OTHER_ACT, "seen": seen}
        assert desk.post(f"/problems/{id_of(key)}/solved", solved).status_code == 302
    desk.post(issue_address("/fixed"))
    book.refresh(as_of=issue_of(book)["fixed_on"])
    lines = [item for item in book.today(hours=24).items if item.play == "tell_fixed"]
    assert {line.customer for line in lines} == {"Ann", "রিনা"}
    ann = next(line for line in lines if line.customer == "Ann")
    book.done(care_id=ann.care_id, received=None, note=None)
    assert {one.customer: one.state for one in affected(book)} == {"Ann": "told", "রিনা": "waits"}
    desk.post(issue_address("/tell"), {"customer": list(named(book).values())})
    assert [row["customer_key"] for row in contacts(book)] == ["C-2"]
    book.refresh(as_of=issue_of(book)["fixed_on"])
    assert book.card(where="fixed_untold_days IS NOT NULL").num_rows == 0
