"""Which of four groups a customer is of: whether they spend more than most, and send more."""

from __future__ import annotations

from regulars.engines import Engine

COLUMN = "sending_group"
GROUPS = ("spender_sender", "spender", "sender", "quiet")
WHAT = (
    "Whether the spend expected of them, and what they bring by sending, each lie above the median "
    "of all of whom spend can be expected: spender_sender, spender, sender, quiet."
)
"""Null: no spend can be expected of them. Source: median splits of own and referral value, Kumar,
Petersen & Leone (2007); the names are ours."""

_OWN, _SENT = "expected_spend_365_minor", "sent_value_365_minor"
_MIDDLES = f"""
SELECT MEDIAN({_OWN}) AS own, MEDIAN({_SENT}) AS sent FROM sent_card WHERE {_OWN} IS NOT NULL
"""
# Where most send nobody, the median is 0 and whoever sends is a sender.
_GROUPED = f"""
SELECT c.*, CASE
    WHEN c.{_OWN} > m.own AND c.{_SENT} > m.sent THEN 'spender_sender'
    WHEN c.{_OWN} > m.own THEN 'spender'
    WHEN c.{_SENT} > m.sent THEN 'sender'
    WHEN c.{_OWN} IS NOT NULL THEN 'quiet'
  END AS {COLUMN}
FROM sent_card AS c CROSS JOIN sending_middles AS m
"""


def define_sending_groups(engine: Engine) -> None:
    """Make `grouped_card`: `sent_card` with `COLUMN`."""
    engine.define_table("sending_middles", _MIDDLES)
    engine.define_view("grouped_card", _GROUPED)
