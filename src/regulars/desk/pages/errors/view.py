"""What went wrong, that nothing was lost, and what to do."""

from __future__ import annotations

import sys

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext

from regulars.errors import disk_is_full

BAD_REQUEST, FORBIDDEN, NOT_FOUND, TOO_MANY, SERVER_ERROR = 400, 403, 404, 429, 500


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A form came back with something that the page does not offer, or the address is no desk's."""
    if isinstance(exception, DisallowedHost):
        return _page(
            BAD_REQUEST,
            title=gettext("The desk does not go by this name"),
            what=gettext("The address in your browser is none that this desk was told of."),
            cure=gettext(
                "Use the address that you were given. If this one is meant, write it into "
                "[serve] of book.toml and start “regulars serve” again; docs/serving.md says how."
            ),
        )
    return _page(
        BAD_REQUEST,
        title=gettext("That could not be understood"),
        what=gettext("What was sent is not among the answers of the page. Nothing was recorded."),
        cure=gettext("Go to Today and choose one of the answers there."),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is nothing at this address, or no longer."""
    return _page(
        NOT_FOUND,
        title=gettext("There is nothing here"),
        what=gettext(
            "The address is not one of this book, or what it named is no longer in it. "
            "Nothing was lost."
        ),
        cure=gettext("Go to Today and find the customer there."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Something in Regulars itself failed, or the disk is full."""
    error = sys.exc_info()[1]
    if error is not None and disk_is_full(error):
        return _page(
            SERVER_ERROR,
            title=gettext("The disk is full"),
            what=gettext(
                "There is no room left where the book lies, so what you just did was not "
                "recorded. What was recorded before is safe."
            ),
            cure=gettext("Make room on the disk, then do it again."),
        )
    return _page(
        SERVER_ERROR,
        title=gettext("That did not work"),
        what=gettext(
            "Something in Regulars failed. Nothing was lost: what was recorded before is safe, "
            "and what you just did was not recorded in part."
        ),
        cure=gettext("Try again. If it fails again, look at what “regulars serve” printed."),
    )


def not_yours(request: HttpRequest) -> HttpResponse:
    """The person's role may not do this."""
    return _page(
        FORBIDDEN,
        title=gettext("This is not yours to do"),
        what=gettext(
            "Your role in this book does not go so far, so nothing was changed. Nothing was lost."
        ),
        cure=gettext("Ask the owner of the book to do it, or to give you another role."),
    )


def too_many(request: HttpRequest) -> HttpResponse:
    """Somebody tries to get in far more often than a person would; allauth counted."""
    return _page(
        TOO_MANY,
        title=gettext("Too many attempts"),
        what=gettext(
            "From here somebody tried to log in so often that Regulars waits for a while. Nothing "
            "was lost, and whoever is logged in works on."
        ),
        cure=gettext("Wait a minute, then try again."),
    )


def not_by_tls(why: str, *, peer: str) -> HttpResponse:
    """This name is served by TLS only, and the request did not come so, or nobody can tell."""
    cures = {
        "proxy_silent": gettext(
            "The proxy %(peer)s does not say whether it was asked by TLS: let it send "
            "X-Forwarded-Proto."
        ),
        "proxy_unnamed": gettext(
            "%(peer)s says that it was asked by TLS, but is not named as a proxy: write it into "
            "“proxies” in [serve] of book.toml and start “regulars serve” again."
        ),
        "in_the_clear": gettext(
            "Open the same address with https:// and send it again. Change your password if you "
            "just sent it."
        ),
    }
    return _page(
        FORBIDDEN,
        title=gettext("This did not come by TLS"),
        what=gettext("The address in your browser is served only encrypted. Nothing was recorded."),
        cure=cures[why] % {"peer": peer},
    )


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came back without the key of this log-in; Django's CSRF check refused it."""
    return _page(
        FORBIDDEN,
        title=gettext("This page was open for too long"),
        what=gettext(
            "The page belonged to an earlier log-in, so what you sent was not recorded. "
            "Nothing else was lost."
        ),
        cure=gettext("Go to Today and do it again there."),
    )


def _page(status: int, *, title: str, what: str, cure: str) -> HttpResponse:
    # Without the request, so that no context processor can fail on top of the first failure.
    context = {"title": title, "what": what, "cure": cure}
    return HttpResponse(render_to_string("pages/errors/error.html", context), status=status)
