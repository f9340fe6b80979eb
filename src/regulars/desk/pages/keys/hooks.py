"""What the owner does with web hooks: make, try, switch, look at, remove."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from regulars.desk.frame.record import names_nobody
from regulars.desk.frame.roles import needs
from regulars.desk.pages.keys.forms import HookForm
from regulars.desk.pages.keys.hook_rows import hook_row, sent_row
from regulars.desk.pages.keys.view import CREATED, UNPROCESSABLE, once_shown, page
from regulars.people.roles import Role
from regulars.post import hooks
from regulars.post.hooks_target import TargetRefused


@needs(Role.OWNER)
@require_POST
def make_hook(request: HttpRequest) -> HttpResponse:
    """Makes a web hook, and shows its secret this once."""
    form = HookForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made, secret = hooks.make_hook(
                url=said["url"],
                events=said["events"],
                inside=said["inside"],
                by=request.user.username,
                at=timezone.now().replace(microsecond=0),
            )
            told = {"hook": hook_row(made), "secret": secret}
            return once_shown(page(request, status=CREATED, made_hook=told))
        except TargetRefused as refused:
            form.add_error("url", str(refused))
        except hooks.HookWrong as wrong:
            form.add_error(None, str(wrong))
    return page(request, status=UNPROCESSABLE, hook_form=form)


@names_nobody
@needs(Role.OWNER)
@require_safe
def hook(request: HttpRequest, number: int) -> HttpResponse:
    """One web hook with its newest messages."""
    return _page(request, number)


@needs(Role.OWNER)
@require_POST
def switch_off(request: HttpRequest, number: int) -> HttpResponse:
    return _done(number, lambda: hooks.switch_off(number, at=timezone.now()))


@needs(Role.OWNER)
@require_POST
def switch_on(request: HttpRequest, number: int) -> HttpResponse:
    return _done(number, lambda: hooks.switch_on(number, at=timezone.now()))


@needs(Role.OWNER)
@require_POST
def send_test(request: HttpRequest, number: int) -> HttpResponse:
    return _done(number, lambda: hooks.send_test(number, at=timezone.now()))


@needs(Role.OWNER)
@require_POST
def new_secret(request: HttpRequest, number: int) -> HttpResponse:
    """Another secret in the place of the old one, shown this once."""
    try:
        secret = hooks.new_secret(number)
    except hooks.UnknownHook as unknown:
        raise Http404(str(unknown)) from unknown
    return once_shown(_page(request, number, status=CREATED, secret=secret))


@needs(Role.OWNER)
@require_POST
def remove_hook(request: HttpRequest, number: int) -> HttpResponse:
    """With all of its messages."""
    try:
        hooks.remove_hook(number)
    except hooks.UnknownHook as unknown:
        raise Http404(str(unknown)) from unknown
    return redirect("keys")


def _page(request: HttpRequest, number: int, *, status: int = 200, **more: object) -> HttpResponse:
    try:
        told = hook_row(hooks.hook_of(number))
        sent = [sent_row(one) for one in hooks.sent_by(number)]
    except hooks.UnknownHook as unknown:
        raise Http404(str(unknown)) from unknown
    context = {"entry": "settings", "hook": told, "sent": sent}
    return render(request, "pages/keys/hook.html", context | more, status=status)


def _done(number: int, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except hooks.UnknownHook as unknown:
        raise Http404(str(unknown)) from unknown
    return redirect("hook", number)
