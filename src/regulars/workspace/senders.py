"""Spenders and senders of a book: groups, who brings whom, who may send next, word of mouth."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from babel.numbers import get_currency_precision
from django.utils import translation

from regulars.acts.customer_table import called
from regulars.acts.senders import (
    Move,
    Senders,
    SenderTree,
    SentOne,
    ToAsk,
)
from regulars.acts.sending_words import group_words, not_counted_words
from regulars.book.read_sending import (
    read_groups,
    read_likely,
    read_middle,
    read_months,
    read_moved,
    read_not_counted,
    read_ratings,
    read_senders,
    read_sent,
    read_to_ask,
)
from regulars.book.reader import Row
from regulars.book.sending_groups import GROUPS
from regulars.book.snapshot import FOLDER, Snapshot, SnapshotUnreadable, named_snapshot
from regulars.estimates.referral_value import referral_value
from regulars.workspace.references import References
from regulars.workspace.show_senders import (
    DEPTH,
    amount,
    groups_shown,
    judged_shown,
    likely_shown,
    named_below,
    reviews_shown,
    sender_shown,
    tree_below,
    word_of_mouth_shown,
)

SHOWN = 40
LIKELY_SHOWN = 10
ASK_WITHIN_DAYS = 60
TO_ASK_SHOWN = 20
MOVED_AFTER = timedelta(days=28)
"""Between two looks at the groups: less is mostly chance."""
MOST_IN_A_TREE = 200
HALF_A_YEAR = 0.5
"""What is spent in the year to come is spent in its middle, on average."""


class SendersOfBook(References):
    """What a book knows of who brings whom."""

    def senders(self, *, group: str = "", language: str = "en") -> Senders:
        """The page, of all senders or those of a group. Raises: NoSnapshot, SnapshotUnreadable."""
        reader, settings = self._read(), self._file.sending
        snapshot = reader.snapshot
        with translation.override(language):
            labels = group_words()
            rows = read_senders(reader, at_most=SHOWN, group=group if group in GROUPS else "")
            likely = read_likely(reader, at_most=LIKELY_SHOWN)
            ask = read_to_ask(
                reader,
                salt=self._file.salt,
                settings=settings,
                days=ASK_WITHIN_DAYS,
                at_most=TO_ASK_SHOWN,
            )
            names = called(
                self._keys_now([row["customer_id"] for row in (*rows, *likely, *ask)]),
                language=language,
            )
            moved_from, moves = self._moves()
            sending = snapshot.manifest.get("sending", {})
            return Senders(
                as_of=snapshot.as_of,
                currency=snapshot.currency or "XXX",
                groups=groups_shown(read_groups(reader), labels),
                middle_minor=read_middle(reader),
                senders=tuple(sender_shown(row, names, labels) for row in rows),
                likely=tuple(likely_shown(row, names) for row in likely),
                refused=sending.get("refused"),
                judged=judged_shown(sending.get("judged")),
                word_of_mouth=word_of_mouth_shown(
                    read_months(reader, salt=self._file.salt, settings=settings)
                ),
                moved_from=moved_from,
                moves=moves,
                not_counted=tuple(
                    (not_counted_words()[why], pairs)
                    for why, pairs in read_not_counted(reader).items()
                ),
                to_ask=tuple(
                    ToAsk(row["customer_id"], names[row["customer_id"]], row["first_order_on"])
                    for row in ask
                ),
                reviews=reviews_shown(read_ratings(reader), settings.star_share),
                references=self.references(language=language),
                reference_once_in_days=settings.reference_once_in_days,
            )

    def sender_tree(self, *, customer_id: str, language: str = "en") -> SenderTree:
        """Whom a customer sent, three levels deep. Raises: UnknownCustomer, NoSnapshot."""
        reader = self._read()
        one = self._id_now(customer_id)
        card = reader.card_row(one)
        below: dict[str, list[Row]] = {}
        level, path = [one], {one}
        for _ in range(DEPTH):
            found = {each: read_sent(reader, each) for each in level[:MOST_IN_A_TREE]}
            below |= {each: rows for each, rows in found.items() if rows}
            level = [
                row["customer_id"]
                for rows in found.values()
                for row in rows
                if row["not_counted"] is None and row["customer_id"] not in path
            ]
            path |= set(level)
        shares = self._shares_of(one)
        with translation.override(language):
            names = called(self._keys_now(sorted(path | named_below(below))), language=language)
            sent = tree_below(one, below, names=names, shares=shares, path=(one,))
            counted = [row for row in sent if row.not_counted is None]
            return SenderTree(
                customer_id=one,
                customer=names[one],
                as_of=reader.snapshot.as_of,
                currency=reader.snapshot.currency or "XXX",
                own=amount(card, "expected_spend_365"),
                total=amount(card, "sent_value_365"),
                group_label=group_words().get(card["sending_group"] or "", ""),
                sent=sent,
                worth_minor=self._worth(counted),
                came_through=sum(not row.anyway for row in counted),
                came_anyway=sum(row.anyway for row in counted),
            )

    def _worth(self, sent: Sequence[SentOne]) -> int | None:
        """Of the margin of those who came through them, and of not having had to win the others."""
        settings, reader = self._file.sending, self._read()
        winning = self.new_customer_cost_minor
        if settings.margin_share is None or winning is None:
            return None
        scale = 10 ** get_currency_precision(reader.snapshot.currency or "XXX")
        through = [row for row in sent if not row.anyway and row.own.minor is not None]
        lately = [row for row in sent if (reader.snapshot.as_of - row.on).days < 365]
        net = [(row.own.minor or 0) * settings.margin_share for row in through]
        costs = [-settings.referral_cost * scale for row in lately if not row.anyway]
        saved = [float(winning) for _ in lately]
        value = referral_value(
            net=[*net, *costs],
            net_years=[*(HALF_A_YEAR for _ in net), *(0.0 for _ in costs)],
            saving=saved,
            saving_years=[0.0 for _ in saved],
            rate=settings.discount_rate,
        )
        return round(value)

    def _shares_of(self, customer_id: str) -> dict[str, int]:
        rows = self._read().query(
            "SELECT sent_customer_id, share_minor FROM sent_shares WHERE customer_id = $id",
            {"id": customer_id},
        )
        return dict(
            zip(rows["sent_customer_id"].to_pylist(), rows["share_minor"].to_pylist(), strict=True)
        )

    def _moves(self) -> tuple[date | None, tuple[Move, ...]]:
        earlier = self._earlier()
        if earlier is None:
            return None, ()
        rows = read_moved(self._read(), earlier.card)
        if not rows:
            return None, ()
        return earlier.as_of, tuple(
            Move(row["before"], row["after"], row["customers"]) for row in rows
        )

    def _earlier(self) -> Snapshot | None:
        """The newest snapshot of four weeks ago or longer."""
        current = self._read().snapshot
        names = sorted(path.name for path in (self.folder / FOLDER).glob("[0-9]*"))
        for name in reversed(names):
            if name[:10] > (current.as_of - MOVED_AFTER).isoformat():
                continue
            try:
                return named_snapshot(self.folder, name)
            except SnapshotUnreadable:
                continue
        return None
