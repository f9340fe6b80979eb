"""Settings, people: who belongs to the team, and somebody new."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from regulars import workspace
from regulars.desk.formats.durations import hours
from regulars.desk.frame.record import names_nobody
from regulars.desk.frame.roles import needs
from regulars.desk.pages.settings.people_forms import NewPersonForm, role_names
from regulars.people.enrol import Colleague, LoginNameTaken, LoginNameWrong
from regulars.people.roles import Role


@names_nobody
@needs(Role.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """The list, and adding somebody, who then needs a link."""
    form = NewPersonForm(
        request.POST if request.method == "POST" else None,
        usual_hours=hours(workspace.current().hours),
        initial={"role": Role.STAFF.value},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            added = workspace.current().add_person(
                username=said["username"],
                name=said["name"],
                role=Role(said["role"]),
                hours=said["hours"],
                language=said["language"],
            )
            return redirect("person", added.username)
        except (LoginNameWrong, LoginNameTaken) as wrong:
            form.add_error("username", str(wrong))
    context = {
        "entry": "settings",
        "part": "people",
        "form": form,
        "people": [_row(one, request) for one in workspace.current().everybody()],
    }
    return render(request, "pages/settings/people.html", context)


def _row(one: Colleague, request: HttpRequest) -> dict[str, object]:
    return {
        "staff": one.staff,
        "role": role_names()[one.staff.role],
        "active": one.active,
        "you": one.staff.username == request.staff.username,
        "has_second_factor": one.has_second_factor,
        "last_came_at": one.last_came_at,
    }
