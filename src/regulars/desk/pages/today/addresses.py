"""The addresses of Today."""

from django.urls import path

from regulars.desk.pages.today.actions import done, not_right, put_back, snooze
from regulars.desk.pages.today.plan import plan
from regulars.desk.pages.today.view import today

ADDRESSES = [
    path("", today, name="today"),
    path("today/plan", plan, name="plan"),
    path("today/<str:care_id>/done", done, name="done"),
    path("today/<str:care_id>/snooze", snooze, name="snooze"),
    path("today/<str:care_id>/not-right", not_right, name="not_right"),
    path("today/<str:care_id>/put-back", put_back, name="put_back"),
]
