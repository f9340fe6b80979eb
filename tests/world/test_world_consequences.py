"""What happens has consequences: in the facts one finds what the truth says of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from regulars.world import World, make_world
from regulars.world.cast.values import VALUES
from regulars.world.life.issues import ISSUES

ENDS_ON = date(2026, 3, 1)
Key = tuple[str, str]


@pytest.fixture(scope="module")
def truths(large_world: World) -> dict[Key, dict[str, Any]]:
    rows = large_world.truth["customer"].to_pylist()
    return {(row["source"], row["source_id"]): row for row in rows}


@pytest.fixture(scope="module")
def bought_on(large_world: World) -> dict[Key, list[date]]:
    found: dict[Key, list[date]] = defaultdict(list)
    for row in large_world.facts["order"].to_pylist():
        if row["state"] == "placed" and row["customer_key"] is not None:
            found[row["source"], row["customer_key"]].append(row["happened_on"])
    return {key: sorted(on) for key, on in found.items()}


def returns(on: list[date], day: date) -> bool:
    """Whether they bought from ten days after it on, within five months."""
    return bisect_right(on, day + timedelta(10)) < bisect_right(on, day + timedelta(150))


def test_who_had_it_hard_returns_less_and_who_had_it_easy_no_more_than_others(
    large_world: World, bought_on: dict[Key, list[date]]
) -> None:
    by_effort: dict[str, list[bool]] = defaultdict(list)
    troubled: set[tuple[str, str]] = set()
    for row in large_world.truth["trouble"].to_pylist():
        troubled.add((row["source"], row["order_key"]))
        if row["source"] != "cabins" and row["felt_on"] < ENDS_ON - timedelta(150):
            on = bought_on.get((row["source"], row["source_id"]), [])
            by_effort[row["effort"] or "silent"].append(returns(on, row["felt_on"]))
    for row in large_world.facts["order"].to_pylist():
        key = row["source"], row["customer_key"]
        plain = row["state"] == "placed" and (row["source"], row["source_id"]) not in troubled
        early = row["happened_on"] < ENDS_ON - timedelta(150)
        if plain and early and row["customer_key"] and row["source"] != "cabins":
            by_effort["none"].append(returns(bought_on[key], row["happened_on"]))
    share = {effort: np.mean(came) for effort, came in by_effort.items()}
    assert share["easy"] == pytest.approx(share["none"], abs=0.04)
    assert share["none"] - 0.1 > share["hard"] > share["never"] + 0.05
    assert share["none"] - 0.1 > share["silent"] > share["never"]


def test_the_chance_to_lose_somebody_is_how_many_are_lost(large_world: World) -> None:
    rows = [row for row in large_world.truth["trouble"].to_pylist() if row["lost"] is not None]
    for effort in ("easy", "hard", "never", None):
        of = [row for row in rows if row["effort"] == effort]
        assert np.mean([row["lost"] for row in of]) == pytest.approx(
            np.mean([row["loss"] for row in of]), abs=0.05
        )


def test_effort_can_be_seen_in_the_log(large_world: World) -> None:
    steps: dict[Key, Counter[str]] = defaultdict(Counter)
    for row in large_world.facts["problem_event"].to_pylist():
        again = row["kind"] == "contact" and row["began_by"] == "customer"
        steps[row["source"], row["problem_key"]]["asked" if again else row["kind"]] += 1
    seen: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in large_world.truth["trouble"].to_pylist():
        if row["problem_key"] is not None and row["felt_on"] < ENDS_ON - timedelta(60):
            step = steps[row["source"], row["problem_key"]]
            seen[row["effort"]].append((step["asked"], step["transfer"]))
            assert step["asked"] == 1 + row["repeats"]
            assert step["transfer"] == row["transfers"]
    assert np.mean(seen["easy"]) < np.mean(seen["hard"])


def test_ease_as_surveyed_follows_effort(large_world: World) -> None:
    effort = {
        (row["source"], row["problem_key"]): row["effort"]
        for row in large_world.truth["trouble"].to_pylist()
    }
    score: dict[str, list[int]] = defaultdict(list)
    for row in large_world.facts["answer"].to_pylist():
        if row["kind"] == "ces":
            score[effort[row["source"], row["problem_key"]]].append(row["score"])
    assert np.mean(score["easy"]) > np.mean(score["hard"]) + 1 > np.mean(score["never"])


def test_an_order_is_exposed_exactly_where_the_known_issue_says_so(large_world: World) -> None:
    """Product and days, unit and days, or days alone: as the fact `known_issue` tells it."""
    exposed = {
        (row["known_issue_key"], row["source"], row["order_key"])
        for row in large_world.truth["exposure"].to_pylist()
    }
    orders = {
        (row["source"], row["source_id"]): row
        for row in large_world.facts["order"].to_pylist()
        if row["customer_key"] is not None and row["state"] != "returned"
    }
    holds: dict[Key, set[str]] = defaultdict(set)
    for row in large_world.facts["order_line"].to_pylist():
        holds[row["source"], row["order_key"]].add(row["product_key"])
    unit = {
        ("cabins", row["order_key"]): row["unit"]
        for row in large_world.facts["reservation"].to_pylist()
    }
    issues = large_world.facts["known_issue"].to_pylist()
    for issue in issues:
        first = issue["exposed_from_on"]
        last = issue["exposed_to_on"] or ENDS_ON
        named = {(one.key, one.unit) for one in ISSUES}
        place = next(of for key, of in named if key == issue["source_id"])
        said = {
            (issue["source_id"], *key)
            for key, row in orders.items()
            if key[0] == issue["source"] and first <= row["happened_on"] <= last
            if issue["product_key"] is None or issue["product_key"] in holds[key]
            if place is None or unit[key] == place
        }
        assert said == {one for one in exposed if one[0] == issue["source_id"]}, issue["title"]


def test_many_who_were_exposed_have_it_and_stay_silent(large_world: World) -> None:
    rows = large_world.truth["exposure"].to_pylist()
    of_issue: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        of_issue[row["known_issue_key"]].append(row)
    for issue in ISSUES:
        has_it = [row for row in of_issue[issue.key] if row["has_it"]]
        assert len(has_it) / len(of_issue[issue.key]) == pytest.approx(issue.has_it, abs=0.13)
        silent = [row for row in has_it if not row["told"]]
        assert 0.3 < len(silent) / len(has_it) < 0.85
    ahead = [row for row in rows if row["has_it"] and row["shows_on"] > ENDS_ON]
    assert len(ahead) > 10, "nobody is left to be warned"


def test_few_send_many_and_spending_has_nothing_to_do_with_it(
    large_world: World, truths: dict[Key, dict[str, Any]]
) -> None:
    spent: Counter[Key] = Counter()
    for row in large_world.facts["order"].to_pylist():
        if row["customer_key"] is not None and row["state"] != "cancelled":
            spent[row["source"], row["customer_key"]] += row["amount_minor"]
    sent = Counter(
        (row["sent_by_source"], row["sent_by_key"]) for row in truths.values() if row["sent_by_key"]
    )
    top = sum(count for _, count in sent.most_common(len(sent) // 10))
    assert top > 0.3 * sent.total()
    for source in ("cabins", "shop", "textiles"):
        keys = [key for key in truths if key[0] == source and spent[key] > 0]
        middle = np.median([spent[key] for key in keys])
        little = [key for key in keys if sent[key] >= 3 and spent[key] < middle]
        never = [key for key in keys if truths[key]["sends_a_year"] == 0]
        large = np.quantile([spent[key] for key in keys], 0.9)
        assert len(little) >= 3, source
        assert sum(spent[key] > large for key in never) > 0.03 * len(never)


def test_what_somebody_sends_a_year_is_what_was_sent_in_the_last(
    truths: dict[Key, dict[str, Any]],
) -> None:
    """Whole group against whole group: the rate is of all who send, by how readily they do."""
    last_year = ENDS_ON - timedelta(365)
    sent: Counter[Key] = Counter()
    for row in truths.values():
        if row["sent_by_key"] is not None and row["joined_on"] > last_year:
            sent[row["sent_by_source"], row["sent_by_key"]] += 1
    steady = [
        key
        for key, row in truths.items()
        if row["sends_a_year"] > 0 and row["left_on"] is None and row["joined_on"] < last_year
    ]
    strong = [key for key in steady if truths[key]["sends_a_year"] > 1]
    for group in (steady, strong):
        expected = sum(truths[key]["sends_a_year"] for key in group)
        # Who went through a hard problem sends less: the truth's rate is without it.
        assert 0.7 * expected < sum(sent[key] for key in group) < 1.1 * expected


def test_more_come_by_word_of_mouth_than_anybody_wrote_down(
    large_world: World, truths: dict[Key, dict[str, Any]]
) -> None:
    told = {
        (row["source"], row["source_id"]): row["acquired_through"]
        for row in large_world.facts["customer"].to_pylist()
    }
    referred = {
        (row["source"], row["other_key"]) for row in large_world.facts["referral"].to_pylist()
    }
    new = [key for key, row in truths.items() if row["joined_on"] > ENDS_ON - timedelta(730)]
    true_share = np.mean([truths[key]["came_by"] == "word of mouth" for key in new])
    known_share = np.mean([told[key] == "friend" or key in referred for key in new])
    assert 0.35 < true_share < 0.52
    assert known_share < 0.75 * true_share
    said = [key for key in new if told[key] is not None]
    right = np.mean(
        [(told[k] == "friend") == (truths[k]["came_by"] == "word of mouth") for k in said]
    )
    assert 0.85 < right < 0.99


def test_some_referrals_are_wrong_and_say_that_they_are_not_sure(large_world: World) -> None:
    true = dict(
        zip(
            large_world.truth["referral"]["source_id"].to_pylist(),
            large_world.truth["referral"]["is_true"].to_pylist(),
            strict=True,
        )
    )
    rows = large_world.facts["referral"].to_pylist()
    wrong = [row for row in rows if not true[row["source_id"]]]
    assert 0.02 < len(wrong) / len(rows) < 0.12
    assert all(row["confidence_permille"] < 500 for row in wrong)


def test_hunters_buy_only_while_something_is_reduced(
    large_world: World, truths: dict[Key, dict[str, Any]]
) -> None:
    reduced: dict[bool, list[bool]] = defaultdict(list)
    for row in large_world.facts["order"].to_pylist():
        if row["state"] != "returned" and row["customer_key"] and row["discount_minor"] is not None:
            hunts = truths[row["source"], row["customer_key"]]["hunts"]
            reduced[hunts].append(row["discount_minor"] > 0)
            assert (row["discount_code"] is None) or row["discount_minor"] > 0
    assert all(reduced[True])
    assert 0.03 < np.mean(reduced[False]) < 0.15
    hunters = [row for row in truths.values() if row["hunts"]]
    assert 0.04 < len(hunters) / len(truths) < 0.12


def test_a_moment_teaches_nothing_of_taste(
    large_world: World, truths: dict[Key, dict[str, Any]]
) -> None:
    driven = dict(
        zip(
            large_world.truth["contact"]["source_id"].to_pylist(),
            large_world.truth["contact"]["driven_by"].to_pylist(),
            strict=True,
        )
    )
    welcome: dict[tuple[str, bool], list[bool]] = defaultdict(list)
    for row in large_world.facts["contact"].to_pylist():
        taste = truths[row["source"], row["customer_key"]]["taste"]
        personal = row["channel"] in ("call", "visit", "counter")
        if row["reaction"] is not None and personal and abs(taste - 0.5) > 0.25:
            by = driven[row["source_id"]]
            welcome[by, taste > 0.5].append(row["reaction"] == "welcome")
    share = {key: np.mean(values) for key, values in welcome.items()}
    assert share["manner", True] > share["manner", False] + 0.4
    assert share["moment", True] == pytest.approx(share["moment", False], abs=0.06)
    assert share["moment", True] < 0.15


def test_reactions_to_offers_follow_the_taste_for_what_is_made_to_measure(
    large_world: World, truths: dict[Key, dict[str, Any]]
) -> None:
    driven = dict(
        zip(
            large_world.truth["contact"]["source_id"].to_pylist(),
            large_world.truth["contact"]["driven_by"].to_pylist(),
            strict=True,
        )
    )
    welcome: dict[tuple[bool, bool], list[bool]] = defaultdict(list)
    for row in large_world.facts["contact"].to_pylist():
        if row["offer"] is None or row["reaction"] is None or driven[row["source_id"]] != "offer":
            continue
        custom = any(word in row["offer"] for word in ("their", "as they like", "own sample"))
        likes = truths[row["source"], row["customer_key"]]["made_to_measure"]
        if abs(likes - 0.5) > 0.2:
            welcome[custom, likes > 0.5].append(row["reaction"] == "welcome")
    share = {key: np.mean(values) for key, values in welcome.items()}
    assert share[True, True] > share[True, False] + 0.25
    assert share[False, False] > share[False, True] + 0.25


def test_why_they_stay_is_what_they_value(
    large_world: World, truths: dict[Key, dict[str, Any]]
) -> None:
    shares = {
        (row["segment"], row["is_large"], row["value"]): row["share"]
        for row in large_world.truth["value"].to_pylist()
    }
    for segment in ("weekend guest", "household", "garment maker"):
        of = [row["values"] for row in truths.values() if row["segment"] == segment]
        of_size = [row["is_large"] for row in truths.values() if row["segment"] == segment]
        for value in VALUES:
            expected = np.mean([shares[segment, large, value] for large in of_size])
            assert of.count(value) / len(of) == pytest.approx(expected, abs=0.06)
    said = [
        row
        for row in large_world.truth["text"].to_pylist()
        if row["fact"] == "answer" and row["sentences"].startswith("stays_because")
    ]
    customer = {
        (row["source"], row["source_id"]): row["customer_key"]
        for row in large_world.facts["answer"].to_pylist()
    }
    member_of = {
        (row["source"], row["source_id"]): row["account_key"] or row["source_id"]
        for row in large_world.facts["customer"].to_pylist()
    }
    for row in said:
        key = row["source"], customer[row["source"], row["source_id"]]
        own = truths[key]["values"]
        of_account = truths[row["source"], member_of[key]]["values"]
        assert row["aspect"] in (own, of_account)
    assert len(said) > 300


def test_claims_are_as_true_as_what_customers_write(large_world: World) -> None:
    """Reviews of the last year speak of each aspect about as well as it is, faults included."""
    on = {
        (row["source"], row["source_id"]): row["happened_on"]
        for row in large_world.facts["review"].to_pylist()
    }
    good: dict[Key, list[bool]] = defaultdict(list)
    for row in large_world.truth["text"].to_pylist():
        if row["fact"] == "review" and on[row["source"], row["source_id"]].year == 2025:
            good[row["source"], row["aspect"]].append(row["sentiment"] == "good")
    supported = {
        (row["source"], row["aspect"]): row["supported"]
        for row in large_world.truth["claim"].to_pylist()
    }
    assert min(supported.values()) < 0.7 < 0.9 < max(supported.values())
    for key, share in supported.items():
        if len(good[key]) > 60:
            assert share - 0.25 < np.mean(good[key]) < share + 0.08, key
    praised = {
        (row["source"], row["aspect"]): row["good_now"]
        for row in large_world.truth["aspect"].to_pylist()
        if not row["claimed"]
    }
    assert max(praised.values()) > 0.9, "a strength that nobody claims"


def test_white_space_is_what_is_never_in_their_orders(
    large_world: World, truths: dict[Key, dict[str, Any]]
) -> None:
    category = {
        row["source_id"]: row["category"] for row in large_world.facts["product"].to_pylist()
    }
    customer = {
        (row["source"], row["source_id"]): row["customer_key"]
        for row in large_world.facts["order"].to_pylist()
    }
    bought: dict[Key, set[str]] = defaultdict(set)
    for row in large_world.facts["order_line"].to_pylist():
        if row["product_key"] is not None:
            whose = row["source"], customer[row["source"], row["order_key"]]
            bought[whose].add(category[row["product_key"]])
    missing: dict[Key, int] = defaultdict(int)
    for row in large_world.truth["white_space"].to_pylist():
        key = row["source"], row["source_id"]
        if not row["takes"]:
            assert row["category"] not in bought[key]
            missing[key] += row["potential_minor"]
    rows = large_world.truth["account"].to_pylist()
    for row in rows:
        key = row["source"], row["source_id"]
        assert row["missing_minor"] == pytest.approx(missing[key], abs=10)
        assert (row["opportunity"] == "high") == (missing[key] > 0)
    assert 0.3 < np.mean([row["opportunity"] == "high" for row in rows]) < 0.95


def test_better_fits_meet_again_more_often(large_world: World) -> None:
    fit = {
        (row["source"], row["source_id"], row["other_source"], row["other_key"]): row["fit"]
        for row in large_world.truth["fit"].to_pylist()
    }
    again: dict[bool, list[bool]] = defaultdict(list)
    for row in large_world.facts["introduction"].to_pylist():
        key = row["source"], row["customer_key"], row["other_source"], row["other_key"]
        if row["outcome"] is not None:
            assert row["state"] == "introduced"
            again[fit[key] > 0.5].append(row["outcome"] == "met_again")
    assert np.mean(again[True]) > np.mean(again[False]) + 0.2


def test_what_care_did_in_the_last_months_shows_beside_who_was_held_out(
    large_world: World, bought_on: dict[Key, list[date]]
) -> None:
    came: dict[bool, list[bool]] = defaultdict(list)
    for row in large_world.facts["care"].to_pylist():
        if row["play"] == "rhythm_broke" and row["planned_on"] < ENDS_ON - timedelta(60):
            on = bought_on.get((row["customer_source"], row["customer_key"]), [])
            first = bisect_right(on, row["planned_on"] - timedelta(1))
            within = bisect_right(on, row["planned_on"] + timedelta(59)) > first
            came[row["state"] == "held_out"].append(within)
    assert 0.07 < len(came[True]) / (len(came[True]) + len(came[False])) < 0.14
    assert np.mean(came[False]) > np.mean(came[True])


def test_service_is_never_held_out(large_world: World) -> None:
    rows = large_world.facts["care"].to_pylist()
    assert all(row["state"] != "held_out" for row in rows if row["play"] == "first_order")
    assert all((row["rank"] is None) == (row["state"] == "held_out") for row in rows)
    by_day = Counter(
        (row["planned_on"], row["customer_source"], row["customer_key"]) for row in rows
    )
    assert set(by_day.values()) == {1}


def test_accounts_with_something_open_are_sold_nothing(large_world: World) -> None:
    open_on: dict[Key, list[tuple[date, date]]] = defaultdict(list)
    whose = {
        (row["source"], row["source_id"]): row["customer_key"]
        for row in large_world.facts["order"].to_pylist()
    }
    for row in large_world.facts["problem"].to_pylist():
        until = row["ended_on"] or ENDS_ON + timedelta(1)
        key = row["source"], whose[row["source"], row["order_key"]]
        open_on[key].append((row["happened_on"], until))
    rows = large_world.facts["account_review"].to_pylist()
    held = [row for row in rows if row["state"] == "held"]
    assert {row["state"] for row in rows} == {"planned", "held", "declined"}
    assert {row["recommendation"] for row in held} == {
        "more",
        "maintenance",
        "better_use",
        "nothing",
    }
    for row in held:
        key = row["source"], row["customer_key"]
        if any(first <= row["held_on"] < last for first, last in open_on[key]):
            assert row["recommendation"] == "nothing"


def test_guests_arrive_today_and_tomorrow_in_any_season() -> None:
    for ends_on in (date(2025, 7, 10), date(2026, 3, 1), date(2025, 12, 20)):
        made = make_world(seed=2, ends_on=ends_on, customers=700)
        booked = [row for row in made.facts["reservation"].to_pylist() if row["state"] == "booked"]
        arrive = Counter((row["arrives_on"] - ends_on).days for row in booked)
        assert arrive[1] >= 3 and arrive[2] >= 2, ends_on
        known = [row for row in booked if row["purpose"] is not None]
        assert known and all(row["party"] is None or row["party"] >= 1 for row in booked)
