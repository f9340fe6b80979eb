"""Settings, one person: name, role, hours; a new link; letting go."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from regulars import workspace
from regulars.desk.formats.durations import hours
from regulars.desk.frame.record import names_nobody, taken
from regulars.desk.frame.roles import needs
from regulars.desk.pages.settings.people_forms import PersonForm
from regulars.people.enrol import Colleague, LastOwner
from regulars.people.login_link import LinkNotValid
from regulars.people.persons import UnknownPerson
from regulars.people.qr_code import qr_code
from regulars.people.roles import Role


@names_nobody
@needs(Role.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, username: str) -> HttpResponse:
    """The page, and saving what it says."""
    one = _known(username)
    form = _form(one, request.POST if request.method == "POST" else None)
    fault = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            workspace.current().change_person(
                username=username,
                name=said["name"],
                role=Role(said["role"]),
                hours=said["hours"],
                language=said["language"],
            )
            return redirect(f"{reverse('person', args=[username])}?saved")
        except LastOwner as last:
            fault = str(last)
    return _page(request, one, form=form, fault=fault)


@never_cache
@needs(Role.OWNER)
@require_POST
def link(request: HttpRequest, username: str) -> HttpResponse:
    """A link to hand over, as text and as a picture. It is shown once: only its hash is kept."""
    one = _known(username)
    try:
        token = workspace.current().invite(username=username)
    except LinkNotValid as gone:
        return _page(request, one, form=_form(one), fault=str(gone))
    taken(request)
    addresses = settings.SERVING.addresses
    here = addresses[0] if addresses else f"{request.scheme}://{request.get_host()}"
    address = here + reverse("enter", args=[token])
    context = {
        "entry": "settings",
        "part": "people",
        "one": one,
        "address": address,
        "picture": qr_code(address),
        "only_here": not addresses,
    }
    return render(request, "pages/settings/link.html", context)


@needs(Role.OWNER)
@require_POST
def let_go(request: HttpRequest, username: str) -> HttpResponse:
    """May not log in any more, and is logged out everywhere."""
    return _done(request, username, lambda: workspace.current().let_go(username=username))


@needs(Role.OWNER)
@require_POST
def let_back(request: HttpRequest, username: str) -> HttpResponse:
    """May log in again."""
    return _done(request, username, lambda: workspace.current().let_back(username=username))


@needs(Role.OWNER)
@require_POST
def forget_factor(request: HttpRequest, username: str) -> HttpResponse:
    """The second factor was lost."""
    book = workspace.current()
    return _done(request, username, lambda: book.forget_second_factor(username=username))


def _done(request: HttpRequest, username: str, act: Callable[[], None]) -> HttpResponse:
    one = _known(username)
    try:
        act()
    except LastOwner as last:
        return _page(request, one, form=_form(one), fault=str(last))
    return redirect(f"{reverse('person', args=[username])}?saved")


def _known(username: str) -> Colleague:
    for one in workspace.current().everybody():
        if one.staff.username == username:
            return one
    raise Http404(str(UnknownPerson(f"Nobody here logs in as “{username}”.")))


def _form(one: Colleague, said: QueryDict | None = None) -> PersonForm:
    staff = one.staff
    return PersonForm(
        said,
        usual_hours=hours(workspace.current().hours),
        initial={
            "name": staff.name,
            "role": staff.role.value,
            "hours": staff.hours,
            "language": staff.language,
        },
    )


def _page(
    request: HttpRequest, one: Colleague, *, form: PersonForm, fault: str | None
) -> HttpResponse:
    context = {
        "entry": "settings",
        "part": "people",
        "one": one,
        "you": one.staff.username == request.staff.username,
        "form": form,
        "fault": fault,
        "saved": "saved" in request.GET and request.method != "POST",
    }
    return render(request, "pages/settings/person.html", context)
