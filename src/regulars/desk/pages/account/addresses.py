"""The addresses of a person's own account."""

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.urls import path, reverse_lazy
from django.views.decorators.cache import never_cache

from regulars.desk.frame.record import names_nobody
from regulars.desk.frame.roles import View, needs
from regulars.desk.frame.second_factor import without_second_factor
from regulars.desk.pages.account.confirm import ByCode, ByPassword
from regulars.desk.pages.account.password import password
from regulars.desk.pages.account.sessions import end_here, end_others
from regulars.desk.pages.account.view import account
from regulars.people.roles import Role


def _everybody_s(view: View) -> View:
    """A page of allauth's with secrets on it: for every role, kept by no browser."""
    return never_cache(names_nobody(needs(Role.READ_ONLY)(view)))


# Names with `account_` and `mfa_` are those that allauth asks for.
ADDRESSES = [
    path("account", account, name="account"),
    path("account/password", password, name="password"),
    path(
        "account/confirm",
        without_second_factor(_everybody_s(ByPassword.as_view())),
        name="account_reauthenticate",
    ),
    path(
        "account/confirm-by-code",
        _everybody_s(ByCode.as_view()),
        name="mfa_reauthenticate",
    ),
    path(
        "account/second-factor",
        without_second_factor(
            _everybody_s(ActivateTOTPView.as_view(template_name="pages/account/second_factor.html"))
        ),
        name="mfa_activate_totp",
    ),
    path(
        "account/second-factor/remove",
        _everybody_s(
            DeactivateTOTPView.as_view(
                template_name="pages/account/remove_second_factor.html",
                success_url=reverse_lazy("account"),
            )
        ),
        name="mfa_deactivate_totp",
    ),
    path(
        "account/recovery-codes",
        _everybody_s(
            ViewRecoveryCodesView.as_view(template_name="pages/account/recovery_codes.html")
        ),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/recovery-codes/new",
        _everybody_s(
            GenerateRecoveryCodesView.as_view(template_name="pages/account/new_codes.html")
        ),
        name="mfa_generate_recovery_codes",
    ),
    path("account/sessions/others/end", end_others, name="end_other_sessions"),
    path("account/sessions/<int:number>/end", end_here, name="end_session"),
]
