"""Every address of the desk."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from regulars.desk.pages.customer.view import customer
from regulars.desk.pages.enter.view import enter, how_to_enter, leave
from regulars.desk.pages.errors.view import bad_request, not_found, server_error
from regulars.desk.pages.today.actions import done, not_right, put_back, snooze
from regulars.desk.pages.today.plan import plan
from regulars.desk.pages.today.view import today

urlpatterns = [
    path("", today, name="today"),
    path("today/plan", plan, name="plan"),
    path("today/<str:care_id>/done", done, name="done"),
    path("today/<str:care_id>/snooze", snooze, name="snooze"),
    path("today/<str:care_id>/not-right", not_right, name="not_right"),
    path("today/<str:care_id>/put-back", put_back, name="put_back"),
    path("customers/<str:customer_id>", customer, name="customer"),
    path("enter", how_to_enter, name="how_to_enter"),
    path("enter/<str:token>", enter, name="enter"),
    path("leave", leave, name="leave"),
    path("language", login_not_required(set_language), name="language"),
]

handler400 = bad_request
handler404 = not_found
handler500 = server_error
