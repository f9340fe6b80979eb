"""The addresses of the public page for problems, and of its links on paper."""

from django.urls import path

from regulars.desk.pages.told_problem.ease import ease
from regulars.desk.pages.told_problem.links import own_tell_link, tell_spot
from regulars.desk.pages.told_problem.tell import tell, told_problem_thanks

ADDRESSES = [
    path("tell/thanks", told_problem_thanks, name="told_problem_thanks"),
    path("tell/<str:token>", tell, name="tell"),
    path("ease/<str:token>", ease, name="ease"),
    path("problems/spot", tell_spot, name="tell_spot"),
    path("customers/<str:customer_id>/tell-link", own_tell_link, name="own_tell_link"),
]
