"""Whether one wants the day's list by mail each morning, and where to."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from regulars import workspace
from regulars.desk.frame.record import names_nobody
from regulars.desk.frame.roles import needs
from regulars.people.roles import Role


class Wish(forms.Form):
    """An address is asked for only by who wants mail."""

    wanted = forms.BooleanField(required=False)
    address = forms.EmailField(
        required=False, max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        self.fields["wanted"].label = gettext("Send me my list each morning")
        self.fields["address"].label = gettext("E-mail address")
        self.fields["address"].help_text = gettext(
            "The mail names the customers and what to do. Why, and what is at stake, stays here."
        )
        self.fields["address"].error_messages |= {
            "invalid": gettext("This is no address. Write e.g. mina@example.org.")
        }

    def clean(self) -> dict[str, object]:
        said = super().clean()
        if said.get("wanted") and not said.get("address") and "address" not in self.errors:
            self.add_error("address", gettext("Write where to send it."))
        return said


@names_nobody
@needs(Role.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def by_mail(request: HttpRequest) -> HttpResponse:
    """The page, and saving the wish."""
    book, staff = workspace.current(), request.staff.username
    form = Wish(request.POST or None)
    if request.method == "POST":
        form = Wish(request.POST)
        if form.is_valid():
            book.wish_digest(
                staff=staff,
                address=form.cleaned_data["address"],
                wanted=form.cleaned_data["wanted"],
            )
            return redirect("/today/by-mail?saved")
    else:
        address, wanted = book.digest_wish(staff=staff)
        form = Wish(initial={"address": address, "wanted": wanted})
    context = {
        "entry": "today",
        "view": "mail",
        "form": form,
        "saved": "saved" in request.GET,
        "can_mail": book.can_mail,
        "refresh_at": book.morning_at()[0],
        "letter": book.last_digest(staff=staff),
        "may_change": True,
        "is_owner": request.staff.role.may(Role.OWNER),
    }
    return render(request, "pages/today/by_mail.html", context)
