"""Answering a problem: canned answers, the card of its topic, waiting, contacts told once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from regulars.contracts import customer_id

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
ONE = customer_id(source="shop", key="C-0")
ACT, OTHER_ACT, THIRD = "a" * 32, "b" * 32, "c" * 32
OWN = "problem_words.toml"


@pytest.fixture
def desk(small_book: Book, log_in: Callable[[], Client]) -> Client:
    return log_in()


@pytest.fixture
def problem(small_book: Book, desk: Client) -> str:
    """The address of a problem of Anwara Begum's."""
    small_book.add_problem(entry_id="e" * 32, customer_id=ONE, text="broken", topic="quality")
    from regulars.desk.pages.problems.problem_ids import problem_id

    return f"/problems/{problem_id('desk', 'e' * 32)}"


def whole(book: Book) -> Any:
    return book.whole_problem(source="desk", problem_key="e" * 32)


def say(desk: Client, book: Book, problem: str, act: str, **said: str) -> Any:
    sent = {"act_id": ACT, "seen": whole(book).seen, **said}
    return desk.post(f"{problem}/{act}", sent)


def contacts() -> list[dict[str, Any]]:
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    return current_rows("contact", Q())


def test_a_canned_answer_has_the_name_and_the_promise_in_the_customer_s_language(
    small_book: Book, desk: Client, problem: str, text_of: Words
) -> None:
    page = desk.get(f"{problem}?answer=got_it")
    hello = "Hello Anwara Begum, this is Hill View. We have read what you told us."
    assert hello in text_of(page) and "you hear from us as soon as we can." in text_of(page)
    say(desk, small_book, problem, "promise", when="at", at="2100-01-05T16:30")
    told = "you hear from us by 5 January 2100, 16:30."
    assert told in text_of(desk.get(f"{problem}?answer=got_it"))
    bengali = text_of(desk.get(f"{problem}?answer=got_it&in=bn"))
    assert "Hill View থেকে লিখছি।" in bengali and "১৬:৩০" in bengali


def test_the_links_carry_the_text_to_whoever_left_a_number(
    small_book: Book, desk: Client, text_of: Words
) -> None:
    from regulars.desk.pages.problems.problem_ids import problem_id
    from regulars.workspace.told_problems import Spot, Told

    told = Told(text="broken", name="Rahela", phone="01712345678")
    small_book.tell_problem(entry_id="e" * 32, spot=Spot(), told=told)
    page = desk.get(f"/problems/{problem_id('desk', 'e' * 32)}").content.decode()
    assert "https://wa.me/8801712345678?text=Hello%20Rahela%2C%20this%20is%20Hill%20View" in page


def test_the_card_of_its_topic_stands_on_the_problem_and_the_staff_changes_it(
    small_book: Book, desk: Client, problem: str, text_of: Words
) -> None:
    assert "Ask what exactly does not work" in text_of(desk.get(problem))
    form = {
        "title_en": "Faults",
        "title_bn": "ত্রুটি",
        "text_en": "Listen.\nExchange it.",
        "text_bn": "শুনুন।\nবদলে দিন।",
        "seen": small_book.problem_words().version,
        "next": problem,
    }
    answer = desk.post("/problems/words/topic?name=quality", form)
    assert answer["Location"] == problem
    page = text_of(desk.get(problem))
    assert "Exchange it." in page and "Faults" in page
    assert "Faults" in text_of(desk.get("/problems"))
    late = desk.post("/problems/words/topic?name=quality", {**form, "title_en": "Mine"})
    assert late.status_code == 409 and "Mine" in late.content.decode()
    assert small_book.problem_words().topic("quality").title["en"] == "Faults"


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"text_en": "Hello {name}"}, "In braces only"),
        ({"text_bn": "{"}, "In braces only"),
        ({"title_bn": ""}, "This is needed."),
    ],
)
def test_a_new_answer_is_checked_before_it_is_kept(
    small_book: Book, desk: Client, text_of: Words, changed: dict[str, str], fault: str
) -> None:
    version = small_book.problem_words().version
    form = {
        "title_en": "Soon",
        "title_bn": "শিগগিরই",
        "text_en": "{customer}, soon.",
        "text_bn": "{customer}, শিগগিরই।",
        "seen": version,
    }
    page = desk.post("/problems/words/answer", form | changed)
    assert fault in text_of(page)
    assert small_book.problem_words().version == version
    assert desk.post("/problems/words/answer", form).status_code == 302
    [soon] = [one for one in small_book.problem_words().answers if one.title["en"] == "Soon"]
    drop = {"name": soon.name, "seen": small_book.problem_words().version}
    assert desk.post("/problems/words/answer/drop", drop).status_code == 302
    assert "Soon" not in text_of(desk.get("/problems/words"))


def test_what_is_kept_is_a_file_that_is_checked_and_backed_up(
    small_book: Book, desk: Client, tmp_path: Path
) -> None:
    from regulars.book.backup import FILES
    from regulars.book.problem_words import ProblemWordsWrong, problem_words

    assert OWN in FILES
    for wrong in ("[[topic]\n", '[[topic]]\ncode = "x"\n', 'topic = "x"\n'):
        (tmp_path / OWN).write_text(wrong, encoding="utf-8")
        with pytest.raises(ProblemWordsWrong, match=OWN):
            problem_words(tmp_path)


def test_who_only_reads_sees_the_card_and_changes_nothing(
    small_book: Book, problem: str, as_role: Callable[[str], Client], text_of: Words
) -> None:
    reader = as_role("read_only")
    page = text_of(reader.get(problem))
    assert "Ask what exactly does not work" in page and "Answer them" not in page
    assert reader.get("/problems/words").status_code == 403


def test_it_waits_for_the_customer_until_they_speak(
    small_book: Book, desk: Client, problem: str, text_of: Words
) -> None:
    said = {"waiting_for": "customer", "note": "their receipt"}
    assert say(desk, small_book, problem, "waiting", **said).status_code == 302
    assert whole(small_book).row["state"] == "waiting"
    assert "waiting for the customer" in text_of(desk.get(problem))
    spoken = {"began_by": "customer", "channel": "message", "note": "here it is"}
    say(desk, small_book, problem, "contact", act_id=OTHER_ACT, **spoken)
    assert whole(small_book).row["state"] == "open"
    desk.post(f"{problem}/undo", {"step_id": whole(small_book).seen})
    assert whole(small_book).row["state"] == "waiting"
    desk.post(f"{problem}/undo", {"step_id": whole(small_book).seen})
    assert (whole(small_book).row["state"], whole(small_book).steps) == ("open", ())


def test_whom_it_waits_for_is_counted_in_hours(
    small_book: Book, desk: Client, problem: str
) -> None:
    from regulars.acts import problem_acts

    small_book.say_of_problem(
        source="desk",
        problem_key="e" * 32,
        say=lambda row: problem_acts.waits(row, waiting_for="third_party", note=None),
        step_id=THIRD,
        seen="",
        staff="owner",
        at=datetime.now(UTC),
    )
    small_book.refresh()
    effort = small_book.problem_effort(source="desk", problem_key="e" * 32)
    assert set(effort.waiting_hours) == {"third_party"}


def test_a_contact_about_a_problem_is_the_customer_s_and_one_contact_of_the_problem(
    small_book: Book, desk: Client, problem: str, text_of: Words
) -> None:
    spoken = {"began_by": "customer", "channel": "call", "note": "asked when"}
    for _ in range(2):
        desk.post(f"{problem}/contact", {"act_id": ACT, "seen": "", **spoken})
    [row] = contacts()
    assert (row["customer_key"], row["channel"], row["note"]) == ("C-0", "call", "asked when")
    assert "asked when" in text_of(desk.get(f"/customers/{ONE}"))
    small_book.refresh()
    [card] = small_book.card(where=f"customer_id = '{ONE}'").to_pylist()
    assert card["contacts_by_customer"] == 1
    desk.post(f"{problem}/undo", {"step_id": whole(small_book).seen})
    assert contacts() == [] and whole(small_book).steps == ()


def test_a_contact_about_nobody_s_problem_is_only_in_its_log(
    small_book: Book, desk: Client
) -> None:
    from regulars.workspace.told_problems import Spot, Told

    told = Told(text="broken", phone="01712345678")
    small_book.tell_problem(entry_id="e" * 32, spot=Spot(), told=told)
    from regulars.desk.pages.problems.problem_ids import problem_id

    spoken = {"began_by": "us", "channel": "call", "note": "called"}
    here = f"/problems/{problem_id('desk', 'e' * 32)}"
    assert say(desk, small_book, here, "contact", **spoken).status_code == 302
    assert contacts() == []


def test_lines_of_the_queue_are_walked_by_keys(desk: Client, problem: str) -> None:
    page = desk.get("/problems").content.decode()
    assert 'data-line="problem" tabindex="-1"' in page
