"""All customers of a book as a table: filtered, sorted, a page at a time, or as a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils import translation

from regulars.acts.columns import LOOKED_AFTER, CardColumn
from regulars.acts.customer_file import file_head, file_rows
from regulars.acts.customer_table import CustomerTable, TableAsked, called, table_rows
from regulars.acts.filters import Condition, Filter, conditions_of
from regulars.acts.said_since import owners_since
from regulars.book.asked_customers import CUSTOMER_ID, AskedCustomers, Sorting
from regulars.book.place import Place, place_of, place_text
from regulars.book.reader import Row, Since
from regulars.people.names import staff_names
from regulars.workspace.who_is_who import WhoIsWho

ROWS = 50
AT_A_TIME = 5_000
MOST_CHOICES = 40


class AllCustomers(WhoIsWho):
    """Questions to the results about all customers."""

    def customers(
        self, asked: TableAsked, *, at_most: int = ROWS, language: str = "en"
    ) -> CustomerTable:
        """One page of who is asked for. Raises: NoSnapshot, SnapshotUnreadable."""
        who = self._asked(asked)
        before = place_of(asked.before) if asked.before else None
        after = place_of(asked.after) if asked.after and before is None else None
        # One more than are shown tells whether there are more.
        cards = who.page(_read(asked.columns), at_most=at_most + 1, after=after, before=before)
        beyond = len(cards) > at_most
        if beyond:
            cards = cards[1:] if before is not None else cards[:-1]
        ids = [card[CUSTOMER_ID] for card in cards]
        with translation.override(language):
            rows = table_rows(
                cards,
                columns=asked.columns,
                keys=self._keys_now(ids),
                staff=self._staff_of(ids, asked.columns),
                currency=self._read().snapshot.currency,
                language=language,
            )
        return CustomerTable(
            columns=asked.columns,
            rows=rows,
            count=who.count(),
            of=self.counts["customers"] - len(self._who_now().gone),
            later=_place(cards[-1:], asked, there_are=beyond or before is not None),
            earlier=_place(
                cards[:1], asked, there_are=beyond if before is not None else after is not None
            ),
        )

    def beside(self, asked: TableAsked, *, customer_id: str) -> tuple[str | None, str | None]:
        """Who stands before and after a customer in the order; None at its ends."""
        who, card = self._asked(asked), self._read().card_rows([customer_id]).get(customer_id)
        if card is None:
            return None, None
        place = Place(card[asked.sort], customer_id)
        found = (who.page([], at_most=1, before=place), who.page([], at_most=1, after=place))
        earlier, later = (rows[0][CUSTOMER_ID] if rows else None for rows in found)
        return earlier, later

    def customers_file(self, asked: TableAsked, *, language: str = "en") -> Iterator[list[str]]:
        """All who are asked for as rows of a file, its head first; names from the ledger."""
        table = self._asked(asked).everybody(_read(asked.columns))
        currency = self._read().snapshot.currency
        with translation.override(language):
            yield file_head(asked.columns, currency=currency, language=language)
        for start in range(0, table.num_rows, AT_A_TIME):
            cards: list[Row] = table.slice(start, AT_A_TIME).to_pylist()
            ids = [card[CUSTOMER_ID] for card in cards]
            with translation.override(language):
                rows = list(
                    file_rows(
                        cards,
                        columns=asked.columns,
                        names=called(self._keys_now(ids), language=language),
                        staff=self._staff_of(ids, asked.columns),
                        currency=currency,
                    )
                )
            yield from rows

    def choices(self, column: CardColumn) -> list[str]:
        """What the text of a column can be, the most frequent first; few enough to choose from."""
        if column.kind == "staff":
            return list(staff_names())
        name = column.name
        assert name in self._read().columns
        found = self._read().query(
            f'SELECT "{name}" AS said FROM card WHERE "{name}" IS NOT NULL'
            f' GROUP BY "{name}" ORDER BY count(*) DESC, "{name}" LIMIT {MOST_CHOICES}'
        )
        said: list[str] = found["said"].to_pylist()
        return said

    def _asked(self, asked: TableAsked) -> AskedCustomers:
        as_of, currency = self.as_of, self._read().snapshot.currency
        conditions: list[Condition] = []
        for one in asked.filters:
            if one.column.kind == "staff":
                conditions.append(self._looked_after(one))
            else:
                conditions += conditions_of(one, as_of=as_of, currency=currency)
        if gone := self._who_now().gone:
            conditions.append((CUSTOMER_ID, "not in", sorted(gone)))
        return AskedCustomers(self._read(), conditions, Sorting(asked.sort, asked.descending))

    def _looked_after(self, asked: Filter) -> Condition:
        ids = self._read().looked_after(staff=asked.value, since=self._given_since())
        return CUSTOMER_ID, "in" if asked.test in ("is", "known") else "not in", ids

    def _staff_of(self, ids: Sequence[str], columns: Sequence[CardColumn]) -> dict[str, str]:
        if all(one.name != LOOKED_AFTER for one in columns):
            return {}
        names = staff_names()
        owners = self._read().owners(ids, since=self._given_since())
        return {one: names.get(staff, staff) for one, staff in owners.items()}

    def _given_since(self) -> Since:
        return Since(owners=owners_since(self._read().snapshot.read_at))


def _read(columns: Sequence[CardColumn]) -> list[str]:
    """The columns of the card that are read for these."""
    return ["kind", *(name for one in columns if one.kind != "staff" for name in one.read)]


def _place(rows: Sequence[Row], asked: TableAsked, *, there_are: bool) -> str | None:
    if not rows or not there_are:
        return None
    return place_text(Place(rows[0][asked.sort], rows[0][CUSTOMER_ID]))
