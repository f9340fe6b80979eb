"""What people write down of a customer: what they allow, who looks after them."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from regulars.acts.outcome import NotAnAnswer
from regulars.acts.treatment import STATED_HOLDS_DAYS
from regulars.contracts import CONSENT, TREATMENT
from regulars.ledger.desk_facts import write_desk_facts
from regulars.workspace.keys import Keys
from regulars.workspace.opened import now

WORD_IDS = uuid.UUID("0d9a4c1e-9f6b-5b0e-8d0f-5c8e2f7a3b61")
"""Namespace of what the desk writes down of consent and of who looks after whom."""


class StandingWords(Keys):
    """What was said and counts until something else is."""

    def consent(
        self,
        *,
        customer_id: str,
        purpose: str,
        state: str,
        channel: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """What a customer said they allow, `given` or `withdrawn`; `channel` None for all.

        Raises: UnknownCustomer, NotAnAnswer.
        """
        for column, value in (("purpose", purpose), ("state", state), ("channel", channel)):
            choices = CONSENT.column(column).choices
            if value is not None and value not in choices:
                raise NotAnAnswer(f"{column} is one of {', '.join(choices)}, not “{value}”.")
        clock = at or now()
        source, key = self._key_now(customer_id)
        row = {
            "customer_source": source,
            "customer_key": key,
            "purpose": purpose,
            "channel": channel,
            "state": state,
            "happened_at": clock,
            "happened_on": self._day(clock),
            "said_in": None,
        }
        text = "\x1f".join((source, key, purpose, channel or "", clock.isoformat()))
        write_desk_facts(fact="consent", rows={str(uuid.uuid5(WORD_IDS, text)): row}, at=clock)

    def say_treatment(
        self,
        *,
        customer_id: str,
        treatment: str,
        staff: str,
        text: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """How a customer said they like to be treated: `contact`, `distance` or `ask` each time.

        It holds for two years; what is said later on the same day takes its place.
        Raises: UnknownCustomer, NotAnAnswer.
        """
        choices = TREATMENT.column("treatment").choices
        if treatment not in choices:
            raise NotAnAnswer(f"treatment is one of {', '.join(choices)}, not “{treatment}”.")
        clock = at or now()
        source, key = self._key_now(customer_id)
        on = self._day(clock)
        row = {
            "customer_source": source,
            "customer_key": key,
            "treatment": treatment,
            "happened_on": on,
            "until_on": on + timedelta(days=STATED_HOLDS_DAYS),
            "said_to": staff,
            "text": text,
        }
        text_of_key = "\x1f".join((source, key, on.isoformat()))
        write_desk_facts(
            fact="treatment", rows={str(uuid.uuid5(WORD_IDS, text_of_key)): row}, at=clock
        )

    def look_after(
        self, *, customer_id: str, staff: str | None, at: datetime | None = None
    ) -> None:
        """From today on, this person of the staff looks after a customer; None: nobody.

        Raises: UnknownCustomer.
        """
        clock = at or now()
        source, key = self._key_now(customer_id)
        since_on = self._day(clock)
        row = {
            "customer_source": source,
            "customer_key": key,
            "staff": staff,
            "since_on": since_on,
        }
        text = "\x1f".join((source, key, since_on.isoformat()))
        write_desk_facts(
            fact="account_owner", rows={str(uuid.uuid5(WORD_IDS, text)): row}, at=clock
        )
