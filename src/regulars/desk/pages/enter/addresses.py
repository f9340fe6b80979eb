"""The addresses of coming in and going out."""

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from django.urls import path

from regulars.desk.frame.record import names_nobody
from regulars.desk.pages.enter.view import enter, leave

# Named as allauth asks for them.
ADDRESSES = [
    path(
        "enter",
        names_nobody(LoginView.as_view(template_name="pages/enter/log_in.html")),
        name="account_login",
    ),
    path(
        "enter/code",
        names_nobody(AuthenticateView.as_view(template_name="pages/enter/code.html")),
        name="mfa_authenticate",
    ),
    path("enter/<str:token>", enter, name="enter"),
    path("leave", leave, name="leave"),
]
