"""Long work in words: what it is, how far, who asked, why it failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext, pgettext

from regulars.desk.words.refusals import Refusal, refusal
from regulars.jobs.kinds import Kind
from regulars.jobs.queue import FAILED, JobTold
from regulars.people.persons import OWNER

WHOLE = 100


@dataclass(frozen=True)
class JobInWords:
    """Null: `percent` None where the step does not say; `refusal` None unless it failed."""

    id: str
    kind: str
    what: str
    by: str
    state: str
    step: str
    percent: int | None
    asked_at: datetime
    ended_at: datetime | None
    came: dict[str, Any]
    refusal: Refusal | None

    @property
    def ended(self) -> bool:
        return self.ended_at is not None


def told_in_words(job: JobTold) -> JobInWords:
    """A job in the active language."""
    return JobInWords(
        id=job.id,
        kind=job.kind,
        what=kind_of_work(job.kind),
        by=person_called(job.asked_by) or gettext("the morning’s schedule"),
        state=job.state,
        step=_step(job),
        percent=min(WHOLE * job.done // job.total, WHOLE) if job.total else None,
        asked_at=job.asked_at,
        ended_at=job.ended_at if job.ended else None,
        came=job.came or {},
        refusal=refusal(job.came) if job.state == FAILED else None,
    )


def kind_of_work(kind: str) -> str:
    """What is being done, as a noun."""
    return {
        Kind.REFRESH: pgettext("a kind of work", "Refresh"),
        Kind.BACKTEST: pgettext("a kind of work", "Trying predictions on the past"),
        Kind.LOOK: pgettext("a kind of work", "First look at files"),
        Kind.PREVIEW: pgettext("a kind of work", "Check of files"),
        Kind.IMPORT: pgettext("a kind of work", "Import"),
        Kind.EXPORT: pgettext("a kind of work", "Export of a person"),
        Kind.ERASE: pgettext("a kind of work", "Erasure"),
        Kind.BACKUP: pgettext("a kind of work", "Backup"),
    }[Kind(kind)]


def person_called(username: str | None) -> str:
    """Who that is, by the name that they gave; empty for nobody."""
    if not username:
        return ""
    user = User.objects.filter(username=username).first()
    name = user.get_full_name() if user is not None else ""
    if not name and username == OWNER:
        return gettext("Owner")
    return name or username


def _step(job: JobTold) -> str:
    if not job.step:
        return gettext("beginning")
    return {
        "reading": gettext("reading the files"),
        "checking": gettext("checking every row"),
        "comparing": gettext("comparing with what is known"),
        "writing": gettext("writing it down"),
        "mirror": gettext("reading what was recorded"),
        "facts": gettext("putting the facts in order"),
        "signals": gettext("seeing what they say of each customer"),
        "estimates": gettext("estimating what is to be expected"),
        "card": gettext("writing each customer’s card"),
        "write": gettext("choosing whom to take care of"),
        "backtest": gettext("trying predictions on the past"),
        "orders": gettext("reading the orders"),
        "models": gettext("trying predictions on the past"),
        "held out": gettext("judging what was chosen"),
        "plan": gettext("planning the day"),
    }.get(job.step, job.step)
