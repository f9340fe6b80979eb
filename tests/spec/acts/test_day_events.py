"""What the day brings beside the lists: arrivals, departures, low ratings of nobody known."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from regulars.contracts import customer_id
from spec.acts.conftest import AS_OF

TODAY, TOMORROW = AS_OF, AS_OF + timedelta(days=1)
AGO = AS_OF - timedelta(days=40)


def write(folder: Path, name: str, header: str, *rows: str) -> Path:
    path = folder / f"{name}.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def bookings(folder: Path, *rows: str) -> Path:
    header = (
        "reservation_id,customer_id,state,arrives_on,arrives_at,departs_on,booked_on,party,"
        "purpose,unit"
    )
    return write(folder, "bookings", header, *rows)


@pytest.fixture
def house(calm: Any, tmp_path: Path) -> Any:
    """Eve, Fay and somebody not named arrive today, Gus tomorrow; Hal leaves today."""
    files = [
        bookings(
            tmp_path,
            f"R1,fay,booked,{TODAY},,{TODAY + timedelta(days=2)},{AGO},2,holiday,Cabin 3",
            f"R2,eve,booked,{TODAY},{TODAY}T15:00:00Z,{TOMORROW},{AGO},1,work,Cabin 1",
            f"R3,,booked,{TODAY},{TODAY}T18:30:00Z,,{AGO},,,",
            f"R4,gus,booked,{TOMORROW},,{TOMORROW},{AGO},4,family,",
            f"R5,hal,stayed,{TODAY - timedelta(days=2)},,{TODAY},{AGO},2,,Cabin 2",
            f"R6,ida,cancelled,{TODAY},,{TOMORROW},{AGO},1,,",
            f"R7,eve,stayed,{AGO},,{AGO + timedelta(days=1)},{AGO},1,,",
            f"R8,eve,stayed,{AGO + timedelta(days=5)},,{AGO + timedelta(days=6)},{AGO},1,,",
        ),
        write(
            tmp_path,
            "problems",
            "problem_id,customer_id,topic,happened_on,state,text",
            f"P1,eve,heating,{AS_OF - timedelta(days=1)},open,the heater is cold",
        ),
        write(
            tmp_path,
            "reviews",
            "review_id,customer_id,site,rating,out_of,reviewed_on,author,text,reply,replied_on",
            f"V1,eve,google,2,5,{AGO},Eve,it was cold,,",
            f"V2,,google,1,5,{AS_OF - timedelta(days=2)},Somebody,never again,,",
            f"V3,,google,3,5,{AS_OF - timedelta(days=90)},Other,so so,,",
            f"V4,,google,3,5,{AS_OF - timedelta(days=91)},Old,long ago,,",
            f"V5,,google,4,5,{AS_OF},Glad,fine,,",
            f"V6,,google,1,5,{AS_OF},Answered,bad,sorry,{AS_OF}",
            f"V7,,google,1,5,{AS_OF},No day,bad,sorry,",
            f"V8,,booking,5,10,{AS_OF},Ten,half,,",
        ),
        write(
            tmp_path,
            "customers",
            "customer_id,kind,name,treatment,treatment_on",
            f"eve,person,Eve Adams,distance,{AGO}",
        ),
    ]
    for file in files:
        calm.import_files([file])
    calm.refresh(as_of=AS_OF)
    return calm


def said(house: Any) -> dict[str, Any]:
    return {one.customer: one for one in house.day_events().arriving}


def test_who_arrives_today_stands_by_the_hour_where_it_is_known_then_by_name(house):
    found = [one.customer for one in house.day_events().arriving]
    assert found == ["Eve Adams", "booked by somebody not named", "fay"]


def test_what_is_booked_and_what_is_at_hand_is_told(house):
    eve = said(house)["Eve Adams"]
    assert (eve.nights, eve.party, eve.purpose, eve.unit) == (1, 1, "work", "Cabin 1")
    assert eve.stays_before == 2
    assert eve.how.treatment == "distance"
    assert [(one.text, one.urgent) for one in eve.at_hand] == [
        ("1 open problem: 29 June 2026, “the heater is cold”", True),
        ("last rated 2 of 5 on 21 May 2026", True),
    ]
    assert eve.booked == ("Cabin 1", "1 night", "1 person", "work", "stayed 2 times before")
    unknown = said(house)["booked by somebody not named"]
    assert (unknown.customer_id, unknown.how, unknown.at_hand) == (None, None, ())
    assert unknown.booked == ()
    assert said(house)["fay"].how.text == "not known: ask"


def test_tomorrow_and_departures_stand_apart(house):
    events = house.day_events()
    assert [one.customer for one in events.tomorrow] == ["gus"]
    assert [one.customer for one in events.departing] == ["hal"]


def test_who_is_here_in_person_today_is_on_no_list_and_tomorrow_s_guests_may_be(house):
    listed = {item.customer for item in house.today(hours=8).items}
    assert not {"Eve Adams", "fay", "hal"} & listed
    assert "gus" in listed


def test_arrived_and_did_not_come_are_facts_that_count_at_once_and_after_the_refresh(house):
    found = said(house)
    house.say_of_arrival(word_id=found["Eve Adams"].word_id, became="arrived", staff="mina")
    house.say_of_arrival(word_id=found["fay"].word_id, became="did_not_come", staff="mina")
    assert {name: one.state for name, one in said(house).items()} == {
        "Eve Adams": "arrived",
        "booked by somebody not named": "expected",
        "fay": "did_not_come",
    }
    assert "fay" in {item.customer for item in house.today(hours=8).items}, "call her instead"
    house.refresh(as_of=AS_OF)
    cards = {row["customer_id"]: row for row in house.card(columns=None).to_pylist()}
    eve, fay = (cards[customer_id(source="own", key=key)] for key in ("eve", "fay"))
    assert (eve["stays"], fay["no_shows"]) == (3, 1)
    assert said(house)["Eve Adams"].state == "arrived"
    assert said(house)["Eve Adams"].said_at is not None


def test_an_import_that_still_says_booked_takes_nothing_back(house, tmp_path):
    house.say_of_arrival(word_id=said(house)["fay"].word_id, became="arrived", staff="mina")
    house.import_files([tmp_path / "bookings.csv"])
    house.refresh(as_of=AS_OF)
    assert said(house)["fay"].state == "arrived"


def test_a_word_can_be_taken_back(house):
    eve = said(house)["Eve Adams"]
    house.say_of_arrival(word_id=eve.word_id, became="arrived", staff="mina")
    house.say_of_arrival(word_id=eve.word_id, became="open", staff="mina")
    assert said(house)["Eve Adams"] == eve


def test_a_booking_made_or_cancelled_since_the_refresh_shows_at_once(house, tmp_path):
    file = bookings(
        tmp_path,
        f"R1,fay,cancelled,{TODAY},,,{AGO},2,,",
        f"R9,ida,booked,{TODAY},,,{TODAY},3,,",
    )
    house.import_files([file])
    found = said(house)
    assert "fay" not in found
    assert found["ida"].party == 3


def test_only_the_day_s_reservations_and_its_own_words_can_be_said(house):
    from regulars.acts import UnknownCare
    from regulars.acts.follow_up import NotThatWord

    with pytest.raises(UnknownCare):
        house.say_of_arrival(word_id="none", became="arrived", staff="mina")
    eve = said(house)["Eve Adams"].word_id
    with pytest.raises(NotThatWord, match="arrived, did_not_come, open"):
        house.say_of_arrival(word_id=eve, became="replied", staff="mina")


def test_low_ratings_of_nobody_known_wait_newest_first_without_a_number_of_worth(house):
    found = house.day_events().reviews
    assert [(one.rating, one.author) for one in found] == [
        ("5 of 10", "Ten"),
        ("1 of 5", "Somebody"),
        ("3 of 5", "Other"),
    ]
    assert found[1].text == "never again"
    assert not [name for name in vars(found[0]) if "minor" in name or "value" in name]


def test_a_review_said_to_be_answered_is_gone_with_the_next_refresh_and_can_be_taken_back(house):
    first, second, _ = house.day_events().reviews
    house.say_of_review(word_id=first.word_id, became="replied", staff="mina")
    house.say_of_review(word_id=second.word_id, became="needs_no_reply", staff="mina")
    states = [one.state for one in house.day_events().reviews]
    assert states == ["replied", "needs_no_reply", "open"]
    house.say_of_review(word_id=first.word_id, became="open", staff="mina")
    assert house.day_events().reviews[0].state == "open"
    house.refresh(as_of=AS_OF)
    assert [one.author for one in house.day_events().reviews] == ["Ten", "Other"]


def test_a_customer_s_own_low_rating_is_a_line_not_a_review_of_nobody(house):
    assert "Eve" not in {one.author for one in house.day_events().reviews}
    [eve] = [one for one in house.card().to_pylist() if one["reviews"] == 1]
    assert eve["low_rating_days"] == 40


def test_in_bengali_it_reads_in_bengali(house):
    eve = next(
        one for one in house.day_events(language="bn").arriving if one.customer == "Eve Adams"
    )
    assert "“the heater is cold”" in eve.at_hand[0].text
    assert not any("open problem" in hand.text for hand in eve.at_hand)


def test_before_the_first_results_there_is_nothing(book):
    assert book.day_events() is None
