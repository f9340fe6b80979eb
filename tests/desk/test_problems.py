"""Problems at the desk: the queue, one problem whole, and what is said of it by two people."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book
    from regulars.workspace.problems import OpenProblem

Words = Callable[[object], str]
ACT, OTHER_ACT = "a" * 32, "b" * 32
NOON = datetime(2026, 3, 1, 6, tzinfo=UTC)


def address(one: OpenProblem, act: str = "") -> str:
    from regulars.desk.pages.problems.problem_ids import problem_id

    return f"/problems/{problem_id(one.source, one.problem_key)}{act}"


def first(book: Book) -> OpenProblem:
    return book.open_problems(at=NOON).ranked[0]


def whole(book: Book, one: OpenProblem) -> Any:
    return book.whole_problem(source=one.source, problem_key=one.problem_key, at=NOON)


def say(desk: Client, book: Book, one: OpenProblem, act: str, **said: str) -> Any:
    sent = {"act_id": ACT, "seen": whole(book, one).seen, **said}
    return desk.post(address(one, f"/{act}"), sent)


def written_at_the_desk(book: Book) -> OpenProblem:
    customer = book.day_plan().items[0].customer_id
    book.add_problem(entry_id="c" * 32, customer_id=customer, text="the roof leaks", topic="cabin")
    [one] = [one for one in book.open_problems().since if one.text == "the roof leaks"]
    return one


def test_the_queue_is_in_the_order_of_the_results_with_loss_and_basis_apart(
    desk: Client, book: Book, text_of: Words
) -> None:
    page = desk.get("/problems")
    asked = [one.problem.problem_key for one in book.problem_queue(at=NOON)]
    shown = re.findall(r'id="problem-([^"]+)"', page.content.decode())
    from regulars.desk.pages.problems.problem_ids import key_of

    assert [key_of(one)[1] for one in shown] == asked
    assert "figures as of 1 Mar 2026" in text_of(page)
    one = first(book)
    assert one.customer is not None and one.customer.customer in text_of(page)
    if one.queued is not None and one.queued.stake_minor is not None:
        assert "loss:" in text_of(page) and "what may be lost:" in text_of(page)


def test_what_was_told_since_the_results_is_there_and_says_that_it_has_no_stake(
    desk: Client, book: Book, text_of: Words
) -> None:
    one = written_at_the_desk(book)
    page = text_of(desk.get("/problems"))
    assert "Told or opened again since the results: no stake yet" in page
    assert "the roof leaks" in page
    alone = text_of(desk.get(address(one)))
    assert "Not enough data yet: told since the results." in alone


def test_without_problems_the_page_says_what_will_be_there(
    empty_book: Book, log_in: Callable[[], Client], text_of: Words
) -> None:
    assert "No problem is open. Here they will be" in text_of(log_in().get("/problems"))


def test_a_problem_s_page_has_its_log_its_effort_and_the_customer(
    desk: Client, book: Book, text_of: Words
) -> None:
    one = first(book)
    page = text_of(desk.get(address(one)))
    told = whole(book, one)
    assert one.customer is not None and one.customer.customer in page
    assert "As the log shows it" in page and "As they say themselves" in page
    for step in told.steps:
        assert step.text in page
    if one.text:
        assert one.text in page


def test_an_address_that_names_no_problem_is_not_found(desk: Client) -> None:
    from regulars.desk.pages.problems.problem_ids import problem_id

    for one in ("1", "%C3%A9", problem_id("shop", "not-there")):
        assert desk.get(f"/problems/{one}").status_code == 404


def test_a_source_and_key_of_any_signs_come_back_from_an_address() -> None:
    from regulars.desk.pages.problems.problem_ids import key_of, problem_id

    for key in (("help/desk", "a b/c?d#e"), ("দোকান", "সমস্যা ১"), ("x", "")):
        assert key_of(problem_id(*key)) == key


def test_what_is_said_stands_in_the_log_once_and_can_be_taken_back(
    desk: Client, book: Book, text_of: Words
) -> None:
    one = first(book)
    before = whole(book, one)
    said = {"began_by": "us", "channel": "call", "note": "we are on it"}
    for _ in range(2):
        sent = {"act_id": ACT, "seen": before.seen, **said}
        assert desk.post(address(one, "/contact"), sent).status_code == 302
    after = whole(book, one)
    assert len(after.steps) == len(before.steps) + 1
    assert "we are on it" in text_of(desk.get(address(one)))
    desk.post(address(one, "/undo"), {"step_id": after.seen})
    assert whole(book, one) == before


def test_a_solved_problem_leaves_the_queue_and_the_next_one_comes_up(
    desk: Client, book: Book, text_of: Words
) -> None:
    one, two = book.open_problems(at=NOON).ranked[:2]
    answer = say(desk, book, one, "solved", note="exchanged", next="1")
    assert answer["Location"].startswith(address(two))
    assert "This is the next one." in text_of(desk.get(answer["Location"]))
    assert book.open_problems(at=NOON).ranked[0].problem_key == two.problem_key
    assert whole(book, one).row["state"] == "solved"
    desk.post(address(one, "/undo"), {"step_id": whole(book, one).seen})
    assert first(book).problem_key == one.problem_key
    assert whole(book, one).row["ended_on"] is None


def test_a_problem_that_came_back_is_open_again(desk: Client, book: Book) -> None:
    one = first(book)
    say(desk, book, one, "solved")
    say(desk, book, one, "reopened", act_id=OTHER_ACT, note="again the same")
    assert whole(book, one).row["state"] == "open"
    assert [step.kind for step in whole(book, one).steps[-2:]] == ["solved", "reopened"]


def test_a_promise_waits_is_broken_visibly_and_kept_by_getting_in_touch(
    desk: Client, book: Book, text_of: Words
) -> None:
    one = written_at_the_desk(book)
    assert say(desk, book, one, "promise", when="hour").status_code == 302
    assert "promised: they hear from us by" in text_of(desk.get(address(one)))
    [late] = [
        open_
        for open_ in book.open_problems(at=datetime(2100, 1, 1, tzinfo=UTC)).since
        if open_.problem_key == one.problem_key
    ]
    assert late.is_broken
    spoken = {"began_by": "us", "channel": "call", "note": "called"}
    say(desk, book, one, "contact", act_id=OTHER_ACT, **spoken)
    assert whole(book, one).promised_at is None


def test_a_promise_in_the_past_is_refused_and_nothing_typed_is_lost(
    desk: Client, book: Book, text_of: Words
) -> None:
    one = first(book)
    page = say(desk, book, one, "promise", when="at", at="2020-01-01T10:00", note="a new part")
    assert "This time has passed already." in text_of(page)
    assert "a new part" in page.content.decode()
    assert whole(book, one).seen == whole(book, first(book)).seen


def test_who_takes_charge_has_it_and_handing_over_needs_a_reason(
    desk_of: Callable[[str], Client], staffed: Book
) -> None:
    mina, one = desk_of("mina"), first(staffed)
    assert say(mina, staffed, one, "take").status_code == 302
    assert whole(staffed, one).row["in_charge"] == "mina"
    mine = staffed.open_problems(staff="mina", at=NOON).ranked
    assert one.problem_key in {other.problem_key for other in mine}
    assert say(mina, staffed, one, "hand_over", act_id=OTHER_ACT, to="omar").status_code == 200
    why = {"to": "omar", "reason": "he knows the cabins"}
    assert say(mina, staffed, one, "hand_over", act_id=OTHER_ACT, **why).status_code == 302
    assert whole(staffed, one).row["in_charge"] == "omar"
    assert whole(staffed, one).steps[-1].reason == "he knows the cabins"


def test_the_second_of_two_people_sees_what_the_first_wrote_before_sending(
    desk_of: Callable[[str], Client], staffed: Book, text_of: Words
) -> None:
    mina, omar, one = desk_of("mina"), desk_of("omar"), first(staffed)
    seen = whole(staffed, one).seen
    both = {"began_by": "us", "channel": "call", "seen": seen}
    told = {"act_id": ACT, "note": "told them on Friday"}
    assert mina.post(address(one, "/contact"), both | told).status_code == 302
    late = both | {"act_id": OTHER_ACT, "note": "told them on Monday"}
    page = omar.post(address(one, "/contact"), late)
    assert page.status_code == 409
    assert "Somebody wrote into the log meanwhile." in text_of(page)
    assert "told them on Friday" in text_of(page) and "told them on Monday" in text_of(page)
    newest = re.search(r'name="seen" value="(desk-a{32})"', page.content.decode())
    assert newest is not None
    again = late | {"seen": newest[1]}
    assert omar.post(address(one, "/contact"), again).status_code == 302
    assert [step.note for step in whole(staffed, one).steps[-2:]] == [
        "told them on Friday",
        "told them on Monday",
    ]


def test_only_the_newest_step_is_taken_back(desk: Client, book: Book, text_of: Words) -> None:
    one = first(book)
    said = {"began_by": "us", "channel": "call"}
    say(desk, book, one, "contact", note="one", **said)
    say(desk, book, one, "contact", act_id=OTHER_ACT, note="two", **said)
    page = desk.post(address(one, "/undo"), {"step_id": f"desk-{ACT}"})
    assert page.status_code == 409
    assert "Something else was written after it" in text_of(page)


def test_a_later_import_of_the_same_day_does_not_hide_what_the_desk_says_after_it(
    desk: Client, book: Book, tmp_path: Path
) -> None:
    one, two = book.open_problems(at=NOON).ranked[:2]
    say(desk, book, two, "take")  # the desk's batch of the day begins
    row = whole(book, one).row
    file = tmp_path / "problems.csv"
    file.write_text(
        "problem_id,source,customer_source,customer_id,state,happened_on,text\n"
        f"{one.problem_key},{one.source},{row['customer_source']},{row['customer_key']},open,"
        f"{row['happened_on']},told anew\n"
    )
    book.import_files([file])
    assert whole(book, one).row["text"] == "told anew"
    say(desk, book, one, "solved", act_id=OTHER_ACT)
    assert whole(book, one).row["state"] == "solved"


def test_a_problem_about_which_something_was_done_is_not_taken_back_as_if_never_told(
    desk: Client, book: Book, text_of: Words
) -> None:
    one = written_at_the_desk(book)
    say(desk, book, one, "contact", began_by="us", channel="call", note="on our way")
    answer = desk.post(f"/add/problem/{one.problem_key}/undo")
    assert "Something was done about this problem" in text_of(desk.get(answer["Location"]))
    assert whole(book, one).row["text"] == "the roof leaks"


def test_what_is_done_about_an_old_problem_is_not_told_as_a_new_one(
    desk: Client, book: Book, text_of: Words
) -> None:
    one = first(book)
    assert one.customer is not None
    say(desk, book, one, "promise", when="hour")
    page = desk.get(f"/customers/{one.customer.customer_id}")
    assert "something was done about a problem" in text_of(page)
    assert "a new problem" not in text_of(page)
    assert f'href="{address(one)}"' in page.content.decode()


def test_who_only_reads_sees_problems_and_says_nothing(
    desk_of: Callable[[str], Client], staffed: Book
) -> None:
    rita, one = desk_of("rita"), first(staffed)
    page = rita.get(address(one))
    assert page.status_code == 200 and "/contact" not in page.content.decode()
    assert say(rita, staffed, one, "take").status_code == 403


def test_others_hear_of_a_step_and_of_its_undoing(desk: Client, book: Book, monkeypatch) -> None:
    heard: list[tuple[str, Any]] = []
    monkeypatch.setattr(
        type(book), "announce", lambda _, event, data, at=None: heard.append((event, data))
    )
    one = first(book)
    say(desk, book, one, "solved")
    desk.post(address(one, "/undo"), {"step_id": whole(book, one).seen})
    assert [(event, data["step"], data["undone"]) for event, data in heard] == [
        ("problem.step", "solved", False),
        ("problem.step", "solved", True),
    ]
    assert heard[0][1]["source_id"] == one.problem_key


def test_after_a_refresh_the_results_know_what_was_said_of_another_source_s_problem(
    small_book: Book, log_in: Callable[[], Client], tmp_path: Path
) -> None:
    file = tmp_path / "problems.csv"
    file.write_text(
        "problem_id,source,customer_source,customer_id,state,happened_on,text\n"
        "P-1,shop,shop,C-0,open,2026-02-20,it leaks\n"
    )
    small_book.import_files([file])
    small_book.refresh(as_of=NOON.date())
    one = first(small_book)
    say(log_in(), small_book, one, "solved", note="mended")
    small_book.refresh(as_of=whole(small_book, one).steps[-1].on)
    assert small_book.open_problems().ranked == ()
    effort = small_book.problem_effort(source="shop", problem_key="P-1")
    assert effort.ended_as == "solved"


def test_known_issues_have_their_counts_and_who_is_exposed_and_silent(
    desk: Client, book: Book, text_of: Words
) -> None:
    issues = book.shared_issues()
    page = text_of(desk.get("/problems/known"))
    assert issues
    for one in issues:
        assert one.row["title"] in page
    from regulars.desk.pages.problems.problem_ids import problem_id

    for one in issues:
        source, key = one.row["source"], one.row["source_id"]
        silent = book.silent_customers(source=source, known_issue_key=key, at_most=200)
        assert one.counts is not None
        assert len(silent) == one.counts["silent"]
        alone = text_of(desk.get(f"/problems/known/{problem_id(source, key)}"))
        for other, _ in silent:
            assert other.customer in alone
    assert desk.get("/problems/known/1").status_code == 404


def test_what_follows_is_told_with_its_interval_and_promises_nothing(
    desk: Client, book: Book, text_of: Words
) -> None:
    page = text_of(desk.get("/problems/findings"))
    easy = book.problem_findings()["after_a_problem"]["easy"]
    assert f"{easy['returned']} of {easy['problems']} came back" in page
    assert "it does not say that a problem makes anybody loyal" in page
    assert "figures as of 1 Mar 2026" in page


def test_without_problems_nothing_follows_yet(
    empty_book: Book, log_in: Callable[[], Client], text_of: Words
) -> None:
    owner = log_in()
    assert "Not enough data yet" in text_of(owner.get("/problems/findings"))
    assert "No known issue yet." in text_of(owner.get("/problems/known"))


def test_a_problem_s_page_says_what_customers_with_it_come_back_with(
    small_book: Book, log_in: Callable[[], Client], tmp_path: Path, text_of: Words
) -> None:
    rows = ["problem_id,source,customer_source,customer_id,state,happened_on,topic"]
    for number in range(120):
        topic = "set-up" if number < 40 else "bill"
        rows.append(f"A-{number},shop,shop,K-{number},open,2026-01-05,{topic}")
        if number < 20 or number == 100:
            rows.append(f"B-{number},shop,shop,K-{number},open,2026-01-12,signal")
    file = tmp_path / "problems.csv"
    file.write_text("\n".join(rows) + "\n")
    small_book.import_files([file])
    small_book.refresh(as_of=NOON.date())
    one, other = (
        next(o for o in small_book.open_problems(at=NOON).ranked if o.problem_key == key)
        for key in ("A-0", "A-50")
    )
    desk = log_in()
    page = text_of(desk.get(address(one)))
    assert "Tell them now" in page
    assert "20 of 40 customers with this came back with it within 30 days" in page
    [told] = small_book.told_next_after("set-up")
    assert 1 < told["times_low"] < told["times"] < told["times_high"]
    assert f"{told['times']:.1f} times as often as others" in page
    assert "Tell them now" not in text_of(desk.get(address(other)))
