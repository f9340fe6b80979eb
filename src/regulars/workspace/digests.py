"""The morning's mail: who gets it, what stands in it, and when it is still the morning."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import ngettext

from regulars.people.persons import Staff
from regulars.post.digest import Digest, DigestLine, written
from regulars.post.models import Letter
from regulars.post.outbox import is_due, last_of, not_sent, sent, take, unclear
from regulars.post.sending import MayBeTaken, NotTaken, Server, send
from regulars.post.wishes import say_wish, wish_of, wished
from regulars.wording import number
from regulars.workspace.day_events import Events
from regulars.workspace.opened import now
from regulars.workspace.team_day import TeamDays

DIGEST = "digest"
STILL_MORNING = timedelta(hours=6)
"""After the time of the refresh: a machine that woke later sends no mail about the morning."""
LANGUAGE = "en"


class Digests(TeamDays, Events):
    """Each person's list by mail, once a day, to those who asked for it."""

    @property
    def can_mail(self) -> bool:
        """Whether a mail server is set in `book.toml`."""
        return self._file.mailing is not None

    def digest_wish(self, *, staff: str) -> tuple[str, bool]:
        """Where somebody wants the mail, and whether they do."""
        return wish_of(staff)

    def wish_digest(self, *, staff: str, address: str, wanted: bool) -> None:
        """Somebody wants the mail from now on, or no more. Raises: AddressWrong."""
        say_wish(staff, address=address, wanted=wanted)

    def last_digest(self, *, staff: str) -> Letter | None:
        """What became of the last mail to somebody."""
        return last_of(kind=DIGEST, staff=staff)

    def send_digests(self, at: datetime | None = None) -> dict[str, str]:
        """Send today's mails that are due; what became of each, by log-in name.

        None twice: see `post.outbox`. What is not taken is tried again at a later call.
        """
        clock = at or now()
        mailing = self._file.mailing
        if mailing is None or not self._is_morning(clock):
            return {}
        people = {one.username: one for one in self.team()}
        server = Server(
            mailing.host,
            mailing.port,
            mailing.security,
            mailing.user,
            mailing.password,
            mailing.sender,
        )
        became = {}
        for staff, address in wished().items():
            if not is_due(kind=DIGEST, of_day=self.as_of, staff=staff, at=clock):
                continue
            digest = self._digest(people[staff])
            if digest is None:
                continue
            letter = take(kind=DIGEST, of_day=self.as_of, staff=staff, address=address, at=clock)
            if letter is not None:
                became[staff] = self._send(letter, digest, server=server)
        return became

    def _send(self, letter: Letter, digest: Digest, *, server: Server) -> str:
        with translation.override(digest.language):
            words = written(digest)
        try:
            send(words, to=letter.address, message_id=self._message_id(letter), server=server)
        except NotTaken as error:
            not_sent(letter, fault=str(error))
            return "not taken"
        except MayBeTaken as error:
            unclear(letter, fault=str(error))
            return "unclear"
        sent(letter, at=now())
        return "sent"

    def _is_morning(self, at: datetime) -> bool:
        """Whether today's results are there, and it is not long after they were due."""
        due = self._file.refresh_at
        if due is None or not self.has_snapshot:
            return False
        local = at.astimezone(ZoneInfo(self.zone))
        at_due = datetime.combine(local.date(), due, tzinfo=local.tzinfo)
        snapshot = self._read().snapshot
        is_todays = snapshot.as_of == local.date() and not snapshot.manifest.get("asked")
        return is_todays and snapshot.made_at >= at_due and local - at_due <= STILL_MORNING

    def _digest(self, person: Staff) -> Digest | None:
        """Null: somebody who has no list today."""
        language = person.language or self.language or LANGUAGE
        plan = self.day_plan(staff=person.username, language=language)
        if plan is None or not plan.hours:
            return None
        events = self.day_events(language=language)
        addresses = self._file.serving.addresses
        with translation.override(language):
            hours = ngettext("%(hours)s hour", "%(hours)s hours", round(plan.hours)) % {
                "hours": number(plan.hours, language=language)
            }
        return Digest(
            book=self.name,
            person=person.called,
            of_day=plan.as_of,
            lines=[
                DigestLine(item.customer, item.play_title, item.minutes)
                for item in plan.items
                if item.state == "shown"
            ],
            arrivals=len(events.arriving) if events else 0,
            hours_in_words=hours,
            address=f"{addresses[0]}/" if addresses else None,
            language=language,
        )

    def _message_id(self, letter: Letter) -> str:
        """The same for the same letter, so that a reader can tell two of them to be one."""
        _, sender = parseaddr(self._file.mailing.sender if self._file.mailing else "")
        text = f"{self._file.salt}|{letter.kind}|{letter.of_day}|{letter.staff}"
        mark = hashlib.sha256(text.encode()).hexdigest()[:32]
        return f"<{mark}@{sender.partition('@')[2]}>"
