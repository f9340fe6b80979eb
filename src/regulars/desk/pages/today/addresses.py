"""The addresses of Today."""

from django.urls import path

from regulars.desk.pages.today.actions import done, not_right, put_back, snooze
from regulars.desk.pages.today.by_mail import by_mail
from regulars.desk.pages.today.events import say_of_arrival, say_of_review
from regulars.desk.pages.today.plan import plan
from regulars.desk.pages.today.printed import print_today
from regulars.desk.pages.today.team import team
from regulars.desk.pages.today.view import today
from regulars.desk.pages.today.whose import hand_over, take_up

ADDRESSES = [
    path("", today, name="today"),
    path("today/plan", plan, name="plan"),
    path("today/team", team, name="team"),
    path("today/print", print_today, name="print_today"),
    path("today/by-mail", by_mail, name="by_mail"),
    path("today/take-up", take_up, name="take_up"),
    path("today/arrivals/<str:word_id>", say_of_arrival, name="say_of_arrival"),
    path("today/reviews/<str:word_id>", say_of_review, name="say_of_review"),
    path("today/<str:care_id>/done", done, name="done"),
    path("today/<str:care_id>/snooze", snooze, name="snooze"),
    path("today/<str:care_id>/not-right", not_right, name="not_right"),
    path("today/<str:care_id>/put-back", put_back, name="put_back"),
    path("today/<str:care_id>/hand-over", hand_over, name="hand_over"),
]
