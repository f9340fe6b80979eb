"""A figure of a customer opened to the facts it was computed from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from regulars.acts.behind import Behind, fact_behind, gap_words, record_behind, related_behind
from regulars.acts.columns import ESTIMATES, ends
from regulars.acts.customer_table import called
from regulars.acts.happening_words import DAY_OF
from regulars.acts.happenings import happenings, others_in
from regulars.acts.lineage import (
    Lineage,
    estimate_lineage,
    sending_lineage,
    signal_lineage,
)
from regulars.acts.names import Key
from regulars.acts.portrait import Happening, Other
from regulars.acts.standing import standing_evidence
from regulars.acts.today import Evidence
from regulars.book.behind import Row, behind
from regulars.book.small_book import SmallBook
from regulars.book.standing_of import standing_of
from regulars.errors import RegularsError
from regulars.signals import STAGES, Signal, signals
from regulars.signals.trace import OF_OTHERS
from regulars.wording import money, number
from regulars.workspace.small_facts import SmallFacts

OF_SENDING = ("sent_value_365_minor", "sends_365")
ABOVE = {"recency_score": "bought_later", "frequency_score": "bought_more_often"}


class UnknownFigure(RegularsError):
    """The card has no such figure."""

    exit_code = 4


class Lineages(SmallFacts):
    """Figures opened to their facts."""

    def lineage(self, *, customer_id: str, figure: str, language: str = "en") -> Lineage:
        """What a figure rests on, as of the day of the results.

        Raises: UnknownCustomer, also for who came since; UnknownFigure; NoSnapshot.
        """
        reader = self._read()
        one = self._id_now(customer_id)
        card = reader.card_row(one)
        snapshot = reader.snapshot
        with translation.override(language):
            if figure in OF_SENDING:
                return sending_lineage(
                    figure,
                    card=card,
                    ends=ends(figure),
                    sending=snapshot.manifest.get("sending", {}),
                    as_of=snapshot.as_of,
                    currency=snapshot.currency,
                    language=language,
                    rows=self._shares_behind(one, language) if figure != "sends_365" else (),
                )
            if figure in ESTIMATES:
                return estimate_lineage(
                    figure,
                    card=card,
                    ends=ends(figure),
                    expectation=snapshot.manifest["expectation"],
                    as_of=snapshot.as_of,
                    currency=snapshot.currency,
                    language=language,
                )
            signal = next((one for one in signals() if one.name == figure), None)
            if signal is None:
                raise UnknownFigure(f"The card has no figure {figure}. Nothing was changed.")
            if signal.base in STAGES["C"]:
                return self._standing(signal, card, language)
            return self._of_facts(signal, one, card, language)

    def _shares_behind(self, one: str, language: str) -> list[Behind]:
        """What each customer whom they sent, at whatever level, adds to what they bring."""
        reader = self._read()
        rows = reader.query(
            "SELECT sent_customer_id, share_minor FROM sent_shares WHERE customer_id = $id"
            " ORDER BY share_minor DESC, sent_customer_id",
            {"id": one},
        ).to_pylist()
        keys = self._keys_now([row["sent_customer_id"] for row in rows])
        names = called(keys, language=language)
        currency = reader.snapshot.currency or "XXX"
        return [
            related_behind(
                {"adds": row["share_minor"]},
                other=Other(other, names[other]),
                adds=money(row["share_minor"], currency=currency, language=language),
            )
            for row in rows
            if (other := row["sent_customer_id"]) in names
        ]

    def _standing(self, signal: Signal, card: Row, language: str) -> Lineage:
        evidence: tuple[Evidence, ...] = ()
        if card["orders"]:
            found = standing_of(self._read(), card)
            evidence = standing_evidence(
                signal.name,
                customers=found.customers,
                above=getattr(found, ABOVE.get(signal.name, "spent_more")),
                with_a_gap=found.with_a_gap,
                language=language,
            )
        return self._lineage(signal, card, language, card[signal.name], [], inputs=evidence)

    def _of_facts(self, signal: Signal, one: str, card: Row, language: str) -> Lineage:
        if any(fact in self._file.warehouse for fact in self.facts_behind(signal)):
            why = gettext(
                "The facts of this figure lie in the warehouse; they are not listed here."
            )
            return self._lineage(signal, card, language, card[signal.name], [], left_out=why)
        keys = self._all_keys(one)
        book = self.small_book(one, keys, signal)
        if book is None:
            why = gettext("Too many customers hang together here to list each of them.")
            return self._lineage(signal, card, language, card[signal.name], [], left_out=why)
        found = behind(book, signal=signal, customer_id=one, temporary=self.folder / "temporary")
        used = [row for row in found.rows if row["used"]]
        if found.of_facts:
            rows = self._facts_told(signal, used, book, keys, language)
        else:
            rows = self._customers_told(signal, used, book, language)
        return self._lineage(signal, card, language, found.value, rows)

    def _lineage(
        self,
        signal: Signal,
        card: Row,
        language: str,
        value_now: Any,
        rows: Sequence[Behind],
        *,
        inputs: Sequence[Evidence] = (),
        left_out: str = "",
    ) -> Lineage:
        snapshot = self._read().snapshot
        return signal_lineage(
            signal,
            card=card,
            as_of=snapshot.as_of,
            currency=snapshot.currency,
            language=language,
            value_now=value_now,
            rows=rows,
            inputs=inputs,
            left_out=left_out,
        )

    def _facts_told(
        self,
        signal: Signal,
        used: Sequence[Row],
        book: SmallBook,
        keys: Sequence[Key],
        language: str,
    ) -> list[Behind]:
        """Rows that are of one fact each, in the words of the timeline."""
        facts = {fact: rows for fact, rows in book.facts.items() if fact in DAY_OF}
        others = self._others(others_in(facts, keys=keys), language)
        told: dict[tuple[str, str, str], Happening] = {
            (one.fact, one.source, one.source_id): one
            for one in happenings(facts, keys=keys, others=others, language=language)
        }
        rows = []
        for row in used:
            happening = told.get((row["fact"], row["source"], row["source_id"]))
            if happening is None:  # a record of the customer
                rows.append(record_behind(row, language=language))
            else:
                adds = self._adds(signal, row, language)
                minor = row["adds"] if signal.type == "money" else None
                rows.append(fact_behind(happening, adds=adds, adds_minor=minor))
        return rows

    def _customers_told(
        self, signal: Signal, used: Sequence[Row], book: SmallBook, language: str
    ) -> list[Behind]:
        """Rows that are of another customer each."""
        ids = {number: one for one, number in book.numbers.items()}
        keys: dict[str, list[Key]] = {one: [] for one in ids.values()}
        for key, one in book.customers.items():
            keys[one].append(key)
        rows = []
        named = self._others(book.customers, language)
        for row in used:
            number = row.get("sent_id") or row.get("sender_id")
            one = ids[int(number or 0)]
            other = next((named[key] for key in keys[one] if key in named), Other(one, one))
            rows.append(related_behind(row, other=other, adds=self._adds(signal, row, language)))
        return rows

    def _adds(self, signal: Signal, row: Row, language: str) -> str | None:
        """What a row adds to the figure, in words of the figure."""
        if "gap_days" in row and signal.base not in OF_OTHERS:
            return gap_words(row["gap_days"], language=language)
        if row["adds"] is None:
            return None
        if signal.type != "money":
            return number(row["adds"], language=language)
        currency = self._read().snapshot.currency or "XXX"
        return money(row["adds"], currency=currency, language=language)
