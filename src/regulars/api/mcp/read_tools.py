"""The tools that look: whom to take care of, one customer, finding one, the card."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from regulars import workspace
from regulars.acts.today import Item
from regulars.api.mcp.untrusted import cut_off_quotation, untrusted
from regulars.book.card_page import PageAsked
from regulars.wording import money, rounded

NOT_PLANNED = (
    "Nobody planned this day yet. `plan_today` makes the list; a person can also do it at the desk."
)
MOST_ROWS = 100
MOST_HAPPENINGS = 20
OUR_WORDS = frozenset({"customer_id", "kind", "treatment_stated"})

CustomerId = Annotated[str, Field(max_length=100, description="As other tools told it.")]


class ReadTools:
    """Each method is a tool; its words are what the model reads of it."""

    def __init__(self, *, username: str, language: str) -> None:
        self.username, self.language = username, language

    def who_needs_care_today(self) -> dict[str, Any]:
        """Who needs care today, and why: the day's list, most valuable first, with how to go about
        each, how long it takes and what skipping it may cost (80% interval)."""
        book = workspace.current()
        day = book.day_plan(staff=self.username, language=self.language)
        if day is None:
            return {"planned": False, "what_to_do": NOT_PLANNED}
        return {
            "planned": True,
            "as_of": day.as_of.isoformat(),
            "hours": day.hours,
            "minutes_left": day.minutes_left,
            "done": day.done,
            "lines": [self._line(item) for item in day.items],
            "not_reached_by_the_hours": day.below_the_line,
        }

    def show_customer(self, customer_id: CustomerId) -> dict[str, Any]:
        """One customer: how to treat them, every figure that is known with its interval, and the
        last that happened. `worked_out` is false of who came since the last refresh: they have no
        figures yet."""
        book = workspace.current()
        shown = book.customer(customer_id=customer_id, language=self.language)
        figures = book.figures(customer_id=shown.customer_id, language=self.language)
        return {
            "customer_id": shown.customer_id,
            "name": untrusted(shown.customer),
            "kind": shown.kind,
            "since": shown.since_on and shown.since_on.isoformat(),
            "as_of": shown.as_of.isoformat(),
            "worked_out": shown.worked_out,
            "currency": shown.currency,
            "how": {"treatment": shown.how.treatment, "do": shown.how.text,
                    "known_from": shown.how.basis},
            "figures": [
                {
                    "name": one.name,
                    "label": one.label,
                    "unit": one.unit,
                    **{
                        end: _marked(one.name, getattr(one, end))
                        for end in ("value", "low", "high")
                        if getattr(one, end) is not None
                    },
                }
                for one in figures
                if one.value is not None
            ],
            "not_known": [one.name for one in figures if one.value is None],
            "happened": [
                {"on": one.on.isoformat(), "fact": one.fact, "said": untrusted(one.text)}
                for one in shown.timeline[:MOST_HAPPENINGS]
            ],
            "happened_in_all": shown.timeline_total,
        }  # fmt: skip

    def find_customers(
        self, text: Annotated[str, Field(min_length=1, max_length=200)]
    ) -> dict[str, Any]:
        """Customers whom a text may mean: a name in any script, a telephone number, an e-mail
        address, or the key that a source knows them by."""
        found = workspace.current().find_customers(text=text, language=self.language)
        return {
            "customers": [
                {
                    "customer_id": one.customer_id,
                    "name": untrusted(one.name),
                    "kind": one.kind,
                    "hint": untrusted(one.hint),
                }
                for one in found
            ]
        }

    def query_card(
        self,
        columns: Annotated[
            list[str], Field(description="e.g. customer_id, orders, spend_minor, chance_active")
        ],
        where: Annotated[
            str | None,
            Field(description="e.g. orders >= 3 AND chance_active < 0.5", max_length=4_000),
        ] = None,
        limit: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 20,
        after: Annotated[
            str | None, Field(description="The customer_id after which to go on", max_length=100)
        ] = None,
    ) -> dict[str, Any]:
        """Figures of many customers: chosen columns, of those for whom a condition is true. A
        condition compares columns with values; a wrong column is answered with those there are."""
        page = workspace.current().card_page(
            PageAsked(columns=columns, where=where, limit=limit, after=after)
        )
        return {
            "as_of": page.as_of.isoformat(),
            "currency": page.currency,
            "rows": [
                {name: _marked(name, value) for name, value in row.items()}
                for row in page.table.to_pylist()
            ],
            "next": page.next,
        }

    def _line(self, item: Item) -> dict[str, Any]:
        why, quoted = cut_off_quotation(item.why, item.evidence)
        told = {
            "care_id": item.care_id,
            "customer_id": item.customer_id,
            "name": untrusted(item.customer),
            "state": item.state,
            "why": why,
            "quoted": quoted,
            "how": {"treatment": item.how.treatment, "do": item.how.text,
                    "known_from": item.how.basis},
            "minutes": item.minutes,
            "at_stake": self._stake(item),
            "play": item.play_title,
            "rests_on": [f"{one.label}: {one.value}" for one in item.evidence if not one.fact],
        }  # fmt: skip
        return told | ({"note": untrusted(item.note)} if item.note else {})

    def _stake(self, item: Item) -> dict[str, Any] | None:
        """Null: not enough data to say."""
        ends = (item.stake_minor, item.stake_low_minor, item.stake_high_minor)
        if None in ends:
            return None
        words = [
            money(rounded(end), currency=item.currency, language=self.language)
            for end in ends
            if end is not None
        ]
        return {
            "expected_in_a_year": words[0],
            "interval_80": [words[1], words[2]],
            "share_that_care_keeps": item.effect,
            "that_share_is": item.effect_basis,
        }


def _marked(name: str, value: Any) -> Any:
    """A value of the card. Texts in it may be a source's own, but for the words of ours."""
    if isinstance(value, str) and name not in OUR_WORDS:
        return untrusted(value)
    return value.isoformat() if isinstance(value, date) else value
