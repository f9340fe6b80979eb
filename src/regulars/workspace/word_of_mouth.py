"""Who told somebody about the business: written down by the staff, or by who came themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db import transaction
from django.db.models import Q

from regulars.acts.sending_code import ids_of_code, is_code_of, sending_code
from regulars.acts.sending_words import anyway_words, told_words
from regulars.book.reader import UnknownCustomer
from regulars.contracts import REFERRAL
from regulars.errors import RegularsError
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK
from regulars.workspace.desk_entries import Entry, _written
from regulars.workspace.opened import now
from regulars.workspace.senders import SendersOfBook

WHO_TOLD, WOULD_HAVE_COME = "who_told", "would_have_come"
BY_A_CUSTOMER = "customer"
SURE = {"link": 1000, "code": 1000, "asked": 900, "staff": 700, "introduction": 1000}
"""How sure each way to know is, in thousandths; the same as files may say it."""
ASKED_SALT = "regulars who told you"
ASKED_FOR_SECONDS = 60 * 24 * 3600


class ReferralNotRight(RegularsError):
    """What was said of who sent whom cannot be true, or is on record."""

    exit_code = 3


class NotAskedNow(RegularsError):
    """A link to the question is not of this book, or is too old."""

    exit_code = 4


@dataclass(frozen=True)
class Told:
    """What somebody says of how they came.

    Null: `code` of who sent them, `friend`, a name in their words, `anyway`: not said.
    """

    who_told: str
    code: str | None = None
    friend: str | None = None
    anyway: str | None = None


class WordOfMouthOfBook(SendersOfBook):
    """Codes, links and what is said of who sent whom."""

    def sending_code(self, customer_id: str) -> str:
        """A customer's own code, under the id that counts now."""
        return sending_code(self._id_now(customer_id), salt=self._file.salt)

    def who_has_code(self, code: str) -> str | None:
        """The customer of a code; None where it is nobody's. A code outlives a merge."""
        span = ids_of_code(code)
        if span is None:
            return None
        low, high = span
        ids = {
            row["customer_id"]
            for row in current_rows(
                "identity", Q(customer_id__gte=low, customer_id__lt=high, customer_id__isnull=False)
            )
        }
        if self.has_snapshot:
            found = self._read().query(
                "SELECT DISTINCT customer_id FROM identities"
                " WHERE customer_id >= $low AND customer_id < $high",
                {"low": low, "high": high},
            )
            ids |= set(found["customer_id"].to_pylist())
            ids |= self._merged_between(low, high)
        having = {one for one in ids if is_code_of(code, customer_id=one, salt=self._file.salt)}
        now_ids = {self._id_now(one) for one in having}
        return now_ids.pop() if len(now_ids) == 1 else None

    def add_referral(
        self,
        *,
        entry_id: str,
        sender_id: str,
        came_id: str,
        known_by: str = "staff",
        confidence_permille: int | None = None,
        at: datetime | None = None,
    ) -> Entry:
        """Write down that one customer sent another.

        Raises: ReferralNotRight where both are one customer, or this is on record; NotAnAnswer;
                UnknownCustomer, CustomerErased.
        """
        sender, came = self._id_now(sender_id), self._id_now(came_id)
        if known_by not in REFERRAL.column("known_by").choices:
            raise ReferralNotRight(
                f"known_by is one of {', '.join(REFERRAL.column('known_by').choices)}, "
                f"not “{known_by}”. Nothing was recorded."
            )
        if sender == came:
            raise ReferralNotRight(
                "Nobody sends themselves: both are one customer. Nothing was recorded."
            )
        clock = at or now()
        (source, key), (other_source, other_key) = self._key_now(sender), self._key_now(came)
        again = Q(customer_source=source, customer_key=key)
        again &= Q(other_source=other_source, other_key=other_key)
        if not _written("referral", entry_id) and current_rows("referral", again):
            raise ReferralNotRight(
                "That this customer sent the other is on record already. Nothing was recorded."
            )
        sure = SURE.get(known_by) if confidence_permille is None else confidence_permille
        row = {
            "customer_source": source,
            "customer_key": key,
            "other_source": other_source,
            "other_key": other_key,
            "known_by": known_by,
            "confidence_permille": sure,
            "happened_on": self._day(clock),
            "happened_at": clock,
        }
        return self._add("referral", entry_id, came, row, at=clock)

    def say_who_told(
        self,
        *,
        entry_id: str,
        customer_id: str,
        told: Told,
        known_by: str = "asked",
        channel: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """What a customer says of who told them, with the referral where a code names who did.

        Written once for an `entry_id`, all of it or nothing.
        Raises: ReferralNotRight for a code of nobody, or their own; UnknownCustomer,
                CustomerErased.
        """
        clock, one = at or now(), self._id_now(customer_id)
        sender = None
        if told.code:
            sender = self.who_has_code(told.code)
            if sender is None:
                raise ReferralNotRight(
                    f"No customer has the code “{told.code}”. Nothing was recorded. Look at it "
                    "again, or leave it out."
                )
            if sender == one:
                raise ReferralNotRight(
                    "This is their own code: nobody sends themselves. Nothing was recorded."
                )
        who_told = BY_A_CUSTOMER if sender is not None else told.who_told
        if who_told not in told_words():
            raise ReferralNotRight(
                f"who_told is one of {', '.join(told_words())}, not “{who_told}”."
            )
        with transaction.atomic():
            answers = {WHO_TOLD: (who_told, told.friend)}
            if told.anyway in anyway_words():
                answers[WOULD_HAVE_COME] = (told.anyway, None)
            for question, (choice, text) in answers.items():
                row = {
                    **self._about(one),
                    "survey": WHO_TOLD,
                    "question": question,
                    "kind": "choice",
                    "choice": choice,
                    "text": text,
                    "channel": channel,
                    "happened_on": self._day(clock),
                    "happened_at": clock,
                }
                self._add("answer", f"{entry_id}-{question}", one, row, at=clock)
            if sender is not None:
                try:
                    self.add_referral(
                        entry_id=entry_id,
                        sender_id=sender,
                        came_id=one,
                        known_by=known_by,
                        at=clock,
                    )
                except ReferralNotRight:
                    return  # on record already: they say it once more

    def new_by_word(
        self,
        *,
        entry_id: str,
        name: str,
        phone: str | None,
        email: str | None,
        told: Told,
        known_by: str,
        language: str | None = None,
        at: datetime | None = None,
    ) -> str:
        """Somebody new says who they are and who told them; the id under which they are known.

        Where somebody is known by that number or address, the refresh finds that they are one.
        Raises: ReferralNotRight; CustomerErased; and nothing was written.
        """
        clock = at or now()
        if told.code and self.who_has_code(told.code) is None:
            raise ReferralNotRight(
                f"No customer has the code “{told.code}”. Nothing was recorded. Look at it again, "
                "or leave it out."
            )
        with transaction.atomic():
            entry = self.add_customer(
                entry_id=entry_id,
                name=name,
                phone=phone,
                email=email,
                language=language,
                at=clock,
            )
            assert entry.customer_id is not None
            self.say_who_told(
                entry_id=entry_id,
                customer_id=entry.customer_id,
                told=told,
                known_by=known_by,
                channel="website",
                at=clock,
            )
        return entry.customer_id

    def ask_token(self, customer_id: str) -> str:
        """What a link to the question carries, for a customer whom one knows."""
        return signing.dumps(self._id_now(customer_id), salt=ASKED_SALT)

    def asked_by_token(self, token: str) -> str:
        """Whom the link is for. Raises: NotAskedNow."""
        try:
            one = str(signing.loads(token, salt=ASKED_SALT, max_age=ASKED_FOR_SECONDS))
            self._all_keys(self._id_now(one))
        except (signing.BadSignature, UnknownCustomer) as not_valid:
            raise NotAskedNow(
                "This link is not of this book, or is older than 60 days. Ask for a new one."
            ) from not_valid
        return self._id_now(one)

    def friends_named(self) -> list[tuple[str, str]]:
        """Customers who named a friend in words, of whom no referral tells yet: id and words."""
        rows = current_rows("answer", Q(question=WHO_TOLD, source=DESK, text__isnull=False))
        owners = self._customers_of((row["customer_source"], row["customer_key"]) for row in rows)
        found = []
        for row in sorted(rows, key=lambda row: row["source_id"]):
            key = (row["customer_source"], row["customer_key"])
            sent = current_rows("referral", Q(other_source=key[0], other_key=key[1]))
            if row["text"] and key in owners and not sent:
                found.append((owners[key], row["text"]))
        return found

    def _merged_between(self, low: str, high: str) -> set[str]:
        rows = self._read().query(
            "SELECT customer_id FROM redirects WHERE customer_id >= $low AND customer_id < $high",
            {"low": low, "high": high},
        )
        return set(rows["customer_id"].to_pylist())
