"""`regulars effort`, and what the findings of a refresh say of problems, in a small business."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import LAST_DAY, Run

import regulars
from regulars.book.effort_read import UnknownProblem

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_effort_says_what_is_not_known_and_why(run: Run, empty: Path) -> None:
    told = run("effort", "--json", book=empty).json
    assert told["findings"] is None
    assert {one["name"] for one in told["outcomes"]} == {"reopened", "sla_missed"}
    for one in told["outcomes"]:
        assert one["auc"] is None
        assert one["refused"]
    assert "not enough data yet" in run("effort", book=empty).out


def test_effort_tells_weights_and_what_followed(run: Run, business: Path) -> None:
    told = run("effort", "--json", book=business).json["findings"]
    assert told["as_of"] == LAST_DAY.isoformat()
    assert set(told["effort"]["weights"]) >= {"repeat_contacts", "transfers", "hours_open"}
    assert told["effort"]["basis"] in ("measured", "prior")
    for kind in ("easy", "hard", "unsolved"):
        assert told["after_a_problem"][kind]["problems"] >= 0


def test_the_queue_is_in_the_order_of_what_is_at_stake_with_its_reasons(business: Path) -> None:
    queue = regulars.open(business).problem_queue(at=NOON)
    assert queue
    assert all(one.problem.ended_as is None for one in queue)
    stakes = [one.stake_minor for one in queue if one.stake_minor is not None]
    # To two digits: what is alike is in the order of promises and age.
    assert all(a * 1.1 >= b for a, b in pairwise(stakes))
    for one in queue:
        named = {reason.name for reason in one.reasons}
        assert ("no_stake" in named) == (one.stake_minor is None)
        if (LAST_DAY - one.problem.told_on).days > 90:
            assert one.reasons[0].about in ("decided", "never_came", "unnamed")
        if one.stake_minor is not None:
            assert one.spend_minor is not None and one.loss is not None
            assert one.stake_minor == pytest.approx(
                (one.spend_minor + (one.sent_minor or 0)) * one.loss, abs=1
            )
    assert "decided" in {one.reasons[0].about for one in queue}
    assert regulars.open(business).problem_queue(at=NOON, at_most=1) == queue[:1]


def test_a_problem_tells_its_effort_and_an_unknown_one_is_refused(business: Path) -> None:
    book = regulars.open(business)
    first = book.problem_queue(at=NOON)[0].problem
    assert book.problem_effort(source=first.source, problem_key=first.problem_key) == first
    with pytest.raises(UnknownProblem, match="regulars refresh"):
        book.problem_effort(source=first.source, problem_key="none such")


def test_who_shares_what_exposes_and_has_not_spoken_is_found(empty: Path, tmp_path: Path) -> None:
    book = regulars.open(empty)
    day = LAST_DAY - timedelta(days=20)
    texts = {
        "orders": "order_id,customer_id,date,amount\n"
        + "".join(f"{n},{who},{day},5\n" for n, who in enumerate("abcd")),
        "order_lines": "order_line_id,order_id,product_id,lot,quantity,amount\n"
        + "".join(f"l{n},{n},tea,{'L1' if n < 3 else 'L2'},1,5\n" for n in range(4)),
        "issues": "known_issue_id,title,since_on,state,product_id,lot\n"
        f"k,stale tea,{LAST_DAY - timedelta(days=5)},open,tea,L1\n",
        "problems": "problem_id,customer_id,date,state,known_issue_id,topic\n"
        f"p,b,{LAST_DAY - timedelta(days=3)},open,k,tea\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.csv").write_text(text)
    book.import_files([tmp_path / f"{name}.csv" for name in texts])
    book.refresh(as_of=LAST_DAY)
    source = book.problem_queue(at=NOON)[0].problem.source
    silent = book.exposed_but_silent(source=source, known_issue_key="k")
    names = {one.customer_id for one in silent}
    keys = {key for one in names for _, key in book._read().identities([one])[one]}
    assert keys == {"a", "c"}


def test_who_is_erased_is_in_no_finding(own: Path) -> None:
    book = regulars.open(own)
    one = next(q.problem for q in book.problem_queue(at=NOON) if q.problem.customer_id)
    book.erase(customer_id=one.customer_id, by="owner")
    assert one.customer_id not in {q.problem.customer_id for q in book.problem_queue(at=NOON)}
    shutil.rmtree(own, ignore_errors=True)
