"""Consent and who looks after whom: what reaches a day's list, and what it says to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from regulars.contracts import customer_id

AS_OF = date(2026, 6, 30)
NO_WORD = "no consent on record: only when they are here or write first"
WITHDRAWN = "consent withdrawn: only when they are here or write first"


def own(key: str) -> str:
    return customer_id(source="own", key=key)


def say(book: Any, key: str, state: str, channel: str | None = None) -> None:
    book.consent(customer_id=own(key), purpose="marketing", state=state, channel=channel)


def listed(book: Any, **options: Any) -> dict[str, str]:
    return {item.customer: item.how.text for item in book.today(hours=8, **options).items}


def consents(book: Any, folder: Path, *rows: str) -> None:
    path = folder / "consents.csv"
    path.write_text("\n".join(["customer_id,purpose,channel,state,date", *rows]) + "\n")
    book.import_files([path])
    book.refresh(as_of=AS_OF)


def test_without_a_word_optional_care_waits_for_them_and_service_does_not(calm):
    found = listed(calm)
    assert {key for key, how in found.items() if how == NO_WORD} == {"eve", "fay", "gus", "hal"}
    assert NO_WORD not in found["ida"]


def test_whoever_withdrew_is_on_no_list_for_optional_care_but_for_service(calm):
    say(calm, "eve", "withdrawn")
    say(calm, "ida", "withdrawn")
    assert set(listed(calm)) == {"fay", "gus", "hal", "ida"}


def test_the_newest_word_counts_at_once_and_after_the_next_refresh(calm):
    say(calm, "eve", "withdrawn")
    say(calm, "fay", "withdrawn", "call")
    say(calm, "gus", "given")
    calm.refresh(as_of=AS_OF)
    found = listed(calm)
    assert "eve" not in found
    assert found["fay"] == NO_WORD
    assert found["gus"] not in (NO_WORD, WITHDRAWN)


def test_a_line_that_was_planned_before_the_withdrawal_says_so(calm):
    assert listed(calm)["eve"] == NO_WORD
    say(calm, "eve", "withdrawn")
    assert listed(calm)["eve"] == WITHDRAWN
    assert calm.day_plan(language="bn") is not None


def test_of_what_files_say_the_newest_up_to_the_day_counts_by_channel(calm, tmp_path):
    consents(
        calm,
        tmp_path,
        "eve,marketing,,given,2026-01-01",
        "eve,marketing,,withdrawn,2026-02-01",
        "fay,marketing,,withdrawn,2026-01-01",
        "fay,marketing,call,given,2026-02-01",
        "gus,surveys,,withdrawn,2026-01-01",
        "hal,marketing,,given,2026-01-01",
        "hal,marketing,,withdrawn,2026-07-01",
    )
    found = listed(calm)
    assert set(found) == {"fay", "gus", "hal", "ida"}
    assert found["gus"] == NO_WORD
    for key in ("fay", "hal"):
        assert found[key] not in (NO_WORD, WITHDRAWN)


def test_on_one_day_a_withdrawal_without_its_time_counts(calm, tmp_path):
    consents(
        calm, tmp_path, "eve,marketing,,withdrawn,2026-01-01", "eve,marketing,,given,2026-01-01"
    )
    assert "eve" not in listed(calm)


@pytest.mark.parametrize(
    ("treatment", "allowed", "text"),
    [
        ("contact", {"call": "given"}, "call them"),
        ("distance", {"message": "given"}, "write them"),
        ("contact", {"message": "given"}, "write them"),
        ("distance", {"call": "given", "message": "withdrawn"}, "call them"),
        ("contact", {"call": "withdrawn"}, NO_WORD),
        ("contact", {"email": "given", "letter": "given", "visit": "given"}, NO_WORD),
        ("contact", {}, NO_WORD),
        (None, {}, NO_WORD),
        (None, {"call": "given"}, "not known: ask"),
        ("contact", {"call": "withdrawn", "message": "withdrawn"}, WITHDRAWN),
    ],
)
def test_the_way_is_one_that_they_gave_consent_to(book, treatment, allowed, text):
    from regulars.acts.today import How
    from regulars.acts.treatment import how_allowed

    usual = {"contact": "call them", "distance": "write them", None: "not known: ask"}[treatment]
    how = how_allowed(
        How(treatment, "said so", usual),
        allowed=allowed,
        contact="call them",
        distance="write them",
    )
    assert (how.text, how.treatment) == (text, treatment)


def test_a_customer_is_on_the_list_of_who_looks_after_them_and_on_no_other(calm):
    calm.look_after(customer_id=own("eve"), staff="mina")
    calm.look_after(customer_id=own("fay"), staff="owner")
    mina = set(listed(calm, staff="mina"))
    assert "eve" in mina
    assert "fay" not in mina
    assert "eve" not in listed(calm)
    assert "fay" in listed(calm)


def test_who_looks_after_a_customer_stays_after_a_refresh_and_can_end(calm):
    calm.look_after(customer_id=own("eve"), staff="mina")
    calm.refresh(as_of=AS_OF)
    assert "eve" not in listed(calm)
    calm.look_after(customer_id=own("eve"), staff=None)
    assert "eve" in listed(calm)


def test_an_answer_that_there_is_not_is_refused(calm):
    from regulars.acts import NotAnAnswer

    with pytest.raises(NotAnAnswer, match="given, withdrawn, not “maybe”"):
        say(calm, "eve", "maybe")


def test_the_commands_write_both_down(calm, capsys):
    from regulars.cli.main import main

    folder = ["--book", str(calm.folder)]
    said = ["consent", own("eve"), "--purpose", "marketing", "--withdrawn", *folder]
    assert main(said) == 0
    assert "marketing withdrawn, all channels" in capsys.readouterr().out
    assert main(["owner", own("fay"), "mina", *folder]) == 0
    assert "mina looks after them" in capsys.readouterr().out
    assert main(["today", "--staff", "mina", "--hours", "8", *folder]) == 0
    told = capsys.readouterr().out
    assert "fay ·" in told
    assert "eve ·" not in told
