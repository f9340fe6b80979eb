"""Keys: one's own for everybody, everybody's and the web hooks for the owner."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from regulars.desk.frame.record import names_nobody
from regulars.desk.frame.roles import needs
from regulars.desk.pages.keys.forms import HookForm, KeyForm
from regulars.desk.pages.keys.hook_rows import hook_row
from regulars.desk.pages.keys.words import scope_word
from regulars.people.keys import Key, KeyNotMade, UnknownKey, keys_of
from regulars.people.keys import make_key as make
from regulars.people.keys import revoke_key as revoke
from regulars.people.roles import Role
from regulars.post.hooks import all_hooks

CREATED, UNPROCESSABLE = 201, 422


@names_nobody
@needs(Role.READ_ONLY)
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The page. Never shows a key itself."""
    return page(request)


@needs(Role.READ_ONLY)
@require_POST
def make_key(request: HttpRequest) -> HttpResponse:
    """Makes a key of whoever asks, and shows it this once."""
    form = KeyForm(request.POST, role=request.staff.role)
    if form.is_valid():
        said = form.cleaned_data
        try:
            key, token = make(
                user=request.user,
                name=said["name"],
                scopes=said["scopes"],
                days=said["days"],
                at=timezone.now().replace(microsecond=0),
            )
            made = {"key": _row(key), "secret": token}
            return once_shown(page(request, status=CREATED, made_key=made))
        except KeyNotMade as wrong:
            form.add_error(None, str(wrong))
    return page(request, status=UNPROCESSABLE, key_form=form)


@needs(Role.READ_ONLY)
@require_POST
def revoke_key(request: HttpRequest, number: int) -> HttpResponse:
    """Ends a key: one's own, or the owner anybody's."""
    whose = None if request.staff.role is Role.OWNER else request.user
    try:
        revoke(number=number, of=whose, at=timezone.now())
    except UnknownKey as unknown:
        raise Http404(str(unknown)) from unknown
    return redirect("keys")


def page(request: HttpRequest, *, status: int = 200, **more: object) -> HttpResponse:
    """The whole page, with what `more` says over it: a form that came back, what was made."""
    is_owner = request.staff.role is Role.OWNER
    mine: list[dict[str, object]] = []
    others: list[dict[str, object]] = []
    for key in keys_of(None if is_owner else request.user):
        (mine if key.username == request.user.username else others).append(_row(key))
    context: dict[str, object] = {
        "entry": "settings" if is_owner else "account",
        "part": "keys",
        "is_owner": is_owner,
        "mine": [row for row in mine if not row["revoked_at"]],
        "others": [row for row in others if not row["revoked_at"]],
        "revoked": [row for row in mine + others if row["revoked_at"]],
        "key_form": KeyForm(role=request.staff.role),
    }
    if is_owner:
        context |= {"hooks": [hook_row(one) for one in all_hooks()], "hook_form": HookForm()}
    return render(request, "pages/keys/keys.html", context | more, status=status)


def once_shown(response: HttpResponse) -> HttpResponse:
    """A page with a secret on it: no browser keeps it, none shows it again."""
    response["Cache-Control"] = "no-store"
    return response


def _row(key: Key) -> dict[str, object]:
    """Null: `ended` whether its time is over is told beside `revoked_at`."""
    ended = key.expires_at is not None and key.expires_at <= timezone.now()
    return vars(key) | {"words": [scope_word(one) for one in key.scopes], "ended": ended}
