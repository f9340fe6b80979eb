"""Who asks, in which language, on which clock."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from regulars import workspace
from regulars.desk.catalogue_digits import write_catalogues
from regulars.desk.frame.headers import Answer
from regulars.people.persons import staff_of


def who(answer: Answer) -> Answer:
    """Middleware that sets `request.staff` (None for strangers), language and time zone.

    A person's own language counts on every device, then what was chosen on this one, then what the
    book begins in, then what the browser wishes.
    """

    def answer_to_them(request: HttpRequest) -> HttpResponse:
        book = workspace.current()
        write_catalogues(own_digits=book.bengali_numerals)
        request.staff = staff_of(request.user) if request.user.is_authenticated else None
        own = request.staff.language if request.staff else ""
        if own or (book.language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES):
            translation.activate(own or book.language)
            request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(ZoneInfo(book.zone)):
            return answer(request)

    return answer_to_them
