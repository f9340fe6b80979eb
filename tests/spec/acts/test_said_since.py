"""What was written since the refresh counts at once, and the figures it touches say so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from regulars.contracts import BY_FACT, customer_id
from spec.acts.conftest import AS_OF

ABOUT = {"customer_source": "own", "customer_key": "eve"}
FACTS: dict[str, dict[str, Any]] = {
    "order": {"state": "placed", "amount_minor": 480_000, "currency": "EUR"},
    "problem": {"state": "open", "text": "the dye came off"},
    "contact": {"channel": "call", "began_by": "customer", "note": "will come on Friday"},
    "review": {"site": "google", "rating_milli": 2000, "best_rating": 5, "text": "meh"},
    "referral": {"other_source": "own", "other_key": "ida"},
    "reservation": {"state": "booked", "arrives_on": AS_OF + timedelta(days=9)},
    "answer": {"question": "easy?", "kind": "ces", "score": 6},
}
WORDS = {
    "order": "a new order, €4,800",
    "problem": "a new problem: “the dye came off”",
    "contact": "they got in touch (call): “will come on Friday”",
    "review": "a new review, 2 of 5: “meh”",
    "referral": "they sent somebody",
    "reservation": "a booking",
    "answer": "they answered a question",
}


def write(fact: str, key: str = "one", **changes: Any) -> None:
    from regulars.ledger.desk_facts import write_desk_facts

    clock = datetime.now(UTC).replace(microsecond=0)
    row = dict.fromkeys(BY_FACT[fact].names) | ABOUT | {"happened_on": AS_OF} | FACTS[fact]
    write_desk_facts(fact=fact, rows={key: row | changes}, at=clock)


def line(book: Any, name: str = "eve") -> Any:
    plan = book.day_plan()
    return next(item for item in plan.items if item.customer == name)


def own(key: str) -> str:
    return customer_id(source="own", key=key)


@pytest.fixture
def planned(calm: Any) -> Any:
    """The calm book with everybody on today's list."""
    calm.today(hours=8)
    assert line(calm).changed == ()
    return calm


@pytest.mark.parametrize("fact", FACTS)
def test_each_kind_of_fact_written_since_is_told_on_the_line(planned, fact):
    write(fact)
    assert line(planned).changed == (WORDS[fact],)
    assert line(planned, "fay").changed == ()


def test_a_new_order_changes_the_stake_and_the_figures_made_of_orders(planned):
    write("order")
    found = line(planned)
    assert found.stake_changed
    changed = {one.signal for one in found.evidence if one.changed}
    assert changed == {"median_gap_days", "days_since_last_order", "longest_gap_days", "orders"}


def test_a_new_problem_leaves_the_figures_made_of_orders_as_they_are(planned):
    write("problem")
    found = line(planned)
    assert not found.stake_changed
    assert not any(one.changed for one in found.evidence)


def test_what_was_written_before_the_refresh_is_no_news(planned):
    write("order")
    write("problem")
    planned.refresh(as_of=AS_OF)
    assert line(planned).changed == ()


def test_after_the_refresh_only_what_came_since_is_news(planned):
    write("problem")
    planned.refresh(as_of=AS_OF)
    write("contact")
    assert line(planned).changed == (WORDS["contact"],)


def test_an_import_since_the_refresh_is_news_and_undone_it_is_none(planned, tmp_path: Path):
    path = tmp_path / "more.csv"
    path.write_text(f"order_id,customer_id,order_date,amount\nnew1,eve,{AS_OF},12\n")
    batch = planned.import_files([path]).batch
    assert line(planned).changed == ("a new order, €12",)
    planned.undo(batch)
    assert line(planned).changed == ()


def test_importing_the_same_again_is_no_news(planned, tmp_path: Path):
    planned.import_files([tmp_path / "orders.csv"])
    assert line(planned).changed == ()


def test_nobody_is_proposed_for_a_reason_that_does_not_stand_any_more(calm):
    write("order")
    found = {item.customer for item in calm.today(hours=8).items}
    assert found == {"fay", "gus", "hal", "ida"}


def test_a_fact_that_the_reason_does_not_rest_on_keeps_nobody_away(calm):
    write("contact")
    assert "eve" in {item.customer for item in calm.today(hours=8).items}


def test_a_withdrawn_consent_is_told_and_leaves_no_way_open(planned):
    planned.consent(customer_id=own("eve"), purpose="marketing", state="given")
    assert line(planned).changed == ("consent given",)
    planned.consent(
        customer_id=own("eve"),
        purpose="marketing",
        state="withdrawn",
        at=datetime.now(UTC) + timedelta(seconds=2),
    )
    found = line(planned)
    assert "consent withdrawn" in found.changed
    assert found.ways.ways == ()
    assert found.how.text == "consent withdrawn: only when they are here or write first"


def test_of_two_who_became_one_since_one_line_is_left(planned):
    planned.merge(customer_id=own("eve"), other_id=own("fay"), staff="owner")
    names = [item.customer for item in planned.day_plan().items]
    assert len({"eve", "fay"} & set(names)) == 1
    assert len(names) == 4


def test_of_two_who_became_one_since_an_answered_line_stays_and_none_waits(planned):
    planned.done(care_id=line(planned, "fay").care_id, received=None, note=None)
    planned.merge(customer_id=own("eve"), other_id=own("fay"), staff="owner")
    found = {item.customer: item.state for item in planned.day_plan().items}
    assert found.get("fay") == "done"
    assert "eve" not in found


def test_who_became_one_with_somebody_on_a_list_is_proposed_to_nobody(calm):
    calm.today(hours=10 / 60, staff="mina")
    [on_list] = [item.customer for item in calm.day_plan(staff="mina").items]
    other = next(name for name in ("eve", "fay", "gus") if name != on_list)
    calm.merge(customer_id=own(on_list), other_id=own(other), staff="owner")
    found = {item.customer for item in calm.today(hours=8).items}
    assert found == {"eve", "fay", "gus", "hal", "ida"} - {on_list, other}


def test_who_was_erased_is_on_no_list_at_once(planned):
    planned.erase(customer_id=own("eve"), by="owner")
    assert "eve" not in {item.customer for item in planned.day_plan().items}
    assert "eve" not in {item.customer for item in planned.today(hours=9).items}


def test_done_and_snoozed_show_at_once_and_the_count_below_stays_right(planned):
    before = planned.day_plan()
    planned.snooze(care_id=line(planned, "gus").care_id, days=3)
    planned.done(care_id=line(planned, "hal").care_id, received="welcome", note=None)
    after = planned.day_plan()
    assert {item.customer: item.state for item in after.items} == {
        "eve": "shown",
        "fay": "shown",
        "gus": "snoozed",
        "hal": "done",
        "ida": "shown",
    }
    assert after.below_the_line == before.below_the_line == 0
