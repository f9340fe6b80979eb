"""Setting a password, the first or a new one; every other device is logged out."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.password_change import (
    change_password,
    finalize_password_change,
)
from django import forms
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from regulars.desk.formats.numbers import number
from regulars.desk.frame.record import names_nobody
from regulars.desk.frame.roles import needs
from regulars.people.passwords import SHORTEST
from regulars.people.roles import Role
from regulars.people.sessions import end_all_sessions

_NEW = {"autocomplete": "new-password"}


class NewPassword(forms.Form):
    """Twice, because nobody sees what is typed."""

    password = forms.CharField(strip=False, widget=forms.PasswordInput(attrs=_NEW))
    again = forms.CharField(strip=False, widget=forms.PasswordInput(attrs=_NEW))

    def __init__(self, user: User, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        self._user = user
        self.fields["password"].label = gettext("New password")
        self.fields["password"].help_text = gettext(
            "At least %(count)s letters. A few words that belong to nobody are easy to keep."
        ) % {"count": number(SHORTEST)}
        self.fields["again"].label = gettext("The same again")

    def clean_password(self) -> str:
        said: str = self.cleaned_data["password"]
        validate_password(said, self._user)
        return said

    def clean_again(self) -> str:
        said: str = self.cleaned_data["again"]
        if "password" in self.cleaned_data and said != self.cleaned_data["password"]:
            raise forms.ValidationError(gettext("The two are not the same. Write both again."))
        return said


@sensitive_post_parameters("password", "again")
@never_cache
@names_nobody
@needs(Role.READ_ONLY)
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def password(request: HttpRequest) -> HttpResponse:
    """Whoever just came in by a link, or has just said who they are, may set one."""
    form = NewPassword(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        change_password(request.user, form.cleaned_data["password"])
        finalize_password_change(request, request.user)
        end_all_sessions(request.user, but=request.session.session_key)
        return redirect("/account?saved")
    context = {"entry": "account", "form": form, "staff": request.staff}
    return render(request, "pages/account/password.html", context)
