"""My account: name, language, how one logs in, and where one is logged in."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from regulars import workspace
from regulars.desk.frame.record import names_nobody
from regulars.desk.frame.roles import needs
from regulars.people.enrol import LONGEST_NAME
from regulars.people.roles import Role
from regulars.people.sessions import sessions_of


class Self(forms.Form):
    """What people say of themselves."""

    name = forms.CharField(
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(required=False)

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        self.fields["name"].label = gettext("Name")
        self.fields["name"].help_text = gettext("What the others call you.")
        self.fields["language"].label = gettext("Language")
        self.fields["language"].help_text = gettext("On every device on which you log in.")
        self.fields["language"].choices = [
            ("", gettext("as the device wishes")),
            *settings.LANGUAGES,
        ]


@never_cache
@names_nobody
@needs(Role.READ_ONLY)
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """The page, and saving name and language."""
    shown = {"name": request.staff.name, "language": request.staff.language}
    form = Self(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        workspace.current().change_self(username=request.staff.username, **form.cleaned_data)
        return redirect("/account?saved")
    if request.method != "POST":
        form = Self(initial=shown)
    if "saved" in request.GET and request.staff.language:
        translation.activate(request.staff.language)
    kinds = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    context = {
        "entry": "account",
        "form": form,
        "saved": "saved" in request.GET,
        "staff": request.staff,
        "has_password": request.user.has_usable_password(),
        "has_second_factor": "totp" in kinds,
        "sessions": sessions_of(request.user, now=timezone.now(), here=request.session.session_key),
    }
    return render(request, "pages/account/account.html", context)
